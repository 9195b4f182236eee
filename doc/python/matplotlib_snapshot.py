"""Draws a frame and its histogram: matplotlib_snapshot.py IN PICTURE [FRAME]."""

import sys

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt

import pygiftgrab as pgg

source, picture = sys.argv[1:3]
number = int(sys.argv[3]) if len(sys.argv) > 3 else 0
with pgg.VideoSourceFFmpeg(source, pgg.ColourSpace.RGB, pace="off") as reader:
    frame = next(frame for frame in reader if frame.index == number)
figure, (left, right) = plt.subplots(1, 2, figsize=(10, 4))
left.imshow(frame.array)
left.set_title(f"frame {frame.index} at {frame.timestamp:.2f} s")
right.hist(frame.array.reshape(-1, 3), bins=64, color=["red", "green", "blue"], histtype="step")
figure.savefig(picture)
