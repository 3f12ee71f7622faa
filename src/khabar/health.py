"""The product looks at itself: is every part there and sound?"""

from __future__ import annotations

import platform
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from threadpoolctl import threadpool_info

from khabar import __version__
from khabar.errors import KhabarError

_PACKAGES = ("spacy", "trafilatura", "py3langid", "sqlalchemy", "alembic", "rensa", "ahocorasick-rs", "typer", "rich")
_REINSTALL = "Install Khabar again: `uv sync` in its folder, or `pip install --force-reinstall khabar`."


@dataclass(frozen=True, slots=True)
class Check:
    """One part: is it sound, what was found, and what to do where it is not ("" where it is)."""

    part: str
    ok: bool
    found: str
    next_step: str = ""


def check_installation(gazetteers: Sequence[Path] = ()) -> tuple[Check, ...]:
    """Every part Khabar needs, checked by loading it, and the user's own gazetteers: what is read depends on them."""
    return (*_basics(), *_packages(), *_parts(), *map(_own_gazetteer, gazetteers))


def is_compiled() -> bool:
    """Whether the modules that reports are read with are compiled; slower and the same where they are not."""
    from khabar.coding import coder

    return not str(coder.__file__).endswith(".py")


def products_by() -> str:
    """What multiplies matrices for numpy, and which kind of processor it takes this one for."""
    import numpy  # noqa: F401 - brings it along

    libraries = (one for one in threadpool_info() if one["user_api"] == "blas")
    return ", ".join(f"{one['internal_api']} for {one.get('architecture', 'any')}" for one in libraries) or "unknown"


def _basics() -> Iterator[Check]:
    yield Check("khabar", ok=True, found=f"{__version__} on Python {platform.python_version()}")
    modules = "compiled modules" if is_compiled() else "plain Python"
    yield Check("reading", ok=True, found=f"{modules}, products by {products_by()}")
    modern = sqlite3.sqlite_version_info >= (3, 37)
    step = "" if modern else "SQLite 3.37 or newer is needed; use a newer Python build."
    yield Check("sqlite", ok=modern, found=sqlite3.sqlite_version, next_step=step)


def _packages() -> Iterator[Check]:
    for name in _PACKAGES:
        try:
            yield Check(name, ok=True, found=version(name))
        except PackageNotFoundError:
            yield Check(name, ok=False, found="not installed", next_step=_REINSTALL)


def _parts() -> Iterator[Check]:
    for part, load in (
        ("english pipeline", _pipeline),
        ("gazetteer", _gazetteer),
        ("codebook and frames", _coder),
        ("actors", _actors),
        ("theatres", _theatres),
    ):
        yield _tried(part, load)


def _own_gazetteer(file: Path) -> Check:
    from khabar.places.sheet import Sheet
    from khabar.report.wording import things

    def load() -> str:
        sheet = Sheet(file, next_step="Add it again with `khabar gazetteer add`.")
        return f"{things(sheet.place_count, 'place')} from {sheet.source}"

    return _tried(f"your gazetteer {file.stem}", load)


def _tried(part: str, load: Callable[[], str]) -> Check:
    try:
        return Check(part, ok=True, found=load())
    except KhabarError as error:
        return Check(part, ok=False, found=error.message, next_step=error.next_step or _REINSTALL)
    except (OSError, ImportError) as error:
        return Check(part, ok=False, found=f"cannot be loaded: {error}", next_step=_REINSTALL)


def _pipeline() -> str:
    from khabar.language.pipeline import Parser

    return Parser.load().name


def _gazetteer() -> str:
    from khabar.places.gazetteer import Gazetteer

    Gazetteer.load()
    return "loaded"


def _coder() -> str:
    from khabar.coding.coder import Coder

    coder = Coder.load()
    return f"codebook {coder.codebook.version}, {len(coder.codebook.types)} types, {len(coder.lexicon.frames)} frames"


def _actors() -> str:
    from khabar.actors import ActorFinder

    ActorFinder.load()
    return "loaded"


def _theatres() -> str:
    from khabar.packs import load_theatre, theatres

    return ", ".join(load_theatre(name).id for name in theatres())
