"""A pack's folder: where it lies and how its files are read."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

from khabar.errors import BadPack, UnknownTheatre

_LARGEST_FILE = 50_000_000  # bytes; a pack is written by hand


def shipped_folder() -> Path:
    """The folder of the theatres that come with Khabar."""
    return Path(str(resources.files("khabar") / "data" / "theatres"))


def theatre_folders(*more: Path) -> dict[str, Path]:
    """Theatres by folder name: the shipped ones, then those in `more`, which win over shipped ones of the same name."""
    found: dict[str, Path] = {}
    for place in (shipped_folder(), *more):
        if place.is_dir():
            found.update({f.name: f for f in sorted(place.iterdir()) if (f / "theatre.yaml").is_file()})
    return found


def folder_of(path_or_name: str | Path, *more: Path) -> Path:
    """The folder of a theatre given by name or by path. Raises UnknownTheatre."""
    known = theatre_folders(*more)
    if str(path_or_name) in known:
        return known[str(path_or_name)]
    folder = Path(path_or_name)
    if folder.name == "theatre.yaml":
        folder = folder.parent
    if (folder / "theatre.yaml").is_file():
        return folder
    if folder.is_dir():
        raise BadPack(str(folder / "theatre.yaml"), "is missing", next_step="A theatre's folder needs theatre.yaml.")
    raise UnknownTheatre(str(path_or_name), tuple(sorted(known)))


def read_text(folder: Path, name: str) -> str:
    """A file of the pack as UTF-8 text. Raises BadPack where it is missing, too large or no text."""
    path = folder / name
    if not path.is_file():
        raise BadPack(str(path), "is missing")
    if path.stat().st_size > _LARGEST_FILE:
        raise BadPack(str(path), f"is larger than {_LARGEST_FILE // 1_000_000} MB")
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        raise BadPack(str(path), "is not UTF-8", line=line) from None
