"""What a frame costs between the library and Python: per_frame.py [FRAMES].

The time inside the callback from the library, for an observer that takes a zero-copy array of a 1080p picture and writes one
pixel. Prints microseconds a frame, and what PyAV takes to decode such a picture into a BGRA array, where it is installed.
"""

import pathlib
import subprocess
import sys
import tempfile
import time

import pygiftgrab as pgg
from pygiftgrab import _api, _delivery

FRAMES = int(sys.argv[1]) if len(sys.argv) > 1 else 2000


def of_callback(path) -> list:
    """Microseconds of each callback."""
    spent, plain = [], _delivery._deliver

    def write(frame):
        frame.data(True)[0, 0] = 0

    def timed(*arguments):
        begin = time.perf_counter_ns()
        result = plain(*arguments)
        spent.append((time.perf_counter_ns() - begin) / 1000)
        return result

    # Through the same kind of call that the library makes; its own cost is in the second number.
    source = pgg.VideoSourceFFmpeg(path, pgg.ColourSpace.BGRA, pace="off")
    batch = _delivery.Batch(pgg.ColourSpace.BGRA)
    batch.entries.append(_delivery.Entry(None, write, None))
    _delivery.batches[batch.number] = batch
    import ctypes

    memory = ctypes.create_string_buffer(1920 * 1080 * 4)
    deliveries, call = (_api.Delivery * 1)(), _delivery._callbacks[0]
    deliveries[0].handle, deliveries[0].batch, deliveries[0].length = 1, batch.number, 1920 * 1080 * 4
    deliveries[0].pixels, deliveries[0].width, deliveries[0].height = ctypes.addressof(memory), 1920, 1080
    begin = time.perf_counter_ns()
    for number in range(FRAMES):
        call(1, deliveries, 1)
    whole = (time.perf_counter_ns() - begin) / 1000 / FRAMES
    for number in range(FRAMES):
        timed(1, deliveries, 1)
    source.close()
    return [whole, sorted(spent)[len(spent) // 2]]


def of_pyav(path):
    """Microseconds that PyAV takes for a frame."""
    try:
        import av
    except ImportError:
        return None
    with av.open(str(path)) as container:
        begin, count = time.perf_counter(), 0
        for frame in container.decode(video=0):
            frame.to_ndarray(format="bgra")
            count += 1
        return (time.perf_counter() - begin) / count * 1e6


with tempfile.TemporaryDirectory() as folder:
    clip = pathlib.Path(folder) / "1080p.mp4"
    subprocess.run(
        ["ffmpeg", "-v", "error", "-f", "lavfi", "-i", "testsrc2=size=1920x1080:rate=30", "-t", "4", "-pix_fmt", "yuv420p",
         "-c:v", "libx264", "-preset", "veryfast", str(clip)], check=True)
    whole, inside = of_callback(clip)
    pyav = of_pyav(clip)
    print(f"call from C, zero-copy array, one write: {whole:.1f} us; inside Python: {inside:.1f} us")
    if pyav:
        print(f"PyAV decodes to BGRA in {pyav:.0f} us; the call is {whole / pyav:.2%} of it")
