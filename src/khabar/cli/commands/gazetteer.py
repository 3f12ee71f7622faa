"""`khabar gazetteer`: the user's own gazetteers, beside the one that comes with Khabar."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from khabar.cli.options import AsJson
from khabar.cli.shelf import own_gazetteers, own_shelf
from khabar.errors import BadInput, MissingPart

if TYPE_CHECKING:
    from khabar.places.gazetteer import Found
    from khabar.places.own.build import Order

gazetteer = typer.Typer(help="Add places of your own to those Khabar knows; see which it knows.", no_args_is_help=True)
_SPELT_ALIKE = "No place is spelt so; these are spelt alike:"


@dataclass(frozen=True, slots=True)
class Held:
    """A gazetteer of the user, as shown and as JSON."""

    name: str
    source: str
    places: int
    names: int
    left_out: int
    set_aside: int
    bytes: int


@gazetteer.command()
def add(
    files: Annotated[
        list[Path],
        typer.Argument(metavar="FILES", help="GeoNames country files (.txt, .zip), CSV tables or GeoJSON files."),
    ],
    name: Annotated[str, typer.Option(help="Make one gazetteer of this name. Default: one a file, called so.")] = "",
    classes: Annotated[
        str,
        typer.Option(metavar="P,S.AIRP,...", help="Which GeoNames classes and codes to read, instead of the usual."),
    ] = "",
    country: Annotated[
        str, typer.Option(metavar="XX", help="Read this country's places only; rows that name no country lie in it.")
    ] = "",
    as_json: AsJson = False,
) -> None:
    """Read places from files, beside those Khabar knows. Safe to stop and to repeat.

    Rows that cannot be read are set aside and counted. A gazetteer of the same name is replaced.
    """
    from khabar.cli.progress import shown
    from khabar.places.own.build import build

    shelf = own_shelf()
    for order in _orders(files, name, classes, country):
        file = shelf.file_of(order.name)
        try:
            for _ in shown(build(order, file), noun="rows", size=int, quiet=as_json):
                pass
        except OSError as fault:
            raise _unwritable(shelf.folder, fault) from None
        if as_json:
            print(json.dumps(asdict(_held(file)), ensure_ascii=False))
        else:
            _tell(file)


def _orders(files: list[Path], name: str, classes: str, country: str) -> Iterator[Order]:
    from khabar.places.own.build import Order
    from khabar.places.own.features import Selection
    from khabar.places.own.source import Source

    sources = [Source.at(file) for file in files]
    selection = Selection.of(classes.split(","))
    if name:
        yield Order(name, tuple(sources), selection, country.upper())
        return
    for source in sources:
        own = re.sub(r"[^A-Za-z0-9_-]+", "-", source.path.stem).strip("-_")
        yield Order(own, (source,), selection, country.upper())


def _unwritable(folder: Path, fault: OSError) -> BadInput:
    return BadInput(
        f"{folder} cannot be written: {fault.strerror or fault}.",
        next_step="Make room, or name another folder by KHABAR_GAZETTEERS; then run the same command again.",
    )


def _held(file: Path) -> Held:
    """What a gazetteer holds. Raises MissingPart where its file is damaged."""
    from khabar.places.gazetteer import ADD_AGAIN
    from khabar.places.gazetteer_file import open_file

    facts = open_file(file, next_step=ADD_AGAIN).facts
    return Held(
        name=file.stem,
        source=facts["source"],
        places=facts["places"],
        names=facts["names"],
        left_out=facts["rows"] - facts["places"] - facts["aside"],
        set_aside=facts["aside"],
        bytes=file.stat().st_size,
    )


def _tell(file: Path) -> None:
    """What became of the rows of a gazetteer, in words."""
    from khabar.places.gazetteer_file import open_file
    from khabar.plain_text import clean
    from khabar.report.wording import things

    held = _held(file)
    print(clean(_line(held)))
    if held.left_out:
        print(f"  {held.left_out:,} {'row is' if held.left_out == 1 else 'rows are'} of other classes or countries.")
    if held.set_aside:
        print(f"  {things(held.set_aside, 'row')} set aside:")
        for where in open_file(file).facts["shown"]:
            *place, reason = (part for part in where if part)
            print(clean(f"    {', '.join(place)}: {reason}"))
        if held.set_aside > len(open_file(file).facts["shown"]):
            print("    ...")


def _line(held: Held) -> str:
    from khabar.report.wording import things

    size = f"{held.bytes / 1e6:,.1f} MB" if held.bytes >= 100_000 else f"{held.bytes / 1e3:.1f} kB"
    return f"{held.name}: {things(held.places, 'place')}, {held.names:,} spellings, {size}; from {held.source}"


@gazetteer.command("list")
def list_(as_json: AsJson = False) -> None:
    """List your gazetteers: how many places and names each has, and from what it was made."""
    from khabar.plain_text import clean

    shelf = own_shelf()
    rows: list[dict[str, object]] = []
    for file in shelf.files():
        try:
            held = _held(file)
        except MissingPart as fault:
            rows.append({"name": file.stem, "error": fault.as_json()})
            lines = f"{file.stem}: {fault}"
        else:
            rows.append(asdict(held))
            lines = _line(held)
        if not as_json:
            print(clean(lines))
    if as_json:
        print(json.dumps(rows, ensure_ascii=False))
    elif not rows:
        print(f"None in {shelf.folder}. `khabar gazetteer add` makes one.")


@gazetteer.command()
def remove(name: Annotated[str, typer.Argument(help="The gazetteer's name.")]) -> None:
    """Remove one of your gazetteers, or what there is of one that was not finished."""
    own_shelf().remove(name)
    print(f"{name} is removed.")


@gazetteer.command()
def find(
    name: Annotated[str, typer.Argument(help="A place's name in any spelling, or its P-code.")],
    as_json: AsJson = False,
) -> None:
    """Show which places bear a name, in which gazetteers; those spelt alike where none is spelt so."""
    from khabar.places.gazetteer import Gazetteer
    from khabar.plain_text import clean

    found = Gazetteer.load(own=own_gazetteers()).find(name)
    if as_json:
        print(json.dumps([_row(each) for each in found], ensure_ascii=False))
        return
    if not found:
        raise BadInput(f"No gazetteer has a place {name!r}.", next_step="`khabar gazetteer add` adds places.")
    if found[0].bearer.how == "folded":
        print(_SPELT_ALIKE)
    for each in found:
        print(clean(_shown(each)))


def _row(found: Found) -> dict[str, object]:
    from khabar.records.wire import resolved_to_json

    how = "like spelling" if found.bearer.how == "folded" else found.bearer.how
    return {"place": resolved_to_json(found.bearer.place), "how": how, "gazetteers": list(found.gazetteers)}


def _shown(found: Found) -> str:
    """A place in one line: what it is, where, and who says so."""
    place = found.bearer.place
    point = "no point" if place.lat is None or place.lon is None else f"{place.lat:.4f}, {place.lon:.4f}"
    facts = (
        f"{place.precision}, no more" if found.bearer.former else place.precision,
        ".".join(part for part in (place.country, place.admin1) if part),
        f"{place.population:,} people" if place.population else "",
        point,
        place.id,
        f"P-code {place.pcode}" if place.pcode and not place.id.startswith("pcode:") else "",
    )
    return f"{place.name}: {'; '.join(fact for fact in facts if fact)} (in {', '.join(found.gazetteers)})"
