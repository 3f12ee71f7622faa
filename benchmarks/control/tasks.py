"""A conflict as a task gives it, made into a theatre: its towns, its parties, and who held what on the first day."""

from __future__ import annotations

import csv
import json
import re
import subprocess
import sys
import tempfile
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from khabar.actors.wording import ActorWords
from khabar.packs.theatre import Side, Theatre, TheatreActor, TheatrePlace
from khabar.places.distance import distance_km
from khabar.places.gazetteer import Gazetteer
from khabar.places.spelling import plain
from khabar.records import Actor, Place

# Party names of these words alone are generic: safe only where the report is about this war.
_STATE = re.compile(r"(?i)(?<!anti-)\b(?:government|army|military)\b")
_GOVERNMENT = re.compile(r"(?i)(?<!anti-)(?<!pro-)\bgovernment(?!\s+(?:forces|troops|army))\b")
SAME_TOWN_KM = 25.0


@dataclass(frozen=True)
class Task:
    """One conflict: its theatre, and for each place key the name, first and last day to answer for."""

    conflict: str
    theatre: Theatre
    asked: Mapping[str, tuple[str, date, date]]

    @property
    def first_days(self) -> dict[str, date]:
        """By place key, the day for which its holder is given."""
        return {key: start for key, (_, start, _) in self.asked.items()}


def tasks_in(tasks: Path, *, names: Path | None) -> list[Task]:
    """The conflicts of a task file, in its order.

    Parties are read from each row's `parties` (id to names) where there are any, else from `names`, a CSV of conflict,
    holder, aliases; a party of which neither says anything goes by its id.
    """
    rows: dict[str, list[dict[str, Any]]] = {}
    for line in tasks.read_text(encoding="utf-8").splitlines():
        if line.strip():
            row = json.loads(line)
            rows.setdefault(row["conflict"], []).append(row)
    known = _named_in(names) if names else {}
    return [_task(conflict, found, known.get(conflict, {})) for conflict, found in rows.items()]


def development_tasks(folder: Path) -> list[Task]:
    """The conflicts of the development set, as its scorer hands them out."""
    with tempfile.TemporaryDirectory() as scratch:
        tasks = Path(scratch) / "tasks.jsonl"
        subprocess.run([sys.executable, str(folder / "score.py"), "tasks", str(tasks)], check=True)  # noqa: S603
        return tasks_in(tasks, names=folder / "gold" / "holders.csv")


def _named_in(file: Path) -> dict[str, dict[str, list[str]]]:
    found: dict[str, dict[str, list[str]]] = {}
    with file.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            found.setdefault(row["conflict"], {})[row["holder"]] = [a for a in row["aliases"].split(";") if a]
    return found


def _task(conflict: str, rows: list[dict[str, Any]], names: Mapping[str, list[str]]) -> Task:
    parties = {holder: list(names.get(holder, [])) for row in rows for holder in _holders(row)}
    for row in rows:
        for holder, more in _parties(row).items():
            parties[holder] = more
    keys = _keys(rows)
    countries = _country_codes({row["country"] for row in rows if row.get("country")})
    theatre = Theatre(
        id=conflict.replace("_", "-"),
        name=conflict,
        countries=tuple(sorted(set(countries.values()))),
        zone="UTC",
        start=min(date.fromisoformat(row["covered_from"]) for row in rows),
        sides=tuple(Side(holder, (parties[holder] or [holder])[0]) for holder in parties),
        places=tuple(_place(conflict, key, row, countries) for key, row in keys.items()),
        actors=tuple(
            actor
            for holder, spelled in parties.items()
            for actor in _actors(holder, _with_peoples(spelled or [holder]), set(countries))
        ),
        roads=(),
    )
    asked = {
        key: (row["place"], date.fromisoformat(row["covered_from"]), date.fromisoformat(row["covered_to"]))
        for key, row in keys.items()
    }
    return Task(conflict, theatre, asked)


def _holders(row: Mapping[str, Any]) -> list[str]:
    given = [h if isinstance(h, str) else h.get("id") or h["holder"] for h in row.get("holders", [])]
    return list(dict.fromkeys((*given, row["initial_holder"])))


def _parties(row: Mapping[str, Any]) -> dict[str, list[str]]:
    """The parties a row names: `{id: [names]}`, or a list of `{id, names}`; empty where it names none."""
    given = row.get("parties") or [h for h in row.get("holders", []) if isinstance(h, dict)]
    if isinstance(given, dict):
        return {holder: _listed(names) for holder, names in given.items()}
    found = {}
    for party in given:
        holder = party.get("id") or party["holder"]
        found[holder] = _listed(party.get("names") or party.get("aliases") or party.get("name") or holder)
    return found


def _listed(names: Any) -> list[str]:
    return [n for n in names.split(";") if n] if isinstance(names, str) else list(names)


def _keys(rows: Iterable[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {_key(row["place"]): row for row in rows}


def _key(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def _place(conflict: str, key: str, row: Mapping[str, Any], countries: Mapping[str, str]) -> TheatrePlace:
    names = (row["place"], *row.get("aliases", ()))
    lat, lon = float(row["lat"]), float(row["lon"])
    place = _in_gazetteer(names, lat=lat, lon=lon) or Place(
        id=f"{conflict}:{key}",
        name=row["place"],
        precision="settlement",
        lat=lat,
        lon=lon,
        country=countries.get(row.get("country", ""), ""),
    )
    return TheatrePlace(key, place, names, holder=row["initial_holder"])


def _in_gazetteer(names: Iterable[str], *, lat: float, lon: float) -> Place | None:
    """The town the gazetteer has under one of the names near the given point; None = it has none."""
    gazetteer = Gazetteer.load()
    towns = [b.place for name in names for b in gazetteer.named(plain(name)) if b.place.precision == "settlement"]
    placed = [
        (distance_km(lat=lat, lon=lon, other_lat=p.lat, other_lon=p.lon), p.id, p)
        for p in towns
        if p.lat is not None and p.lon is not None
    ]
    nearest = min(placed, key=lambda found: found[:2], default=None)
    return nearest[2] if nearest and nearest[0] <= SAME_TOWN_KM else None


def _with_peoples(names: Iterable[str]) -> list[str]:
    """The names, a country's with those of its people: "Kenya" also goes by "Kenyan"."""
    words = ActorWords.load()
    codes = {name: code for code, name in words.countries.items()}
    found = [
        (name, [" ".join(key) for key, code in words.adjectives.items() if code == codes.get(name)]) for name in names
    ]
    return list(dict.fromkeys(n for name, peoples in found for n in (name, *(p.title() for p in peoples))))


def _actors(holder: str, names: list[str], countries: Set[str]) -> Iterator[TheatreActor]:
    """A party: who fights for it and, where it is a state, its government, under the names that are a government's."""
    ruling = [name for name in names if _GOVERNMENT.search(name) or name in countries]
    if not any(_STATE.search(name) for name in names):
        yield _actor(holder, holder, names, kind="armed group")
        return
    fighting = [name for name in names if name not in ruling]
    if fighting:
        yield _actor(f"{holder}:forces", holder, fighting, kind="state force")
    yield _actor(holder, holder, ruling, kind="government")


def _actor(id_: str, side: str, names: list[str], *, kind: str) -> TheatreActor:
    """Capitalised names are the party's own; "the rebels" and "the army" are anybody's elsewhere."""
    own = [name for name in names if any(c.isupper() for c in name)]
    weak = [name for name in names if name not in own]
    actor = Actor(id_, (own or names or [side])[0], kind, side=side)
    return TheatreActor(actor, tuple(own), tuple(weak))


def _country_codes(names: Iterable[str]) -> dict[str, str]:
    """ISO codes of country names, by the gazetteer."""
    gazetteer = Gazetteer.load()
    found = {}
    for name in names:
        codes = [
            b.place.country for b in gazetteer.named(plain(name)) if b.place.precision == "country" and b.place.country
        ]
        if codes:
            found[name] = codes[0]
    return found
