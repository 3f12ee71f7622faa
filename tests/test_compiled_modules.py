"""The modules that a wheel may have compiled keep to what compiles (docs/how-to/compile.md)."""

from __future__ import annotations

import ast
import pickle
import tomllib
from pathlib import Path

import pytest

from khabar.records import Span

ROOT = Path(__file__).parents[1]
SRC = ROOT / "src"


def compiled_files() -> list[Path]:
    hatch = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["hatch"]
    hook = hatch["build"]["targets"]["wheel"]["hooks"]["custom"]
    for pattern in (*hook["modules"], *hook["plain"]):
        assert list(SRC.glob(pattern)), f"{pattern} in pyproject.toml is no file"
    plain = {file for pattern in hook["plain"] for file in SRC.glob(pattern)}
    return sorted({file for pattern in hook["modules"] for file in SRC.glob(pattern)} - plain)


@pytest.mark.parametrize("file", compiled_files(), ids=lambda file: str(file.relative_to(SRC)))
def test_a_module_to_compile_has_nothing_that_the_compiler_takes_for_something_else(file: Path) -> None:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) for alias in node.names}
    assert names.isdisjoint({"cached_property", "Strict", "LanguageFile", "BaseModel"})
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare) and isinstance(node.ops[-1], ast.In | ast.NotIn):
            last = node.comparators[-1]
            starred = isinstance(last, ast.Tuple) and any(isinstance(one, ast.Starred) for one in last.elts)
            assert not starred, f"line {node.lineno}: a starred tuple behind `in`"


def test_a_span_goes_from_one_process_to_another() -> None:
    span = Span(4, 9, "Idlib")
    assert pickle.loads(pickle.dumps(span)) == span  # noqa: S301 - our own bytes
