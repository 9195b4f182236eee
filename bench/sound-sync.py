#!/usr/bin/env python3
"""Flashes a screen and beeps at the same instants, records both with giftgrab, and prints how far they are apart in the file.

Usage: bench/sound-sync.py [SECONDS] [GIFTGRAB]     needs Xvfb, pulseaudio, pulseaudio-utils and ffmpeg; no hardware

Offsets are of the beep against its flash, above 0 where the beep is later. They hold what the player and the sink keep back (about 10 to
30 ms of a null sink) and the screen's rate (up to 17 ms).
"""
import array
import fcntl
import math
import os
import re
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import threading
import time

from virtual_screen import VirtualScreen

RATE = 48000
SECONDS = float(sys.argv[1]) if len(sys.argv) > 1 else 600
ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
GIFTGRAB = sys.argv[2:] or [os.path.join(ROOT, "giftgrab")]
LENGTH = 0.1


def start_sound(folder):
    """A sound server of our own, with a null sink: its processes, the one that plays what is written to it, and the address."""
    address = os.path.join(folder, "native")
    environment = dict(os.environ, HOME=folder, XDG_CONFIG_HOME=folder, XDG_RUNTIME_DIR=folder, PULSE_RUNTIME_PATH=folder)
    server = subprocess.Popen(
        ["pulseaudio", "-n", "--daemonize=no", "--use-pid-file=no", "--exit-idle-time=-1", "--disable-shm=yes", "--realtime=no",
         "-L", f"module-native-protocol-unix socket={address} auth-anonymous=1", "-L", "module-null-sink sink_name=speaker rate=48000"],
        env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while subprocess.run(["pactl", f"--server=unix:{address}", "info"], capture_output=True).returncode:
        time.sleep(0.05)
    player = subprocess.Popen(
        ["pacat", f"--server=unix:{address}", "--device=speaker", "--raw", "--format=s16le", f"--rate={RATE}", "--channels=1",
         "--latency-msec=10", "--process-time-msec=5"], stdin=subprocess.PIPE)

    # What is written before it plays would stay in front of all that follows, and a pipe holds more than half a second.
    fcntl.fcntl(player.stdin, fcntl.F_SETPIPE_SZ, 4096)
    while not subprocess.run(["pactl", f"--server=unix:{address}", "list", "short", "sink-inputs"], capture_output=True).stdout:
        time.sleep(0.05)

    # A sink changes how much it keeps back when the first recorder comes: one that was there before has that done.
    recorder = subprocess.Popen(
        ["parec", f"--server=unix:{address}", "--device=speaker.monitor", "--latency-msec=10", "--raw"], stdout=subprocess.DEVNULL)
    return [recorder, player, server], player, f"unix:{address}"


def waiting(pipe):
    """How many bytes the player has not taken yet; silence that piles up is left out, or all that follows would be heard late."""
    return struct.unpack("i", fcntl.ioctl(pipe, termios.FIONREAD, bytes(4)))[0]


def play(player, pixels, stop):
    """Writes sound as time passes, and paints while the beep lasts."""
    step = RATE // 100
    silence = bytes(2 * step)
    tone = array.array("h", (int(12000 * math.sin(2 * math.pi * 1000 * i / RATE)) for i in range(int(RATE * LENGTH)))).tobytes()
    begin, number = time.monotonic(), 0
    while not stop.is_set():
        at = (number % 100) * 2 * step
        if at == 0:
            pixels[:] = b"\xff" * len(pixels)
        elif at == len(tone):
            pixels[:] = bytes(len(pixels))
        if at < len(tone) or waiting(player.stdin) < 2 * step:
            player.stdin.write(tone[at:at + 2 * step] or silence)
            player.stdin.flush()
        number += 1
        time.sleep(max(0, begin + number / 100 - time.monotonic()))


def onsets(times, values, threshold):
    """When values rise above a threshold."""
    return [t for t, before, now in zip(times[1:], values, values[1:]) if before < threshold <= now]


def flashes(path):
    text = subprocess.run(["ffmpeg", "-v", "error", "-i", path, "-an", "-vf", "signalstats,metadata=print:key=lavfi.signalstats.YAVG:file=-", "-vsync",
                           "passthrough", "-f", "null", "-"], capture_output=True, text=True, check=True).stdout
    times = [float(t) for t in re.findall(r"pts_time:([\d.]+)", text)]
    return onsets(times, [float(v) for v in re.findall(r"YAVG=([\d.]+)", text)], 128)


def beeps(path):
    raw = subprocess.run(["ffmpeg", "-v", "error", "-i", path, "-vn", "-af", "aresample=async=1:first_pts=0", "-ac", "1", "-ar", str(RATE), "-f", "s16le", "-"],
                         capture_output=True, check=True).stdout
    samples, found, last = array.array("h", raw), [], -RATE
    for i in range(0, len(samples), 4):
        if abs(samples[i]) > 1500:
            if i - last > RATE // 4:
                found.append(i / RATE)
            last = i
    return found


def main():
    with tempfile.TemporaryDirectory() as folder:
        stop = threading.Event()
        screen = VirtualScreen(folder, 320, 240)
        sound_processes, player, address = start_sound(folder)
        thread = threading.Thread(target=play, args=(player, screen.pixels, stop))
        thread.start()
        path = os.path.join(folder, "sync.mkv")
        try:
            time.sleep(4)
            subprocess.run([*GIFTGRAB, "record", f"screen:{screen.display}@60,cursor=off", path, "--audio", f"pulse:,server={address}", "--audio-codec", "pcm",
                            "--preset", "ultrafast", "-t", str(SECONDS)])
        finally:
            stop.set()
            thread.join()
            for process in sound_processes:
                process.terminate()
                process.wait()
            screen.close()
        seen, heard = flashes(path), beeps(path)
        apart = [1000 * (min(heard, key=lambda beep: abs(beep - flash)) - flash) for flash in seen if heard]
        apart = [offset for offset in apart if abs(offset) < 400]
        if len(apart) < 2:
            sys.exit(f"{len(seen)} flashes and {len(heard)} beeps do not go together")
        tenth = max(1, len(apart) // 10)
        begin, end = statistics.median(apart[:tenth]), statistics.median(apart[-tenth:])
        print(f"{SECONDS:.0f} s, {len(seen)} flashes, {len(heard)} beeps: at the beginning {begin:+.1f} ms, at the end {end:+.1f} ms, "
              f"first {apart[0]:+.1f} ms, median {statistics.median(apart):+.1f} ms, worst {max(apart, key=abs):+.1f} ms, drift {end - begin:+.1f} ms")
        sys.exit(0 if abs(apart[0]) < 40 and abs(begin) < 40 and abs(end) < 40 else 1)


if __name__ == "__main__":
    main()
