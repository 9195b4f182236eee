"""Frames for a loop: the observer that hands them from the source's thread to the loop's."""

import queue

from ._observers import detach


class Pull:
    """Takes frames from a source for one loop, a few ahead."""

    #: Enough for the source's thread to work while the loop does.
    AHEAD = 2

    _END = object()

    def __init__(self, source) -> None:
        self._frames: queue.Queue = queue.Queue(self.AHEAD)
        self._is_closed = False
        self._end = source._end
        self._hub = source._pygg_hub()
        self._end.waiting.add(self)
        source.attach(self)
        if self._end.event.is_set():
            self.end()

    def update(self, frame) -> None:
        """Hands a frame over; waits while the loop has enough."""
        self._put(frame._kept())

    def end(self) -> None:
        """Tells the loop that no frame comes any more."""
        self._put(self._END)

    def next(self):
        """The next frame; None at the end. Raises what the source failed with."""
        while True:
            try:
                frame = self._frames.get(timeout=0.1)
            except queue.Empty:
                if not self._end.event.is_set() and not self._is_closed:
                    continue
                frame = self._END
            if frame is self._END:
                if self._end.error is not None:
                    raise self._end.error
                return None
            return frame

    def close(self) -> None:
        """Takes no more frames."""
        self._is_closed = True
        if not self._hub.is_closed:
            detach(self._hub, self)
        while not self._frames.empty():
            self._frames.get_nowait()

    def _put(self, item) -> None:
        while not self._is_closed:
            try:
                self._frames.put(item, timeout=0.1)
                return
            except queue.Full:
                continue
