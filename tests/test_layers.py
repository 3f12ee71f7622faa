"""Imports flow one way: a room may use what stands before it, never what comes after."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "src" / "khabar"
ORDER = (
    ("errors", "plain_text"),
    ("times",),
    ("records",),
    ("packs",),
    ("documents", "language", "places"),
    ("actors",),
    ("coding",),
    ("linking",),
    ("datasets",),
    ("situation",),
    ("watching",),
    ("report",),
    ("export",),
    ("received",),
)
ROOMS = {room: rank for rank, rooms in enumerate(ORDER) for room in rooms}
# The order within the room of coding, which has rooms of its own.
CODING = ("lexicon", "timing", "quantities", "grammar", "triggers", "referents", "acts", "attribution", "assertion")
STORE_MAY_USE = {"errors", "times", "records", "packs", "store"}
RIM = {"__main__", "__init__", "alerting", "cli", "correcting", "exporting", "fetching", "garbage", "health"}
RIM |= {"importing", "intake", "judging", "keeping", "looking", "picture", "publishing", "reader", "readers"}
RIM |= {"receiving", "releasing", "reporting", "reviewing", "searching", "shards", "store", "supposing", "telling"}
RIM |= {"unread", "watch", "web", "workers"}
PURE = ("language", "places", "actors", "coding", "linking", "datasets", "situation", "watching", "received")
# What a room between reading and reporting must not touch: the network, the clock, other programs.
OUTSIDE = {"socket", "urllib.request", "http", "requests", "httpx", "subprocess", "asyncio", "sqlite3", "sqlalchemy"}


def imports(file: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            assert node.level == 0, f"{file}:{node.lineno} imports relatively"
            yield node.module, node.lineno


def room_of(file: Path) -> str:
    first = file.relative_to(PACKAGE).parts[0]
    return first.removesuffix(".py")


def used_rooms(file: Path) -> Iterator[tuple[str, int]]:
    for module, line in imports(file):
        if module == "khabar":
            yield "__init__", line
        elif module.startswith("khabar."):
            yield module.split(".")[1], line


FILES = sorted(PACKAGE.rglob("*.py"))


def test_every_room_has_its_place_in_the_order() -> None:
    assert {room_of(file) for file in FILES} - set(ROOMS) == RIM


@pytest.mark.parametrize("room", sorted({*ROOMS, "store"}))
def test_a_room_imports_nothing_that_comes_after_it(room: str) -> None:
    backward = []
    for file in FILES:
        if room_of(file) != room:
            continue
        for used, line in used_rooms(file):
            allowed = used in STORE_MAY_USE if room == "store" else ROOMS.get(used, 99) <= ROOMS[room]
            if not allowed:
                backward.append(f"{file.relative_to(PACKAGE)}:{line} imports khabar.{used}")
    assert backward == []


READERS = ("report", "export", "web")


def test_report_export_and_web_do_not_know_each_other() -> None:
    known = {
        (room, used) for room in READERS for file in FILES if room_of(file) == room for used, _ in used_rooms(file)
    }
    others = {(room, other) for room in READERS for other in READERS if room != other}
    assert known.isdisjoint(others | {("export", "store")})


@pytest.mark.parametrize("room", CODING)
def test_within_coding_imports_flow_one_way(room: str) -> None:
    later = CODING[CODING.index(room) + 1 :]
    backward = [
        f"{file.name}:{line} imports {module}"
        for file in sorted((PACKAGE / "coding" / room).glob("*.py"))
        for module, line in imports(file)
        if module.startswith(tuple(f"khabar.coding.{name}" for name in (*later, "coder")))
    ]
    assert backward == []


def test_every_part_of_coding_has_its_place_in_the_order() -> None:
    folders = {f.name for f in (PACKAGE / "coding").iterdir() if f.is_dir() and f.name != "__pycache__"}
    assert folders == set(CODING)


@pytest.mark.parametrize("room", PURE)
def test_from_language_to_situation_nothing_reaches_outside(room: str) -> None:
    reaching = [
        f"{file.relative_to(PACKAGE)}:{line} imports {module}"
        for file in FILES
        if room_of(file) == room
        for module, line in imports(file)
        if module in OUTSIDE or module.split(".")[0] in OUTSIDE
    ]
    assert reaching == []


@pytest.mark.parametrize("room", PURE)
def test_from_language_to_situation_nobody_looks_at_the_clock(room: str) -> None:
    looking = [
        f"{file.relative_to(PACKAGE)}:{node.lineno}"
        for file in FILES
        if room_of(file) == room
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and node.attr in ("now", "utcnow", "today", "monotonic", "perf_counter")
    ]
    assert looking == []
