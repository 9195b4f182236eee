"""What the tests share: the package of this repository, clips, and programs in processes of their own."""

import gc
import os
import pathlib
import subprocess
import sys
import textwrap
import threading
import time

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "Python"
sys.path.insert(0, str(PACKAGE))


@pytest.fixture(scope="session")
def clips(tmp_path_factory):
    """Makes clips, each once."""
    folder = tmp_path_factory.mktemp("clips")

    def make(name="clip.mp4", source="testsrc2=size=320x240:rate=25", seconds=1.0, *options):
        path = folder / name
        if not path.exists():
            subprocess.run(
                ["ffmpeg", "-v", "error", "-f", "lavfi", "-i", source, "-t", str(seconds), *options, str(path)], check=True)
        return path

    return make


@pytest.fixture
def clip(clips):
    """One second of 320x240 at 25 frames a second."""
    return clips("clip.mp4", "testsrc2=size=320x240:rate=25", 1.0, "-pix_fmt", "yuv420p", "-c:v", "libx264", "-preset", "ultrafast")


@pytest.fixture
def no_leak():
    """Fails a test that leaves a frame."""
    import pygiftgrab

    # What an earlier test left to the collector or to a thread of the library, which gives it back meanwhile, is not this one's.
    gc.collect()
    before = pygiftgrab._api.get().outstanding() if pygiftgrab._api.is_usable() else 0
    yield
    # A thread of the library that met a failure gives its frame back after the failure was told.
    end = time.monotonic() + 5
    while pygiftgrab._api.get().outstanding() > before and time.monotonic() < end:
        threading.Event().wait(0.01)
    assert pygiftgrab._api.get().outstanding() <= before


def run_program(code, *arguments, timeout=30, options=(), check=True):
    """Runs a program in a process of its own, which must end in time."""
    environment = {**os.environ, "PYTHONPATH": str(PACKAGE), "PYTHONDONTWRITEBYTECODE": "1"}
    result = subprocess.run(
        [sys.executable, *options, "-c", textwrap.dedent(code), *map(str, arguments)],
        env=environment, capture_output=True, text=True, timeout=timeout)
    if check:
        assert result.returncode == 0, result.stderr
    return result


def ffprobe(path, entries):
    """What ffprobe says of a file's pictures, as a dictionary."""
    text = subprocess.run(
        ["ffprobe", "-v", "error", "-count_frames", "-select_streams", "v", "-show_entries", f"stream={entries}", "-of", "default=nw=1", str(path)],
        check=True, capture_output=True, text=True).stdout
    return dict(line.split("=", 1) for line in text.splitlines())


def decode(path, pixel_format):
    """The pictures of a file as bytes, decoded by FFmpeg's command."""
    return subprocess.run(
        ["ffmpeg", "-v", "error", "-i", str(path), "-f", "rawvideo", "-pix_fmt", pixel_format, "-"],
        check=True, capture_output=True).stdout
