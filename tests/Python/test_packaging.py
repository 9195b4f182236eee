"""The wheel: built and installed offline, as users do."""

import os
import shutil
import subprocess
import sys

import pytest

from conftest import PACKAGE, ffprobe


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    pytest.importorskip("build")
    pytest.importorskip("wheel")
    if shutil.which("dotnet") is None:
        pytest.skip("the .NET SDK is not here")
    folder = tmp_path_factory.mktemp("wheel")
    try:
        subprocess.run(
            [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(PACKAGE)],
            check=True, capture_output=True, timeout=600)
    finally:
        for left in (PACKAGE / "build", PACKAGE / "pygiftgrab.egg-info"):
            shutil.rmtree(left, ignore_errors=True)
    return next(folder.glob("*.whl"))


def test_wheel_is_for_every_python_3(wheel):
    assert wheel.name.endswith("-py3-none-any.whl")


def test_wheel_installs_offline_and_works(wheel, clip, tmp_path):
    venv = tmp_path / "venv"
    subprocess.run([sys.executable, "-m", "venv", "--system-site-packages", str(venv)], check=True, capture_output=True)
    subprocess.run(
        [str(venv / "bin" / "python"), "-m", "pip", "install", "--no-index", "--quiet", str(wheel)], check=True, capture_output=True)
    program = """
import sys
import pygiftgrab as pgg
from giftgrab.utils import inspection
with pgg.VideoSourceFFmpeg(sys.argv[1], pace="off") as source, pgg.VideoTargetFFmpeg("HEVC", sys.argv[2], 25) as writer:
    source.attach(writer)
    source.start()
    source.wait()
print(inspection.codec(sys.argv[2]), pgg.__file__)
"""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHONPATH", "PYGIFTGRAB"))}
    result = subprocess.run(
        [str(venv / "bin" / "python"), "-c", program, str(clip), str(tmp_path / "a.mp4")],
        env=environment, cwd=tmp_path, capture_output=True, text=True, timeout=60)
    assert result.returncode == 0, result.stderr
    assert result.stdout.split()[0] == "hevc" and str(venv) in result.stdout
    assert ffprobe(tmp_path / "a.mp4", "nb_read_frames")["nb_read_frames"] == "25"
