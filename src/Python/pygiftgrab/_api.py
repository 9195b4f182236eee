"""The library's C interface, called through ctypes; loaded at first use. Calls give the GIL up, but for the briefest."""

import ctypes
import operator
import os
import threading
import time
from ctypes import POINTER, byref, c_char_p, c_double, c_int, c_int64, c_void_p

from . import _errors, _runtime

VERSION = 7

#: The longest that a call waits outside Python, in milliseconds, so that Ctrl-C is answered.
WAIT = 100

#: The longest time that an argument may be: as for the options, some thirty years. The library's numbers hold nine times that.
MOST_SECONDS = 1_000_000_000


class FrameFacts(ctypes.Structure):
    _fields_ = [("handle", c_int64), ("pixels", c_void_p), ("length", c_int64), ("number", c_int64), ("timestamp", c_int64),
                ("width", c_int), ("height", c_int)]


class Delivery(FrameFacts):
    _fields_ = [("batch", c_int), ("is_kept", c_int)]


class SourceFacts(ctypes.Structure):
    _fields_ = [("width", c_int), ("height", c_int), ("rate_numerator", c_int), ("rate_denominator", c_int),
                ("is_running", c_int), ("has_ended", c_int), ("is_live", c_int), ("waiting", c_int),
                ("received", c_int64), ("delivered", c_int64), ("dropped", c_int64), ("missed", c_int64),
                ("state", c_int), ("losses", c_int)]


class TargetFacts(ctypes.Structure):
    _fields_ = [("received", c_int64), ("dropped", c_int64), ("encoded", c_int64), ("repeated", c_int64), ("skipped", c_int64),
                ("bytes", c_int64), ("waiting", c_int), ("is_finished", c_int), ("missed", c_int64),
                ("latency_p50", c_double), ("latency_p95", c_double), ("latency_p99", c_double)]


class MediaFacts(ctypes.Structure):
    _fields_ = [("duration", c_double), ("frames", c_int64), ("width", c_int), ("height", c_int),
                ("rate_numerator", c_int), ("rate_denominator", c_int), ("codec", ctypes.c_char * 32), ("pixel_format", ctypes.c_char * 32)]


_TEXTS = POINTER(c_char_p)
_PROTOTYPES = {
    "last_error_message": (c_int, c_char_p, c_int),
    "set_callbacks": (c_int, c_void_p, c_void_p, c_void_p, c_void_p, c_void_p),
    "outstanding": (c_int64,),
    "inspect": (c_int, c_char_p, POINTER(MediaFacts)),
    "source_open": (c_int, c_char_p, _TEXTS, c_int, POINTER(c_int64)),
    "source_start": (c_int, c_int64),
    "source_close": (c_int, c_int64, c_int, POINTER(c_int)),
    "source_describe": (c_int, c_int64, POINTER(SourceFacts)),
    "source_set_plan": (c_int, c_int64, POINTER(c_int64), c_int),
    "source_wait_for_delivery": (c_int, c_int64, c_int, POINTER(c_int)),
    "source_get_frame": (c_int, c_int64, c_int, POINTER(FrameFacts)),
    "source_set_sub_frame": (c_int, c_int64, c_int, c_int, c_int, c_int),
    "source_get_full_frame": (c_int, c_int64),
    "target_open": (c_int, c_char_p, c_char_p, c_char_p, _TEXTS, c_int, POINTER(c_int64)),
    "target_append": (c_int, c_int64, c_char_p, c_int, c_int, c_void_p, c_int64, c_int64, c_int, POINTER(c_int)),
    "target_finish": (c_int, c_int64, c_int, POINTER(c_int)),
    "target_describe": (c_int, c_int64, POINTER(TargetFacts)),
    "frame_release": (c_int, c_int64),
    "report": (c_int, c_char_p, c_char_p, c_int, POINTER(c_int)),
    "target_open_stream": (c_int, c_char_p, c_void_p, c_int64, c_char_p, _TEXTS, c_int, POINTER(c_int64)),
    "target_open_packets": (c_int, c_char_p, c_void_p, c_int64, c_char_p, _TEXTS, c_int, POINTER(c_int64)),
    "end_callbacks": (c_int, c_int, POINTER(c_int)),
    "recorder_open": (c_int, c_char_p, c_char_p, c_char_p, _TEXTS, c_int, POINTER(c_int64)),
    "recorder_control": (c_int, c_int64, c_char_p, c_char_p, c_int, POINTER(c_int)),
    "target_split": (c_int, c_int64),
    "target_files": (c_int, c_int64, c_char_p, c_int, POINTER(c_int)),
    "target_add_output": (c_int, c_int64, c_char_p),
    "target_remove_output": (c_int, c_int64, c_char_p),
    "ring_open": (c_int, c_char_p, c_char_p, _TEXTS, c_int, POINTER(c_int64)),
    "ring_save": (c_int, c_int64, c_char_p, c_int64, c_int64, c_int64, c_int),
    "ring_stop": (c_int, c_int64, c_char_p),
    "ring_wait": (c_int, c_int64, c_char_p, c_int, POINTER(c_int)),
}

# Held GIL: it comes with every array that goes, mostly on the thread of a delivery, and giving the GIL up there costs a wait for
# a busy main thread. It takes no lock that is held over a callback and waits for nothing.
_BRIEF = {"frame_release"}

_KINDS = {
    2: _errors.VideoSourceError,
    3: _errors.VideoTargetError,
    4: _errors.ObserverError,
    5: _errors.DeviceAlreadyConnected,
    6: _errors.DeviceNotFound,
    7: _errors.DeviceOffline,
    8: _errors.NetworkSourceUnavailable,
    10: _errors.BasicException,
    11: MemoryError,
}


class Api:
    """The functions of the table under their names; each gives a status."""

    def __init__(self, addresses: list) -> None:
        for (name, (result, *arguments)), address in zip(_PROTOTYPES.items(), addresses):
            kind = ctypes.PYFUNCTYPE if name in _BRIEF else ctypes.CFUNCTYPE
            setattr(self, name, kind(result, *arguments)(address))


_lock = threading.Lock()
_api = None
_loading_process = None
_at_load: list = []


def when_loaded(action) -> None:
    """Runs an action right after the library was loaded."""
    _at_load.append(action)


def is_usable() -> bool:
    """Whether the library is loaded, in this process."""
    return _api is not None and _loading_process == os.getpid()


def get() -> Api:
    """The library, loaded at the first call."""
    global _api, _loading_process
    if _api is not None:
        if _loading_process != os.getpid():
            raise RuntimeError(
                "pygiftgrab was used before this process was forked and cannot be used in the child; "
                "start processes with multiprocessing.get_context(\"spawn\").")
        return _api
    with _lock:
        if _api is None:
            loaded = Api(_runtime.get_function_table(len(_PROTOTYPES), VERSION))
            for action in _at_load:
                action(loaded)
            _loading_process = os.getpid()
            _api = loaded
    return _api


def error(kind: int, message: str, bad_argument: type = ValueError) -> Exception:
    """The exception for an error of the library."""
    return (bad_argument if kind == 9 else _KINDS.get(kind, _errors.BasicException))(message)


def check(status: int, bad_argument: type = ValueError) -> None:
    """Raises what a call that failed has to say."""
    if status != 0:
        api = get()
        size = api.last_error_message(None, 0)
        buffer = ctypes.create_string_buffer(size)
        api.last_error_message(buffer, size)
        raise error(status, buffer.value.decode("utf-8", "replace"), bad_argument)


def _whole(encoded: bytes, value) -> bytes:
    # The library reads up to the first zero, and replaces what is no UTF-8: the file would be another one.
    if b"\0" in encoded:
        raise ValueError(f"{value!r} is not possible: a text or path has no character of the number zero.")
    try:
        encoded.decode("utf-8")
    except UnicodeDecodeError:
        raise ValueError(f"{value!r} is not possible: a text or path is UTF-8.") from None
    return encoded


def text(value: str) -> bytes:
    """A text for the library.

    :raises ValueError: the library cannot read it whole.
    """
    return _whole(value.encode("utf-8", "surrogateescape"), value)


def address(value) -> bytes:
    """A source's address, or the path of its file, for the library.

    :raises ValueError: the library cannot read it whole.
    """
    return _whole(os.fsencode(value), value)


def path(value, refusal: type) -> bytes:
    """A file's path for the library.

    :param refusal: the exception for an empty one.
    :raises ValueError: the library cannot read it whole.
    """
    encoded = address(value)
    if not encoded:
        raise refusal("The path of the file is empty.")
    return encoded


def whole_number(name: str, value) -> int:
    """An argument that counts; numpy's whole numbers are some.

    :raises TypeError: it is another kind of number, or none.
    """
    try:
        return operator.index(value)
    except TypeError:
        raise TypeError(f"{name} is {value!r}; allowed is a whole number.") from None


def nanoseconds(name: str, seconds) -> int:
    """An argument that is a time, or -1 where it is ``None``.

    :raises ValueError: it is below 0, or not below ``MOST_SECONDS``.
    """
    if seconds is None:
        return -1
    if not 0 <= seconds <= MOST_SECONDS:
        raise ValueError(f"{name} is {seconds}; allowed are 0 and more seconds, {MOST_SECONDS} at most.")
    return round(seconds * 1e9)


def texts(options: dict):
    """Options as the pairs of texts that the library reads, and how many; what is None is left out."""
    flat = []
    for name, value in options.items():
        if value is None:
            continue
        if name in ("metadata", "codec_opt") and not isinstance(value, dict):
            raise TypeError(f"{name} is a dictionary of names and values, not {value!r}.")
        if isinstance(value, dict):
            for key, inner in value.items():
                flat += [f"{name}:{key}", str(inner)]
        elif name == "file_mode" and isinstance(value, int):
            flat += [name, f"{value:o}"]
        else:
            flat += [name, str(value).lower() if isinstance(value, bool) else os.fspath(value) if hasattr(value, "__fspath__") else str(value)]
    return (c_char_p * max(1, len(flat)))(*map(text, flat)), len(flat) // 2


def keep(callback):
    """Makes a function that the library calls outlive the interpreter, which frees what nobody refers to."""
    ctypes.pythonapi.Py_IncRef(ctypes.py_object(callback))
    return callback


def wait(step, seconds: float = float("inf")) -> int:
    """Calls ``step(isDone)`` until it is done; each call waits a little outside Python. 0 where the time is over first."""
    done = c_int(0)
    end = time.monotonic() + seconds
    while True:
        check(step(byref(done)))
        if done.value or time.monotonic() > end:
            return done.value
