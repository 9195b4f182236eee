"""Builds the wheel: `/usr/bin/python3 -m build --wheel --no-isolation`.

With PYGIFTGRAB_PRIVATE_RUNTIME=1 in the environment the wheel holds a .NET runtime of its own, for machines without one.
"""

import os
import pathlib
import shutil
import subprocess
import tempfile

from setuptools import setup
from setuptools.command.build_py import build_py
from wheel.bdist_wheel import bdist_wheel

HERE = pathlib.Path(__file__).resolve().parent
HAS_RUNTIME = os.environ.get("PYGIFTGRAB_PRIVATE_RUNTIME") == "1"


class BuildWithAssemblies(build_py):
    """Puts the library's build, and a runtime where one is wanted, into the package."""

    def run(self):
        super().run()
        package = pathlib.Path(self.build_lib).resolve() / "pygiftgrab"
        publish = ["dotnet", "publish", str(HERE), "-c", "Release", "-p:DebugType=none", "-p:DebugSymbols=false", "-v", "quiet", "--nologo"]
        if HAS_RUNTIME:
            publish += ["--use-current-runtime", "--self-contained", "false", "-p:PublishReadyToRun=true"]
        else:
            # For every processor that has a runtime.
            publish += ["-p:UseAppHost=false"]
        # Not below this folder: the project would compile what is made there.
        with tempfile.TemporaryDirectory() as work:
            subprocess.run([*publish, "--artifacts-path", work, "-o", str(package / "dotnet")], check=True)
        for document in (package / "dotnet").glob("*.xml"):
            document.unlink()
        if HAS_RUNTIME:
            self._copy_runtime(package / "runtime")

    @staticmethod
    def _copy_runtime(target):
        root = pathlib.Path(os.environ.get("DOTNET_ROOT") or pathlib.Path(shutil.which("dotnet")).resolve().parent)
        for folder in ("host/fxr", "shared/Microsoft.NETCore.App"):
            newest = max((root / folder).iterdir(), key=lambda path: [int(part) for part in path.name.split("-")[0].split(".")])
            shutil.copytree(newest, target / folder / newest.name, dirs_exist_ok=True)


class Tag(bdist_wheel):
    """No part is compiled for one Python; the runtime is for one processor."""

    def finalize_options(self):
        super().finalize_options()
        self.root_is_pure = not HAS_RUNTIME

    def get_tag(self):
        _python, _abi, platform = super().get_tag()
        return "py3", "none", platform if HAS_RUNTIME else "any"


setup(cmdclass={"build_py": BuildWithAssemblies, "bdist_wheel": Tag})
