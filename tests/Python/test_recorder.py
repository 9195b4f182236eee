"""Recordings under control."""

import numpy
import pytest

import pygiftgrab as pgg
from conftest import ffprobe


def frames_of(path):
    return int(ffprobe(path, "nb_read_frames")["nb_read_frames"])


def picture(number):
    return numpy.full((64, 64), number % 256, numpy.uint8)


def test_start_and_stop_make_a_file_each(tmp_path, no_leak):
    with pgg.ControlledRecorder("FFV1", tmp_path / "rec_{index:02}.mkv", 25) as recorder:
        recorder.write(picture(0))
        assert recorder.state == "stopped"
        start = recorder.start()
        for number in range(10):
            recorder.write(picture(number))
        stop = recorder.stop()
        again = recorder.stop()
        recorder.write(picture(1))
        recorder.start()
        recorder.write(picture(2))
    assert (start.frame, start.state, start.changed) == (1, "recording", True)
    assert (stop.frame, stop.received, stop.skipped) == (11, 11, 1)
    assert stop.received == stop.encoded + stop.skipped + stop.dropped + stop.waiting
    assert (again.changed, again.message) == (False, "it is stopped already")
    assert stop.files == (str(tmp_path / "rec_01.mkv"),)
    assert [frames_of(path) for path in sorted(tmp_path.iterdir())] == [10, 1]


def test_files_are_those_of_all_sections_and_counts_are_whole_numbers(tmp_path, no_leak):
    with pgg.ControlledRecorder("FFV1", tmp_path / "rec_{index:02}.mkv", 25) as recorder:
        for _ in range(2):
            recorder.start()
            recorder.write(picture(0))
            recorder.stop()
        for count in (1.5, "x"):
            with pytest.raises(TypeError):
                recorder.step(count)
        with pytest.raises(ValueError, match="1000000"):
            recorder.step(0)
        assert recorder.files == tuple(str(tmp_path / f"rec_0{number}.mkv") for number in (1, 2))


def test_pause_and_step_go_on_in_the_same_file(tmp_path, no_leak):
    with pgg.ControlledRecorder("FFV1", tmp_path / "film.mkv", 25, pause_gap="close") as recorder:
        recorder.start()
        for number in range(5):
            recorder.write(picture(number))
        assert recorder.pause().state == "paused"
        for number in range(5):
            recorder.write(picture(number))
        recorder.step(2)
        for number in range(5):
            recorder.write(picture(number))
        assert recorder.state == "paused"
        assert recorder.statistics["received"] == 15
    assert frames_of(tmp_path / "film_sec1.mkv") == 7
    assert float(ffprobe(tmp_path / "film_sec1.mkv", "duration")["duration"].replace("N/A", "0")) < 1


def test_a_source_feeds_it(clip, tmp_path, no_leak):
    seen = []
    with pgg.ControlledRecorder("H264", tmp_path / "{source}_{index}.mkv", 25, source="scope") as recorder:
        with pgg.VideoSourceFFmpeg(clip, pgg.ColourSpace.I420, pace="off", start=False) as source:
            source.attach(recorder)
            seen.append(recorder.step(7))
            source.start()
            source.wait()
            assert recorder.state == "stopped"
            assert recorder.statistics["skipped"] == 18
    assert seen[0].files == (str(tmp_path / "scope_1.mkv"),)
    assert frames_of(seen[0].files[0]) == 7


@pytest.mark.parametrize("count", [0, -1, 1_000_001])
def test_an_impossible_step_is_refused(tmp_path, count):
    with pgg.ControlledRecorder("FFV1", tmp_path / "film.mkv", 25) as recorder:
        with pytest.raises(ValueError, match="allowed are 1 to 1000000"):
            recorder.step(count)
    assert not list(tmp_path.iterdir())


def test_start_then_stop_leaves_no_file(tmp_path, no_leak):
    with pgg.ControlledRecorder("FFV1", tmp_path / "film.mkv", 25) as recorder:
        recorder.start()
        recorder.stop()
    assert not list(tmp_path.iterdir())


def test_what_cannot_be_is_refused(tmp_path):
    with pytest.raises(pgg.VideoTargetError, match="unknown field {foo}"):
        pgg.ControlledRecorder("FFV1", tmp_path / "rec_{foo}.mkv", 25)
    with pytest.raises(pgg.VideoTargetError, match="keep, close"):
        pgg.ControlledRecorder("FFV1", tmp_path / "film.mkv", 25, pause_gap="half")
    with pytest.raises(pgg.VideoTargetError, match="missing does not exist"):
        pgg.ControlledRecorder("FFV1", tmp_path / "missing" / "film.mkv", 25)


def test_a_closed_recorder_takes_no_command(tmp_path):
    recorder = pgg.ControlledRecorder("FFV1", tmp_path / "film.mkv", 25)
    recorder.close()
    with pytest.raises(pgg.VideoTargetError, match="closed"):
        recorder.start()
