"""Smooths a file with a Gaussian between reader and HEVC writer, in real time: scipy_smoothing.py IN OUT [SIGMA].

What the filter is too slow for is dropped and counted; the recording's times stay true.
"""

import sys

import scipy.ndimage

import pygiftgrab as pgg

source, target = sys.argv[1:3]
sigma = float(sys.argv[3]) if len(sys.argv) > 3 else 2.0


def smooth(frame):
    pixels = frame.array
    scipy.ndimage.gaussian_filter(pixels, sigma=(sigma, sigma, 0), output=pixels)


reader = pgg.VideoSourceFFmpeg(source, pgg.ColourSpace.BGRA, start=False)
writer = pgg.VideoTargetFFmpeg(pgg.Codec.HEVC, target, reader.get_frame_rate())
print((reader | smooth | writer).run())
