"""What a video file says of itself, under the original's names. OSError where there is no such file, ValueError where it is
no video."""

import os

import pygiftgrab


def frame_rate(file_path) -> float:
    """Frames a second."""
    return _read(file_path).frame_rate


def num_frames(file_path) -> int:
    """How many frames there are, counted by decoding."""
    _read(file_path)
    with pygiftgrab.VideoSourceFFmpeg(file_path, pygiftgrab.ColourSpace.GRAY, pace="off") as source:
        source.start()
        source.wait()
        return source.received


def duration(file_path) -> float:
    """Seconds."""
    return _read(file_path).duration


def resolution(file_path) -> tuple:
    """Columns and rows."""
    info = _read(file_path)
    return info.width, info.height


def codec(file_path) -> str:
    """FFmpeg's name of the codec, such as ``hevc``."""
    return _read(file_path).codec


def _read(file_path) -> "pygiftgrab.MediaInfo":
    os.stat(file_path)
    try:
        return pygiftgrab.inspect(file_path)
    except pygiftgrab.VideoSourceError as error:
        raise ValueError(str(error)) from error
