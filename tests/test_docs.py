"""README and docs are true: every example runs and prints what it says, every link leads somewhere.

`console` blocks are run by a shell in a folder that holds `examples/`; `python` blocks in one namespace a page; a block
with a file name (```text report.txt) is written to that file first; `sh` blocks set Khabar up and are run by `.ci/run`.
"""

from __future__ import annotations

import doctest
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from docs_examples import blocks, commands, is_printed

from tools.reference_pages import pages

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
WITH_EXAMPLES = [p for p in PAGES if any(b.language in ("console", "python") for b in blocks(p))]
PROGRESS = re.compile(r"^[\d,]+ (documents?|rows?)\n", re.MULTILINE)
SERVER = "postgresql://ana@localhost/desk"  # in the pages; a database of the tests' own server takes its place
LANGUAGES = {"", "console", "python", "text", "json", "yaml", "sh", "csv"}
SETTING_UP = (
    "./uv sync",
    "./uv run khabar example",
    "./uv run pytest -n auto",
    "./uv run python -m benchmarks",
    "uv run python -m benchmarks",
    "bash .ci/run",
    "apt-get install -y python3-venv",
    "pip install khabar",
    "HATCH_BUILD_HOOK_ENABLE_CUSTOM=1 ./uv build --wheel",
)


def name_of(page: Path) -> str:
    return str(page.relative_to(ROOT))


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_block_says_what_it_is(page: Path) -> None:
    assert {block.language for block in blocks(page)} <= LANGUAGES
    for block in blocks(page):
        if block.language == "sh":
            lines = [line.split("#")[0].strip() for line in block.body.splitlines()]
            assert [line for line in lines if line and not line.startswith(SETTING_UP)] == []


@pytest.mark.parametrize("page", WITH_EXAMPLES, ids=name_of)
def test_the_examples_of_a_page_print_what_it_says(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    monkeypatch.chdir(tmp_path)
    server = request.getfixturevalue("database") if SERVER in page.read_text(encoding="utf-8") else SERVER
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    names: dict[str, object] = {}
    for block in blocks(page):
        if block.name:
            (tmp_path / block.name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / block.name).write_text(block.body, encoding="utf-8")
        elif block.language == "console":
            for command in commands(block):
                found = in_shell(command.words.replace(SERVER, server), tmp_path).replace(server, SERVER)
                assert is_printed(command.printed, found), f"line {command.line}: {command.words}\n{found}"
        elif block.language == "python":
            in_python(block.body, names, f"{name_of(page)}, line {block.line}")


def in_shell(words: str, folder: Path) -> str:
    """What a command prints, on both streams; its Python is the one that runs the tests.

    How far it has come is left out: only a busy machine says so.
    """
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    settings = {name: value for name, value in os.environ.items() if not name.startswith("KHABAR_")}
    done = subprocess.run(
        ["bash", "-c", words],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        cwd=folder,
        env=settings | {"PATH": path, "COLUMNS": "110", "XDG_DATA_HOME": str(folder)},
        timeout=300,
        check=False,
    )
    return PROGRESS.sub("", done.stdout.decode())


def in_python(source: str, names: dict[str, object], where: str) -> None:
    """Runs a block as a Python prompt, or as a program where it shows no prompt."""
    if ">>>" not in source:
        exec(compile(source, where, "exec"), names)  # noqa: S102 - our own pages
        return
    example = doctest.DocTestParser().get_doctest(source, names, where, where, 0)
    said: list[str] = []
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE)
    failed, _ = runner.run(example, out=said.append, clear_globs=False)
    names.update(example.globs)
    assert not failed, "".join(said)


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_link_leads_somewhere(page: Path) -> None:
    text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.S)
    targets = [t.split("#")[0] for t in re.findall(r"\]\(([^)\s]+)\)", text) if "://" not in t]
    assert [t for t in targets if t and not (page.parent / t).exists()] == []


def test_every_page_can_be_reached_from_the_index() -> None:
    index = ROOT / "docs" / "index.md"
    reached, queue = {index}, [index]
    while queue:
        page = queue.pop()
        for target in re.findall(r"\]\(([^)\s#]+\.md)", page.read_text(encoding="utf-8")):
            linked = (page.parent / target).resolve()
            if linked.exists() and linked not in reached:
                reached.add(linked)
                queue.append(linked)
    # The index links the folder of evaluation pages as a whole.
    mine = [page for page in PAGES if "docs" in page.parts and "evaluation" not in page.parts]
    assert [name_of(page) for page in mine if page not in reached] == []


@pytest.mark.parametrize("name", sorted(pages()))
def test_generated_reference_pages_are_up_to_date(name: str) -> None:
    page = ROOT / "docs" / "reference" / name
    assert page.read_text(encoding="utf-8") == pages()[name], "run: uv run python -m tools.reference_pages"
