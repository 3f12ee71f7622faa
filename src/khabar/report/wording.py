"""How states, ranges, days and ways are put in words: always the same words for the same thing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from khabar.packs.theatre import Theatre
from khabar.situation import Barrier, ControlReading, StatedTally, Way
from khabar.times import Interval

_SMALL = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")

_PRONOUNS = frozenset(
    (
        "he",
        "her",
        "him",
        "his",
        "i",
        "it",
        "its",
        "one",
        "others",
        "she",
        "that",
        "them",
        "these",
        "they",
        "this",
        "who",
    )
)

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def number(count: int) -> str:
    """A count in words up to twelve, in digits above."""
    return _SMALL[count] if 0 <= count < len(_SMALL) else f"{count:,}"


def things(count: int, noun: str) -> str:
    """A count in digits with its noun, as in "1 document" or "3 documents"."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def day(when: date) -> str:
    """A day as in "12 Aug 2021"."""
    return f"{when.day} {_MONTHS[when.month - 1]} {when.year}"


def since(when: date, theatre: Theatre) -> str:
    """The first day of a state; what already was so on the theatre's first day began then or before."""
    return f"{day(when)} or before" if when <= theatre.start else day(when)


def days(window: Interval) -> str:
    """A stretch of days by its first and last."""
    return day(window.start) if window.days == 1 else f"{day(window.start)} to {day(window.last)}"


def listed(names: Iterable[str]) -> str:
    """Names with commas and an "and"."""
    found = list(names)
    return " and ".join([", ".join(found[:-1]), found[-1]]) if len(found) > 1 else "".join(found)


class Names:
    """The names a theatre gives its places and sides."""

    def __init__(self, theatre: Theatre) -> None:
        self._places = {p.key: p.names[0] for p in theatre.places}
        self._sides = {s.id: s.name for s in theatre.sides}

    def place(self, key: str) -> str:
        """The shown name of a place key; any other words stay as they are."""
        return self._places.get(key, key)

    def places(self, keys: Iterable[str]) -> str:
        """Several places as a list in words."""
        return listed(map(self.place, keys))

    def side(self, side: str) -> str:
        """The shown name of a side; any other words stay as they are."""
        return self._sides.get(side, side)


def state(reading: ControlReading, names: Names) -> str:
    """The state of a place: held, contested, claimed, besieged or unknown are never said in other words."""
    holder, claimant = names.side(reading.holder), names.side(reading.claimant)
    if reading.state == "held":
        return f"held by {holder}"
    if reading.state == "contested":
        return "contested"
    if reading.state == "claimed":
        before = f"; by what is confirmed, held by {holder}" if holder else ""
        return f"claimed by {claimant} (unconfirmed){before}"
    if reading.state == "besieged":
        return f"besieged by {claimant}" + (f", held by {holder}" if holder else "")
    heard = f"not heard since {day(reading.last_heard)}" if reading.last_heard else "not heard of"
    last = f"; last held by {names.side(reading.presumed)}" if reading.presumed else ""
    return f"unknown ({heard}{last})"


def sureness(reading: ControlReading) -> str:
    """The probability of what the state names, in per cent; "" for unknown."""
    outcome = {"contested": "contested", "claimed": reading.claimant, "unknown": ""}.get(reading.state, reading.holder)
    return chance(reading.chance(outcome)) if outcome else ""


def chance(share: float) -> str:
    """A probability in per cent; never 0 % or 100 %, which no report can give."""
    return "<1%" if share < 0.01 else ">99%" if share > 0.99 else f"{share:.0%}"


def amount(low: int | None, best: int | None, high: int | None) -> str:
    """A range as its source gives it."""
    if best is not None and high is not None and (low is None or low < best or best < high):
        return f"{(low if low is not None else best):,} to {high:,} (best {best:,})"
    if best is not None:
        return f"{best:,}" if low is None or low >= best else f"{low:,} to {best:,}"
    if low is not None:
        return f"{low:,} to {high:,}" if high is not None else f"at least {low:,}"
    return f"up to {high:,}" if high is not None else "number not given"


def kilometres(length: float) -> str:
    """A road length, to the kilometre."""
    return f"{length:,.0f} km"


def route(way: Way, names: Names, theatre: Theatre) -> str:
    """A way by its length and the larger places it passes, its ends left out."""
    by_key = theatre.place_by_key
    through = [key for key in way.places[1:-1] if key in by_key and by_key[key].sets]
    through = through or list(way.places[1:-1])
    return kilometres(way.length_km) + (f" by {names.places(through)}" if through else "")


def barrier(bar: Barrier, names: Names, theatre: Theatre) -> str:
    """What bars a way, and where."""
    by = names.side(bar.by)
    what = {
        "held": f"held by {by}",
        "claimed": f"claimed by {by}, unconfirmed",
        "contested": "contested",
        "besieged": f"besieged by {by}",
        "last held": f"last held by {by}, not heard of",
        "blocked": f"reported blocked by {by}" if by else "reported blocked",
    }[bar.why]
    if bar.status == "cut" and bar.why in ("claimed", "besieged"):
        what = f"held by {by}"
    return f"{where(bar, names, theatre)} ({what} since {since(bar.since, theatre)})"


def where(bar: Barrier, names: Names, theatre: Theatre) -> str:
    """The place, or the roads, that something bars."""
    if bar.place_key:
        return names.place(bar.place_key)
    ends = [road for road in theatre.roads if road.id in bar.road_ids]
    return listed(dict.fromkeys(road.name for road in ends))


def status(word: str) -> str:
    """The status of a way: open, restricted or cut off are never said in other words."""
    return {"cut": "cut off"}.get(word, word)


def openings(bars: Iterable[Barrier], names: Names, theatre: Theatre) -> str:
    """What single events would open a way again, as alternatives; "" for none."""
    found = (
        f"{where(bar, names, theatre)} reported open"
        if bar.why == "blocked"
        else f"{names.place(bar.place_key)} retaken"
        for bar in bars
    )
    return " or ".join(dict.fromkeys(found))


def difference(stated: StatedTally) -> str:
    """How a stated tally and ours compare."""
    if stated.difference > 0:
        verb = "is" if stated.difference == 1 else "are"
        return f"{number(stated.difference)} {verb} missing from the record"
    if stated.difference < 0:
        return f"the record has {number(-stated.difference)} more"
    return "the record has as many"


def parties(who: Sequence[str], toward: Sequence[str]) -> str:
    """Who takes part, and toward whom; a pronoun names nobody."""
    directed = f", toward {listed(named(toward))}" if named(toward) else ""
    return (listed(named(who)) or "parties not named") + directed


def named(words: Iterable[str]) -> list[str]:
    """Those of some words that are more than a pronoun."""
    return [word for word in words if word.casefold() not in _PRONOUNS]
