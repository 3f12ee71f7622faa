"""Builds a wheel whose hot modules are compiled; only where it is asked for (docs/how-to/compile.md)."""

from __future__ import annotations

import shutil
from contextlib import chdir
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompiledModules(BuildHookInterface[Any]):
    """Compiles the modules that pyproject.toml names; what comes of them lies in the wheel beside their source."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile them in a folder of its own: the sources stay as they are. An editable install is never compiled."""
        if version == "editable":
            return
        self._folder = Path(mkdtemp(prefix="khabar-compiled-"))
        shutil.copytree(Path(self.root) / "src" / "khabar", self._folder / "khabar")
        for built in _compiled(self._folder, self.config["modules"], self.config["plain"]):
            build_data["force_include"][str(built)] = str(built.relative_to(self._folder / "built"))
        build_data["pure_python"] = False
        build_data["infer_tag"] = True

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002
        """Remove the folder."""
        if version != "editable":
            shutil.rmtree(self._folder)


def _compiled(folder: Path, modules: list[str], plain: list[str]) -> list[Path]:
    """Compiles all modules together, so that they call each other directly; the extension modules that come of it."""
    from mypyc.build import mypycify
    from setuptools import Distribution
    from setuptools.command.build_ext import build_ext

    left_out = {file for pattern in plain for file in folder.glob(pattern)}
    files = sorted({file for pattern in modules for file in folder.glob(pattern)} - left_out)
    names = [str(file.relative_to(folder)) for file in files if file.name != "__init__.py"]
    with chdir(folder):
        options = ["--ignore-missing-imports", "--follow-imports=silent"]
        extensions = mypycify([*options, *names], opt_level="1", debug_level="0", multi_file=True)
        command = build_ext(Distribution({"name": "khabar", "ext_modules": extensions}))
        command.build_lib, command.build_temp = str(folder / "built"), str(folder / "objects")
        command.ensure_finalized()
        command.run()
    return sorted((folder / "built").rglob("*.so")) + sorted((folder / "built").rglob("*.pyd"))
