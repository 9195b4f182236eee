"""Starts the .NET runtime in this process, once, at first use."""

import ctypes
import json
import os
import pathlib
import re
import shutil
import signal
import sys

from ._errors import DotNetNotFound

ASSEMBLY = "GiftGrab.Python"
REMEDY = "install the .NET runtime 10 (https://dotnet.microsoft.com/download) or set DOTNET_ROOT to its folder"

# Where installers of .NET put it, or write where they did.
_USUAL_PLACES = ["/usr/share/dotnet", "/usr/lib/dotnet", os.path.expanduser("~/.dotnet")]
_INSTALL_LOCATION = pathlib.Path("/etc/dotnet/install_location")

# Of hostfxr.h: what hostfxr_get_runtime_delegate gives.
_GET_FUNCTION_POINTER = 6
_LOAD_ASSEMBLY = 7
_UNMANAGED_CALLERS_ONLY = ctypes.c_void_p(-1)


def assembly_folder() -> pathlib.Path:
    """The folder of the library's build: inside the installed package, or in the repository's build."""
    package = pathlib.Path(__file__).resolve().parent
    chosen = os.environ.get("PYGIFTGRAB_ASSEMBLIES")
    places = [pathlib.Path(chosen)] if chosen else [
        package / "dotnet", package.parent / "bin" / "Release" / "net10.0", package.parent / "bin" / "Debug" / "net10.0"]
    for place in places:
        if (place / f"{ASSEMBLY}.dll").is_file():
            return place
    raise DotNetNotFound(f"{ASSEMBLY}.dll is not in {places[0]}; in the repository run: dotnet build -c Release src/Python")


def _version(name: str) -> tuple:
    return tuple(int(part) for part in re.findall(r"\d+", name)[:3])


def dotnet_root(folder: pathlib.Path) -> pathlib.Path:
    """The folder of the .NET installation: beside the library's build, $DOTNET_ROOT, that of `dotnet`, or a usual place."""
    private = folder.parent / "runtime"
    if (private / "host" / "fxr").is_dir():
        return private
    command = shutil.which("dotnet")
    places = [os.environ.get("DOTNET_ROOT"), command and pathlib.Path(command).resolve().parent]
    if _INSTALL_LOCATION.is_file():
        places.append(_INSTALL_LOCATION.read_text().strip())
    places += _USUAL_PLACES
    for place in places:
        if place and (pathlib.Path(place) / "host" / "fxr").is_dir():
            return pathlib.Path(place)
    raise DotNetNotFound(f"The .NET runtime is not on this machine; {REMEDY}.")


def hostfxr_path(root: pathlib.Path) -> pathlib.Path:
    """The newest libhostfxr of an installation."""
    versions = sorted((root / "host" / "fxr").glob("*/libhostfxr.so"), key=lambda path: _version(path.parent.name))
    if not versions:
        raise DotNetNotFound(f"{root} holds no .NET runtime; {REMEDY}.")
    return versions[-1]


class _SignalHandlers:
    """Puts Python's handlers of Ctrl-C and its like back, which the runtime takes when it starts."""

    _SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGQUIT, signal.SIGCHLD, signal.SIGCONT, signal.SIGWINCH)

    def __enter__(self) -> None:
        self._libc = ctypes.CDLL(None)
        self._saved = {}
        for number in self._SIGNALS:
            action = ctypes.create_string_buffer(256)
            if self._libc.sigaction(int(number), None, action) == 0:
                self._saved[number] = action

    def __exit__(self, *_error) -> None:
        for number, action in self._saved.items():
            self._libc.sigaction(int(number), action, None)


def _check(code: int, errors: list, what: str, folder: pathlib.Path) -> None:
    # 0 started, 1 was running already, 2 was running with other properties: the runtime is there.
    if code in (0, 1, 2):
        return
    wanted = json.loads((folder / f"{ASSEMBLY}.runtimeconfig.json").read_text())["runtimeOptions"]["framework"]["version"]
    said = " ".join(line.strip() for line in errors if line.strip())[:600]
    if code & 0xFFFFFFFF == 0x80008096:
        raise DotNetNotFound(f"The .NET runtime here is too old or not whole: {wanted} or newer is needed; {REMEDY}.")
    raise DotNetNotFound(f"The .NET runtime does not start: {what} gave {code & 0xFFFFFFFF:#x}; {said or REMEDY}")


def get_function_table(capacity: int, version: int) -> list:
    """Starts the runtime and asks the library for its functions.

    The assemblies are loaded into the default load context, so that pythonnet in the same process sees the same types.
    """
    if sys.platform != "linux":
        raise DotNetNotFound(f"pygiftgrab runs on Linux; this is {sys.platform}.")
    folder = assembly_folder()
    hostfxr = ctypes.CDLL(str(hostfxr_path(dotnet_root(folder))))
    errors: list = []
    writer_type = ctypes.CFUNCTYPE(None, ctypes.c_char_p)
    writer = writer_type(lambda text: errors.append(text.decode("utf-8", "replace")))
    hostfxr.hostfxr_set_error_writer.restype = ctypes.c_void_p
    hostfxr.hostfxr_set_error_writer.argtypes = [ctypes.c_void_p]
    hostfxr.hostfxr_set_error_writer(ctypes.cast(writer, ctypes.c_void_p))
    context = ctypes.c_void_p()
    initialize = hostfxr.hostfxr_initialize_for_runtime_config
    initialize.argtypes = [ctypes.c_char_p, ctypes.c_void_p, ctypes.POINTER(ctypes.c_void_p)]
    config = os.fsencode(folder / f"{ASSEMBLY}.runtimeconfig.json")
    try:
        with _SignalHandlers():
            _check(initialize(config, None, ctypes.byref(context)), errors, "hostfxr_initialize_for_runtime_config", folder)
            load = _delegate(hostfxr, context, _LOAD_ASSEMBLY, errors, folder, ctypes.c_char_p, ctypes.c_void_p, ctypes.c_void_p)
            find = _delegate(
                hostfxr, context, _GET_FUNCTION_POINTER, errors, folder, ctypes.c_char_p, ctypes.c_char_p, ctypes.c_void_p,
                ctypes.c_void_p, ctypes.c_void_p, ctypes.POINTER(ctypes.c_void_p))
            _check(load(os.fsencode(folder / f"{ASSEMBLY}.dll"), None, None), errors, "hdt_load_assembly", folder)
            entry = ctypes.c_void_p()
            name = f"GiftGrab.Interop.ApiTable, {ASSEMBLY}".encode()
            _check(find(name, b"Get", _UNMANAGED_CALLERS_ONLY, None, None, ctypes.byref(entry)), errors, "hdt_get_function_pointer", folder)
            table = (ctypes.c_void_p * capacity)()
            get = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_int, ctypes.c_void_p, ctypes.c_int)(entry.value)
            count = get(version, table, capacity)
    finally:
        hostfxr.hostfxr_set_error_writer(None)
        if context:
            hostfxr.hostfxr_close.argtypes = [ctypes.c_void_p]
            hostfxr.hostfxr_close(context)
    if count != capacity:
        raise DotNetNotFound(f"{folder / ASSEMBLY}.dll is of another version than this package; build or install both anew.")
    return list(table)


def _delegate(hostfxr, context, kind, errors, folder, *argument_types):
    get = hostfxr.hostfxr_get_runtime_delegate
    get.argtypes = [ctypes.c_void_p, ctypes.c_int, ctypes.POINTER(ctypes.c_void_p)]
    found = ctypes.c_void_p()
    _check(get(context, kind, ctypes.byref(found)), errors, "hostfxr_get_runtime_delegate", folder)
    return ctypes.CFUNCTYPE(ctypes.c_int, *argument_types)(found.value)
