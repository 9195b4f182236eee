"""Observers and observables, and who gets what in which order."""

import threading
import weakref

from . import _api, _delivery
from ._errors import BasicException, ObserverError

#: The longest that ``detach`` waits for an ``update`` that runs.
DETACH_SECONDS = 5

_graph = threading.RLock()


class IObserver:
    """Gets frames: override ``update``."""

    def update(self, frame) -> None:
        """Called with each frame, on a thread of the library; the frame is good during the call.

        An exception detaches the observer, and goes to ``failed`` and to ``sys.unraisablehook``.
        """
        raise NotImplementedError(f"{type(self).__name__} has no update(frame).")


class TargetState:
    """What observables keep of a target: not the target itself, so that ``del`` of the last reference finishes its file.

    ``handle`` is 0 when the target is closed.
    """

    __slots__ = ("handle", "hubs", "__weakref__")

    def __init__(self, handle: int) -> None:
        self.handle = handle
        self.hubs = weakref.WeakSet()


class Hub:
    """Who observes one observable: observers, and of targets their state."""

    def __init__(self, colour=None) -> None:
        self.observers: tuple = ()
        self.parents = weakref.WeakSet()
        self.colour = colour

    def roots(self, seen=None) -> list:
        """The sources whose frames come through here."""
        seen = set() if seen is None else seen
        if id(self) in seen:
            return []
        seen.add(id(self))
        return [root for parent in list(self.parents) for root in parent.roots(seen)]

    def reaches(self, other) -> bool:
        """Whether frames of this hub come to another one."""
        return self is other or any(child.reaches(other) for child in map(hub_of, self.observers) if child is not None)


class SourceHub(Hub):
    """Who observes a source, and the plan after which the library serves them."""

    def __init__(self, handle: int, colour) -> None:
        super().__init__(colour)
        self.handle = handle
        self.is_closed = False
        self._batches: list = []
        self._retired: list = []

    def roots(self, seen=None) -> list:
        return [self]

    def replan(self) -> None:
        """Tells the library who is served from now on."""
        plan: list = []
        self._add(self, plan)
        now = [step for step in plan if isinstance(step, _delivery.Batch)]
        known = {id(entry.observer) for batch in now for entry in batch.entries}
        for batch in now:
            _delivery.batches[batch.number] = batch
        self._retired += self._batches
        for batch in self._retired:
            for entry in batch.entries:
                entry.is_active = entry.is_active and id(entry.observer) in known
        self._batches = now
        if not self.is_closed:
            steps = [-step.number if isinstance(step, _delivery.Batch) else step for step in plan]
            api = _api.get()
            _api.check(api.source_set_plan(self.handle, (_api.c_int64 * max(1, len(steps)))(*steps), len(steps)))

    def _add(self, hub: Hub, plan: list) -> None:
        for observer in hub.observers:
            if isinstance(observer, TargetState):
                if observer.handle:
                    plan.append(observer.handle)
                continue
            if not plan or not isinstance(plan[-1], _delivery.Batch):
                plan.append(_delivery.Batch(self.colour))
            plan[-1].entries.append(_delivery.Entry(observer, _update_of(observer), _Failure(hub)))
            below = hub_of(observer)
            if below is not None:
                self._add(below, plan)

    def settle(self) -> None:
        """Waits until no delivery after an earlier plan runs, unless this thread is the one that delivers."""
        retired = list(self._retired)
        done = 1
        if not self.is_closed:
            api = _api.get()
            try:
                done = _api.wait(lambda done: api.source_wait_for_delivery(self.handle, _api.WAIT, done), DETACH_SECONDS)
            except BasicException:
                # Closed meanwhile by another thread: nothing is delivered any more.
                pass
        if done == 1:
            self._forget(retired)
        elif done == 0:
            raise ObserverError(f"An update did not return within {DETACH_SECONDS} s; its observer is detached and gets no further frame.")

    def _forget(self, batches: list) -> None:
        for batch in batches:
            _delivery.batches.pop(batch.number, None)
        self._retired = [batch for batch in self._retired if batch not in batches]

    def close(self) -> None:
        """Forgets everybody; the library serves nobody any more."""
        self.is_closed = True
        self.observers = ()
        gone = self._retired + self._batches
        self._batches = []
        for batch in gone:
            for entry in batch.entries:
                entry.is_active = False
        self._forget(gone)


class _Failure:
    """What happens to an observer that raised."""

    __slots__ = ("_hub",)

    def __init__(self, hub: Hub) -> None:
        self._hub = hub

    def __call__(self, entry, error: BaseException) -> None:
        entry.is_active = False
        observer = entry.observer
        try:
            failed = getattr(observer, "failed", None)
            if callable(failed):
                failed(error)
        except BaseException as second:
            _delivery.report(second, f"{type(observer).__name__}.failed")
        _delivery.report(error, f"{type(observer).__name__}.update")
        try:
            detach(self._hub, observer)
        except ObserverError:
            # Detached meanwhile.
            pass


def hub_of(observer):
    """The hub of an observer that is observed; None of any other."""
    return observer._pygg_hub() if isinstance(observer, IObservable) else None


def _update_of(observer):
    update = getattr(observer, "update", None)
    if isinstance(observer, IObservableObserver) and type(observer).update is IObservableObserver.update:
        return _pass_on
    return update if callable(update) else observer


def _pass_on(_frame) -> None:
    pass


def _require_observer(observer) -> None:
    if isinstance(observer, type):
        raise TypeError(f"{observer.__name__} is a class; attach one of its instances.")
    if getattr(type(observer), "update", None) is IObserver.update:
        raise TypeError(f"{type(observer).__name__} is no observer: it does not override update(frame).")
    if not callable(getattr(observer, "update", None)) and not callable(observer):
        raise TypeError(f"{type(observer).__name__} is no observer: it has no update(frame) and is not callable.")


def _kept(observer):
    """What a hub keeps of an observer."""
    return getattr(observer, "_pygg_target", None) or observer


def attach(hub: Hub, observer) -> None:
    _require_observer(observer)
    kept = _kept(observer)
    with _graph:
        if any(other is kept for other in hub.observers):
            return
        below = hub_of(observer)
        if below is not None:
            if below.reaches(hub):
                raise ObserverError(f"{type(observer).__name__} cannot be attached: its frames would come back to itself.")
            below.parents.add(hub)
        hub.observers += (kept,)
        if isinstance(kept, TargetState):
            kept.hubs.add(hub)
        for root in hub.roots():
            root.replan()


def detach(hub: Hub, observer) -> None:
    kept = _kept(observer)
    with _graph:
        left = tuple(other for other in hub.observers if other is not kept)
        if len(left) == len(hub.observers):
            raise ObserverError(f"{type(observer).__name__} cannot be detached: it is not attached.")
        hub.observers = left
        if isinstance(kept, TargetState):
            kept.hubs.discard(hub)
        below = hub_of(observer)
        if below is not None:
            below.parents.discard(hub)
        roots = hub.roots()
        for root in roots:
            root.replan()
    # Not under the lock: the delivery that runs now may attach or detach, too.
    for root in roots:
        root.settle()


def release(target: TargetState) -> None:
    """Detaches a target from whatever it is attached to."""
    with _graph:
        hubs = list(target.hubs)
        target.hubs.clear()
        for hub in hubs:
            hub.observers = tuple(other for other in hub.observers if other is not target)
        roots = [root for hub in hubs for root in hub.roots()]
        for root in roots:
            root.replan()
    for root in roots:
        root.settle()


class IObservable:
    """Hands frames to its observers."""

    def _pygg_hub(self) -> Hub:
        # Programs need not call our __init__.
        hub = self.__dict__.get("_pygg_own_hub")
        if hub is None:
            hub = self.__dict__.setdefault("_pygg_own_hub", Hub())
        return hub

    def attach(self, observer) -> None:
        """Gives an observer every frame from the next one on; a second time changes nothing.

        An observer is an ``IObserver``, anything with ``update(frame)``, or a function of a frame.
        """
        attach(self._pygg_hub(), observer)

    def detach(self, observer) -> None:
        """Gives an observer no more frames: when it returns, no ``update`` runs and none will come.

        ObserverError where it is not attached.
        """
        detach(self._pygg_hub(), observer)


class IObservableObserver(IObservable, IObserver):
    """Gets frames and hands them on: its ``update`` runs, then its own observers get the same frame."""

    def update(self, frame) -> None:
        """May read and change the frame; does nothing unless overridden."""
