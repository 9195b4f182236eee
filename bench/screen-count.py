#!/usr/bin/env python3
"""Shows numbered pictures on a screen, records them with giftgrab, and counts those that came into the file.

Usage: bench/screen-count.py [FPS] [SECONDS] [GIFTGRAB]     needs Xvfb and ffmpeg; no hardware

Pictures are shown FPS times a second (30) by a clock of its own, and captured as often. Each carries its number as 16 black or white fields.
"""
import json
import os
import subprocess
import sys
import tempfile
import threading
import time

from virtual_screen import VirtualScreen

FPS = int(sys.argv[1]) if len(sys.argv) > 1 else 30
SECONDS = int(sys.argv[2]) if len(sys.argv) > 2 else 60
ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
GIFTGRAB = sys.argv[3:] or [os.path.join(ROOT, "giftgrab")]
FIELD, FIELDS, WIDTH, HEIGHT = 40, 16, 640, 360


def show(pixels, stop, shown):
    """Paints the next number when its time has come; one that comes too late to be seen is left out."""
    begin = time.monotonic()
    while not stop.is_set():
        number = int((time.monotonic() - begin) * FPS)
        row = b"".join((b"\xff" if number >> bit & 1 else b"\0") * (4 * FIELD) for bit in range(FIELDS))
        pixels[:len(row) * HEIGHT] = row * HEIGHT
        shown.append((time.time(), number))
        time.sleep(max(0, begin + (number + 1) / FPS - time.monotonic()))


def numbers(path):
    """The number of each picture in the file."""
    raw = subprocess.run(
        ["ffmpeg", "-v", "error", "-i", path, "-vf", f"crop={WIDTH}:2:0:{HEIGHT // 2},scale={FIELDS}:1:flags=area,format=gray", "-vsync", "passthrough",
         "-f", "rawvideo", "-"], capture_output=True, check=True).stdout
    return [sum((raw[i + bit] > 127) << bit for bit in range(FIELDS)) for i in range(0, len(raw), FIELDS)]


def main():
    with tempfile.TemporaryDirectory() as folder:
        screen, stop, shown = VirtualScreen(folder, WIDTH, HEIGHT), threading.Event(), []
        thread = threading.Thread(target=show, args=(screen.pixels, stop, shown))
        thread.start()
        path = os.path.join(folder, "count.mkv")
        try:
            run = subprocess.run(
                [*GIFTGRAB, "record", f"screen:{screen.display}@{FPS},cursor=off", path, "--preset", "ultrafast", "-t", str(SECONDS), "--json"],
                stdout=subprocess.PIPE, text=True)
        finally:
            stop.set()
            thread.join()
            screen.close()
        events = [json.loads(line) for line in run.stdout.splitlines()]
        outputs = next(event for event in reversed(events) if event["event"] == "finished")["outputs"]
        dropped = sum(output["dropped"] for output in outputs)
        found = numbers(path)
        expected = [number for _, number in shown if found[0] <= number <= found[-1]]
        seen, wanted = set(found), set(expected)
        share = 100 * len(seen & wanted) / len(wanted)
        print(f"{FPS} a second, {SECONDS} s: {len(wanted)} shown, {len(found)} captured, {share:.2f} % of those shown are in the file, {dropped} dropped")
        sys.exit(0 if run.returncode == 0 and dropped == 0 and share >= 99 and abs(len(found) - len(wanted)) <= len(wanted) / 100 else 1)


if __name__ == "__main__":
    main()
