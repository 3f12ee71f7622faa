"""A theatre's files as a first draft: what the gazetteer knows is written, what only people know is left empty."""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from khabar.packs.countries import Country
from khabar.packs.neighbourhood import neighbours
from khabar.packs.theatre_rows import ACTOR_COLUMNS, ACTOR_MORE, PLACE_COLUMNS, PLACE_MORE, ROAD_COLUMNS
from khabar.packs.theatre_schema import SCHEMA
from khabar.packs.theatre_words import MEANINGS
from khabar.records import Place

_DETOUR = 1.25  # a road is about that much longer than the straight line
_SEAT = "largest town of its province, taken for its seat"
_DISPUTED = "disputed; the country is as the gazetteer gives it"
_PLACE_ORDER = (*PLACE_COLUMNS[:3], "weak_names", *PLACE_COLUMNS[3:5], "province", "admin1", "country", "sets")
_PLACES_HEADER = (*_PLACE_ORDER, *(c for c in (*PLACE_COLUMNS, *PLACE_MORE) if c not in _PLACE_ORDER))
_ACTORS_HEADER = (*ACTOR_COLUMNS, *ACTOR_MORE)
_PROVINCES_HEADER = ("name", "names", "admin1", "geonameid", "note")
_Cells = dict[str, object]


@dataclass(frozen=True, slots=True)
class Ground:
    """What the gazetteer says of the land a theatre is to lie in.

    `places` are all it has of `countries`; `disputed` the ids of those countries and provinces among them that several
    states claim. `source` names the gazetteer.
    """

    countries: tuple[Country, ...]
    beside: tuple[Country, ...]
    places: tuple[Place, ...]
    disputed: frozenset[str]
    source: str


def draft(name: str, ground: Ground, *, towns: int, today: date) -> dict[str, str]:
    """The files of a theatre called `name`, by file name: the `towns` most peopled, and the largest of each province.

    Sides, start, holders and roads are left for people to say; roads are proposed between neighbours, as comments.
    """
    provinces = _provinces(ground)
    places = list(_places(ground, provinces, towns=towns))
    actors = [_neighbour(country) for country in ground.beside]
    counts = {"places": len(places), "provinces": len(provinces), "actors": max(1, len(actors))}
    files = {
        "theatre.yaml": _theatre(name, ground, counts, today=today),
        "places.csv": _table("places.csv", _PLACES_HEADER, (cells for _, cells in places)),
        "actors.csv": _table("actors.csv", _ACTORS_HEADER, actors),
        "roads.csv": _roads(places),
    }
    if provinces:
        rows = (_province(label, place, ground.disputed) for label, place in provinces.values())
        files["provinces.csv"] = _table("provinces.csv", _PROVINCES_HEADER, rows)
    return files


def _provinces(ground: Ground) -> dict[tuple[str, str], tuple[str, Place]]:
    """The provinces by country and code, each with a name that no other has."""
    label = _naming("{} ({})")
    divisions = sorted((p for p in ground.places if p.precision == "province"), key=lambda p: (p.country, p.name))
    return {(p.country, p.admin1): (label(p.name, p.country), p) for p in divisions}


def _places(
    ground: Ground, provinces: Mapping[tuple[str, str], tuple[str, Place]], *, towns: int
) -> Iterator[tuple[Place, _Cells]]:
    """The places to watch as rows, most peopled first."""
    settled = [p for p in ground.places if p.precision == "settlement" and p.lat is not None]
    settled.sort(key=lambda p: (-p.population, p.id))
    seats = _seats(settled, provinces)
    chosen = {place.id for place in settled[:towns]} | seats
    claimed, label, key = _claimed(ground), _naming("{} ({})"), _naming("{}-{}", "-")
    for place in settled:
        if place.id in chosen:
            province, _ = provinces.get((place.country, place.admin1), ("", None))
            apart = province or place.country
            is_disputed = {(place.country, ""), (place.country, place.admin1)} & claimed
            notes = (_SEAT if place.id in seats else "", _DISPUTED if is_disputed else "")
            row: _Cells = {
                "key": key(slug(place.name) or "place", slug(apart)),
                "name": label(place.name, apart),
                "kind": "capital" if place.id in seats else "town",
                "province": province,
                "note": "; ".join(filter(None, notes)),
            }
            yield place, row | _as_given(place)


def _seats(settled: Sequence[Place], provinces: Iterable[tuple[str, str]]) -> set[str]:
    """The ids of the first town of each province."""
    first: dict[tuple[str, str], str] = {}
    for place in settled:
        first.setdefault((place.country, place.admin1), place.id)
    return {first[unit] for unit in provinces if unit in first}


def _as_given(place: Place) -> _Cells:
    """The cells that the gazetteer fills."""
    return {
        "precision": place.precision,
        "country": place.country,
        "admin1": place.admin1,
        "lat": place.lat,
        "lon": place.lon,
        "geonameid": place.geonameid,
        "population": place.population or "",
    }


def _claimed(ground: Ground) -> frozenset[tuple[str, str]]:
    """The countries (without a code) and provinces that several states claim."""
    wholes = (p for p in ground.places if p.precision in ("country", "province"))
    return frozenset((p.country, p.admin1) for p in wholes if p.id in ground.disputed)


def _naming(pattern: str, joint: str = " ") -> Callable[[str, str], str]:
    """Gives each name once: where it is taken, what tells it apart is added by `pattern`, then a number by `joint`."""
    taken: set[str] = set()

    def named(name: str, apart: str) -> str:
        longer = pattern.format(name, apart)
        tries = (name, longer, *(f"{longer}{joint}{n}" for n in range(2, 1000)))
        free = next(words for words in tries if words.casefold() not in taken)
        taken.add(free.casefold())
        return free

    return named


def slug(name: str) -> str:
    """A name as a key: small Latin letters, digits and hyphens; "" = none in it."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
    return re.sub(r"[^a-z0-9]+", "-", re.sub("['`]", "", plain)).strip("-")


def _province(label: str, place: Place, disputed: frozenset[str]) -> _Cells:
    note = _DISPUTED if place.id in disputed else ""
    return {"name": label, "admin1": place.admin1, "geonameid": place.geonameid, "note": note}


def _neighbour(country: Country) -> _Cells:
    return {
        "id": f"country:{country.code}",
        "name": country.name,
        "kind": "country",
        "country": country.code,
        "note": "neighbour by land",
    }


def _roads(places: Sequence[tuple[Place, _Cells]]) -> str:
    """The table of roads without a row: each pair of neighbours is proposed in a comment."""
    cells = {place.id: row for place, row in places}
    proposed: list[_Cells] = []
    for one, other, apart_km in neighbours([place for place, _ in places]):
        ends = (cells[one.id], cells[other.id])
        proposed.append({
            "id": f"r{len(proposed) + 1:03}",
            "one": ends[0]["key"],
            "other": ends[1]["key"],
            "name": f"{ends[0]['name']}-{ends[1]['name']} road",
            "length_km": max(1, round(apart_km * _DETOUR)),
            "grade": 3,
        })  # fmt: skip
    lines = _rows(ROAD_COLUMNS, proposed)
    head = _table("roads.csv", ROAD_COLUMNS, ())
    asked = "# Neighbours on the map, a quarter longer than the straight line. Where a road joins two, take the # away"
    return f"{head}{asked}\n# and correct name, length and grade.\n" + "".join(f"# {line}\n" for line in lines)


def _table(file: str, header: Sequence[str], rows: Iterable[_Cells]) -> str:
    """A CSV table whose columns are told in comments below the header."""
    told = MEANINGS[file]
    words = [told[""], *(f"{column}: {told[column]}" for column in header if column in told)]
    comments = "".join(f"# {line}\n" for line in words)
    return f"{','.join(header)}\n{comments}" + "".join(f"{line}\n" for line in _rows(header, rows))


def _rows(header: Sequence[str], rows: Iterable[_Cells]) -> list[str]:
    out = io.StringIO()
    csv.DictWriter(out, header, restval="", lineterminator="\n").writerows(rows)
    return out.getvalue().splitlines()


def _theatre(name: str, ground: Ground, counts: Mapping[str, int], *, today: date) -> str:
    """theatre.yaml with its blanks, each under a comment that says what to write."""
    told = MEANINGS["theatre.yaml"]
    zone = ground.countries[0].zone
    return f"""\
# Drafted from the gazetteer. Fill in what is empty: `khabar theatre check {name}` tells what is left.
schema: {SCHEMA}
id: {name}
# {told["name"]}
name:
# {told["countries"]}
countries: [{", ".join(country.code for country in ground.countries)}]
# {told["zone"]}
zone:{f" {zone}" if zone else ""}
# {told["start"]}
start:

licence: CC-BY-4.0
retrieved: {today.isoformat()}
# {told["sources"]}
sources:
  - {json.dumps(f"places, positions and ids - {ground.source}", ensure_ascii=False)}

coverage:
  # {told["coverage.says"]}
  says:
  # {told["coverage.minimum"]}
  minimum: {{{", ".join(f"{table}: {count}" for table, count in counts.items())}}}
  # {told["coverage.examples"]}
  examples:
  #  - text: The River Front entered Daranburg.
  #    places: {{Daranburg: daranburg}}
  #    actors: {{River Front: river-front}}

# {told["sides"]}
sides:
#  - id: state
#    name: Government
#    adjective: government
#    base: ostrel
#  - id: front
#    name: River Front
#    adjective: rebel
"""
