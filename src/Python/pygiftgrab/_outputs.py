"""Where encoded bytes go that become no file: streams and outputs of the program's own."""

import ctypes
import dataclasses
import itertools
import queue
from ctypes import CFUNCTYPE, c_int, c_int64, c_void_p

from . import _api
from ._enums import Codec
from ._errors import VideoTargetError
from ._frame import VideoFrame
from ._targets import IVideoTarget

_numbers = itertools.count(1)
_takers: dict = {}


@dataclasses.dataclass(frozen=True)
class Packet:
    """An encoded picture: its bytes, whether decoding may begin there, and when it is shown, in seconds."""

    data: bytes
    is_key_frame: bool
    timestamp: float


class _Taker:
    """What takes the bytes of one writer, and what it raised."""

    def __init__(self, take) -> None:
        self.take = take
        self.error = None
        self.number = next(_numbers)
        _takers[self.number] = self

    def __call__(self, *arguments) -> int:
        try:
            self.take(*arguments)
            return 0
        except BaseException as error:
            self.error = error
            return 1


def _write(number: int, address: int, length: int) -> int:
    taker = _takers.get(number)
    return 1 if taker is None else taker(ctypes.string_at(address, length))


def _packet(number: int, address: int, length: int, is_key_frame: int, timestamp: int) -> int:
    taker = _takers.get(number)
    if taker is None:
        return 1
    if length < 0:
        return 0
    return taker(Packet(ctypes.string_at(address, length), bool(is_key_frame), timestamp * 1e-9))


_write_callback = _api.keep(CFUNCTYPE(c_int, c_int64, c_void_p, c_int64)(_write))
_packet_callback = _api.keep(CFUNCTYPE(c_int, c_int64, c_void_p, c_int64, c_int, c_int64)(_packet))


class _TakenWriter(IVideoTarget):
    def __init__(self, open_target, callback, take, codec, frame_rate, options) -> None:
        self._pygg_target = None
        self._taker = _Taker(take)
        try:
            super().__init__(
                open_target, codec, (ctypes.cast(callback, c_void_p), c_int64(self._taker.number)), frame_rate, options)
        except BaseException:
            _takers.pop(self._taker.number)
            raise

    def close(self) -> None:
        """Finishes. Raises what the stream or output raised."""
        try:
            super().close()
        except Exception:
            if self._taker.error is None:
                raise
        finally:
            _takers.pop(self._taker.number, None)
        if self._taker.error is not None:
            error, self._taker.error = self._taker.error, None
            raise error


class StreamWriter(_TakenWriter):
    """Writes into a binary stream of Python: ``StreamWriter(Codec.H264, io.BytesIO(), "mp4", 25)``.

    :param stream: anything with ``write(bytes)``; it is called on a thread of the library, and stays open.
    :param container: its name, such as ``mkv``, ``mp4`` or ``ts``.
    :raises VideoTargetError: codec and container do not go together, or an option is not possible.
    """

    def __init__(self, codec, stream, container: str, frame_rate: float, **options) -> None:
        self._pygg_target = None
        if not callable(getattr(stream, "write", None)):
            raise TypeError(f"{type(stream).__name__} is no stream: it has no write(bytes).")
        super().__init__(
            _api.get().target_open_stream, _write_callback, stream.write, codec, frame_rate, {"container": container, **options})


class PacketWriter(_TakenWriter):
    """Encodes, and hands each packet to an output of the program's own.

    :param output: anything with ``update(packet)``, or a function of a ``Packet``; called on a thread of the library.
    """

    def __init__(self, codec, output, frame_rate: float, **options) -> None:
        self._pygg_target = None
        update = getattr(output, "update", output)
        if not callable(update):
            raise TypeError(f"{type(output).__name__} is no output: it has no update(packet) and is not callable.")
        super().__init__(_api.get().target_open_packets, _packet_callback, update, codec, frame_rate, options)


def to_jpeg(frame, quality: int = 85) -> bytes:
    """A frame as the bytes of a JPEG image.

    :param frame: a ``VideoFrame``, or an array in one of the shapes of ``VideoFrame.array``.
    :param quality: 1 to 100.
    :raises VideoTargetError: the quality is out of range.
    """
    if not 1 <= _api.whole_number("quality", quality) <= 100:
        raise VideoTargetError(f"The quality of a JPEG image is {quality}; allowed are 1 to 100.")
    packets: queue.SimpleQueue = queue.SimpleQueue()
    with PacketWriter(Codec.MJPEG, packets.put, 25, quality=quality) as writer:
        writer.append(frame if isinstance(frame, VideoFrame) else VideoFrame.from_array(frame))
    return packets.get_nowait().data
