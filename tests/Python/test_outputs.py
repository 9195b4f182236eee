"""Streams, packets, images, inspection, and reports of the machine."""

import io
import sys
import time

import numpy
import pytest

import pygiftgrab as pgg
from conftest import PACKAGE, decode, ffprobe
from giftgrab.utils import inspection

pytestmark = pytest.mark.usefixtures("no_leak")


def record(clip, writer):
    with pgg.VideoSourceFFmpeg(clip, pace="off") as source, writer:
        source.attach(writer)
        source.start()
        source.wait()


def test_stream_gets_a_playable_file(clip, tmp_path):
    stream, path = io.BytesIO(), tmp_path / "stream.mkv"
    record(clip, pgg.StreamWriter(pgg.Codec.H264, stream, "mkv", 25))
    path.write_bytes(stream.getvalue())
    assert ffprobe(path, "codec_name,nb_read_frames") == {"codec_name": "h264", "nb_read_frames": "25"}


def test_stream_that_raises_is_told(clip):
    stream = io.BytesIO()
    stream.close()
    with pytest.raises(ValueError, match="closed"):
        record(clip, pgg.StreamWriter(pgg.Codec.H264, stream, "mkv", 25))


def test_output_gets_packets(clip):
    packets = []
    record(clip, pgg.PacketWriter(pgg.Codec.HEVC, packets.append, 25, low_latency=True))
    assert len(packets) == 25 and packets[0].is_key_frame and not packets[1].is_key_frame
    times = [packet.timestamp for packet in packets]
    assert times == sorted(times) and round(times[1] - times[0], 3) == 0.04


@pytest.mark.parametrize("make", [
    lambda: pgg.PacketWriter(pgg.Codec.HEVC, 3, 25), lambda: pgg.StreamWriter(pgg.Codec.HEVC, "text", "mkv", 25)])
def test_no_output_is_refused(make):
    with pytest.raises(TypeError):
        make()


def test_jpeg_gets_better_with_quality(tmp_path):
    picture = numpy.random.default_rng(1).integers(0, 255, (48, 64, 1), numpy.uint8).repeat(3, 2)
    images = {quality: pgg.to_jpeg(picture, quality) for quality in (20, 90)}
    assert all(image[:2] == b"\xff\xd8" and image[-2:] == b"\xff\xd9" for image in images.values())
    assert len(images[90]) > len(images[20])
    (tmp_path / "a.jpg").write_bytes(images[90])
    assert len(decode(tmp_path / "a.jpg", "bgr24")) == 48 * 64 * 3


@pytest.mark.parametrize("quality", [0, 101])
def test_jpeg_of_impossible_quality_is_refused(quality):
    with pytest.raises(RuntimeError, match=str(quality)):
        pgg.to_jpeg(numpy.zeros((8, 8, 3), numpy.uint8), quality)


def test_inspection_tells_what_ffprobe_tells(clip):
    assert inspection.frame_rate(clip) == 25 and inspection.num_frames(clip) == 25
    assert inspection.resolution(clip) == (320, 240) and inspection.codec(clip) == "h264"
    assert inspection.duration(clip) == pytest.approx(1)
    assert pgg.inspect(clip).pixel_format == "yuv420p"


def test_inspection_of_nothing_raises(tmp_path):
    with pytest.raises(OSError):
        inspection.codec(tmp_path / "none.mp4")
    (tmp_path / "text.mp4").write_text("no video")
    with pytest.raises(ValueError):
        inspection.codec(tmp_path / "text.mp4")


def test_machine_is_reported():
    report = pgg.doctor()
    assert {check["name"] for check in report["checks"]} >= {"encoding hevc", "free space"}
    assert set(pgg.devices()) == {"cameras", "screens", "sounds", "hardware"}


@pytest.mark.parametrize("codec, name", [(pgg.Codec.Xvid, "a.avi"), (pgg.Codec.HEVC, "a.mkv"), (pgg.Codec.VP9, "a.webm")])
def test_file_is_playable_while_it_is_written(tmp_path, codec, name):
    path = tmp_path / name
    with pgg.VideoTargetFactory.get_instance().create_file_writer(codec, path, 25) as writer:
        for _ in range(200):
            writer.append(pgg.VideoFrame(pgg.ColourSpace.BGRA, 64, 48))
        end = time.monotonic() + 10
        while path.stat().st_size == 0 and time.monotonic() < end:
            writer.append(pgg.VideoFrame(pgg.ColourSpace.BGRA, 64, 48))
        assert ffprobe(path, "width,height") == {"width": "64", "height": "48"}


def test_clr_names_what_is_missing(clip):
    if "pythonnet" in sys.modules:
        pytest.skip("pythonnet is installed")
    clr = pytest.importorskip("pygiftgrab.clr")
    with pytest.raises(TypeError, match="int has no .NET object"):
        clr.to_clr(3)
    with pgg.VideoSourceFFmpeg(clip) as source, pytest.raises(ImportError, match="pip install pythonnet"):
        clr.to_clr(source)


def test_clr_hands_objects_over(clip):
    pytest.importorskip("pythonnet")
    from pygiftgrab.clr import from_clr, to_clr

    with pgg.VideoSourceFFmpeg(clip) as source:
        assert to_clr(source).Width == 320
    from GiftGrab import VideoSourceFactory

    seen = []
    with from_clr(VideoSourceFactory.CreateFileReader(str(clip))) as source:
        source.attach(lambda frame: seen.append(frame.index))
        source.start()
        source.wait()
    assert seen == list(range(25))
