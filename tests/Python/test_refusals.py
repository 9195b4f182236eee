"""Wrong input: one sentence each, and never one error in place of another."""

import numpy
import pytest

import pygiftgrab as pgg


def test_with_block_that_fails_raises_its_own_error(tmp_path):
    with pytest.raises(ValueError, match="float64 of shape"):
        with pgg.VideoTargetFFmpeg("FFV1", tmp_path / "x.mkv", 25) as writer:
            writer.write(numpy.zeros((48, 64, 3)))


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("stage, error", [(lambda frame: 1 / 0, ZeroDivisionError), (lambda frame: frame.array * 0.5, TypeError)])
def test_chain_whose_stage_fails_at_once_raises_its_error(clip, tmp_path, stage, error):
    source = pgg.VideoSourceFFmpeg(clip, pgg.ColourSpace.BGR, pace="off")
    with pytest.raises(error):
        (source | stage | pgg.VideoTargetFFmpeg("FFV1", tmp_path / "x.mkv", 25)).run()


def test_closed_source_says_so(clip):
    source = pgg.VideoSourceFFmpeg(clip)
    source.close()
    for use in (lambda: source.attach(print), lambda: next(iter(source)), source.get_frame_rate):
        with pytest.raises(pgg.VideoSourceError, match="The source is closed."):
            use()


def test_wrong_types_are_named(clip, tmp_path):
    with pgg.VideoTargetFFmpeg("FFV1", tmp_path / "x.mkv", 25) as writer:
        with pytest.raises(TypeError, match="ndarray is no VideoFrame; write\\(array\\) takes arrays."):
            writer.append(numpy.zeros((48, 64, 3), numpy.uint8))
        writer.write(numpy.zeros((48, 64, 3), numpy.uint8))
    with pytest.raises(TypeError, match="HEVC.* is no ColourSpace; allowed are BGRA, I420"):
        pgg.VideoSourceFFmpeg(clip, pgg.Codec.HEVC)
    with pytest.raises(TypeError, match="BGR.* is no Codec; allowed are HEVC, Xvid"):
        pgg.VideoTargetFFmpeg(pgg.ColourSpace.BGR, tmp_path / "y.mkv", 25)
    with pytest.raises(ValueError, match="'BGRX' is no ColourSpace; allowed are BGRA"):
        pgg.VideoSourceFFmpeg(clip, "BGRX")
    with pytest.raises(TypeError, match="metadata is a dictionary"):
        pgg.VideoTargetFFmpeg("FFV1", tmp_path / "y.mkv", 25, metadata="room")


def test_unknown_options_are_told_with_the_nearest_and_the_place_of_all(clip, tmp_path):
    with pytest.raises(pgg.VideoTargetError) as writer:
        pgg.VideoTargetFFmpeg("FFV1", tmp_path / "x.mkv", 25, qualty=20)
    assert str(writer.value) == 'VideoTargetError: A writer has no option "qualty"; the nearest is quality, and help(pygiftgrab.VideoTargetFFmpeg) tells all.'
    with pytest.raises(pgg.VideoSourceError) as source:
        pgg.VideoSourceFFmpeg(clip, when_ful="block")
    assert str(source.value) == 'VideoSourceError: A source has no option "when_ful"; the nearest is when_full, and help(pygiftgrab.VideoSourceFFmpeg) tells all.'
    for kind, options in ((pgg.VideoTargetFFmpeg, "quality file_mode keep_fragments max_frames"), (pgg.VideoSourceFFmpeg, "pace threads when_full")):
        assert all(option in kind.__doc__ for option in options.split())


def test_options_are_named_as_here_and_not_as_on_the_command_line(tmp_path):
    (tmp_path / "x.mkv").write_bytes(b"kept")
    with pytest.raises(pgg.VideoTargetError) as error:
        pgg.VideoTargetFFmpeg("FFV1", tmp_path / "x.mkv", 25, overwrite=False)
    assert "(overwrite)" in str(error.value) and "--" not in str(error.value)


def test_file_mode_is_a_number_or_its_octal_digits(tmp_path):
    for mode in (0o640, "640"):
        with pgg.VideoTargetFFmpeg("FFV1", tmp_path / f"{mode}.mkv", 25, file_mode=mode) as writer:
            writer.write(numpy.zeros((48, 64, 3), numpy.uint8))
        assert (tmp_path / f"{mode}.mkv").stat().st_mode & 0o777 == 0o640
    with pytest.raises(pgg.VideoTargetError, match='The file mode "9" is not usable; allowed are three octal digits'):
        pgg.VideoTargetFFmpeg("FFV1", tmp_path / "y.mkv", 25, file_mode="9")


def test_attach_takes_instances_that_observe(clip):
    class Idle(pgg.IObserver):
        pass

    with pgg.VideoSourceFFmpeg(clip, pace="off") as source:
        with pytest.raises(TypeError, match="Idle is a class; attach one of its instances."):
            source.attach(Idle)
        with pytest.raises(TypeError, match="Idle is no observer: it does not override update"):
            source.attach(Idle())
        with pytest.raises(TypeError, match="int is no observer"):
            source.attach(5)


def test_names_of_colours_are_understood(clip):
    with pgg.VideoSourceFFmpeg(clip, "bgr", pace="off") as source:
        assert next(iter(source)).array.shape == (240, 320, 3)


def test_option_of_another_program_keeps_its_name():
    with pytest.raises(pgg.DeviceNotFound) as refusal:
        pgg.IVideoSource("decklink:DeckLink SDI 4K")
    assert "enable_decklink" not in str(refusal.value)
    assert "--enable-decklink" in str(refusal.value) or "enable" not in str(refusal.value)


@pytest.mark.parametrize("name, reason", [("a.mkv\0.txt", "no character of the number zero"), ("a\udcff.mkv", "a text or path is UTF-8")])
def test_path_that_the_library_cannot_read_whole_is_refused_and_no_other_file_touched(tmp_path, name, reason):
    (tmp_path / "a.mkv").write_bytes(b"kept")
    for use in (lambda path: pgg.VideoTargetFFmpeg("FFV1", path, 25), pgg.VideoSourceFFmpeg, pgg.inspect,
                lambda path: pgg.ControlledRecorder("FFV1", path, 25)):
        with pytest.raises(ValueError, match=reason):
            use(str(tmp_path / name))
    with pytest.raises(ValueError, match=reason):
        pgg.VideoTargetFFmpeg("FFV1", tmp_path / "b.mkv", 25, title=name)
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("a.mkv", b"kept")]


def test_part_whose_numbers_the_library_cannot_hold_is_refused(clip):
    with pgg.VideoSourceFFmpeg(clip, pace="off") as source:
        for part in ((1 << 32, 0, 64, 64), (0, -1 << 32, 64, 64), (0, 0, (1 << 32) + 64, 64)):
            with pytest.raises(pgg.VideoSourceError, match=f"{part[0]},{part[1]} {part[2]}x64 is not inside the picture"):
                source.set_sub_frame(*part)
        with pytest.raises(TypeError, match="^width is 64.0; allowed is a whole number.$"):
            source.set_sub_frame(0, 0, 64.0, 64)
        assert source.get_frame_dimensions() == (320, 240)


@pytest.mark.parametrize("seconds", [-1, float("nan"), float("inf"), 1e11])
def test_time_of_a_picture_that_cannot_be_is_refused(tmp_path, seconds):
    with pgg.VideoTargetFFmpeg("FFV1", tmp_path / "x.mkv", 25) as writer:
        writer.write(numpy.zeros((48, 64, 3), numpy.uint8), timestamp=0.0)
        with pytest.raises(ValueError, match=f"^timestamp is {seconds:.0f}|^timestamp is 1"):
            writer.write(numpy.zeros((48, 64, 3), numpy.uint8), timestamp=seconds)
        assert writer.statistics["received"] == 1


@pytest.mark.parametrize("quality", [0, 101])
def test_jpeg_of_a_quality_that_cannot_be_is_refused_before_anything_begins(quality, caplog):
    with pytest.raises(pgg.VideoTargetError, match=f"^VideoTargetError: The quality of a JPEG image is {quality}; allowed are 1 to 100.$"):
        pgg.to_jpeg(numpy.zeros((8, 8, 3), numpy.uint8), quality)
    assert not caplog.records


def test_pace_is_what_its_description_says(clip):
    for pace in ("off", "real", 50):
        pgg.VideoSourceFFmpeg(clip, pace=pace).close()
    assert "2x" not in pgg.VideoSourceFFmpeg.__doc__


def test_refused_argument_is_one_sentence_without_what_dotnet_adds(clip):
    for options, said in (({"queue": 0}, "A delivery queue of 0 cannot be made; allowed are 1 to 100000."),
                          ({"threads": -1}, "-1 decoder threads are not possible; allowed are 1 to 64, or 0 for as many as fit.")):
        with pytest.raises(pgg.VideoSourceError) as error:
            pgg.VideoSourceFFmpeg(clip, **options)
        assert str(error.value) == f"VideoSourceError: {said}"


def test_option_that_is_too_large_a_number_is_named(clip, tmp_path):
    with pytest.raises(pgg.VideoSourceError, match="The option queue is 100000000000; allowed are whole numbers up to 2147483647."):
        pgg.VideoSourceFFmpeg(clip, queue=100_000_000_000)
    with pytest.raises(pgg.VideoTargetError, match="The option gop is -100000000000; allowed are whole numbers up to 2147483647."):
        pgg.VideoTargetFFmpeg("FFV1", tmp_path / "x.mkv", 25, gop=-100_000_000_000)


def test_empty_path_is_told_as_one(tmp_path):
    with pytest.raises(pgg.VideoSourceError, match="The path of the file is empty."):
        pgg.inspect("")
    with pgg.VideoTargetFFmpeg("FFV1", tmp_path / "x.mkv", 25) as writer, pgg.RingWriter("FFV1", 25, "3s") as ring:
        writer.write(numpy.zeros((48, 64, 3), numpy.uint8))
        ring.write(numpy.zeros((48, 64, 3), numpy.uint8))
        for use in (lambda: pgg.VideoTargetFFmpeg("FFV1", "", 25), lambda: pgg.ControlledRecorder("FFV1", "", 25),
                    lambda: writer.add_output(""), lambda: ring.save("")):
            with pytest.raises(pgg.VideoTargetError, match="The path of the file is empty."):
                use()
