"""Encodes a file as HEVC: encode_file.py IN OUT."""

import sys

import pygiftgrab as pgg

source, target = sys.argv[1:3]
reader = pgg.VideoSourceFactory.get_instance().create_file_reader(source, pgg.ColourSpace.I420, pace="off")
writer = pgg.VideoTargetFactory.get_instance().create_file_writer(pgg.Codec.HEVC, target, reader.get_frame_rate(), quality=28)
with reader, writer:
    reader.attach(writer)
    reader.start()
    reader.wait()
print(pgg.inspect(target))
