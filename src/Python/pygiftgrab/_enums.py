"""The original's enumerations, whose members are numbers; ours come after them."""

from enum import IntEnum


class _Choice(IntEnum):
    """Members are found by their names, too."""

    @classmethod
    def _missing_(cls, value):
        for member in cls:
            if isinstance(value, str) and value.upper() == member.name.upper():
                return member
        raise ValueError(f"{value!r} is no {cls.__name__}; allowed are {', '.join(member.name for member in cls)}.")

    @classmethod
    def of(cls, value):
        """The member for a number, a name or the member itself; not for one of another enumeration, which is a number too."""
        if isinstance(value, IntEnum) and not isinstance(value, cls):
            raise TypeError(f"{value!r} is no {cls.__name__}; allowed are {', '.join(member.name for member in cls)}.")
        return cls(value)


class ColourSpace(_Choice):
    """How the pixels of a frame are stored."""

    BGRA = 0
    I420 = 1
    UYVY = 2
    BGR = 3
    RGB = 4
    GRAY = 5


class Codec(_Choice):
    """How a file's pictures are encoded."""

    HEVC = 0
    Xvid = 1
    VP9 = 2
    H264 = 3
    FFV1 = 4
    AV1 = 5
    MJPEG = 6
    Raw = 7
    FFVHUFF = 8


class Device(_Choice):
    """Grabber cards that the original knows."""

    DVI2PCIeDuo_DVI = 0
    DVI2PCIeDuo_SDI = 1
    DeckLinkSDI4K = 2
    DeckLink4KExtreme12G = 3


# The original's enumerations have both: the members by their names, and by their numbers.
for _kind in (ColourSpace, Codec, Device):
    _kind.names = dict(_kind.__members__)
    _kind.values = {int(member): member for member in _kind}


#: FFmpeg's name and the bits of a pixel.
PIXELS = {
    ColourSpace.BGRA: ("bgra", 32),
    ColourSpace.I420: ("yuv420p", 12),
    ColourSpace.UYVY: ("uyvy422", 16),
    ColourSpace.BGR: ("bgr24", 24),
    ColourSpace.RGB: ("rgb24", 24),
    ColourSpace.GRAY: ("gray", 8),
}
