"""`khabar theatre`: the theatre packs there are, a draft of a new one, and what is wrong with one."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from khabar.cli.failures import BAD_INPUT
from khabar.cli.options import AsJson
from khabar.errors import BadInput, BadPack

if TYPE_CHECKING:
    from khabar.packs.theatre import Theatre
    from khabar.packs.theatre_draft import Ground

theatre = typer.Typer(
    help="List, draft and check theatre packs: folders that describe a conflict.", no_args_is_help=True
)


@dataclass(frozen=True, slots=True)
class Covered:
    """What a theatre pack covers, as shown and as JSON."""

    id: str
    name: str
    countries: tuple[str, ...]
    start: str
    sides: tuple[str, ...]
    places: int
    actors: int
    roads: int


@theatre.command("list")
def list_(as_json: AsJson = False) -> None:
    """List the theatre packs that come with Khabar, with what each covers."""
    from khabar import packs

    rows = [covered(packs.load_theatre(name)) for name in packs.theatres()]
    if as_json:
        print(json.dumps([asdict(row) for row in rows], ensure_ascii=False))
        return
    for row in rows:
        _show(row)


@theatre.command()
def new(
    name: Annotated[str, typer.Argument(help="Its short name: small letters, digits and hyphens.")],
    country: Annotated[
        list[str], typer.Option("--country", "-c", metavar="XX", help="ISO 3166 code of two letters; may be repeated.")
    ],
    places: Annotated[int, typer.Option(min=1, max=500, help="How many of the most peopled towns to take.")] = 40,
    to: Annotated[Path, typer.Option(help="The folder to write it into.")] = Path(),
) -> None:
    """Draft a theatre pack from the gazetteer: its places, provinces, neighbours, and blanks for the rest."""
    from datetime import date

    from khabar.packs.theatre_draft import draft

    folder = _free_folder(name, to)
    files = draft(name, ground_of(country), towns=places, today=date.today())  # noqa: DTZ011 - a civil day, as on paper
    try:
        folder.mkdir(parents=True)
        for file, text in files.items():
            (folder / file).write_text(text, encoding="utf-8")
    except OSError as error:
        raise BadInput(
            f"Cannot write {folder}: {error.strerror}.", next_step="Name another folder with --to."
        ) from None
    print(f"{folder}: {', '.join(files)}")
    print(f"Fill in what is empty; `khabar theatre check {folder}` tells what is left.")


@theatre.command()
def check(
    pack: Annotated[str, typer.Argument(metavar="NAME_OR_FOLDER", help="A theatre pack: its name or its folder.")],
    as_json: AsJson = False,
) -> None:
    """Tell every fault of a theatre pack, by file, line and field; of a sound one, what it covers and leaves open."""
    from khabar import packs

    faults = packs.check(pack)
    sound = None if faults else packs.load_theatre(pack)
    gaps = (*packs.gaps(sound), *misread(sound, packs.examples(pack))) if sound else ()
    if as_json:
        covers = asdict(covered(sound)) if sound else None
        print(json.dumps({"faults": list(map(_as_row, faults)), "covers": covers, "gaps": gaps}, ensure_ascii=False))
    elif sound:
        _show(covered(sound))
        print("\n".join(("sound", *(f"  note: {gap}" for gap in gaps))))
    else:
        for fault in faults:
            print("\n  ".join(filter(None, (fault.message, fault.next_step))))
        print(f"{len(faults)} fault{'s' if len(faults) > 1 else ''}")
    if faults:
        raise typer.Exit(BAD_INPUT)


def covered(pack: Theatre) -> Covered:
    """What a pack covers."""
    return Covered(
        id=pack.id,
        name=pack.name,
        countries=pack.countries,
        start=pack.start.isoformat(),
        sides=tuple(side.name for side in pack.sides),
        places=len(pack.places),
        actors=len(pack.actors),
        roads=len(pack.roads),
    )


def misread(pack: Theatre, examples: Sequence[tuple[str, dict[str, str]]]) -> Iterator[str]:
    """The places in a pack's example sentences that are not read as the pack says, in words."""
    from khabar.documents import from_text
    from khabar.places.find import Geoparser

    geoparser = Geoparser.load(pack)
    for text, wanted in examples:
        found = {name.span.text: name.place for name in geoparser.find(from_text(text))}
        for words, key in wanted.items():
            place = found.get(words)
            if place is None or place.id != pack.place_by_key[key].place.id:
                yield f"in the example {text!r}, {words!r} is read as {place.id if place else 'no place'}, not {key}"


def ground_of(codes: list[str]) -> Ground:
    """What the gazetteer knows of these countries. Raises BadInput for a code that is none."""
    from khabar.packs.countries import countries
    from khabar.packs.theatre_draft import Ground
    from khabar.places.gazetteer import Gazetteer
    from khabar.places.spelling import plain

    known, gazetteer = countries(), Gazetteer.load()
    wanted = tuple(dict.fromkeys(code.upper() for code in codes))
    for code in wanted:
        if code not in known:
            raise BadInput(f"There is no country {code!r}.", next_step="Countries are ISO 3166 codes such as AF.")
    places = tuple(place for code in wanted for place in gazetteer.places_in(code))
    wide = [plain(place.name) for place in places if place.precision in ("country", "province")]
    disputed = {bearer.place.id for bearers in gazetteer.bearers(wide) for bearer in bearers if bearer.disputed}
    beside = sorted({other for code in wanted for other in known[code].neighbours} - set(wanted))
    return Ground(
        countries=tuple(known[code] for code in wanted),
        beside=tuple(known[code] for code in beside),
        places=places,
        disputed=frozenset(disputed),
        source=gazetteer.source,
    )


def _free_folder(name: str, to: Path) -> Path:
    """Where a new theatre goes. Raises BadInput where its name cannot be one, or is taken."""
    from khabar import packs
    from khabar.packs.theatre_draft import slug

    if slug(name) != name:
        step = f"Small letters, digits and hyphens: {slug(name)}." if slug(name) else "Small letters, digits, hyphens."
        raise BadInput(f"{name!r} cannot be a theatre's name.", next_step=step)
    if name in packs.theatres():
        raise BadInput(f"A theatre {name!r} comes with Khabar.", next_step="Give yours another name.")
    folder = to / name
    if folder.exists():
        step = f"Choose another name, or go on with it: `khabar theatre check {folder}`."
        raise BadInput(f"{folder} is there already; nothing was written.", next_step=step)
    return folder


def _show(row: Covered) -> None:
    print(f"{row.id}: {row.name}, from {row.start}")
    print(f"  {row.places} places, {row.actors} actors, {row.roads} roads")
    print(f"  sides: {', '.join(row.sides)}")


def _as_row(fault: BadPack) -> dict[str, str | int]:
    return {
        "file": fault.file,
        "line": fault.line,
        "field": fault.field,
        "fault": fault.fault,
        "next_step": fault.next_step,
    }
