"""What `khabar` offers, and what it costs to import."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import khabar

SOURCES = Path(khabar.__file__).parent
HEAVY = ("spacy", "numpy", "pydantic", "yaml", "rich", "typer", "sqlalchemy", "alembic", "trafilatura", "lxml", "rensa")
HEAVY += ("fastapi", "uvicorn", "starlette")


def modules_after(code: str) -> set[str]:
    listed = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport sys\nprint('\\n'.join(sys.modules))"],
        capture_output=True,
        text=True,
        check=True,
    )
    return {name.split(".")[0] for name in listed.stdout.split()}


def test_the_public_names_are_these_and_no_others() -> None:
    assert khabar.__all__ == [
        "KhabarError",
        "Picture",
        "Reader",
        "__version__",
        "from_text",
        "load_theatre",
        "open",
        "read",
        "theatres",
    ]
    assert dir(khabar) == sorted(khabar.__all__)


@pytest.mark.parametrize("name", khabar.__all__)
def test_every_public_name_is_there_and_documented(name: str) -> None:
    value = getattr(khabar, name)
    assert isinstance(value, str) or value.__doc__


def test_a_name_that_is_not_offered_is_refused() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        khabar.nothing  # noqa: B018


def test_importing_khabar_loads_nothing_heavy() -> None:
    assert modules_after("import khabar") & set(HEAVY) == set()


def test_the_command_line_loads_no_heavy_room_before_a_command_runs() -> None:
    light = {"typer"}
    assert modules_after("import khabar.cli") & set(HEAVY) <= light


def test_every_module_says_what_it_is_for() -> None:
    silent = [
        str(file.relative_to(SOURCES))
        for file in SOURCES.rglob("*.py")
        if not ast.get_docstring(ast.parse(file.read_text(encoding="utf-8")))
    ]
    # The migrations' environment is a hook that the migration library calls for by its name.
    assert [name for name in silent if not name.startswith("store/migrations")] == []
