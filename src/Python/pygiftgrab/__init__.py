"""Video in and out through observers: GIFT-Grab's Python package, on GiftGrab.NET.

    import pygiftgrab as pgg

    reader = pgg.VideoSourceFactory.get_instance().create_file_reader("in.mp4", pgg.ColourSpace.BGRA)
    writer = pgg.VideoTargetFactory.get_instance().create_file_writer(pgg.Codec.HEVC, "out.mp4", reader.get_frame_rate())
    reader.attach(writer)
    reader.wait()
    reader.detach(writer)
    del writer  # the file is complete
"""

from . import _exit
from ._chain import Chain, Stage
from ._enums import Codec, ColourSpace, Device
from ._errors import (BasicException, DeviceAlreadyConnected, DeviceNotFound, DeviceOffline, DotNetNotFound,
                      NetworkSourceUnavailable, ObserverError, StaleFrameError, StereoIndexError, VideoSourceError,
                      VideoTargetError)
from ._factories import VideoSourceFactory, VideoTargetFactory
from ._frame import VideoFrame
from ._machine import MediaInfo, devices, doctor, inspect
from ._observers import IObservable, IObservableObserver, IObserver
from ._outputs import Packet, PacketWriter, StreamWriter, to_jpeg
from ._recorder import ControlledRecorder, ControlResult
from ._ring import RingFile, RingWriter
from ._sources import IVideoSource, VideoSourceFFmpeg, VideoSourceOpenCV, VideoSourceVLC
from ._targets import IVideoTarget, VideoTargetFFmpeg, VideoTargetOpenCV

__version__ = "0.1.0"

__all__ = [
    "BasicException", "Chain", "Codec", "ColourSpace", "ControlResult", "ControlledRecorder", "Device", "DeviceAlreadyConnected", "DeviceNotFound", "DeviceOffline",
    "DotNetNotFound", "IObservable", "IObservableObserver", "IObserver", "IVideoSource", "IVideoTarget", "MediaInfo",
    "NetworkSourceUnavailable", "ObserverError", "Packet", "PacketWriter", "RingFile", "RingWriter", "Stage", "StaleFrameError", "StereoIndexError",
    "StreamWriter", "VideoFrame", "VideoSourceError", "VideoSourceFFmpeg", "VideoSourceFactory", "VideoSourceOpenCV",
    "VideoSourceVLC", "VideoTargetError", "VideoTargetFFmpeg", "VideoTargetFactory", "VideoTargetOpenCV", "devices", "doctor", "inspect", "to_jpeg",
]
