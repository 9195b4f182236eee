"""What pythonnet relies on, looked at without it."""

from conftest import ROOT, run_program


def test_assemblies_are_loaded_once_and_by_path(clip):
    result = run_program("""
        import sys
        import pygiftgrab as pgg
        source = pgg.VideoSourceFFmpeg(sys.argv[1])
        maps = {line.split()[-1] for line in open("/proc/self/maps") if "GiftGrab.Core.dll" in line}
        print(len(maps), maps.pop() == str(pgg._runtime.assembly_folder() / "GiftGrab.Core.dll"))
    """, clip)
    assert result.stdout.split() == ["1", "True"]


def test_runtime_is_told_nothing_of_another_load_context():
    import pygiftgrab

    text = (ROOT / "src" / "Python" / "pygiftgrab" / "_runtime.py").read_text()
    assert "load_assembly_and_get_function_pointer" not in text
    assert pygiftgrab._runtime._LOAD_ASSEMBLY == 7 and pygiftgrab._runtime._GET_FUNCTION_POINTER == 6


def test_handles_go_round_for_threads(clip):
    result = run_program("""
        import sys, threading
        import pygiftgrab as pgg
        sources = [pgg.VideoSourceFFmpeg(sys.argv[1], pace="off") for _ in range(8)]
        counts = []
        def read(source):
            with source:
                counts.append(sum(1 for _ in source))
        threads = [threading.Thread(target=read, args=(source,)) for source in sources]
        for thread in threads: thread.start()
        for thread in threads: thread.join()
        print(counts, len({id(source) for source in sources}), pgg._api.get().outstanding())
    """, clip, timeout=60)
    assert result.stdout.strip() == f"{[25] * 8} 8 0"
