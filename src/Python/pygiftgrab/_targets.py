"""Where frames go: files."""

import ctypes
import json
import os
import weakref
from typing import Optional

from . import _api
from ._enums import PIXELS, Codec
from ._errors import VideoTargetError
from ._frame import VideoFrame
from ._observers import IObserver, TargetState, release

#: The open targets, for the interpreter's end.
open_targets: weakref.WeakSet = weakref.WeakSet()

_CODECS = {
    "H265": "hevc", "HEVC": "hevc", "XVID": "xvid", "VP9": "vp9", "H264": "h264", "FFV1": "ffv1", "AV1": "av1", "MJPEG": "mjpeg",
    "RAW": "raw", "FFVHUFF": "ffvhuff",
}


class IVideoTarget(IObserver):
    """Records what it is attached to, or what is appended to it, until it is closed or deleted.

    Used with ``with``, what it writes is complete at the end of the block.
    """

    def __init__(self, open_target, codec, destination: tuple, frame_rate: float, options: dict) -> None:
        self._pygg_target = None
        # Sources know of writers, which their chains end with, so that this import has to wait.
        from ._sources import IVideoSource

        if isinstance(options.get("audio"), IVideoSource):
            options = {**options, "audio": None, "audio_source": options["audio"]._handle()}
        name = codec if isinstance(codec, str) else Codec.of(codec).name
        texts, count = _api.texts(options)
        handle = _api.c_int64()
        _api.check(
            open_target(
                _api.text(_CODECS.get(name.upper(), name)), *destination, _api.text(str(frame_rate)), texts, count, _api.byref(handle)),
            VideoTargetError)
        self._pygg_target = TargetState(handle.value)
        open_targets.add(self)

    def append(self, frame: VideoFrame) -> None:
        """Copies a frame into the file.

        A frame of a source has its own time there; one that the program made comes next at the writer's rate.

        :raises VideoTargetError: its size or colour is not that of the first frame, or writing failed.
        """
        if not isinstance(frame, VideoFrame):
            raise TypeError(f"{type(frame).__name__} is no VideoFrame; write(array) takes arrays.")
        self._append(frame.data() if frame.stereo_count() == 1 else frame._flat, PIXELS[frame.colour()][0], frame.cols(),
                     frame.rows() * frame.stereo_count(), round(frame.timestamp * 1e9) if frame._has_time else -1)

    update = append

    def write(self, array, timestamp: float = None, colour=None) -> None:
        """Writes an array as the next picture.

        :param array: ``uint8`` in one of the shapes of ``VideoFrame.array``.
        :param timestamp: seconds since the first picture; ``None``: the next one at the writer's rate.
        :param colour: what the array's channels are; ``None``: BGRA, BGR, UYVY or GRAY by their number.
        :raises ValueError: the array is no picture, or the time is below 0 or above ``1e9``.
        """
        frame = VideoFrame.from_array(array, colour)
        self._append(frame.data(), PIXELS[frame.colour()][0], frame.cols(), frame.rows(),
                     _api.nanoseconds("timestamp", timestamp))

    def _append(self, pixels, pixel_format: str, cols: int, rows: int, timestamp: int) -> None:
        api, handle = _api.get(), self._handle()
        address, name = pixels.ctypes.data, pixel_format.encode()
        _api.wait(lambda done: api.target_append(handle, name, cols, rows, address, pixels.nbytes, timestamp, _api.WAIT, done))

    def close(self) -> None:
        """Finishes the file: it is complete when this returns.

        :raises VideoTargetError: something failed; what was written stays playable.
        """
        target = self._pygg_target
        if target is None or not target.handle or not _api.is_usable():
            return
        release(target)
        handle, target.handle = target.handle, 0
        api = _api.get()
        try:
            _api.wait(lambda done: api.target_finish(handle, _api.WAIT, done))
        except KeyboardInterrupt:
            # Not finished yet: a second close, or the interpreter's end, waits for it.
            target.handle = handle
            raise

    @property
    def files(self) -> tuple:
        """The paths of all files until now: of a writer with ``slice`` every part, and those that were added."""
        needed = _api.c_int()
        api, handle, size = _api.get(), self._handle(), 1 << 12
        while True:
            buffer = ctypes.create_string_buffer(size)
            _api.check(api.target_files(handle, buffer, size, _api.byref(needed)), VideoTargetError)
            if needed.value <= size:
                return tuple(json.loads(buffer.value))
            size = needed.value + (1 << 12)

    @property
    def statistics(self) -> dict:
        """What became of the frames: ``received dropped encoded repeated skipped bytes waiting``.

        ``missed`` are frames that the source's card made meanwhile and that this machine did not fetch in time: they never came, and are in no
        other count.
        """
        facts = self._facts()
        return {name: getattr(facts, name) for name, _type in facts._fields_ if name != "is_finished" and not name.startswith("latency")}

    @property
    def latency(self) -> Optional[dict]:
        """Milliseconds that frames of a live source took from their arrival in this process to the encoder: ``p50 p95 p99``; ``None`` where
        none was measured."""
        facts = self._facts()
        return {"p50": facts.latency_p50, "p95": facts.latency_p95, "p99": facts.latency_p99} if facts.latency_p50 >= 0 else None

    def _facts(self) -> "_api.TargetFacts":
        facts = _api.TargetFacts()
        _api.check(_api.get().target_describe(self._handle(), _api.byref(facts)))
        return facts

    def _handle(self) -> int:
        if self._pygg_target is None or not self._pygg_target.handle:
            raise VideoTargetError("The file writer is closed.")
        return self._pygg_target.handle

    def __enter__(self):
        return self

    def __exit__(self, *error) -> None:
        try:
            self.close()
        except VideoTargetError:
            # A block that failed has told why: that its file is empty, or short, follows from it.
            if error[0] is None:
                raise

    def __del__(self) -> None:
        if getattr(self, "_pygg_target", None) is not None:
            self.close()


class _FileWriter(IVideoTarget):
    def __init__(self, codec, path, frame_rate: float, **options) -> None:
        self._pygg_target = None
        self.path = os.fspath(path)
        super().__init__(self._open(), codec, (_api.path(path, VideoTargetError),), frame_rate, options)

    @staticmethod
    def _open():
        return _api.get().target_open


class VideoTargetFFmpeg(_FileWriter):
    """Writes a file: ``VideoTargetFFmpeg("H265", "file.mp4", 25)``; the container is that of the path's extension.

    Options are those of the command line, with underscores: ``quality quality_preset bitrate qp lossless preset profile level
    tune gop intra_refresh repeat_headers low_latency threads every speed output_size pixel_format allow_conversion encoder codec_opt hardware cfr
    container overwrite file_mode min_free keep_fragments pts wall_clock tsync title metadata sidecar verify max_frames max_duration
    queue slice``; ``codec_opt`` and ``metadata`` are dictionaries, ``file_mode`` is a number such as ``0o600``. A file that exists is replaced unless ``overwrite=False``.

    ``audio`` is what is heard beside the pictures, from the first of them on: a source that has sound, ``"pulse:"`` (the microphone),
    ``"alsa:DEVICE"`` or the path of a file. A file comes as its pictures do: it is recorded whole beside those that come as fast as they
    are taken, also where it is longer than they are, and is played at its time beside live ones and ends with them
    (``audio_pace="off"`` or ``"real"`` has it otherwise). ``audio_codec audio_bitrate audio_rate audio_channels audio_filter`` say how it
    is recorded, ``audio_offset`` how many seconds later it is heard.

    :raises VideoTargetError: the rate is not above 0, the folder does not exist, codec and container do not go together, or
        an option is not possible.
    """

    def split(self) -> None:
        """Goes on in a new file with the next picture; returns at once, and ``files`` has it then.

        :raises VideoTargetError: the writer has no option ``slice`` (``"2s"``, ``"100MB"`` or ``"command"``).
        """
        _api.check(_api.get().target_split(self._handle()), VideoTargetError)

    def add_output(self, path) -> None:
        """Has a further file take what is encoded, from the next picture on, which becomes a key frame for it.

        :raises VideoTargetError: it is written already, or cannot be.
        """
        _api.check(_api.get().target_add_output(self._handle(), _api.path(path, VideoTargetError)), VideoTargetError)

    def remove_output(self, path) -> None:
        """Has a file that was added end with the pictures that came until now, and that one alone; returns at once.

        It is complete when the encoder has given these out: one that looks ahead (H264, HEVC) does as further pictures come, at
        the latest when the writer ends.

        :raises VideoTargetError: it was not added, or writing it has failed.
        """
        _api.check(_api.get().target_remove_output(self._handle(), _api.path(path, VideoTargetError)), VideoTargetError)


class VideoTargetOpenCV(_FileWriter):
    """Writes a file: ``VideoTargetOpenCV("XVID", "file.avi", 25)``."""


def adopt_target(handle: int) -> IVideoTarget:
    """A target of the library that was made elsewhere."""
    target = IVideoTarget.__new__(IVideoTarget)
    target._pygg_target = TargetState(handle)
    open_targets.add(target)
    return target
