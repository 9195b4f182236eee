"""Frames: pixels, what they mean, and when."""

import ctypes
import sys

import numpy

from . import _api
from ._enums import PIXELS, ColourSpace
from ._errors import BasicException, StaleFrameError, StereoIndexError

_memory_types: dict = {}


class _Memory:
    """Behind every array of a delivered frame's pixels: gives the memory back when the last of them is gone."""

    def __del__(self) -> None:
        handle = getattr(self, "kept", 0)
        if handle and _api.is_usable():
            _api.get().frame_release(handle)


def map_pixels(address: int, length: int):
    kind = _memory_types.get(length)
    if kind is None:
        kind = _memory_types[length] = type("Pixels", (_Memory, ctypes.c_uint8 * length), {})
    return kind.from_address(address)


class VideoFrame:
    """A picture.

    ``VideoFrame(colour, manage_data)`` is empty, for ``source.get_frame``; ``VideoFrame(colour, cols, rows[, stereo_count])``
    is black and of that size (I420 needs even sizes: odd ones are rounded up). A source gives its observers frames that are
    good during ``update``; arrays of them are good for as long as they are held.
    """

    __slots__ = ("_colour", "_cols", "_rows", "_stereo", "_length", "_address", "_memory", "_flat", "_is_over", "_has_time",
                 "index", "timestamp", "__weakref__")

    def __init__(self, colour: ColourSpace, cols=False, rows: int = None, stereo_count: int = 1) -> None:
        self._colour = ColourSpace.of(colour)
        self._stereo = 1
        self._address = 0
        self._memory = None
        self._is_over = False
        self._has_time = False
        self.index = 0
        self.timestamp = 0.0
        if rows is None:
            if not isinstance(cols, bool):
                raise TypeError("VideoFrame takes (colour, manage_data) or (colour, cols, rows[, stereo_count]).")
            self._cols = self._rows = self._length = 0
            self._flat = numpy.empty(0, numpy.uint8)
            return
        stereo_count = _api.whole_number("stereo_count", stereo_count)
        if stereo_count < 1:
            raise BasicException(f"A frame of {stereo_count} pictures cannot be made; allowed are 1 and more.")
        self._length = self.required_data_length(self._colour, cols, rows)
        # As plain numbers: numpy's small ones would overflow in the reckoning.
        self._cols, self._rows = _rounded(self._colour, int(cols), int(rows))
        self._stereo = stereo_count
        self._flat = numpy.zeros(self._length * stereo_count, numpy.uint8)
        for index in range(stereo_count):
            self._blacken(self._flat[index * self._length:(index + 1) * self._length])

    def _blacken(self, pixels) -> None:
        if self._colour == ColourSpace.I420:
            pixels[self._cols * self._rows:] = 128
        elif self._colour == ColourSpace.UYVY:
            pixels[0::2] = 128

    @staticmethod
    def required_data_length(colour: ColourSpace, cols: int, rows: int) -> int:
        """Bytes of a picture of that size; I420 counts odd sizes as the next even ones.

        :raises TypeError: the size is not of whole numbers.
        :raises BasicException: there is no picture of that size.
        """
        cols, rows = _api.whole_number("cols", cols), _api.whole_number("rows", rows)
        if cols < 1 or rows < 1:
            raise BasicException(f"A picture of {cols}x{rows} cannot be; allowed are sizes from 1x1.")
        cols, rows = _rounded(colour, cols, rows)
        return cols * rows * VideoFrame.required_pixel_length(colour) // 8

    @staticmethod
    def required_pixel_length(colour: ColourSpace) -> int:
        """Bits of a pixel."""
        return PIXELS[ColourSpace.of(colour)][1]

    def colour(self) -> ColourSpace:
        """How the pixels are stored."""
        return self._colour

    def rows(self) -> int:
        """Rows of one picture."""
        return self._rows

    def cols(self) -> int:
        """Columns of one picture."""
        return self._cols

    def stereo_count(self) -> int:
        """How many pictures the frame holds: 1, or more for stereo."""
        return self._stereo

    def data_length(self, stereo_index: int = 0) -> int:
        """Bytes of one picture."""
        self._check(stereo_index)
        return self._length

    def data(self, structured: bool = False, stereo_index: int = 0):
        """The pixels as an array of ``uint8`` that shares the frame's memory: writing into it changes the frame.

        One dimension of ``data_length()`` bytes; structured, ``(rows, cols, 4)`` of a BGRA frame. RuntimeError for other
        colours; ``array`` has shapes for those.
        """
        self._check(stereo_index)
        flat = self._flat if self._flat is not None else self._mapped()
        if self._stereo > 1:
            flat = flat[stereo_index * self._length:(stereo_index + 1) * self._length]
        if not structured:
            return flat
        if self._colour != ColourSpace.BGRA:
            raise BasicException(f"Structured data is for BGRA; this frame is {self._colour.name}.")
        return flat.reshape(self._rows, self._cols, 4)

    @property
    def array(self):
        """The pixels as an array of ``uint8`` in the shape of the picture, sharing the frame's memory.

        ``(rows, cols, 4)`` for BGRA, ``(rows, cols, 3)`` for BGR and RGB, ``(rows, cols, 2)`` for UYVY, ``(rows, cols)`` for
        GRAY, and ``(rows * 3 // 2, cols)`` for I420, as OpenCV has it.
        """
        flat = self.data()
        channels = PIXELS[self._colour][1] // 8
        if self._colour == ColourSpace.I420:
            return flat.reshape(self._rows * 3 // 2, self._cols)
        return flat.reshape((self._rows, self._cols) if channels == 1 else (self._rows, self._cols, channels))

    @property
    def planes(self) -> tuple:
        """The pixels as arrays of ``uint8`` that share the frame's memory: of I420 brightness and the two colours, which have half
        the rows and columns; of other colours ``array`` alone."""
        if self._colour != ColourSpace.I420:
            return (self.array,)
        flat, size = self.data(), self._rows * self._cols
        half = ((self._rows + 1) // 2, (self._cols + 1) // 2)
        length = half[0] * half[1]
        return (flat[:size].reshape(self._rows, self._cols), flat[size:size + length].reshape(half),
                flat[size + length:size + 2 * length].reshape(half))

    @classmethod
    def from_array(cls, array, colour: ColourSpace = None, timestamp: float = 0.0) -> "VideoFrame":
        """A frame with a copy of an array's pixels.

        :param array: ``uint8`` in one of the shapes of ``array``.
        :param colour: ``None``: BGRA for four channels, BGR for three, GRAY for two dimensions.
        :param timestamp: seconds.
        :raises ValueError: the array is of another type or shape.
        """
        array = numpy.asarray(array)
        if array.dtype != numpy.uint8 or array.ndim not in (2, 3) or array.size == 0:
            raise ValueError(f"A picture is uint8 of 2 or 3 dimensions, none of them empty; this array is {array.dtype} of shape {array.shape}.")
        channels = array.shape[2] if array.ndim == 3 else 1
        usual = {4: ColourSpace.BGRA, 3: ColourSpace.BGR, 1: ColourSpace.GRAY, 2: ColourSpace.UYVY}
        if colour is None and channels not in usual:
            raise ValueError(f"A picture has 1, 2, 3 or 4 channels; this array has {channels}.")
        colour = usual[channels] if colour is None else ColourSpace.of(colour)
        rows = array.shape[0] * 2 // 3 if colour == ColourSpace.I420 else array.shape[0]
        frame = cls(colour, array.shape[1], rows) if rows else None
        if frame is None or frame._length != array.size:
            raise ValueError(f"An array of shape {array.shape} is no {colour.name} picture; see VideoFrame.array for the shapes.")
        frame._flat[:] = array.reshape(-1)
        frame.timestamp = timestamp
        return frame

    @property
    def __array_interface__(self) -> dict:
        return self.array.__array_interface__

    def __array__(self, dtype=None):
        return self.array if dtype is None else self.array.astype(dtype, copy=False)

    def __dlpack__(self, **options):
        return self.array.__dlpack__(**options)

    def __dlpack_device__(self):
        return self.array.__dlpack_device__()

    def _kept(self) -> "VideoFrame":
        """A frame of the same pixels that is good for as long as it is held."""
        self._check(0)
        frame = VideoFrame.__new__(type(self))
        for name in VideoFrame.__slots__[:-1]:
            setattr(frame, name, getattr(self, name))
        frame._flat = self._flat if self._flat is not None else self._mapped()
        frame._memory = None
        return frame

    def _check(self, stereo_index: int) -> None:
        if self._is_over:
            raise StaleFrameError("The frame was good during update alone; keep its pixels with frame.array.copy().")
        if not 0 <= stereo_index < self._stereo:
            raise StereoIndexError(f"There is no picture {stereo_index} in a frame of {self._stereo}.")

    def _mapped(self):
        self._memory = map_pixels(self._address, self._length)
        self._flat = numpy.frombuffer(self._memory, numpy.uint8)
        return self._flat

    def _end(self, handle: int) -> int:
        """Ends the frame's time. 1 where arrays of it are held; the last of them gives the memory back."""
        self._is_over = True
        memory = self._memory
        if memory is None:
            return 0
        self._flat = self._memory = None
        # This function's variable and the call's argument; more are arrays.
        if sys.getrefcount(memory) <= 2:
            return 0
        memory.kept = handle
        return 1

    def _take(self, facts: "_api.FrameFacts") -> None:
        """Becomes a copy of a frame of the library, and gives that back."""
        try:
            self._cols, self._rows, self._length, self._stereo = facts.width, facts.height, facts.length, 1
            self._flat = numpy.frombuffer(map_pixels(facts.pixels, facts.length), numpy.uint8).copy()
            self.index, self.timestamp, self._has_time = facts.number, facts.timestamp * 1e-9, True
        finally:
            _api.check(_api.get().frame_release(facts.handle))

    def __repr__(self) -> str:
        return f"<VideoFrame {self.index} {self._colour.name} {self._cols}x{self._rows} at {self.timestamp:.3f} s>"


def _rounded(colour: ColourSpace, cols: int, rows: int) -> tuple:
    return (cols + cols % 2, rows + rows % 2) if colour == ColourSpace.I420 else (cols, rows)


def delivered(colour: ColourSpace, facts: "_api.Delivery") -> VideoFrame:
    """The frame that a source delivers."""
    frame = VideoFrame.__new__(VideoFrame)
    frame._colour = colour
    frame._cols = facts.width
    frame._rows = facts.height
    frame._stereo = 1
    frame._length = facts.length
    frame._address = facts.pixels
    frame._memory = None
    frame._flat = None
    frame._is_over = False
    frame._has_time = True
    frame.index = facts.number
    frame.timestamp = facts.timestamp * 1e-9
    return frame
