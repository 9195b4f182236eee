"""The package's README: its program runs."""

import re

from conftest import PACKAGE, ffprobe, run_program


def test_first_program_runs(clip, tmp_path):
    program = re.search(r"```python\n(.*?)```", (PACKAGE / "README.md").read_text(), re.S).group(1)
    run_program(program, clip, tmp_path / "a.mp4")
    assert ffprobe(tmp_path / "a.mp4", "codec_name")["codec_name"] == "hevc"
