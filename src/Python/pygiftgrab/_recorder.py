"""Recordings that are started, paused, stopped and stepped while frames come."""

import ctypes
import dataclasses
import json
import operator
import typing

from . import _api
from ._errors import VideoTargetError
from ._targets import _FileWriter


@dataclasses.dataclass(frozen=True)
class ControlResult:
    """What a command did: ``received = encoded + skipped + dropped + waiting`` frames when it took effect."""

    command: str
    #: Whether it changed anything; ``message`` says why not.
    changed: bool
    #: ``stopped``, ``recording`` or ``paused``.
    state: str
    #: The number of the first frame that it holds for.
    frame: int
    #: The file that it is about; empty where none is open.
    files: typing.Tuple[str, ...]
    message: str
    received: int
    encoded: int
    skipped: int
    dropped: int
    waiting: int


class ControlledRecorder(_FileWriter):
    """Writes a file between each ``start()`` and ``stop()``: ``ControlledRecorder("H264", "rec_{date}_{index:04}.mkv", 25)``.

    Stopped at first. Attach it to a source, or write frames to it, as to any writer. Commands may be given from any thread, and take
    effect between two frames; what came before is encoded. Options are those of ``VideoTargetFFmpeg`` (``audio`` of a source alone), ``pause_gap`` (``"keep"``
    leaves the time of a pause in the file, ``"close"`` takes it out) and ``source``, what ``{source}`` stands for. The other fields of
    the name are ``{date} {time} {index} {section}``; files that exist are left alone.

    :raises VideoTargetError: as of ``VideoTargetFFmpeg``; the folder is missing, or takes no files.
    :raises ValueError: the name has an unknown field.
    """

    def __init__(self, codec, path, frame_rate: float, **options) -> None:
        options.setdefault("overwrite", False)
        self._files: dict = {}
        super().__init__(codec, path, frame_rate, **options)

    @staticmethod
    def _open():
        return _api.get().recorder_open

    def start(self) -> ControlResult:
        """Records from the next frame on: into a new file, or after a pause into the same one.

        :raises VideoTargetError: the file cannot be made.
        """
        return self._result("START")

    def pause(self) -> ControlResult:
        """Skips frames from the next one on, and keeps the file open."""
        return self._result("PAUSE")

    def stop(self) -> ControlResult:
        """Ends the file before the next frame; it is finalised aside. One without a frame is removed."""
        return self._result("STOP")

    def step(self, count: int = 1) -> ControlResult:
        """Records exactly so many frames more and goes on as before; where no file is open, into one of their own.

        :raises ValueError: the count is not 1 to 1,000,000.
        """
        count = operator.index(count)
        if not 1 <= count <= 1_000_000:
            raise ValueError(f"{count} frames cannot be stepped; allowed are 1 to 1000000.")
        return self._result(f"STEP {count}")

    @property
    def files(self) -> tuple:
        """The paths of all files until now, that which is written last."""
        return tuple(self._files)

    @property
    def state(self) -> str:
        """``stopped``, ``recording`` or ``paused``."""
        return self._follow("STATUS")["state"]

    def _result(self, command: str) -> ControlResult:
        answer = self._follow(command)
        self._files.update(dict.fromkeys(answer["files"]))
        return ControlResult(
            answer["command"], answer["changed"], answer["state"], answer["frame"], tuple(answer["files"]), answer["message"],
            **answer["counts"])

    def _follow(self, command: str) -> dict:
        needed, buffer = _api.c_int(), ctypes.create_string_buffer(1 << 16)
        _api.check(_api.get().recorder_control(self._handle(), command.encode(), buffer, len(buffer), _api.byref(needed)), VideoTargetError)
        answer = json.loads(buffer.value)
        if not answer["ok"]:
            raise VideoTargetError(answer["message"])
        return answer
