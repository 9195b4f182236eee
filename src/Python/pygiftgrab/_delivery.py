"""How frames come from the library to observers: one call for all observers of a source, under one take of the GIL."""

import ctypes
import itertools
import logging
import sys
import threading
from ctypes import CFUNCTYPE, POINTER, c_char_p, c_int, c_int64, c_void_p

from . import _api, _errors
from ._enums import ColourSpace
from ._frame import delivered, map_pixels

_log = logging.getLogger("pygiftgrab")
_log.addHandler(logging.NullHandler())
_numbers = itertools.count(1)

#: Batches by number; the library names one with each frame.
batches: dict = {}

#: What is told the end of each source, by the source's handle.
endings: dict = {}

_is_closing = False


class Entry:
    """An observer in a batch."""

    __slots__ = ("update", "observer", "is_active", "fail")

    def __init__(self, observer, update, fail) -> None:
        self.observer = observer
        self.update = update
        self.fail = fail
        self.is_active = True


class Batch:
    """Observers that get a frame one after the other."""

    def __init__(self, colour: ColourSpace) -> None:
        self.number = next(_numbers)
        self.colour = colour
        self.entries: list = []


def _deliver(_source, deliveries, count) -> int:
    if _is_closing:
        return 0
    for position in range(count):
        delivery = deliveries[position]
        if position > 0:
            # NumPy would give the GIL up here.
            before = deliveries[position - 1]
            memoryview(map_pixels(delivery.pixels, delivery.length)).cast("B")[:] = memoryview(
                map_pixels(before.pixels, before.length)).cast("B")
        batch = batches.get(delivery.batch)
        if batch is None:
            continue
        frame = delivered(batch.colour, delivery)
        for entry in batch.entries:
            if entry.is_active:
                try:
                    entry.update(frame)
                except BaseException as error:
                    entry.fail(entry, error)
        delivery.is_kept = frame._end(delivery.handle)
    return count


_threads = threading.local()


def _thread(begins: int) -> None:
    # The call that runs now would drop Python's state of this thread when it returns; holding it once more keeps it.
    if begins:
        _threads.state = ctypes.pythonapi.PyGILState_Ensure()
    else:
        state = _threads.__dict__.pop("state", None)
        if state is not None:
            ctypes.pythonapi.PyGILState_Release(state)


def _ended(source: int, kind: int, message) -> None:
    ending = endings.get(source)
    if ending is not None:
        ending(None if message is None else _api.error(kind, message.decode("utf-8", "replace")))


def _target_failed(source: int, target: int, kind: int, message: bytes) -> None:
    report(_api.error(kind, message.decode("utf-8", "replace")), "a file writer")


_LEVELS = (5, logging.DEBUG, logging.INFO, logging.WARNING, logging.ERROR, logging.CRITICAL)


def _logged(level: int, category: bytes, text: bytes) -> None:
    if not _is_closing:
        logging.getLogger(f"pygiftgrab.{category.decode()}").log(_LEVELS[level], "%s", text.decode("utf-8", "replace"))


_callbacks = tuple(_api.keep(callback) for callback in (
    CFUNCTYPE(c_int, c_int64, POINTER(_api.Delivery), c_int)(_deliver),
    CFUNCTYPE(None, c_int)(_thread),
    CFUNCTYPE(None, c_int64, c_int, c_char_p)(_ended),
    CFUNCTYPE(None, c_int64, c_int64, c_int, c_char_p)(_target_failed),
    CFUNCTYPE(None, c_int, c_char_p, c_char_p)(_logged),
))


def _set_callbacks(api) -> None:
    if api.set_callbacks(*(ctypes.cast(callback, c_void_p) for callback in _callbacks)) != 0:
        raise _errors.BasicException("The library does not take the callbacks.")


_api.when_loaded(_set_callbacks)


def stop_delivering() -> None:
    """At the end of the interpreter: no observer is called any more."""
    global _is_closing
    _is_closing = True


class _Raiser:
    """Raises where nobody can catch, so that sys.unraisablehook gets the exception as the interpreter makes it."""

    def __init__(self, error: BaseException, place: str) -> None:
        self.error = error
        self.place = place

    def __del__(self) -> None:
        raise self.error


def report(error: BaseException, place: str) -> None:
    """Hands an exception that no caller can get to sys.unraisablehook."""
    _log.error("%s failed: %s", place, error)
    raiser = _Raiser(error, place)
    del raiser
