"""The programs of doc/python, run as users run them."""

import subprocess

import pytest

from conftest import ROOT, ffprobe, run_program


def run(name, *arguments):
    program = ROOT / "doc" / "python" / name
    return run_program("import runpy, sys; sys.argv = sys.argv[1:]; runpy.run_path(sys.argv[0], run_name='__main__')", program, *arguments, timeout=60)


def test_encode_file(clip, tmp_path):
    run("encode_file.py", clip, tmp_path / "a.mp4")
    assert ffprobe(tmp_path / "a.mp4", "codec_name,nb_read_frames") == {"codec_name": "hevc", "nb_read_frames": "25"}


def test_seven_nodes(clip, tmp_path):
    run("seven_nodes.py", clip, tmp_path / "a.mp4")
    assert int(ffprobe(tmp_path / "a.mp4", "nb_read_frames")["nb_read_frames"]) >= 15


def test_scipy_smoothing(clip, tmp_path):
    pytest.importorskip("scipy")
    counts = eval(run("scipy_smoothing.py", clip, tmp_path / "a.mp4").stdout)
    assert counts["received"] == 25 == counts["dropped"] + counts["written"]
    assert ffprobe(tmp_path / "a.mp4", "codec_name,nb_read_frames") == {
        "codec_name": "hevc", "nb_read_frames": str(counts["written"])}


def test_opencv_edges(clip, tmp_path):
    pytest.importorskip("cv2")
    run("opencv_edges.py", clip, tmp_path / "a.mp4")
    assert ffprobe(tmp_path / "a.mp4", "nb_read_frames")["nb_read_frames"] == "25"


def test_matplotlib_snapshot(clip, tmp_path):
    pytest.importorskip("matplotlib")
    run("matplotlib_snapshot.py", clip, tmp_path / "a.png", 3)
    assert subprocess.run(["ffprobe", "-v", "error", str(tmp_path / "a.png")]).returncode == 0
