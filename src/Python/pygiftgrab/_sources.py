"""Sources of pictures."""

import os
import sys
import threading
import time
import warnings
import weakref

from . import _api, _delivery
from ._chain import Chain
from ._enums import PIXELS, ColourSpace
from ._errors import DeviceNotFound, VideoSourceError
from ._frame import VideoFrame
from ._observers import IObservable, SourceHub
from ._pull import Pull

#: The longest that stopping a source waits for an ``update`` that runs, in seconds.
STOP_SECONDS = 5

#: By their numbers in the C interface.
_STATES = ("starting", "running", "lost", "reconnecting", "stopped")

#: The open sources, for the interpreter's end.
open_sources: weakref.WeakSet = weakref.WeakSet()


class _End:
    """What is known of a source's end, apart from the source, which nothing of ours may keep."""

    def __init__(self) -> None:
        self.error = None
        self.event = threading.Event()
        self.waiting = weakref.WeakSet()

    def __call__(self, error) -> None:
        self.error = error
        self.event.set()
        for other in list(self.waiting):
            other.end()


def _warn_of_simulation(address) -> None:
    kind = os.fsdecode(address).partition(":")[0].lower()
    if kind in ("device", "v4l2", "decklink") and os.environ.get("GIFTGRAB_SIMULATE_DEVICES") == "1":
        # The line that is blamed is the first one outside of this package.
        depth = 2
        while sys._getframe(depth).f_globals.get("__name__", "").partition(".")[0] == __package__:
            depth += 1
        warnings.warn("GIFTGRAB_SIMULATE_DEVICES is set: the pictures of cards are a test pattern", UserWarning, depth + 1)


class IVideoSource(IObservable):
    """A source of pictures: delivers to its observers until its end, or until it is closed or deleted.

    ``IVideoSource("screen::0")`` opens what an address names: a path, ``test:1280x720@30``, ``images:frame_%04d.png@25``,
    ``screen::0+10,20@30`` (an X11 screen, or a part of it), ``sim:1920x1080@30`` (a simulated card) or ``rtsp://camera/stream`` (a
    stream of the network, also ``rtmp srt udp rtp tcp http``). Used with ``with``, it is closed at the end of the block.

    Options are ``pace frame_rate hardware threads name queue when_full``; of screens and cards also ``size`` (``"640x480"``) and
    ``cursor``; of network streams ``latency`` (``"low"``) and ``rtsp_transport`` (``"udp"``); of all that is live also ``idle stall reconnect
    connect_timeout`` (seconds; the last, 0.1 to 600, is how long connecting may take, and after it the first frame) and ``while_lost``
    (``"none"``, ``"last"``, ``"black"`` or ``"no-signal"``).

    :raises VideoSourceError: the address is not understood, or the source cannot be opened.
    """

    def __init__(self, address, colour: ColourSpace = ColourSpace.BGRA, *, is_started: bool = True, **options) -> None:
        self._colour = ColourSpace.of(colour)
        self._source = None
        api = _api.get()
        texts, count = _api.texts({"format": PIXELS[self._colour][0], **options})
        handle = _api.c_int64()
        _api.check(api.source_open(_api.address(address), texts, count, _api.byref(handle)), VideoSourceError)
        self._adopt(handle.value)
        _warn_of_simulation(address)
        if is_started:
            self.start()

    def _adopt(self, handle: int) -> None:
        self._source = SourceHub(handle, self._colour)
        self._end = _End()
        _delivery.endings[handle] = self._end
        open_sources.add(self)

    def _pygg_hub(self) -> SourceHub:
        self._handle()
        return self._source

    def start(self) -> None:
        """Begins to deliver; a second call changes nothing."""
        _api.check(_api.get().source_start(self._handle()))

    def close(self) -> None:
        """Stops: when it returns, no frame comes any more."""
        hub, self._source = self._source, None
        if hub is None or not _api.is_usable():
            return
        api = _api.get()
        _delivery.endings.pop(hub.handle, None)
        hub.close()
        if not self._end.event.is_set():
            self._end(None)
        done = _api.c_int()
        _api.check(api.source_wait_for_delivery(hub.handle, 0, _api.byref(done)))
        is_own_thread, is_closed = done.value == 2, 0
        try:
            if not is_own_thread:
                is_closed = _api.wait(lambda done: api.source_close(hub.handle, _api.WAIT, done), STOP_SECONDS)
        finally:
            if not is_closed:
                _api.check(api.source_close(hub.handle, -1, _api.byref(done)))

    def wait(self, timeout: float = None) -> bool:
        """Waits for the source's end; Ctrl-C interrupts it.

        :param timeout: seconds; ``None``: as long as it takes.
        :returns: whether it has ended.
        :raises VideoSourceError: it ended because it failed.
        """
        ended = self._end.event.wait(timeout)
        if self._end.error is not None:
            raise self._end.error
        return ended

    def get_frame(self, frame: VideoFrame) -> bool:
        """Waits for the next frame and copies it into the caller's.

        :returns: False where the source has ended, gives none for 5 s, or the caller's frame is of another colour.
        """
        if not isinstance(frame, VideoFrame):
            raise TypeError(f"{type(frame).__name__} is no VideoFrame.")
        if frame.colour() != self._colour:
            return False
        api, facts, end = _api.get(), _api.FrameFacts(), time.monotonic() + 5
        while time.monotonic() < end:
            try:
                _api.check(api.source_get_frame(self._handle(), _api.WAIT, _api.byref(facts)))
            except VideoSourceError:
                return False
            if facts.handle:
                frame._take(facts)
                return True
        return False

    def get_frame_rate(self) -> float:
        """Frames a second; 0 where unknown."""
        facts = self._facts()
        return facts.rate_numerator / facts.rate_denominator if facts.rate_denominator else 0.0

    def get_frame_dimensions(self) -> tuple:
        """Columns and rows."""
        facts = self._facts()
        return facts.width, facts.height

    def set_sub_frame(self, x: int, y: int, width: int, height: int) -> None:
        """Delivers a part of each picture from the next frame on.

        :raises VideoSourceError: the part is not inside the picture.
        """
        part = [_api.whole_number(name, value) for name, value in (("x", x), ("y", y), ("width", width), ("height", height))]
        # The library would take the lower 32 bits of a larger number, which may be inside.
        if not all(-1 << 31 <= value < 1 << 31 for value in part):
            raise VideoSourceError(f"The part {x},{y} {width}x{height} is not inside the picture.")
        _api.check(_api.get().source_set_sub_frame(self._handle(), *part))

    def get_full_frame(self) -> None:
        """Delivers whole pictures again."""
        _api.check(_api.get().source_get_full_frame(self._handle()))

    def __iter__(self):
        """Its frames, from the next one on to the end; each is good for as long as it is held.

        A source that was not started starts here. One that is paced drops what the loop is too slow for, and counts it.
        """
        pull = Pull(self)
        try:
            self.start()
            while (frame := pull.next()) is not None:
                yield frame
        finally:
            pull.close()

    async def frames(self):
        """``async for frame in source.frames()``: its frames, as the plain loop gives them."""
        # Costs a third of the package's import, and few programs need it.
        import asyncio

        loop, pull = asyncio.get_running_loop(), Pull(self)
        try:
            self.start()
            while (frame := await loop.run_in_executor(None, pull.next)) is not None:
                yield frame
        finally:
            pull.close()

    @property
    def colour(self) -> ColourSpace:
        """How the pixels of its frames are stored."""
        return self._colour

    @property
    def is_open(self) -> bool:
        """Whether it was not closed, and has not ended."""
        return self._source is not None and not self._facts().has_ended

    @property
    def is_running(self) -> bool:
        """Whether it was started and has not ended."""
        return self._source is not None and bool(self._facts().is_running)

    @property
    def received(self) -> int:
        """Frames that the source gave until now: delivered, dropped, or waiting."""
        return self._facts().received

    @property
    def dropped(self) -> int:
        """Frames that the observers were too slow for."""
        return self._facts().dropped

    @property
    def missed(self) -> int:
        """Frames that a card made and that this machine did not fetch in time: they never came, and are in no other count."""
        return self._facts().missed

    @property
    def state(self) -> str:
        """Where it is in its life: ``starting running lost reconnecting stopped``; ``stopped`` once it is closed."""
        return "stopped" if self._source is None else _STATES[self._facts().state]

    @property
    def losses(self) -> int:
        """How often a live source was lost until now, the loss that it is in included."""
        return self._facts().losses

    def _facts(self) -> "_api.SourceFacts":
        facts = _api.SourceFacts()
        _api.check(_api.get().source_describe(self._handle(), _api.byref(facts)))
        return facts

    def _handle(self) -> int:
        if self._source is None:
            raise VideoSourceError("The source is closed.")
        return self._source.handle

    def __or__(self, stage) -> Chain:
        return Chain(self) | stage

    def __enter__(self):
        return self

    def __exit__(self, *_error) -> None:
        self.close()

    def __del__(self) -> None:
        if getattr(self, "_source", None) is not None:
            self.close()


class VideoSourceFFmpeg(IVideoSource):
    """Reads a file: delivers from its creation on, each frame at its time.

    ``use_refcount`` is the original's and changes nothing. Options are ``pace`` (``"real"``, ``"off"`` for as fast as observers
    take it, or frames a second such as ``50``), ``start``, ``hardware threads name``, ``queue`` (frames that wait for slow observers) and
    ``when_full`` (``"block"``, ``"drop-oldest"`` or ``"drop-newest"``).

    :raises VideoSourceError: the file is missing, unreadable or no video, or an option is not possible.
    """

    def __init__(self, source_path, colour_space: ColourSpace = ColourSpace.BGRA, use_refcount: bool = False, *,
                 pace="real", start: bool = None, **options) -> None:
        is_started = pace != "off" if start is None else start
        super().__init__(source_path, colour_space, is_started=is_started, pace=pace, **options)


class VideoSourceOpenCV(IVideoSource):
    """Reads a file in BGRA, or the camera of a number, under the name of the original's reader of both.

    :raises DeviceNotFound: the camera is not in this machine, or this version cannot open it.
    """

    def __init__(self, device_or_path) -> None:
        self._source = None
        if not isinstance(device_or_path, int):
            super().__init__(device_or_path, pace="real")
            return
        try:
            super().__init__(f"v4l2:/dev/video{device_or_path}")
        except VideoSourceError as error:
            raise DeviceNotFound(f"Camera {device_or_path} cannot be opened; {str(error).partition(': ')[2]}") from error


class VideoSourceVLC(VideoSourceFFmpeg):
    """Reads a file in I420, under the name of the original's reader of files and network streams."""

    def __init__(self, path) -> None:
        super().__init__(path, ColourSpace.I420)


def adopt_source(handle: int, colour: ColourSpace) -> IVideoSource:
    """A source of the library that was opened elsewhere."""
    source = IVideoSource.__new__(IVideoSource)
    source._colour = colour
    source._adopt(handle)
    return source
