"""What a busy program leaves to its observers: busy_main.py [SECONDS].

A 1080p file in real time to three observers that each write a pixel, while the main thread counts in a loop of pure Python,
which holds the GIL for 5 ms at a time, or for 0.5 ms. Prints frames received, delivered and dropped.
"""

import pathlib
import subprocess
import sys
import tempfile
import time

import pygiftgrab as pgg

SECONDS = float(sys.argv[1]) if len(sys.argv) > 1 else 6.0


class Writer(pgg.IObserver):
    count = 0

    def update(self, frame):
        frame.data(True)[0, 0] = 0
        self.count += 1


def run(path, is_busy: bool) -> str:
    with pgg.VideoSourceFFmpeg(path, pgg.ColourSpace.BGRA, start=False) as source:
        writers = [Writer() for _ in range(3)]
        for writer in writers:
            source.attach(writer)
        source.start()
        end, turns = time.monotonic() + 3 * SECONDS, 0
        if is_busy:
            while source.is_running and time.monotonic() < end:
                turns += sum(1 for _ in range(100_000))
        else:
            source.wait(3 * SECONDS)
        return f"{source.received} received, {[writer.count for writer in writers]} delivered, {source.dropped} dropped"


with tempfile.TemporaryDirectory() as folder:
    clip = pathlib.Path(folder) / "1080p.mp4"
    subprocess.run(
        ["ffmpeg", "-v", "error", "-f", "lavfi", "-i", "testsrc2=size=1920x1080:rate=30", "-t", str(SECONDS), "-pix_fmt", "yuv420p",
         "-c:v", "libx264", "-preset", "veryfast", str(clip)], check=True)
    print("main thread waits:         ", run(clip, False))
    print("main thread busy:          ", run(clip, True))
    sys.setswitchinterval(0.0005)
    print("busy, switching each 0.5 ms:", run(clip, True))
