"""The end of the interpreter: sources stop and files are finished, within a bounded time."""

import atexit
import time

from . import _api, _delivery
from ._sources import open_sources
from ._targets import open_targets

#: The longest that the end waits for sources and files, in seconds.
EXIT_SECONDS = 5

#: The longest that the end waits for an ``update`` that runs, in seconds.
UPDATE_SECONDS = 1


def _close_all() -> None:
    _delivery.stop_delivering()
    if not _api.is_usable():
        return
    api, end = _api.get(), time.monotonic() + EXIT_SECONDS
    for source in list(open_sources):
        hub, source._source = source._source, None
        if hub is not None:
            hub.close()
            _wait(lambda done: api.source_close(hub.handle, _api.WAIT, done), min(end, time.monotonic() + UPDATE_SECONDS))
    for target in list(open_targets):
        state = target._pygg_target
        if state is not None and state.handle:
            handle, state.handle = state.handle, 0
            _wait(lambda done: api.target_finish(handle, _api.WAIT, done), end)
    # The interpreter frees what the library calls: no thread of it may come in any more.
    _wait(lambda done: api.end_callbacks(_api.WAIT, done), time.monotonic() + UPDATE_SECONDS)


def _wait(step, end: float) -> None:
    try:
        _api.wait(step, end - time.monotonic())
    except Exception as error:
        _delivery.report(error, "the end of the interpreter")


atexit.register(_close_all)
