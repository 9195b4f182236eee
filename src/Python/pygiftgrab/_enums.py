"""The original's enumerations, whose members are numbers; ours come after them."""

from enum import IntEnum


class ColourSpace(IntEnum):
    """How the pixels of a frame are stored."""

    BGRA = 0
    I420 = 1
    UYVY = 2
    BGR = 3
    RGB = 4
    GRAY = 5


class Codec(IntEnum):
    """How a file's pictures are encoded."""

    HEVC = 0
    Xvid = 1
    VP9 = 2
    H264 = 3
    FFV1 = 4
    AV1 = 5
    MJPEG = 6
    Raw = 7


class Device(IntEnum):
    """Grabber cards that the original knows."""

    DVI2PCIeDuo_DVI = 0
    DVI2PCIeDuo_SDI = 1


#: FFmpeg's name and the bits of a pixel.
PIXELS = {
    ColourSpace.BGRA: ("bgra", 32),
    ColourSpace.I420: ("yuv420p", 12),
    ColourSpace.UYVY: ("uyvy422", 16),
    ColourSpace.BGR: ("bgr24", 24),
    ColourSpace.RGB: ("rgb24", 24),
    ColourSpace.GRAY: ("gray", 8),
}
