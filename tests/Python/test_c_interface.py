"""The C interface: its header, its example, and that the package knows the same functions."""

import os
import re
import subprocess

import pytest

from conftest import PACKAGE, decode, ffprobe
from pygiftgrab import _api, _runtime


def test_header_and_package_name_the_same_functions():
    table = re.search(r"typedef struct gg_api \{(.*?)\} gg_api;", (PACKAGE / "giftgrab.h").read_text(), re.S).group(1)
    assert re.findall(r"\(\*(\w+)\)\(", table) == list(_api._PROTOTYPES)
    assert int(re.search(r"GG_API_VERSION (\d+)", (PACKAGE / "giftgrab.h").read_text()).group(1)) == _api.VERSION


def test_table_of_another_version_is_refused():
    with pytest.raises(ImportError, match="another version"):
        _runtime.get_function_table(len(_api._PROTOTYPES), _api.VERSION + 1)


@pytest.fixture(scope="module")
def example(tmp_path_factory):
    """The example's program: the one that CMake built, where it runs the tests."""
    if built := os.environ.get("GIFTGRAB_C_EXAMPLE"):
        return built
    program = tmp_path_factory.mktemp("c") / "example"
    subprocess.run(
        ["gcc", "-std=c11", "-Wall", "-Wextra", "-Werror", "-D_GNU_SOURCE", f"-I{PACKAGE}", str(PACKAGE / "example.c"), "-ldl", "-o", str(program)],
        check=True)
    return program


def test_example_in_c_writes_a_file(example, tmp_path):
    folder = _runtime.assembly_folder()
    hostfxr = _runtime.hostfxr_path(_runtime.dotnet_root(folder))
    path = tmp_path / "made.mkv"
    result = subprocess.run([example, hostfxr, folder, path], capture_output=True, text=True, timeout=60)
    assert result.returncode == 0, result.stderr
    assert result.stdout.split() == ["h264", "320x240", "25/1", "50"]
    assert ffprobe(path, "nb_read_frames")["nb_read_frames"] == "50"
    luma = decode(path, "gray")[::320 * 240]
    assert luma[49] > luma[25] > luma[1]


def test_example_in_c_says_what_is_wrong(example, tmp_path):
    folder = _runtime.assembly_folder()
    hostfxr = _runtime.hostfxr_path(_runtime.dotnet_root(folder))
    result = subprocess.run([example, hostfxr, folder, tmp_path / "none" / "a.mkv"], capture_output=True, text=True, timeout=60)
    assert result.returncode == 1 and "folder" in result.stderr
