"""Sites, roads and unknown places: names the gazetteer does not have, told by the words around them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from khabar.places.setting import kind_of
from khabar.places.wording import Word
from khabar.places.words import PlaceWords
from khabar.records import Place

_NEIGHBOURHOOD_KM = 15.0
_HYPHENS = {"-", "–", "—", "/"}
_IN = {"in", "near", "at", "outside", "inside", "around", "towards", "toward", "from", "into"}


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words `first` to `last` (included) that name a `kind`: site, route, or an unknown place of a unit's kind."""

    first: int
    last: int
    kind: str


def site_after(words: Sequence[Word], last: int, lexicon: PlaceWords) -> int | None:
    """The last word of "Bagram air base" where a name ends at `last`; None where no site word follows."""
    for ending in lexicon.site_endings:
        following = words[last + 1 : last + 1 + len(ending)]
        if [w.key for w in following] == list(ending) and all(_goes_on(w) for w in following):
            return last + len(ending)
    return None


def route_after(words: Sequence[Word], last: int, lexicon: PlaceWords) -> int | None:
    """The last word of "Kabul-Kandahar highway"; None where no word for a road follows."""
    following = words[last + 1] if last + 1 < len(words) else None
    if following is not None and _goes_on(following) and following.key in lexicon.lists.route:
        return last + 1
    return None


def site_at(place: Place | None, name: str) -> Place | None:
    """The site as a place: at its town's point, with the town's neighbourhood as its doubt."""
    if place is None or place.precision not in ("settlement", "site", "district"):
        return None
    slug = "-".join(name.casefold().split())
    return Place(
        id=f"{place.id}/{slug}",
        name=name,
        precision="site",
        lat=place.lat,
        lon=place.lon,
        country=place.country,
        admin1=place.admin1,
        uncertainty_km=_NEIGHBOURHOOD_KM,
    )


def route_between(one: Place, other: Place, name: str) -> Place | None:
    """The road between two places, at the middle of the straight line, in doubt by half its length."""
    from khabar.places.distance import distance_km

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


def unknown_names(words: Sequence[Word], taken: frozenset[int], lexicon: PlaceWords) -> Iterator[Stretch]:
    """Capitalised runs in a place's position that are no known name: "the village of Habeet", "Habeet town"."""
    i = 0
    while i < len(words):
        last = _run(words, i, taken, lexicon)
        if last is None:
            i += 1
            continue
        stretch = _placed(words, i, last, lexicon)
        if stretch is not None:
            yield stretch
        i = last + 1


def _run(words: Sequence[Word], first: int, taken: frozenset[int], lexicon: PlaceWords) -> int | None:
    """The last word of the capitalised run that starts here, with its linking particles; None where none starts."""
    if not _is_name_word(words[first], first, taken, lexicon):
        return None
    last = first
    while last + 1 < len(words) and last - first < 4:
        following = words[last + 1]
        if not _goes_on(following):
            break
        if _is_name_word(following, last + 1, taken, lexicon):
            last += 1
        elif following.gap in _HYPHENS and last + 2 < len(words) and words[last + 2].gap in _HYPHENS:
            last += 2  # Pul-e-Khumri
        elif following.key in ("al", "el") and last + 2 < len(words) and words[last + 2].capital:
            last += 2
        else:
            break
    return last


def _is_name_word(word: Word, i: int, taken: frozenset[int], lexicon: PlaceWords) -> bool:
    return (
        word.capital
        and not word.loud
        and not word.opens
        and i not in taken
        and not word.text.isupper()
        and len(word.key) > 2
        and word.key not in lexicon.lists.calendar
        and word.key not in lexicon.lists.title
        and word.key not in lexicon.lists.organisation
        and word.key not in lexicon.lists.direction
        and word.key not in lexicon.common
    )


def _placed(words: Sequence[Word], first: int, last: int, lexicon: PlaceWords) -> Stretch | None:
    """The run as a place's name, if the words around say so; people and bodies are left alone."""
    start = first
    if first and words[first].gap in _HYPHENS and words[first - 1].key in ("al", "el", "ar", "as", "ash", "ad", "an"):
        start = first - 1
    end = last + 1
    after = words[end] if end < len(words) and _goes_on(words[end]) else None
    before = words[start - 1] if start and not words[start].gap.strip() else None
    if after is not None and after.capital and not kind_of(after.key, lexicon):
        return None
    if (site := site_after(words, last, lexicon)) is not None:
        return Stretch(start, site, "site")
    if after is not None and (kind := kind_of(after.key, lexicon)) and kind != "region":
        return Stretch(start, last, kind)
    if before is None:
        return None
    if before.key == "of" and start >= 2 and (kind := kind_of(words[start - 2].key, lexicon)):
        return Stretch(start, last, kind)
    if before.key in lexicon.lists.settlement and not before.capital:
        return Stretch(start, last, "settlement")
    if before.key in _IN and words[first].key not in lexicon.given:
        return Stretch(start, last, "unknown")
    return None


def _goes_on(word: Word) -> bool:
    return not word.opens and word.gap in (" ", "\u00a0", "-", "–")
