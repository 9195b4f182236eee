"""Whether memory stays flat: long_run.py [FRAMES]. Pictures of 320x240 through an observer that writes; prints resident
memory after a tenth and at the end, and the frames not given back."""

import re
import sys
import time

import pygiftgrab as pgg

FRAMES = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000


def resident() -> int:
    """Kilobytes."""
    return int(re.search(r"VmRSS:\s+(\d+)", open("/proc/self/status").read()).group(1))


class Writer(pgg.IObserver):
    count = 0
    early = 0

    def update(self, frame):
        frame.data(True)[0, 0] = 0
        self.count += 1
        if self.count == FRAMES // 10:
            self.early = resident()


writer = Writer()
begin = time.perf_counter()
with pgg.IVideoSource("test:320x240@30", pgg.ColourSpace.BGRA, is_started=False, pace="off") as source:
    source.attach(writer)
    source.start()
    while writer.count < FRAMES:
        time.sleep(0.05)
print(f"{writer.count} frames in {time.perf_counter() - begin:.1f} s; {writer.early} kB after a tenth, {resident()} kB at the end; "
      f"{pgg._api.get().outstanding()} frames not given back")
