"""Sound beside the pictures of a writer."""

import re
import subprocess

import numpy
import pytest

import pygiftgrab as pgg
from conftest import ffprobe

pytestmark = pytest.mark.usefixtures("no_leak")


@pytest.fixture
def film(clips):
    """Two seconds of 25 frames a second, with a beep from 1.0 s to 1.1 s."""
    return clips(
        "film.mkv", "testsrc2=size=320x240:rate=25", 2.0, "-f", "lavfi", "-i", BEEP, "-t", "2", "-c:v", "mjpeg", "-c:a", "pcm_s16le")


@pytest.fixture
def beep(clips):
    return clips("beep.wav", BEEP, 2.0)


BEEP = "aevalsrc='if(between(t,1,1.1),0.5*sin(2*PI*1000*t),0)':s=48000"


def sound_of(path):
    """Its samples, 48000 a second, from the file's time 0."""
    return numpy.frombuffer(subprocess.run(
        ["ffmpeg", "-v", "error", "-i", str(path), "-vn", "-af", "aresample=async=1:first_pts=0", "-ac", "1", "-ar", "48000", "-f", "s16le", "-"],
        check=True, capture_output=True).stdout, numpy.int16)


def beeps(path):
    """When each beep begins, in seconds from the file's time 0."""
    loud = numpy.flatnonzero(abs(sound_of(path).astype(int)) > 1500)
    return [loud[0] / 48000, *(loud[1:][numpy.diff(loud) > 4800] / 48000)] if len(loud) else []


def last_time(path):
    """When the last picture is shown, in seconds."""
    times = subprocess.run(
        ["ffprobe", "-v", "error", "-select_streams", "v", "-show_entries", "packet=pts_time", "-of", "csv=p=0", str(path)],
        check=True, capture_output=True, text=True).stdout
    return max(float(time.strip(",")) for time in times.split())


def codec_of(path):
    return re.search(r"Audio: (\w+)", subprocess.run(["ffmpeg", "-i", str(path)], capture_output=True, text=True).stderr).group(1)


def record(film, writer):
    with pgg.VideoSourceFFmpeg(film, pace="off") as source, writer(source) as target:
        source.attach(target)
        source.start()
        source.wait()


def test_sound_of_the_source_is_recorded(film, tmp_path):
    path = tmp_path / "out.mp4"
    record(film, lambda source: pgg.VideoTargetFFmpeg("H264", path, 25, preset="ultrafast", audio=source, audio_codec="aac"))
    assert codec_of(path) == "aac" and ffprobe(path, "nb_read_frames")["nb_read_frames"] == "50"
    assert beeps(path) == [pytest.approx(1, abs=0.005)]


def test_time_lapse_is_an_option(film, tmp_path):
    path = tmp_path / "out.mkv"
    record(film, lambda source: pgg.VideoTargetFFmpeg("FFV1", path, 25, every=10, speed=10))
    assert ffprobe(path, "nb_read_frames")["nb_read_frames"] == "5"


def test_sound_is_heard_later_by_the_offset(film, tmp_path):
    path = tmp_path / "out.mkv"
    record(film, lambda source: pgg.VideoTargetFFmpeg("MJPEG", path, 25, audio=source, audio_codec="pcm", audio_offset=0.25))
    assert beeps(path) == [pytest.approx(1.25, abs=0.005)]


def test_sound_of_a_file_beside_pictures_of_another(clip, beep, tmp_path):
    path = tmp_path / "out.mkv"
    with pgg.VideoTargetFFmpeg("MJPEG", path, 10, audio=beep, audio_codec="pcm", audio_rate=24000) as target:
        for number in range(20):
            target.write(numpy.full((64, 64), number, numpy.uint8))
    assert beeps(path) == [pytest.approx(1, abs=0.005)]


@pytest.mark.parametrize("pace, expected", [("off", 2), ("real", 1)])
def test_sound_of_a_file_comes_as_its_pictures_do(clip, beep, tmp_path, pace, expected):
    # Beside pictures that come as fast as they are taken it is whole; beside those that come at their time it ends with them.
    path = tmp_path / "out.mkv"
    with pgg.VideoSourceFFmpeg(clip, pace=pace, start=False) as source, \
            pgg.VideoTargetFFmpeg("MJPEG", path, 25, audio=beep, audio_codec="pcm") as target:
        source.attach(target)
        source.start()
        source.wait()
    assert len(sound_of(path)) / 48000 == pytest.approx(expected, abs=0.2)


def test_sound_of_a_source_that_runs_begins_with_its_first_recorded_picture(film, tmp_path):
    path = tmp_path / "out.mkv"
    seen = []

    class Late(pgg.IObserver):
        """Has the writer attached at the tenth picture."""

        def update(self, frame):
            seen.append(frame.timestamp)
            if len(seen) == 10:
                source.attach(target)

    with pgg.VideoSourceFFmpeg(film, start=False) as source, \
            pgg.VideoTargetFFmpeg("MJPEG", path, 25, audio=source, audio_codec="pcm") as target:
        late = Late()
        source.attach(late)
        source.start()
        source.wait()
    # The newest picture is never the one that is dropped on a busy machine.
    first = seen[-1] - last_time(path)
    assert first > 0.3
    assert beeps(path) == [pytest.approx(1 - first, abs=0.01)]


def test_recorder_under_control_takes_sound_of_its_source(film, tmp_path):
    path = tmp_path / "rec.mkv"
    with pgg.VideoSourceFFmpeg(film, pace="off") as source, \
            pgg.ControlledRecorder("MJPEG", path, 25, audio=source, audio_codec="pcm") as recorder:
        recorder.start()
        source.attach(recorder)
        source.start()
        source.wait()
    written, = tmp_path.iterdir()
    assert beeps(written) == [pytest.approx(1, abs=0.005)]


def test_refusals_name_what_is_wrong(clip, beep, tmp_path):
    path = tmp_path / "out.mkv"
    with pgg.VideoSourceFFmpeg(clip, pace="off") as source:
        with pytest.raises(pgg.VideoSourceError, match="clip.mp4 has no sound"):
            pgg.VideoTargetFFmpeg("MJPEG", path, 25, audio=source)
    with pytest.raises(pgg.VideoSourceError, match="nobody.wav"):
        pgg.VideoTargetFFmpeg("MJPEG", path, 25, audio="nobody.wav")
    with pytest.raises(pgg.DeviceNotFound, match="nobody"):
        pgg.VideoTargetFFmpeg("MJPEG", path, 25, audio="nobody")
    with pytest.raises(pgg.VideoTargetError, match="tape"):
        pgg.VideoTargetFFmpeg("MJPEG", path, 25, audio=beep, audio_codec="tape")
    with pytest.raises(pgg.VideoTargetError, match="audio=source"):
        pgg.ControlledRecorder("MJPEG", path, 25, audio=beep)
    with pytest.raises(pgg.VideoTargetError):
        pgg.VideoTargetFFmpeg("FFV1", path.with_suffix(".avi"), 25, audio=beep, audio_codec="opus")
    with pytest.raises(pgg.VideoTargetError, match="no option"):
        pgg.PacketWriter("MJPEG", lambda packet: None, 25, audio=beep)
    assert list(tmp_path.iterdir()) == []
