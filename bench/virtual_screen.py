"""An X server without a monitor, whose picture a benchmark paints and whose pixels are exact."""
import mmap
import os
import struct
import subprocess


class VirtualScreen:
    """Xvfb with its picture in a file: `pixels` holds 4 bytes (B, G, R, unused) for each pixel, row after row without gaps."""

    def __init__(self, folder, width, height):
        self.width, self.height = width, height
        self.process = subprocess.Popen(
            ["Xvfb", "-displayfd", "1", "-screen", "0", f"{width}x{height}x24", "-fbdir", folder, "-nolisten", "tcp", "-noreset"],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        self.display = ":" + self.process.stdout.readline().strip()
        with open(os.path.join(folder, "Xvfb_screen0"), "r+b") as file:
            memory = mmap.mmap(file.fileno(), 0)

        # X window dump: a header, as long as its first word says, then 12 bytes for each colour of the map.
        words = struct.unpack(">25I", memory[:100])
        first = words[0] + 12 * words[19]
        self.pixels = memoryview(memory)[first:first + 4 * width * height]

    def close(self):
        self.process.terminate()
        self.process.wait()
