"""From a file through observers into a file."""

import threading
import time
import weakref

import numpy
import pytest

import pygiftgrab as pgg
from conftest import decode, ffprobe

pytestmark = pytest.mark.usefixtures("no_leak")
sources = pgg.VideoSourceFactory.get_instance()
targets = pgg.VideoTargetFactory.get_instance()


class Inverter(pgg.IObservableObserver):
    def update(self, frame):
        pixels = frame.data(True)
        pixels[..., :3] = 255 - pixels[..., :3]


class Counter(pgg.IObserver):
    def __init__(self):
        super().__init__()
        self.indices = []

    def update(self, frame):
        self.indices.append(frame.index)


class DeletesAt(pgg.IObserver):
    def __init__(self, index, delete):
        super().__init__()
        self.index, self.delete = index, delete

    def update(self, frame):
        if frame.index == self.index:
            self.delete()


def run(source):
    source.start()
    assert source.wait(20)
    source.close()


def test_file_reader_delivers_from_creation_in_real_time(clip):
    reader, counter = sources.create_file_reader(str(clip), pgg.ColourSpace.BGRA), Counter()
    reader.attach(counter)
    assert reader.wait(20)
    assert counter.indices == sorted(counter.indices) and 20 <= len(counter.indices) <= 25
    assert reader.get_frame_rate() == 25 and reader.get_frame_dimensions() == (320, 240)


def test_observer_writes_pixels_writer_records_them(clip, tmp_path):
    reader = sources.create_file_reader(clip, pgg.ColourSpace.BGRA, pace="off")
    inverter = Inverter()
    plain = targets.create_file_writer(pgg.Codec.FFV1, tmp_path / "plain.mkv", 25)
    inverted = targets.create_file_writer(pgg.Codec.FFV1, tmp_path / "inverted.mkv", 25)
    reader.attach(plain)
    reader.attach(inverter)
    inverter.attach(inverted)
    run(reader)
    plain.close()
    inverted.close()
    before = numpy.frombuffer(decode(tmp_path / "plain.mkv", "bgra"), numpy.uint8).reshape(-1, 4)
    after = numpy.frombuffer(decode(tmp_path / "inverted.mkv", "bgra"), numpy.uint8).reshape(-1, 4)
    assert len(before) == 25 * 320 * 240
    assert (after[:, :3] == 255 - before[:, :3]).all() and (after[:, 3] == before[:, 3]).all()


def test_del_of_an_attached_writer_finishes_its_file_at_once_and_the_source_goes_on(clip, tmp_path):
    reader, counter = sources.create_file_reader(clip, pgg.ColourSpace.BGRA, pace="off"), Counter()
    writer = targets.create_file_writer(pgg.Codec.FFV1, tmp_path / "x.mkv", 25)
    reader.attach(writer)
    reader.attach(DeletesAt(10, lambda: globals().pop("held")))
    reader.attach(counter)
    globals()["held"] = writer
    reference = weakref.ref(writer)
    del writer
    run(reader)
    assert reference() is None
    assert 10 <= int(ffprobe(tmp_path / "x.mkv", "nb_read_frames")["nb_read_frames"]) <= 12
    assert counter.indices == list(range(25))


def test_writers_between_observers_record_what_came_before_them(clip, tmp_path):
    reader = sources.create_file_reader(clip, pgg.ColourSpace.GRAY, pace="off")
    writers = [targets.create_file_writer(pgg.Codec.FFV1, tmp_path / f"{number}.mkv", 25) for number in range(4)]
    seen = []

    def add(frame):
        seen.append(int(frame.array[0, 0]))
        frame.array[0, 0] = 10 * len(seen) % 250

    for observer in (writers[0], add, writers[1], lambda frame: add(frame), lambda frame: add(frame), writers[2], lambda frame: add(frame), writers[3]):
        reader.attach(observer)
    run(reader)
    for writer in writers:
        writer.close()
    first = [decode(tmp_path / f"{number}.mkv", "gray")[::320 * 240] for number in range(4)]
    written = [10 * count % 250 for count in range(1, 101)]
    assert first[0] == bytes(seen[0::4])
    assert first[1] == bytes(written[0::4]) == bytes(seen[1::4])
    assert first[2] == bytes(written[2::4]) == bytes(seen[3::4])
    assert first[3] == bytes(written[3::4])


@pytest.mark.parametrize("name, mark", [("x.mp4", b"ftyp"), ("x.mov", b"ftyp"), ("x.mkv", b"\x1a\x45\xdf\xa3"), ("x.avi", b"RIFF")])
def test_header_is_in_the_file_with_the_first_frame(tmp_path, name, mark):
    frame = pgg.VideoFrame(pgg.ColourSpace.BGRA, 320, 240)
    with pgg.VideoTargetFFmpeg("H264", tmp_path / name, 25) as writer:
        writer.append(frame)
        end = time.monotonic() + 20
        while mark not in (tmp_path / name).read_bytes()[:8] and time.monotonic() < end:
            threading.Event().wait(0.01)
        assert mark in (tmp_path / name).read_bytes()[:8]
    assert ffprobe(tmp_path / name, "nb_read_frames")["nb_read_frames"] == "1"


def test_hevc_writer_keeps_rate_and_frames(clip, tmp_path):
    path = tmp_path / "copy.mp4"
    reader = sources.create_file_reader(clip, pgg.ColourSpace.BGRA, pace="off")
    writer = targets.create_file_writer(pgg.Codec.HEVC, path, reader.get_frame_rate())
    reader.attach(writer)
    run(reader)
    del reader
    del writer
    assert ffprobe(path, "codec_name,r_frame_rate,nb_read_frames") == {
        "codec_name": "hevc", "r_frame_rate": "25/1", "nb_read_frames": "25"}


@pytest.mark.parametrize("colour", [pgg.ColourSpace.I420, pgg.ColourSpace.UYVY, pgg.ColourSpace.GRAY, pgg.ColourSpace.RGB])
def test_every_colour_comes_packed(clips, colour):
    path = clips("odd.mkv", "testsrc2=size=322x242:rate=25", 0.2, "-c:v", "ffv1", "-pix_fmt", "yuv420p")
    reader, frames = sources.create_file_reader(path, colour, pace="off"), []
    reader.attach(lambda frame: frames.append(frame.data().copy()))
    run(reader)
    wanted = decode(path, pgg._enums.PIXELS[colour][0])
    assert len(b"".join(map(bytes, frames))) == len(wanted)
    if colour == pgg.ColourSpace.I420:
        assert b"".join(map(bytes, frames)) == wanted


def test_observers_get_frames_in_the_order_of_attaching(clip):
    reader, seen = sources.create_file_reader(clip, pgg.ColourSpace.BGRA, pace="off"), []
    node = pgg.IObservableObserver()
    reader.attach(lambda frame: seen.append("first"))
    reader.attach(node)
    reader.attach(lambda frame: seen.append("third"))
    node.attach(lambda frame: seen.append("second"))
    run(reader)
    assert seen == ["first", "second", "third"] * 25


def test_attach_twice_is_once(clip):
    reader, counter = sources.create_file_reader(clip, pgg.ColourSpace.BGRA, pace="off"), Counter()
    reader.attach(counter)
    reader.attach(counter)
    run(reader)
    assert len(counter.indices) == 25


def test_detach_of_a_stranger_raises(clip):
    reader = sources.create_file_reader(clip, pgg.ColourSpace.BGRA)
    with pytest.raises(RuntimeError, match="^ObserverError: "):
        reader.detach(Counter())


def test_array_outlives_update_frame_does_not(clip):
    reader, frames, arrays = sources.create_file_reader(clip, pgg.ColourSpace.BGRA, pace="off"), [], []

    def keep(frame):
        if len(frames) < 5:
            frames.append(frame)
            arrays.append(frame.data(True))

    reader.attach(keep)
    run(reader)
    assert pgg._api.get().outstanding() >= 5
    assert all(array.shape == (240, 320, 4) and array.any() for array in arrays)
    assert len({array.tobytes() for array in arrays}) == 5
    with pytest.raises(RuntimeError, match="^StaleFrameError: "):
        frames[0].data()
    del arrays


def test_get_frame_fills_the_callers_frame(clip):
    reader = sources.create_file_reader(clip, pgg.ColourSpace.BGRA)
    frame = pgg.VideoFrame(pgg.ColourSpace.BGRA, False)
    assert reader.get_frame(frame)
    assert frame.cols() == 320 and frame.rows() == 240 and frame.data(True).any()
    assert not reader.get_frame(pgg.VideoFrame(pgg.ColourSpace.I420, False))
    reader.wait(20)
    assert not reader.get_frame(frame)


def test_delete_stops_the_source_and_finishes_the_file(clip, tmp_path):
    path = tmp_path / "short.mkv"
    reader = sources.create_file_reader(clip, pgg.ColourSpace.BGRA)
    writer = targets.create_file_writer(pgg.Codec.HEVC, path, 25)
    counter = Counter()
    reader.attach(writer)
    reader.attach(counter)
    while len(counter.indices) < 3:
        counter_frame = pgg.VideoFrame(pgg.ColourSpace.BGRA, False)
        reader.get_frame(counter_frame)
    del reader
    del writer
    seen = len(counter.indices)
    assert int(ffprobe(path, "nb_read_frames")["nb_read_frames"]) >= 3
    assert len(counter.indices) == seen
