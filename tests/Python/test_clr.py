"""What pythonnet relies on, asked by a .NET assembly that stands in for it."""

import ctypes
import json
import pathlib
import subprocess
import threading

import pytest

import pygiftgrab as pgg
from conftest import ROOT
from pygiftgrab import _runtime

# What reflection cannot call, and what does the same for it.
INSTEAD = {
    "VideoFrame.GetPlane": "VideoFrame.GetPointer",
    "VideoFrame.GetWritablePlane": "VideoFrame.GetPointer",
    "AudioFrame.GetPlane": "AudioFrame.ToArray",
    "EncodedPacket.get_Data": "EncodedPacket.ToArray",
    "EncodedStream.GetExtraData": "EncodedStream.CopyExtraData",
}


@pytest.fixture(scope="module")
def ask():
    """Asks the stand-in: ask(question, source, target)."""
    project = ROOT / "tests" / "Python" / "StandIn"
    found = [project / "bin" / kind / "net10.0" / "GiftGrab.StandIn.dll" for kind in ("Release", "Debug")]
    built = [path for path in found if path.is_file()]
    if not built:
        subprocess.run(["dotnet", "build", str(project), "-c", "Release", "-v", "quiet", "--nologo"], check=True)
        built = found
    pgg._api.get()
    function = _entry(max(built, key=lambda path: path.exists() and path.stat().st_mtime))

    def ask(question, source=0, target=0):
        answer = ctypes.create_string_buffer(1 << 20)
        assert function(question.encode(), source, target, answer, len(answer)) <= len(answer)
        return json.loads(answer.value)

    return ask


def _entry(path: pathlib.Path):
    folder = _runtime.assembly_folder()
    hostfxr = ctypes.CDLL(str(_runtime.hostfxr_path(_runtime.dotnet_root(folder))))
    context, errors, entry = ctypes.c_void_p(), [], ctypes.c_void_p()
    config = str(folder / f"{_runtime.ASSEMBLY}.runtimeconfig.json").encode()
    assert hostfxr.hostfxr_initialize_for_runtime_config(config, None, ctypes.byref(context)) in (0, 1, 2)
    load = _runtime._delegate(
        hostfxr, context, _runtime._LOAD_ASSEMBLY, errors, folder, ctypes.c_char_p, ctypes.c_void_p, ctypes.c_void_p)
    find = _runtime._delegate(
        hostfxr, context, _runtime._GET_FUNCTION_POINTER, errors, folder, ctypes.c_char_p, ctypes.c_char_p, ctypes.c_void_p,
        ctypes.c_void_p, ctypes.c_void_p, ctypes.POINTER(ctypes.c_void_p))
    assert load(str(path).encode(), None, None) == 0
    assert find(b"GiftGrab.Tests.StandIn, GiftGrab.StandIn", b"Ask", _runtime._UNMANAGED_CALLERS_ONLY, None, None, ctypes.byref(entry)) == 0
    hostfxr.hostfxr_close(context)
    return ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_char_p, ctypes.c_int64, ctypes.c_int64, ctypes.c_char_p, ctypes.c_int)(entry.value)


def test_every_assembly_is_in_the_default_load_context_once(ask, clip):
    pgg.VideoSourceFFmpeg(clip).close()
    assemblies = ask("contexts")
    names = [assembly["Name"] for assembly in assemblies]
    assert {"GiftGrab.Core", "GiftGrab.Sources", "GiftGrab.Targets", "GiftGrab.Python"} <= set(names)
    assert len(names) == len(set(names))
    assert all(assembly["IsDefault"] and assembly["IsSame"] for assembly in assemblies), assemblies


def test_no_public_property_or_event_waits_for_an_observer_that_blocks(ask, clip, tmp_path):
    is_inside, may_go = threading.Event(), threading.Event()

    def block(_frame):
        is_inside.set()
        may_go.wait(120)

    with pgg.VideoSourceFFmpeg(clip, pgg.ColourSpace.BGRA, pace="off") as source, pgg.VideoTargetFFmpeg("FFV1", tmp_path / "x.mkv", 25) as writer:
        source.attach(writer)
        source.attach(block)
        source.start()
        assert is_inside.wait(20)
        answer = ask("members", source._handle(), writer._handle())
        may_go.set()
        assert answer["Held"] == []
        assert {"VideoTarget.Statistics", "VideoEncoder.Stream", "VideoEncoder.HasEnded"} <= set(answer["All"])
        assert any(name.endswith(".ObserverFailed +=") for name in answer["All"])


def test_every_public_member_can_be_called_by_reflection_or_has_another_that_can(ask):
    surface = ask("surface")
    assert set(surface["Unusable"]) == set(INSTEAD)
    assert set(INSTEAD.values()) <= set(surface["Usable"])


def test_handles_and_objects_go_round(ask, clip, tmp_path):
    with pgg.VideoSourceFFmpeg(clip, pace="off") as source, pgg.VideoTargetFFmpeg("FFV1", tmp_path / "x.mkv", 25) as writer:
        answer = ask("round trip", source._handle(), writer._handle())
        assert answer["IsSame"] and answer["IsOwn"]
        assert "stands for no" in answer["Stale"]
        with pgg._sources.adopt_source(answer["Handle"], pgg.ColourSpace.BGRA) as adopted:
            assert [frame.array.shape for frame in adopted] == [(240, 320, 4)] * 5
        writer.write(next(iter(source)).array)
    with pytest.raises(RuntimeError, match="stands for no"):
        pgg._api.check(pgg._api.get().source_start(answer["Handle"]))
