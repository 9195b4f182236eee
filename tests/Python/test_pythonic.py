"""What goes beyond the original."""

import asyncio
import subprocess
import threading
import time

import numpy
import pytest

import pygiftgrab as pgg
from conftest import decode, ffprobe, run_program

pytestmark = pytest.mark.usefixtures("no_leak")


def open_clip(clip, colour=pgg.ColourSpace.BGRA, **options):
    return pgg.VideoSourceFFmpeg(clip, colour, pace="off", **options)


def test_recording_behind_a_slow_stage_ends_when_its_source_does(clip, tmp_path):
    source = pgg.VideoSourceFFmpeg(clip, pgg.ColourSpace.BGR, start=False)

    def slow(_frame):
        while source.received < 25:
            threading.Event().wait(0.01)

    counts = (source | slow | pgg.VideoTargetFFmpeg("H264", tmp_path / "x.mp4", 25)).run()
    assert counts["received"] == 25 == counts["dropped"] + counts["written"] and counts["dropped"] > 10
    assert float(ffprobe(tmp_path / "x.mp4", "duration")["duration"]) == 1.0


def test_planes_share_the_frames_memory():
    frame = pgg.VideoFrame(pgg.ColourSpace.I420, 6, 4)
    brightness, *colours = frame.planes
    assert brightness.shape == (4, 6) and [colour.shape for colour in colours] == [(2, 3)] * 2
    colours[1][:] = 7
    assert (frame.data()[-6:] == 7).all() and (frame.data()[:-6] != 7).all()
    assert pgg.VideoFrame(pgg.ColourSpace.BGR, 6, 4).planes[0].shape == (4, 6, 3)


def test_loop_gets_every_frame_once(clip):
    with open_clip(clip) as source:
        indices = [(frame.index, round(frame.timestamp, 2), frame.array.shape) for frame in source]
    assert indices == [(i, round(i / 25, 2), (240, 320, 4)) for i in range(25)]


def test_frames_of_a_loop_stay_good(clip):
    with open_clip(clip) as source:
        frames = [frame for frame in source]
    wanted = numpy.frombuffer(decode(clip, "bgra"), numpy.uint8).reshape(-1, 240, 320, 4)
    assert len({frame.array.tobytes() for frame in frames}) == 25
    assert numpy.abs(frames[7].array.astype(int) - wanted[7]).mean() < 2
    del frames


def test_loop_that_breaks_detaches(clip):
    with open_clip(clip) as source:
        for _frame in source:
            break
        assert source._source.observers == ()
        del _frame


def test_async_loop_gets_every_frame(clip):
    async def count():
        with open_clip(clip) as source:
            return [frame.index async for frame in source.frames()]

    assert asyncio.run(count()) == list(range(25))


def test_chain_runs_functions_and_counts(clip, tmp_path):
    def invert(frame):
        frame.array[..., :3] ^= 255

    def darken(frame):
        return frame.array // 2

    writer = pgg.VideoTargetFFmpeg("FFV1", tmp_path / "chain.mkv", 25)
    counts = (open_clip(clip) | invert | darken | writer).run()
    assert counts == {"received": 25, "dropped": 0, "missed": 0, "written": 25}
    before = numpy.frombuffer(decode(tmp_path / "chain.mkv", "bgra"), numpy.uint8).reshape(-1, 4)
    assert before[:, :3].max() <= 127


def test_chain_raises_what_a_stage_raised(clip, tmp_path, monkeypatch):
    monkeypatch.setattr("sys.unraisablehook", lambda _args: None)
    writer = pgg.VideoTargetFFmpeg("FFV1", tmp_path / "chain.mkv", 25)

    def fail(frame):
        if frame.index == 3:
            raise ZeroDivisionError("three")

    with pytest.raises(ZeroDivisionError):
        (open_clip(clip) | fail | writer).run()
    assert ffprobe(tmp_path / "chain.mkv", "nb_read_frames")["nb_read_frames"] == "3"


def test_arrays_become_a_file_without_a_source(tmp_path):
    pictures = [numpy.full((48, 64, 3), 10 * i, numpy.uint8) for i in range(10)]
    with pgg.VideoTargetFFmpeg(pgg.Codec.FFV1, tmp_path / "made.mkv", 59.94) as writer:
        for picture in pictures:
            writer.write(picture)
    assert ffprobe(tmp_path / "made.mkv", "r_frame_rate,nb_read_frames")["nb_read_frames"] == "10"
    assert decode(tmp_path / "made.mkv", "bgr24") == b"".join(map(bytes, pictures))


def test_frame_is_an_array_to_others():
    frame = pgg.VideoFrame.from_array(numpy.arange(24, dtype=numpy.uint8).reshape(2, 3, 4))
    assert numpy.asarray(frame).base is not None and (numpy.array(frame) == frame.array).all()
    assert numpy.from_dlpack(frame).shape == (2, 3, 4)
    frame.array[0, 0, 0] = 99
    assert numpy.from_dlpack(frame)[0, 0, 0] == 99


@pytest.mark.parametrize("array", [numpy.zeros((2, 2), float), numpy.zeros(4, numpy.uint8), numpy.zeros((2, 2, 7), numpy.uint8)])
def test_no_picture_is_named(array):
    with pytest.raises(ValueError):
        pgg.VideoFrame.from_array(array)


@pytest.mark.parametrize("options, entries, wanted", [
    ({"quality": 30, "preset": "ultrafast"}, "codec_name", "h264"),
    ({"bitrate": 200000}, "codec_name", "h264"),
    ({"gop": 5, "pixel_format": "yuv420p", "profile": "high"}, "profile", "High"),
    ({"title": "a b", "metadata": {"patient": "none"}, "sidecar": True, "overwrite": True}, "codec_name", "h264"),
    ({"codec_opt": {"aq-mode": "0"}, "threads": 1, "low_latency": True, "cfr": True}, "has_b_frames", "0"),
    ({"quality_preset": "low", "max_frames": 3}, "nb_read_frames", "3"),
])
def test_writer_options_reach_the_encoder(clip, tmp_path, options, entries, wanted):
    path = tmp_path / "options.mp4"
    with pgg.VideoTargetFactory.get_instance().create_file_writer(pgg.Codec.H264, path, 25, **options) as writer:
        with open_clip(clip) as source:
            source.attach(writer)
            source.start()
            source.wait()
    assert ffprobe(path, entries)[entries] == wanted


@pytest.mark.parametrize("codec, name, rate, options, said", [
    (pgg.Codec.HEVC, "a.xyz", 25, {}, "xyz"),
    (pgg.Codec.HEVC, "a.mp4", 0, {}, "0"),
    (pgg.Codec.HEVC, "a.mp4", -1, {}, "-1"),
    (pgg.Codec.HEVC, "a.mp4", float("nan"), {}, "nan"),
    (pgg.Codec.HEVC, "a.mp4", 1e9, {}, "1e+09"),
    (pgg.Codec.HEVC, "no/folder/a.mp4", 25, {}, "folder"),
    (pgg.Codec.HEVC, "a.mp4", 25, {"qualty": 3}, "qualty"),
    (pgg.Codec.HEVC, "a.mp4", 25, {"quality": "much"}, "much"),
    (pgg.Codec.HEVC, "a.mp4", 25, {"quality": 99}, "0..51"),
    (pgg.Codec.HEVC, "a.mp4", 25, {"preset": "swiftly"}, "swiftly"),
])
def test_impossible_writer_fails_when_it_is_made(tmp_path, codec, name, rate, options, said):
    with pytest.raises(RuntimeError, match="^VideoTargetError: ") as caught:
        pgg.VideoTargetFactory.get_instance().create_file_writer(codec, tmp_path / name, rate, **options)
    assert said in str(caught.value) or "1000000000" in str(caught.value)
    assert list(tmp_path.iterdir()) == []


def test_frame_unlike_the_first_is_refused(tmp_path):
    writer = pgg.VideoTargetFFmpeg("FFV1", tmp_path / "a.mkv", 25)
    writer.append(pgg.VideoFrame(pgg.ColourSpace.BGRA, 64, 48))
    for other in (pgg.VideoFrame(pgg.ColourSpace.BGRA, 32, 48), pgg.VideoFrame(pgg.ColourSpace.I420, 64, 48)):
        with pytest.raises(RuntimeError, match="^VideoTargetError: "):
            writer.append(other)
    writer.close()
    with pytest.raises(RuntimeError):
        writer.append(pgg.VideoFrame(pgg.ColourSpace.BGRA, 64, 48))


def test_webm_reports_the_rate_it_was_told(tmp_path):
    writer = pgg.VideoTargetFactory.get_instance().create_file_writer(pgg.Codec.VP9, str(tmp_path / "a.webm"), 59.94)
    for _ in range(30):
        writer.append(pgg.VideoFrame(pgg.ColourSpace.BGRA, 64, 48))
    del writer
    top, bottom = map(int, ffprobe(tmp_path / "a.webm", "r_frame_rate")["r_frame_rate"].split("/"))
    assert abs(top / bottom - 59.94) < 0.01


def test_missing_file_and_device_raise_the_originals(tmp_path):
    factory = pgg.VideoSourceFactory.get_instance()
    with pytest.raises(RuntimeError, match="^VideoSourceError: "):
        factory.create_file_reader(tmp_path / "none.mp4", pgg.ColourSpace.BGRA)
    with pytest.raises(IOError, match="^DeviceNotFound: "):
        factory.get_device(pgg.Device.DVI2PCIeDuo_SDI, pgg.ColourSpace.BGRA)
    with pytest.raises(IOError, match="^NetworkSourceUnavailable: "):
        factory.connect_network_source("rtsp://nowhere", pgg.ColourSpace.BGRA)
    factory.free_device(pgg.Device.DVI2PCIeDuo_SDI)


def test_log_goes_through_logging(clip):
    result = run_program("""
        import logging, sys
        logging.basicConfig(level=logging.DEBUG, format="%(name)s %(levelname)s %(message)s")
        import pygiftgrab as pgg
        source = pgg.VideoSourceFFmpeg(sys.argv[1], pace="off")
        source.attach(lambda frame: 1 / 0)
        source.start(); source.wait()
    """, clip)
    assert "pygiftgrab" in result.stderr and "ZeroDivisionError" in result.stderr


def test_slow_stage_keeps_true_time(clips, tmp_path):
    clip = clips("two.mp4", "testsrc2=size=320x240:rate=25", 2.0, "-pix_fmt", "yuv420p", "-c:v", "libx264")
    def slow(frame):
        time.sleep(0.12)

    source = pgg.VideoSourceFFmpeg(clip, start=False)
    counts = (source | slow | pgg.VideoTargetFFmpeg("HEVC", tmp_path / "slow.mkv", 25)).run()
    assert counts["dropped"] > 0 and counts["received"] == 50 == counts["dropped"] + counts["written"]
    times = [float(line) for line in subprocess.run(
        ["ffprobe", "-v", "error", "-show_entries", "frame=pts_time", "-of", "csv=p=0", str(tmp_path / "slow.mkv")],
        capture_output=True, text=True, check=True).stdout.replace(",", "").split()]
    assert len(times) == counts["written"] and times[-1] > 1.5


def test_appended_frames_keep_their_times(clip, tmp_path):
    writer = pgg.VideoTargetFFmpeg("FFV1", tmp_path / "a.mkv", 25)

    def every_fifth(frame):
        if frame.index % 5 == 0:
            writer.append(frame)

    with open_clip(clip) as source, writer:
        source.attach(every_fifth)
        source.start()
        source.wait()
    times = subprocess.run(
        ["ffprobe", "-v", "error", "-show_entries", "frame=pts_time", "-of", "csv=p=0", str(tmp_path / "a.mkv")],
        capture_output=True, text=True, check=True).stdout.replace(",", "").split()
    assert [round(float(time), 2) for time in times] == [0, 0.2, 0.4, 0.6, 0.8]


def test_writer_that_is_attached_anew_goes_on(clip, tmp_path):
    writer = pgg.VideoTargetFFmpeg("FFV1", tmp_path / "a.mkv", 25)
    for _ in range(2):
        with open_clip(clip) as source:
            source.attach(writer)
            source.start()
            source.wait()
            source.detach(writer)
    writer.close()
    assert ffprobe(tmp_path / "a.mkv", "nb_read_frames")["nb_read_frames"] == "50"


def test_originals_other_readers(clip):
    for kind, colour in ((pgg.VideoSourceOpenCV, pgg.ColourSpace.BGRA), (pgg.VideoSourceVLC, pgg.ColourSpace.I420)):
        frame = pgg.VideoFrame(colour, False)
        assert kind(str(clip)).get_frame(frame) and frame.cols() == 320
    with pytest.raises(IOError, match="^DeviceNotFound: "):
        pgg.VideoSourceOpenCV(0)
