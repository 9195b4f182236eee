"""Frames that programs make."""

import numpy
import pytest

import pygiftgrab as pgg
from pygiftgrab import ColourSpace, VideoFrame


def test_black_frame_has_the_size_asked_for():
    frame = VideoFrame(ColourSpace.BGRA, 4, 3)
    assert (frame.cols(), frame.rows(), frame.stereo_count(), frame.data_length()) == (4, 3, 1, 48)
    assert frame.data(True).shape == (3, 4, 4) and frame.data().dtype == numpy.uint8
    frame.data(True)[0, 0] = 255
    assert frame.data()[:4].tolist() == [255] * 4


def test_i420_rounds_odd_sizes_up():
    frame = VideoFrame(ColourSpace.I420, 5, 3)
    assert (frame.cols(), frame.rows(), frame.data_length()) == (6, 4, 36)
    assert VideoFrame.required_data_length(ColourSpace.I420, 5, 3) == 36
    assert frame.array.shape == (6, 6)


@pytest.mark.parametrize("colour, bits", [(ColourSpace.BGRA, 32), (ColourSpace.I420, 12), (ColourSpace.UYVY, 16)])
def test_pixel_length_is_in_bits(colour, bits):
    assert VideoFrame.required_pixel_length(colour) == bits


def test_stereo_pictures_are_apart():
    frame = VideoFrame(ColourSpace.BGRA, 2, 2, 2)
    frame.data(False, 1)[:] = 7
    assert frame.stereo_count() == 2 and not frame.data(False, 0).any() and frame.data_length(1) == 16
    with pytest.raises(IndexError):
        frame.data(False, 2)


def test_structured_data_of_another_colour_raises():
    with pytest.raises(RuntimeError):
        VideoFrame(ColourSpace.UYVY, 4, 4).data(True)


@pytest.mark.parametrize("manage_data", [False, True])
def test_empty_frame_has_no_pixels(manage_data):
    frame = VideoFrame(ColourSpace.BGRA, manage_data)
    assert (frame.cols(), frame.rows(), frame.data_length(), len(frame.data())) == (0, 0, 0, 0)


@pytest.mark.parametrize("size", [(0, 1), (1, 0), (-1, 1)])
def test_impossible_size_raises(size):
    with pytest.raises(RuntimeError, match="^BasicException: "):
        VideoFrame(ColourSpace.BGRA, *size)


def test_enumerations_are_numbers():
    assert ColourSpace.BGRA == 0 and int(pgg.Codec.HEVC) in {pgg.Codec.HEVC: 1} and pgg.Device.DVI2PCIeDuo_SDI.name == "DVI2PCIeDuo_SDI"


@pytest.mark.parametrize("kind, first", [(pgg.ColourSpace, "BGRA"), (pgg.Codec, "HEVC"), (pgg.Device, "DVI2PCIeDuo_DVI")])
def test_members_of_an_enumeration_are_found_by_names_and_values_as_in_the_original(kind, first):
    assert next(iter(kind.names)) == first and kind.names[first] is kind[first] and kind.values[0] is kind[first]
    assert list(kind.names.values()) == list(kind.values.values()) == list(kind)


@pytest.mark.parametrize("size, name", [((4.5, 4), "cols is 4.5"), ((4, "4"), "rows is '4'"), ((4, 4, 1.0), "stereo_count is 1.0")])
def test_size_that_is_no_whole_number_is_named(size, name):
    with pytest.raises(TypeError, match=f"^{name}; allowed is a whole number.$"):
        VideoFrame(ColourSpace.I420, *size)
    with pytest.raises(TypeError, match="^rows is 6.0; allowed"):
        VideoFrame.required_data_length(ColourSpace.I420, 8, 6.0)


def test_size_of_numpys_small_numbers_does_not_overflow():
    assert VideoFrame(ColourSpace.BGRA, numpy.uint8(200), numpy.uint8(200)).data(True).shape == (200, 200, 4)
    assert VideoFrame.required_data_length(ColourSpace.I420, numpy.uint8(255), numpy.uint8(255)) == 256 * 256 * 3 // 2


@pytest.mark.parametrize("shape, colour", [((0, 4, 3), None), ((4, 0), None), ((1, 4), ColourSpace.I420)])
def test_array_without_a_picture_is_a_value_error_that_tells_its_shape(shape, colour):
    with pytest.raises(ValueError, match=f"of shape \\({', '.join(map(str, shape))}\\)"):
        VideoFrame.from_array(numpy.zeros(shape, numpy.uint8), colour)
