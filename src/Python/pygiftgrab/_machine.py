"""What is on this machine, and what files say of themselves."""

import ctypes
import dataclasses
import json

from . import _api
from ._errors import VideoSourceError


def devices() -> dict:
    """Cameras, screens, devices of sound and encoding hardware: what ``giftgrab devices --json`` prints."""
    return _report("devices")


def doctor() -> dict:
    """What recording needs and can use: ``{"ok": bool, "checks": [{"name", "ok", "required", "detail"}, ...]}``."""
    return _report("doctor")


def _report(what: str) -> dict:
    api, needed, size = _api.get(), _api.c_int(), 1 << 16
    while True:
        buffer = ctypes.create_string_buffer(size)
        _api.check(api.report(what.encode(), buffer, size, _api.byref(needed)))
        if needed.value <= size:
            return json.loads(buffer.value)
        size = needed.value


@dataclasses.dataclass(frozen=True)
class MediaInfo:
    """What a file says of its pictures; ``duration`` is in seconds, ``frames`` estimated where the file does not count."""

    codec: str
    pixel_format: str
    width: int
    height: int
    frame_rate: float
    frames: int
    duration: float


def inspect(path) -> MediaInfo:
    """Reads what a file says of its pictures, without decoding it.

    :raises VideoSourceError: the file is missing, unreadable, or no video.
    """
    facts = _api.MediaFacts()
    _api.check(_api.get().inspect(_api.path(path, VideoSourceError), _api.byref(facts)), VideoSourceError)
    rate = facts.rate_numerator / facts.rate_denominator if facts.rate_denominator else 0.0
    return MediaInfo(
        facts.codec.decode(), facts.pixel_format.decode(), facts.width, facts.height, rate, facts.frames, facts.duration)
