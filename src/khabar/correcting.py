"""What an analyst puts right in a claim: the type, who, where, when, how many, how sure; or that it is none at all.

The coding stays on record; events and control go by the person's word, from its moment on, in every later run.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal, get_args

from khabar.coding.lexicon.codebook import load_codebook
from khabar.errors import BadInput, UnknownPlace
from khabar.judging import judge, only_one
from khabar.linking import put_right
from khabar.picture import Picture
from khabar.places.gazetteer import Gazetteer
from khabar.records import (
    Actor,
    Argument,
    Aspect,
    Claim,
    Correction,
    Count,
    Event,
    Mention,
    Modality,
    Place,
    Polarity,
    RoleName,
)
from khabar.records.correction import CorrectedField
from khabar.records.mention import Counted
from khabar.records.wire import mention_to_json
from khabar.supposing import side_called
from khabar.times import Occurred
from khabar.times.moments import parse_day

LOCATED = ("place", "origin", "destination")
ROLES: tuple[str, ...] = get_args(RoleName)
COUNTED = tuple(what for what in get_args(Counted) if what != "other")
STATUS = ("held", "planned", "stalled", "refused", "none")
MARKS = ("background", "descriptive", "dismissed", "retracted")
WORDS: dict[str, tuple[str, ...]] = {
    "polarity": get_args(Polarity),
    "modality": get_args(Modality),
    "aspect": get_args(Aspect),
    "status": STATUS,
    **dict.fromkeys(MARKS, ("yes", "no")),
}
FIELDS = ("type", "time", *ROLES, *COUNTED, *WORDS)
NONE = "none"

_LISTS = "`khabar events why EVENT` lists the claims of an event."

Became = Literal["kept", "already", "taken back"]

_RANGE = re.compile(r"(\d{1,9})(?:\s*-\s*(\d{1,9})|(\+))?")


@dataclass(frozen=True, slots=True)
class Corrected:
    """What was said of a claim, the claim as it is now (None = dismissed), and the events it stands in.

    `became`: the word was `kept`, or had been said `already`, or those that held were `taken back`.
    """

    corrections: tuple[Correction, ...]
    claim: Claim | None
    events: tuple[Event, ...]
    became: Became


def correct(
    picture: Picture, claim: str, field: str, value: str, *, by: str, note: str = "", seen: int | None = None
) -> Corrected:
    """Puts one field of a claim, named by its id or enough of its beginning, right.

    `field` is one of FIELDS. `value` is as a person writes it: a type of the codebook; a name of a place, actor or side
    (several parted by ";"); a day or `DAY..DAY`; a number, `10-15` or `10+`; yes or no; `none` empties a role, a figure
    or the time. `seen` as in `Store.add_corrections`. Raises UnknownId, AmbiguousId, UnknownPlace, Overtaken, and
    BadInput with what can be given.
    """
    coded = claim_named(picture, claim)
    name, given = _kept_as(picture, _present(picture, coded).mention, field, value.strip())
    correction = Correction(coded.id, name, given, judge(by), note)
    new = picture.put_right([correction], seen=seen)
    return _told(picture, coded, (correction,), "kept" if new else "already")


def as_coded(
    picture: Picture, claim: str, fields: Sequence[str] = (), *, by: str, seen: int | None = None
) -> Corrected:
    """Takes back what people said of some fields of a claim, or of all: it is again as coded.

    Raises UnknownId, AmbiguousId, Overtaken, and BadInput where nobody has said anything.
    """
    coded = claim_named(picture, claim)
    kept = {"count" if field in COUNTED else field for field in fields}
    said = tuple(c for c in picture.corrections() if c.claim_id == coded.id and (not kept or c.field in kept))
    if not said:
        raise BadInput("Nobody has put that right: it is as coded.", next_step="`khabar events why` shows the claims.")
    picture.take_back(coded.id, [c.field for c in said], by=judge(by), seen=seen)
    return _told(picture, coded, said, "taken back")


def claim_named(picture: Picture, given: str) -> Claim:
    """The claim whose id begins so, as coded. Raises UnknownId, AmbiguousId."""
    claims = {claim.id: claim for claim in picture.store.claims()}
    return claims[only_one("claim", given, claims, next_step=_LISTS)]


def _present(picture: Picture, coded: Claim) -> Claim:
    """The claim as people have put it right so far; one that was dismissed as coded."""
    return next(iter(put_right([coded], picture.corrections())), coded)


def _told(picture: Picture, coded: Claim, said: tuple[Correction, ...], became: Became) -> Corrected:
    events = tuple(e for e in picture.events() if any(claim.id == coded.id for claim in e.claims))
    claim = next((claim for event in events for claim in event.claims if claim.id == coded.id), None)
    return Corrected(said, claim, events, became)


def _kept_as(picture: Picture, mention: Mention, field: str, value: str) -> tuple[CorrectedField, Any]:
    """The field of the claim's JSON form that holds it, and the value there."""
    if field in WORDS:
        return _word(field, value)
    if field in COUNTED:
        return "count", _counts(mention, field, value)
    if field in ROLES:
        filled = _arguments(field, value, _places(picture) if field in LOCATED else _actors(picture))
        alone = replace(mention, roles=((field, filled),))  # type: ignore[arg-type]  # one of ROLES
        return field, mention_to_json(alone)["roles"][field]  # type: ignore[return-value]
    if field == "type":
        return "type", _type(value)
    if field == "time":
        return "time", _time(mention, value)
    raise BadInput(f"A claim has no field {field!r}.", next_step=f"Known: {', '.join(FIELDS)}.")


def _word(field: str, value: str) -> tuple[CorrectedField, Any]:
    allowed = WORDS[field]
    if value not in allowed:
        raise BadInput(f"{field} cannot be {value!r}.", next_step=f"Give {', '.join(allowed)}.")
    if field == "status" and value == NONE:
        return "status", ""
    return field, (value == "yes" if field in MARKS else value)  # type: ignore[return-value]


def _type(value: str) -> str:
    types = load_codebook().types
    if value not in types:
        alike = [name for name in types if value and value in name]
        raise BadInput(
            f"The codebook has no type {value!r}.",
            next_step=f"Known: {', '.join(alike or types)}." if alike else "docs/reference/codebook.md lists them.",
        )
    return value


def _time(mention: Mention, value: str) -> Any:
    if value == NONE:
        return None
    first, _, last = value.partition("..")
    start, end = parse_day(first.strip()), parse_day((last or first).strip())
    if end < start:
        raise BadInput("The last day is before the first.", next_step="Give DAY..DAY, the earlier first.")
    occurred = Occurred.within(start, end, precision="day" if start == end else "week", basis="explicit")
    return mention_to_json(replace(mention, occurred=occurred))["time"]


def _counts(mention: Mention, what: str, value: str) -> Any:
    kept = [count for count in mention.counts if count.what != what]
    if value != NONE:
        found = _RANGE.fullmatch(value)
        if found is None or (found[2] and int(found[2]) < int(found[1])):
            raise BadInput(f"{value!r} is no number of people.", next_step="Give 12, 10-15, 10+ or none.")
        low, high = int(found[1]), int(found[2]) if found[2] else None
        best = low if high is None and not found[3] else None
        kept.append(Count(what, value, low, best, high if best is None else best))  # type: ignore[arg-type]
    return mention_to_json(replace(mention, counts=tuple(kept)))["count"]


Resolve = Callable[[str], Place | Actor | None]


def _arguments(field: str, value: str, resolve: Resolve) -> tuple[Argument, ...]:
    names = () if value == NONE else tuple(name for name in map(str.strip, value.split(";")) if name)
    if not names and value != NONE:
        raise BadInput(f"{field} is empty.", next_step=f"Give a name, or {NONE}.")
    return tuple(Argument(None, resolve(name), stands_for=name) for name in names)


def _places(picture: Picture) -> Resolve:
    theatre = picture.theatre_named

    def place(name: str) -> Place:
        if theatre is not None:
            try:
                return theatre.place_named(name).place
            except UnknownPlace:
                pass  # it may be a place the theatre does not watch
        found = Gazetteer.load(own=picture.gazetteers).find(name)
        if not found:
            raise UnknownPlace(name, ())
        countries = theatre.countries if theatre else ()
        return next((f.bearer.place for f in found if f.bearer.place.country in countries), found[0].bearer.place)

    return place


def _actors(picture: Picture) -> Resolve:
    theatre = picture.theatre_named

    def actor(name: str) -> Actor | None:
        """None = nobody that is known; the words are kept."""
        if theatre is None:
            return None
        wanted = name.casefold()
        for known in theatre.actors:
            if wanted in (known.actor.id.casefold(), *(alias.casefold() for alias in known.aliases)):
                return known.actor
        side = side_called(name, theatre)
        return next((a.actor for a in theatre.actors if side is not None and a.actor.side == side.id), None)

    return actor
