"""What each field of a theatre's files says: written into a draft, and told beside a fault."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from khabar.errors import BadPack
from khabar.packs.theatre_rows import PLACE_KINDS
from khabar.records import ACTOR_KINDS

MEANINGS: Mapping[str, Mapping[str, str]] = {
    "theatre.yaml": {
        "schema": "Always khabar.theatre/1.",
        "id": "The theatre's short name: small letters, digits and hyphens.",
        "name": "The conflict and its time, as shown above every answer, such as Riverland, spring 2030.",
        "countries": "The countries fought in, as ISO 3166 codes of two letters, such as [AF].",
        "zone": "The IANA time zone of the theatre's civil days, such as Asia/Kabul.",
        "start": "The day the holders in places.csv are given for, as YYYY-MM-DD.",
        "end": "The last day, as YYYY-MM-DD; leave the key out while the conflict lasts.",
        "licence": "What others may do with the pack, such as CC-BY-4.0; positions of GeoNames ask for that one.",
        "retrieved": "The day the facts were gathered, as YYYY-MM-DD.",
        "sources": "Where the facts are from, one a line.",
        "coverage.says": "What the pack covers and what it leaves out, in a sentence or two.",
        "coverage.minimum": "How many rows each table has at least, so that a lost line is noticed.",
        "coverage.examples": "Two or more sentences as reports have them, with the places and actors named in each.",
        "sides": "Who can hold ground, each with id and name, and if known an adjective and the base of its supply.",
        "sides.id": "The side's short name: small letters, digits and hyphens.",
        "sides.name": "The side's name as shown.",
        "sides.base": "The key of the place in places.csv that the side is supplied from.",
        "sides.allies": "The ids of the sides whose ground its supplies may pass.",
    },
    "places.csv": {
        "": "One line for each place to watch.",
        "key": "The place's short name in the pack, such as pul-e-khumri; each once.",
        "name": "The spelling shown.",
        "names": "Further spellings, separated by semicolons; no spelling may stand for two places.",
        "weak_names": "Spellings that count only with context, separated by semicolons.",
        "kind": f"One of {', '.join(PLACE_KINDS)}.",
        "precision": "What the point stands for, such as settlement or site.",
        "country": "The ISO 3166 code of two letters; it holds whatever the gazetteer says.",
        "province": "A name in provinces.csv.",
        "holder": "The id of the side that held it at the start; leave it empty where nobody knows.",
        "lat": "Degrees north, from -90 to 90.",
        "lon": "Degrees east, from -180 to 180.",
        "geonameid": "The GeoNames number; leave it empty where there is none.",
        "population": "A whole number; leave it empty where it is unknown.",
        "uncertainty_km": "The radius the true place lies in.",
    },
    "actors.csv": {
        "": "One line for each body or person that acts.",
        "id": "The actor's short name in the pack, such as river-front; each once.",
        "name": "The spelling shown.",
        "kind": f"One of {', '.join(ACTOR_KINDS)}.",
        "side": "The id of a side in theatre.yaml; leave it empty for those who take none.",
        "aliases": "Further spellings, separated by semicolons; no spelling may stand for two actors.",
        "weak_aliases": "Spellings that count only with context, separated by semicolons.",
        "of": "The id of the actor it belongs to, which has a line of its own.",
    },
    "roads.csv": {
        "": "One line for each road between two places; without roads, take the file away.",
        "id": "The road's short name in the pack; each once.",
        "one": "A key in places.csv.",
        "other": "A key in places.csv.",
        "name": "The road's name; links of one road bear one name.",
        "length_km": "Its length between the two, from 0.1 to 5000.",
        "grade": "1 trunk, 2 main, 3 regional, 4 track.",
    },
    "provinces.csv": {
        "": "One line for each province; without provinces, take the file away.",
        "name": "The spelling shown; each once.",
        "names": "Further spellings, separated by semicolons.",
    },
}


def explained(fault: BadPack) -> BadPack:
    """The fault with what to do: what its field should say, where nothing better is told with it already."""
    step = _meaning(Path(fault.file).name, fault.field)
    if not step or (fault.next_step and fault.fault != "is empty"):
        return fault
    return BadPack(fault.file, fault.fault, line=fault.line, field=fault.field, next_step=step)


def _meaning(file: str, field: str) -> str:
    """The words for a field, or for the nearest one above it; "" = none."""
    known = MEANINGS.get(file, {})
    steps = re.sub(r"\[\d+\]", "", field).split(".")
    nearest = (".".join(steps[:length]) for length in range(len(steps), 0, -1))
    return next((known[name] for name in nearest if name in known), "" if field else known.get("", ""))
