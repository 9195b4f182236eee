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
