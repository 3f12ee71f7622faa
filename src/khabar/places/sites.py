"""Sites and roads: "Bagram air base", "the Kabul-Kandahar highway", told by the words after a name."""

from __future__ import annotations

from collections.abc import Sequence

from khabar.places.distance import distance_km
from khabar.places.wording import Word
from khabar.places.words import PlaceWords
from khabar.records import Place, Precision

# How far from the point of a place what lies in it, or is named for it, may lie.
_DOUBT_KM: dict[str, float] = {"settlement": 15.0, "district": 30.0, "province": 80.0}


def site_after(words: Sequence[Word], last: int, lexicon: PlaceWords) -> int | None:
    """The last word of "Bagram air base" where a name ends at `last`; None where no site word follows."""
    opening = words[last + 1].key if last + 1 < len(words) else ""
    for ending in lexicon.site_endings.get(opening, ()):
        following = words[last + 1 : last + 1 + len(ending)]
        if [w.key for w in following] == list(ending) and all(w.goes_on for w in following):
            return last + len(ending)
    return None


def route_after(words: Sequence[Word], last: int, lexicon: PlaceWords) -> int | None:
    """The last word of "Kabul-Kandahar highway"; None where no word for a road follows."""
    following = words[last + 1] if last + 1 < len(words) else None
    if following is not None and following.goes_on and following.key in lexicon.lists.route:
        return last + 1
    return None


def route_before(words: Sequence[Word], first: int, joint: str, lexicon: PlaceWords) -> int | None:
    """The word for a road before "between X and Y" or "from X to Y", where X starts at `first`; None for no road."""
    opening = {"and": ("between", "linking", "connecting"), "to": ("from", "linking", "connecting")}[joint]
    if first < 2 or words[first].gap.strip() or words[first - 1].key not in opening:
        return None
    head = words[first - 2]
    return first - 2 if head.key in lexicon.lists.route and head.sentence == words[first].sentence else None


def site_at(place: Place | None, name: str) -> Place | None:
    """The site as a place: at its town's point, with the town's neighbourhood as its doubt."""
    if place is not None and place.precision == "site":
        return place  # the theatre has the site itself
    return put_in(place, name, "site") if place is not None else None


def put_in(holder: Place, name: str, precision: Precision) -> Place | None:
    """What is known only to lie in a place: at its point, in doubt by its size; None in what is too large for that."""
    if holder.precision not in _DOUBT_KM:
        return None
    slug = "-".join(name.casefold().split())
    return Place(
        id=f"{holder.id}/{slug}",
        name=name,
        precision=precision,
        lat=holder.lat,
        lon=holder.lon,
        country=holder.country,
        admin1=holder.admin1,
        uncertainty_km=_DOUBT_KM[holder.precision],
    )


def route_between(one: Place, other: Place, name: str) -> Place | None:
    """The road between two places, at the middle of the straight line, in doubt by half its length."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return None
    ends = "-".join(sorted((one.id, other.id)))
    length = distance_km(lat=one.lat, lon=one.lon, other_lat=other.lat, other_lon=other.lon)
    return Place(
        id=f"route:{ends}",
        name=name,
        precision="route",
        lat=(one.lat + other.lat) / 2,
        lon=(one.lon + other.lon) / 2,
        country=one.country if one.country == other.country else "",
        uncertainty_km=round(length / 2, 1),
    )
