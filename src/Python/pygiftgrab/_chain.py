"""Chains of stages: ``source | smooth | writer``."""

import numpy

from ._errors import VideoTargetError
from ._observers import IObservable, IObservableObserver
from ._targets import IVideoTarget


class Stage(IObservableObserver):
    """A function of a frame between a source and its observers.

    The function may change ``frame.array`` in place, or return an array of the same shape and kind of numbers that takes
    its place.
    """

    def __init__(self, function) -> None:
        self.function = function

    def update(self, frame) -> None:
        """Runs the function."""
        result = self.function(frame)
        if result is not None:
            numpy.copyto(frame.array, result, casting="same_kind")

    def failed(self, error: BaseException) -> None:
        """Keeps what the function raised."""
        self.error = error


class Chain:
    """A source and the stages behind it, the last of them a writer or any other observer."""

    def __init__(self, source, stages: tuple = ()) -> None:
        self.source = source
        self.stages = stages

    def __or__(self, stage) -> "Chain":
        if not callable(getattr(stage, "update", None)):
            if not callable(stage):
                return NotImplemented
            stage = Stage(stage)
        last = self.stages[-1] if self.stages else self.source
        if not isinstance(last, IObservable):
            raise TypeError(f"{type(last).__name__} hands no frames on; it can only be the last of a chain.")
        last.attach(stage)
        return Chain(self.source, self.stages + (stage,))

    def run(self, timeout: float = None) -> dict:
        """Starts the source, waits for its end, and closes all.

        :param timeout: seconds after which the source is closed; ``None``: at its end.
        :returns: ``received`` frames of the source, ``dropped`` ones that the stages were too slow for, ``written`` ones, and
            ``missed`` ones that a card made and that were not fetched from it in time.
        :raises Exception: what a stage raised, the source or a writer failed with.
        """
        try:
            counts = self._run(timeout)
        except VideoTargetError:
            # A stage that failed leaves a writer without frames, which follows from it.
            self._raise_error()
            raise
        self._raise_error()
        return counts

    def _run(self, timeout) -> dict:
        with self:
            self.source.start()
            self.source.wait(timeout)
            counts = {"received": self.source.received, "dropped": self.source.dropped, "missed": self.source.missed, "written": 0}
            self.source.close()
            for stage in self.stages:
                if isinstance(stage, IVideoTarget):
                    statistics = stage.statistics
                    counts["written"] = statistics["received"] - statistics["dropped"]
                    counts["dropped"] += statistics["dropped"]
            return counts

    def _raise_error(self) -> None:
        for stage in self.stages:
            if getattr(stage, "error", None) is not None:
                raise stage.error

    def close(self) -> None:
        """Closes the source, then the writers."""
        self.source.close()
        for stage in self.stages:
            if isinstance(stage, IVideoTarget):
                stage.close()

    def __enter__(self) -> "Chain":
        return self

    def __exit__(self, *_error) -> None:
        self.close()
