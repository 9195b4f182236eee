"""Smooths a file with a Gaussian between reader and HEVC writer, in real time: scipy_smoothing.py IN OUT [SIGMA].

What the filter is too slow for is dropped and counted; the recording's times stay true. I420 has half the bytes of BGR, and a
plane by itself costs SciPy less than channels side by side.
"""

import sys

import scipy.ndimage

import pygiftgrab as pgg

source, target = sys.argv[1:3]
sigma = float(sys.argv[3]) if len(sys.argv) > 3 else 2.0


def smooth(frame):
    brightness, *colours = frame.planes
    scipy.ndimage.gaussian_filter(brightness, sigma, output=brightness)
    for colour in colours:
        scipy.ndimage.gaussian_filter(colour, sigma / 2, output=colour)


reader = pgg.VideoSourceFFmpeg(source, pgg.ColourSpace.I420, start=False)
writer = pgg.VideoTargetFFmpeg(pgg.Codec.HEVC, target, reader.get_frame_rate())
print((reader | smooth | writer).run())
