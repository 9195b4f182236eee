"""Finds edges with OpenCV and records them: opencv_edges.py IN OUT."""

import sys

import cv2

import pygiftgrab as pgg

source, target = sys.argv[1:3]
with pgg.VideoSourceFFmpeg(source, pgg.ColourSpace.GRAY, pace="off") as reader:
    with pgg.VideoTargetFFmpeg(pgg.Codec.H264, target, reader.get_frame_rate()) as writer:
        for frame in reader:
            writer.write(cv2.Canny(frame.array, 80, 160), timestamp=frame.timestamp)
print(pgg.inspect(target))
