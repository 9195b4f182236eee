"""Recordings in parts, outputs that come and go, and rings."""

import numpy
import pytest

import pygiftgrab as pgg
from conftest import ffprobe


def frames_of(path):
    return int(ffprobe(path, "nb_read_frames")["nb_read_frames"])


def record(writer, first, end):
    for number in range(first, end):
        writer.write(numpy.full((64, 64), number % 256, numpy.uint8))


def test_a_writer_with_slices_goes_on_in_a_new_file(tmp_path, no_leak):
    with pgg.VideoTargetFFmpeg("H264", tmp_path / "x.mkv", 25, slice="1s") as writer:
        record(writer, 0, 60)
    files = sorted(tmp_path.iterdir())
    assert [path.name for path in files] == ["x_1.mkv", "x_2.mkv", "x_3.mkv"]
    assert [frames_of(path) for path in files] == [25, 25, 10]


def test_split_begins_a_file_on_command(tmp_path, no_leak):
    with pgg.VideoTargetFFmpeg("FFV1", tmp_path / "x.mkv", 25, slice="command") as writer:
        assert writer.files == (str(tmp_path / "x_1.mkv"),)
        record(writer, 0, 10)
        while writer.statistics["encoded"] < 10:
            pass
        writer.split()
        record(writer, 10, 30)
    assert [frames_of(tmp_path / f"x_{number}.mkv") for number in (1, 2)] == [10, 20]


def test_split_of_one_file_is_refused(tmp_path):
    with pgg.VideoTargetFFmpeg("FFV1", tmp_path / "x.mkv", 25) as writer:
        record(writer, 0, 1)
        with pytest.raises(pgg.VideoTargetError, match="cannot be split"):
            writer.split()
    with pytest.raises(pgg.VideoTargetError, match="parsecs"):
        pgg.VideoTargetFFmpeg("FFV1", tmp_path / "y.mkv", 25, slice="2 parsecs")


def test_outputs_come_and_go(tmp_path, no_leak):
    extract = tmp_path / "extract.mkv"
    with pgg.VideoTargetFFmpeg("FFV1", tmp_path / "all.mkv", 25) as writer:
        record(writer, 0, 25)
        writer.add_output(extract)
        with pytest.raises(pgg.VideoTargetError, match="written already"):
            writer.add_output(extract)
        record(writer, 25, 75)
        while writer.statistics["encoded"] < 75:
            pass
        writer.remove_output(extract)
        with pytest.raises(pgg.VideoTargetError, match="is not written; no further file is"):
            writer.remove_output(extract)
        record(writer, 75, 100)
        assert writer.files == (str(tmp_path / "all.mkv"),)
    assert frames_of(tmp_path / "all.mkv") == 100
    assert 50 <= frames_of(extract) <= 75


def test_an_encoder_is_added_and_removed_while_a_source_runs(clips, tmp_path, no_leak):
    clip = clips("ten.mp4", "testsrc2=size=160x120:rate=30", 10.0, "-pix_fmt", "yuv420p", "-c:v", "libx264", "-preset", "ultrafast")
    first = pgg.VideoTargetFFmpeg("FFV1", tmp_path / "first.mkv", 30)
    second = pgg.VideoTargetFFmpeg("MJPEG", tmp_path / "second.avi", 30)

    def switch(frame):
        if frame.index == 90:
            source.attach(second)
        elif frame.index == 180:
            source.detach(second)

    with pgg.VideoSourceFFmpeg(clip, pgg.ColourSpace.I420, pace="off", start=False) as source:
        source.attach(first)
        source.attach(switch)
        source.start()
        source.wait()
    first.close()
    second.close()
    assert frames_of(tmp_path / "first.mkv") == 300
    assert 85 <= frames_of(tmp_path / "second.avi") <= 95


def test_a_ring_saves_what_was(tmp_path, no_leak):
    with pgg.RingWriter("H264", 25, "2s", container="mp4", preset="ultrafast") as ring:
        planned = ring.save(tmp_path / "planned.mp4", at=4, after=1)
        exact = ring.save(tmp_path / "exact.mp4", at=4, before=1.5, after=1, exact=True)
        record(ring, 0, 150)
        assert planned.wait() and exact.wait()
        last = ring.save(tmp_path / "last.mkv", before=0.5)
        record(ring, 150, 160)
        last.stop()
        record(ring, 160, 200)
        assert last.wait(10)
        assert ring.files == tuple(str(tmp_path / name) for name in ("planned.mp4", "exact.mp4", "last.mkv"))
    assert frames_of(tmp_path / "planned.mp4") == 75
    assert abs(frames_of(tmp_path / "exact.mp4") - 63) <= 1
    assert frames_of(tmp_path / "last.mkv") > 10


def test_a_ring_says_what_cannot_be(tmp_path):
    with pytest.raises(pgg.VideoTargetError, match="parsecs"):
        pgg.RingWriter("H264", 25, "2 parsecs")
    ring = pgg.RingWriter("H264", 25, "2s")
    with pytest.raises(ValueError, match="before is -1"):
        ring.save(tmp_path / "x.mp4", before=-1)
    with pytest.raises(pgg.VideoTargetError, match="does not exist"):
        ring.save(tmp_path / "none" / "x.mp4")
    ring.save(tmp_path / "x.mkv", at=100)
    record(ring, 0, 10)
    with pytest.raises(pgg.VideoTargetError, match="the recording ended at 0.4 s, before the moment at 100 s"):
        ring.close()
    assert not (tmp_path / "x.mkv").exists()
