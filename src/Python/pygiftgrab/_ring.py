"""What was, kept in memory, and saved when it is wanted."""

import os

from . import _api
from ._errors import VideoTargetError
from ._targets import IVideoTarget


class RingFile:
    """A file that is saved of a ring: what was before it was asked for, and what comes after."""

    def __init__(self, ring: "RingWriter", path: str) -> None:
        self._ring = ring
        self.path = path

    def stop(self) -> None:
        """Ends the file with the newest picture; returns at once. It is complete once the encoder gave that out and the next one came, or
        the ring is closed. A second call changes nothing."""
        _api.check(_api.get().ring_stop(self._ring._handle(), _api.path(self.path, VideoTargetError)), VideoTargetError)

    def wait(self, timeout: float = float("inf")) -> bool:
        """Waits until the file is complete; False where the time is over first.

        :raises VideoTargetError: it could not be written.
        """
        api, handle, path = _api.get(), self._ring._handle(), _api.path(self.path, VideoTargetError)
        return bool(_api.wait(lambda done: api.ring_wait(handle, path, _api.WAIT, done), timeout))


class RingWriter(IVideoTarget):
    """Keeps the newest of what it encodes in memory: ``RingWriter("H264", 25, "3s")``, and ``save("event.mp4")``.

    :param ring: how much: ``"3s"``, ``"90f"`` (frames) or ``"50MB"``.
    :param options: ``ring_memory``, the most memory (512M), ``container``, that of most files, and those of encoding that ``VideoTargetFFmpeg`` takes.
    :raises VideoTargetError: the size is not possible.
    """

    def __init__(self, codec, frame_rate: float, ring: str, **options) -> None:
        self._pygg_target = None
        super().__init__(_api.get().ring_open, codec, (), frame_rate, {"ring": ring, **options})

    def save(self, path, *, at: float = None, before: float = None, after: float = None, exact: bool = False) -> RingFile:
        """Saves a file of what was, and what comes. Returns at once; as often as one likes, overlapping too.

        :param at: the moment, in seconds of the source; now where None. It may be to come.
        :param before: seconds before it; what the ring was asked to keep where None.
        :param after: seconds after it; until ``stop()`` or ``close()`` where None.
        :param exact: begin with the very picture, not with the key frame before it: the pictures up to the next one are encoded again.
        :raises ValueError: a time is below 0, or above ``1e9``.
        :raises VideoTargetError: the file cannot be written.
        """
        times = [_api.nanoseconds(name, value) for name, value in (("at", at), ("before", before), ("after", after))]
        _api.check(_api.get().ring_save(self._handle(), _api.path(path, VideoTargetError), *times, int(exact)), VideoTargetError)
        return RingFile(self, os.fspath(path))
