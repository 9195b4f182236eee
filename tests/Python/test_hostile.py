"""What hung or crashed the original, each case in a process of its own that must end in time."""

import shutil
import signal
import subprocess
import sys
import time

import pytest

from conftest import run_program

HEAD = """
import sys, threading, time, os
import pygiftgrab as pgg
path = sys.argv[1]
def reader(**options):
    return pgg.VideoSourceFactory.get_instance().create_file_reader(path, pgg.ColourSpace.BGRA, **options)
def writer(path, codec=pgg.Codec.MJPEG):
    return pgg.VideoTargetFactory.get_instance().create_file_writer(codec, path, 25)
class Counter(pgg.IObserver):
    n = 0
    def update(self, frame):
        frame.data(True)[0, 0] = 0
        self.n += 1
"""


def run(code, *arguments, **options):
    return run_program(HEAD + code, *arguments, **options)


@pytest.fixture
def long_clip(clips):
    """Four seconds."""
    return clips("long.mp4", "testsrc2=size=320x240:rate=25", 4.0, "-pix_fmt", "yuv420p", "-c:v", "libx264", "-preset", "ultrafast")


def test_attach_and_detach_storm_from_several_threads(long_clip):
    result = run("""
source, node = reader(), pgg.IObservableObserver()
source.attach(node)
late = []
def storm(owner):
    for _ in range(200):
        counter = Counter()
        owner.attach(counter)
        owner.detach(counter)
        seen = counter.n
        if counter.n != seen:
            late.append(counter)
threads = [threading.Thread(target=storm, args=(owner,)) for owner in (source, node, source, node)]
for thread in threads: thread.start()
for thread in threads: thread.join()
source.wait()
print(len(late), source.is_running, len(pgg._delivery.batches))
""", long_clip)
    assert result.stdout.split() == ["0", "False", "1"]


def test_detach_from_inside_update(long_clip):
    result = run("""
source = reader(pace="off")
class Once(Counter):
    def update(self, frame):
        super().update(frame)
        source.detach(self)
        source.detach(second)
once, second, third = Once(), Counter(), Counter()
for observer in (once, second, third): source.attach(observer)
source.start(); source.wait()
print(once.n, second.n, third.n)
""", long_clip)
    assert result.stdout.split() == ["1", "0", "100"]


def test_exception_in_update_detaches_and_is_told(long_clip, tmp_path):
    out = tmp_path / "before.mkv"
    result = run("""
class Bad(pgg.IObservableObserver):
    n, error = 0, None
    def update(self, frame):
        self.n += 1
        if self.n == 5: raise KeyError("five")
    def failed(self, error):
        self.error = error
hooked = []
sys.unraisablehook = lambda args: hooked.append(args)
source, bad, good, target = reader(pace="off"), Bad(), Counter(), writer(sys.argv[2])
source.attach(bad); source.attach(good); bad.attach(target)
source.start(); source.wait()
target.close()
print(bad.n, good.n, type(bad.error).__name__, len(hooked), hooked[0].exc_type.__name__)
""", long_clip, out)
    assert result.stdout.split() == ["5", "100", "KeyError", "1", "KeyError"]
    from conftest import ffprobe
    assert ffprobe(out, "nb_read_frames")["nb_read_frames"] == "4"


def test_exception_in_update_is_printed(long_clip):
    result = run("""
source = reader(pace="off")
source.attach(lambda frame: 1 / 0)
source.start(); source.wait()
""", long_clip)
    assert "ZeroDivisionError" in result.stderr


def test_delete_with_observers_attached(long_clip):
    result = run("""
source, counter = reader(), Counter()
source.attach(counter)
while counter.n < 2: time.sleep(0.01)
del source
seen = counter.n
print(pgg._api.get().outstanding(), len(pgg._delivery.batches), counter.n - seen)
""", long_clip)
    assert result.stdout.split() == ["0", "0", "0"]


def test_delete_from_inside_update(long_clip):
    result = run("""
holder = [reader(start=False)]
done = threading.Event()
def drop(frame):
    holder.clear()
    done.set()
holder[0].attach(drop)
holder[0].start()
print(done.wait(10), len(holder))
""", long_clip)
    assert result.stdout.split() == ["True", "0"]


def test_after_the_end_of_the_interpreter_nothing_is_called(long_clip):
    result = run("""
from pygiftgrab import _exit
reader().close()
_exit._close_all()
source, counter = reader(pace="off", start=False), Counter()
source.attach(counter)
source.start()
ended = source.wait(1)
facts = pgg._api.SourceFacts()
pgg._api.check(pgg._api.get().source_describe(source._handle(), pgg._api.byref(facts)))
print(facts.has_ended, ended, counter.n)
""", long_clip)
    assert result.stdout.split() == ["1", "False", "0"]


@pytest.mark.parametrize("block", ["time.sleep(1000)", "threading.Event().wait()"])
def test_exit_with_a_blocked_observer_is_bounded(long_clip, block):
    start = time.monotonic()
    result = run(f"""
entered = threading.Event()
def block(frame):
    entered.set()
    {block}
source = reader()
source.attach(block)
entered.wait(10)
print("leaving")
""", long_clip, timeout=25)
    assert result.stdout.split() == ["leaving"]
    assert time.monotonic() - start < 20


def test_exit_with_live_globals_finishes_the_file(long_clip, tmp_path):
    out = tmp_path / "live.mkv"
    run("""
source, target, counter = reader(), writer(sys.argv[2]), Counter()
source.attach(counter)
source.attach(target)
while counter.n < 5: time.sleep(0.01)
""", long_clip, out)
    from conftest import ffprobe
    assert int(ffprobe(out, "nb_read_frames")["nb_read_frames"]) >= 4


def test_fork_child_gets_a_clear_error(long_clip):
    result = run("""
source, counter = reader(), Counter()
source.attach(counter)
child = os.fork()
if child == 0:
    try:
        reader()
    except RuntimeError as error:
        print(error, flush=True)
        sys.exit(3)
print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
""", long_clip)
    assert "spawn" in result.stdout and result.stdout.split()[-1] == "3"


def test_spawned_process_works(long_clip, tmp_path):
    program = tmp_path / "program.py"
    program.write_text("""
import multiprocessing, sys
import pygiftgrab as pgg
def rate(path):
    return pgg.VideoSourceFactory.get_instance().create_file_reader(path, pgg.ColourSpace.BGRA).get_frame_rate()
if __name__ == "__main__":
    rate(sys.argv[1])
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        print(pool.map(rate, [sys.argv[1]]))
""")
    result = run_program("import runpy, sys; sys.argv = sys.argv[1:]; runpy.run_path(sys.argv[0], run_name='__main__')", program, long_clip)
    assert result.stdout.strip() == "[25.0]"


def start(code, *arguments):
    import os
    from conftest import PACKAGE
    # Signals as usual: a background job begins with some of them ignored, and so would all that it starts.
    return subprocess.Popen(
        ["env", "--default-signal", sys.executable, "-c", HEAD + code, *map(str, arguments)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        env={**os.environ, "PYTHONPATH": str(PACKAGE)})


@pytest.mark.parametrize("wait", ["source.wait()", "time.sleep(60)", "[source.get_frame(frame) for _ in range(10**6)]"])
def test_ctrl_c_interrupts(long_clip, tmp_path, wait):
    out = tmp_path / "interrupted.mkv"
    process = start(f"""
source, target, counter, frame = reader(), writer(sys.argv[2]), Counter(), pgg.VideoFrame(pgg.ColourSpace.BGRA, False)
source.attach(target)
source.attach(counter)
while counter.n < 3: time.sleep(0.01)
try:
    print("ready", flush=True)
    {wait}
except KeyboardInterrupt:
    print("interrupted", flush=True)
""", long_clip, out)
    try:
        assert process.stdout.readline().strip() == "ready"
        process.send_signal(signal.SIGINT)
        output, errors = process.communicate(timeout=15)
    finally:
        process.kill()
    assert output.strip() == "interrupted" and process.returncode == 0, errors


def test_sigterm_ends_the_process(long_clip):
    process = start("""
source = reader()
source.attach(Counter())
print("ready", flush=True)
time.sleep(60)
""", long_clip)
    try:
        assert process.stdout.readline().strip() == "ready"
        process.terminate()
        assert process.wait(timeout=15) == -signal.SIGTERM
    finally:
        process.kill()


@pytest.mark.parametrize("order", ["before", "after"])
def test_faulthandler_in_both_orders(long_clip, order):
    result = run(f"""
import faulthandler
if "{order}" == "before": faulthandler.enable()
source, counter = reader(pace="off"), Counter()
if "{order}" == "after": faulthandler.enable()
source.attach(counter)
source.start(); source.wait()
try:
    pgg.VideoTargetFactory.get_instance().create_file_writer(pgg.Codec.HEVC, "/nowhere/x.mp4", 25)
except RuntimeError as error:
    print(counter.n, type(error).__name__)
""", long_clip)
    assert result.stdout.split() == ["100", "VideoTargetError"]


def test_stale_handle_is_an_exception(long_clip):
    result = run("""
source = reader()
handle = source._source.handle
source.close()
try:
    pgg._api.check(pgg._api.get().source_start(handle))
except RuntimeError as error:
    print("stale" if "released" in str(error) else error)
try:
    source.get_frame_rate()
except RuntimeError as error:
    print(type(error).__name__)
""", long_clip)
    assert result.stdout.split() == ["stale", "VideoSourceError"]


def test_import_loads_no_runtime():
    result = run_program("""
import sys
import pygiftgrab
print(open("/proc/self/maps").read().count("coreclr"))
pygiftgrab.VideoFrame(pygiftgrab.ColourSpace.BGRA, 4, 4)
print(open("/proc/self/maps").read().count("coreclr"))
""")
    assert result.stdout.split() == ["0", "0"]


def test_missing_build_is_named(long_clip, monkeypatch):
    monkeypatch.setenv("PYGIFTGRAB_ASSEMBLIES", "/nowhere")
    result = run("""
try:
    reader()
except ImportError as error:
    print(error)
""", long_clip)
    assert "/nowhere" in result.stdout and "dotnet build" in result.stdout


def test_missing_runtime_is_named_with_the_remedy(long_clip):
    result = run("""
os.environ["PATH"] = ""
os.environ.pop("DOTNET_ROOT", None)
pgg._runtime._USUAL_PLACES = []
pgg._runtime._INSTALL_LOCATION = pgg._runtime.pathlib.Path("/nowhere")
try:
    reader()
except ImportError as error:
    print(error)
""", long_clip)
    assert "not on this machine" in result.stdout and "https://dotnet.microsoft.com" in result.stdout


def test_too_old_runtime_is_named_with_the_remedy(long_clip, tmp_path, monkeypatch):
    from pygiftgrab import _runtime
    real = _runtime.hostfxr_path(_runtime.dotnet_root(_runtime.assembly_folder()))
    (tmp_path / "host" / "fxr" / real.parent.name).mkdir(parents=True)
    shutil.copy(real, tmp_path / "host" / "fxr" / real.parent.name)
    (tmp_path / "shared" / "Microsoft.NETCore.App" / "6.0.0").mkdir(parents=True)
    monkeypatch.setenv("DOTNET_ROOT", str(tmp_path))
    result = run("""
try:
    reader()
except ImportError as error:
    print(error)
""", long_clip)
    assert "too old" in result.stdout and "https://dotnet.microsoft.com" in result.stdout


def test_thread_locals_last_and_threads_are_few(long_clip):
    result = run("""
local, seen, idents = threading.local(), [], set()
def count(frame):
    local.n = getattr(local, "n", 0) + 1
    seen.append(local.n)
    idents.add(threading.get_ident())
source = reader(pace="off")
source.attach(count)
source.start(); source.wait()
print(seen[-1], len(idents))
""", long_clip)
    assert result.stdout.split() == ["100", "1"]


def test_observers_with_own_attach_and_detach(long_clip):
    result = run("""
class Own(Counter):
    def attach(self): source.attach(self)
    def detach(self): source.detach(self)
source = reader(pace="off")
own = Own(); own.attach()
source.start(); source.wait(); own.detach()
print(own.n)
""", long_clip)
    assert result.stdout.split() == ["100"]
