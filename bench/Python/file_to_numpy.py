"""A file's pictures into NumPy, the same work three ways, by turns: file_to_numpy.py [FILE [TURNS]].

Each way gives BGR arrays of every picture and adds up one row of each. Prints the median seconds of each, and the quotient
to the faster of the others.
"""

import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

import pygiftgrab as pgg


def with_pygiftgrab(path):
    total = 0
    with pgg.VideoSourceFFmpeg(path, pgg.ColourSpace.BGR, pace="off") as source:
        for frame in source:
            total += int(frame.array[0].sum())
    return total


def with_pyav(path):
    import av

    total = 0
    with av.open(str(path)) as container:
        container.streams.video[0].thread_type = "AUTO"
        for frame in container.decode(video=0):
            total += int(frame.to_ndarray(format="bgr24")[0].sum())
    return total


def with_opencv(path):
    import cv2

    total, capture = 0, cv2.VideoCapture(str(path))
    while True:
        is_there, picture = capture.read()
        if not is_there:
            return total
        total += int(picture[0].sum())


def measure(path, turns):
    ways = {"pygiftgrab": with_pygiftgrab, "PyAV": with_pyav, "OpenCV": with_opencv}
    seconds = {name: [] for name in ways}
    for turn in range(turns + 1):
        for name, way in ways.items():
            begin = time.perf_counter()
            way(path)
            if turn > 0:
                seconds[name].append(time.perf_counter() - begin)
    return {name: statistics.median(values) for name, values in seconds.items()}


with tempfile.TemporaryDirectory() as folder:
    clip = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else pathlib.Path(folder) / "1080p.mp4"
    if not clip.exists():
        subprocess.run(
            ["ffmpeg", "-v", "error", "-f", "lavfi", "-i", "testsrc2=size=1920x1080:rate=30", "-t", "10", "-pix_fmt", "yuv420p",
             "-c:v", "libx264", "-preset", "veryfast", str(clip)], check=True)
    found = measure(clip, int(sys.argv[2]) if len(sys.argv) > 2 else 5)
    print({name: round(value, 2) for name, value in found.items()})
    print(f"pygiftgrab takes {found['pygiftgrab'] / min(found['PyAV'], found['OpenCV']):.2f} of the faster of the others")
