"""How often a delivery takes the GIL: once a frame, since a busy main thread lets go of it every 5 ms only."""

import pytest

from conftest import run_program

# Counts the calls from the library, each of which takes the GIL, and those into it from the source's thread that give it up.
COUNTED = """
import collections, ctypes, sys, threading
import pygiftgrab as pgg
from pygiftgrab import _api, _delivery
takes, main = collections.Counter(), threading.get_ident()
def counted(name, function):
    def call(*arguments):
        if threading.get_ident() != main:
            takes[name] += 1
        return function(*arguments)
    return call
names = ("deliver", "thread", "ended", "target_failed", "log")
_delivery._callbacks = tuple(type(callback)(counted(name, callback)) for name, callback in zip(names, _delivery._callbacks))
api = _api.get()
for name, function in list(vars(api).items()):
    if not function._flags_ & 4:    # FUNCFLAG_PYTHONAPI: the GIL stays
        setattr(api, name, counted(name, function))
def write(frame): frame.data(True)[0, 0] = 0
class Keeper(pgg.IObserver):
    def update(self, frame): self.last = frame.array
class Node(pgg.IObservableObserver): pass
def count(source):
    with source:
        source.start()
        source.wait(20)
    print(dict(takes))
source = pgg.VideoSourceFFmpeg(sys.argv[1], pgg.ColourSpace.BGRA, pace="off")
"""


@pytest.mark.parametrize("attach", [
    "observers = [Keeper() for _ in range(3)]\nfor observer in observers: source.attach(observer)",
    "first, second = Node(), Node(); source.attach(first); first.attach(write); first.attach(second); second.attach(Keeper()); source.attach(write)",
    "writers = [pgg.VideoTargetFFmpeg('FFV1', path, 25) for path in sys.argv[2:]]\n"
    "for observer in (writers[0], Keeper(), writers[1], write, writers[2], Keeper(), write): source.attach(observer)",
], ids=["three that keep arrays", "a tree of nodes", "writers between"])
def test_delivery_takes_the_gil_once_a_frame_for_all_observers(clip, tmp_path, attach):
    writers = [tmp_path / f"{number}.mkv" for number in range(3)]
    takes = eval(run_program(f"{COUNTED}\n{attach}\ncount(source)", clip, *writers).stdout)

    # What remains is once for a source: the thread's begin and end, the source's end, lines of the log.
    assert takes.pop("deliver") == 25
    assert sum(takes.values()) < 10, takes


def test_busy_main_thread_leaves_every_frame_to_observers_that_are_waited_for(clip):
    result = run_program("""
        import sys
        import pygiftgrab as pgg
        class Counter(pgg.IObserver):
            count = 0
            def update(self, frame):
                frame.data(True)[0, 0] = 0
                self.count += 1
        observers = [Counter() for _ in range(3)]
        source = pgg.VideoSourceFFmpeg(sys.argv[1], pgg.ColourSpace.BGRA, when_full="block", start=False)
        for observer in observers: source.attach(observer)
        source.start()
        while not source.wait(0): sum(range(1000))
        source.close()
        print([observer.count for observer in observers])
    """, clip)
    assert result.stdout.strip() == "[25, 25, 25]"
