"""The ledger of harm and custody: who was killed, wounded, missing, detained, freed or displaced, as ranges.

What one camp says is never added to what another says: the counts where no party is named as the source, each side's
own, and statements about many acts stand side by side. A total adds the figures of the events: an act not recognised
as the same in two reports is in it twice, and one for which two camps give a number is in the total of each.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from khabar.packs.theatre import Theatre
from khabar.records import Event, Figure, Place, RoleName
from khabar.records.mention import HAPPENED
from khabar.situation.known import day_of_event
from khabar.situation.placing import key_of
from khabar.situation.sides import camp_in, side_of
from khabar.times import Interval

COUNTED = ("killed", "wounded", "missing", "detained", "freed", "displaced")
_UNCOUNTED = {
    "harm.casualties": "casualties",
    "harm.displacement": "displaced",
    "detention.seize": "detained",
    "detention.release": "freed",
}

Version = tuple[int | None, int | None, int | None, str, str]


@dataclass(frozen=True, slots=True)
class Toll:
    """One figure of one event, as one camp gives it.

    `what` is one of COUNTED, or `casualties` where the report does not say which.  `camp` is the side whose people or
    paper give it, "" = no party is named as the source.  `side` is that of the people harmed, "" = none or unknown;
    `group` the words for them.  All of `low`, `best`, `high` None = no number given.  `disputed`: another camp gives a
    number that cannot be squared with it.  `places` are theatre keys, else names; so are `left` and `reached`, where
    people driven from their homes came from and went to, empty = not said.
    """

    what: str
    low: int | None
    best: int | None
    high: int | None
    camp: str
    side: str
    group: str
    places: tuple[str, ...]
    first_day: date
    last_day: date
    event_id: str
    event_type: str
    claim_ids: tuple[str, ...]
    disputed: bool = False
    left: tuple[str, ...] = ()
    reached: tuple[str, ...] = ()

    @property
    def has_number(self) -> bool:
        """Whether any number is given."""
        return any(n is not None for n in (self.low, self.best, self.high))


@dataclass(frozen=True, slots=True)
class HarmTotal:
    """The sum over distinct events of what one camp gives.

    `low` adds what is sure; `high` None = no upper bound is stated.  `events` gave a number, `uncounted` gave none.
    """

    what: str
    camp: str
    low: int
    best: int
    high: int | None
    events: int
    uncounted: int


@dataclass(frozen=True, slots=True)
class HarmLedger:
    """All tolls, their totals by camp, and `stated_totals`: statements about many acts, which are never added."""

    tolls: tuple[Toll, ...]
    totals: tuple[HarmTotal, ...]
    stated_totals: tuple[Toll, ...]

    def total(self, what: str, camp: str = "") -> HarmTotal | None:
        """The total of one kind as one camp gives it; None where it gives none."""
        return next((t for t in self.totals if (t.what, t.camp) == (what, camp)), None)


def harm(events: Iterable[Event], theatre: Theatre, *, on: date, window: Interval | None = None) -> HarmLedger:
    """The ledger up to a day, or within a window of days."""
    tolls: list[Toll] = []
    stated: list[Toll] = []
    for event in events:
        day = day_of_event(event)
        if day <= on and (window is None or day in window):
            (stated if event.aggregate else tolls).extend(tolls_of(event, theatre))
    tolls.sort(key=toll_order)
    return HarmLedger(tuple(tolls), totals_of(tolls), tuple(sorted(stated, key=toll_order)))


def totals_of(tolls: Iterable[Toll]) -> tuple[HarmTotal, ...]:
    """The sums by kind and camp; grouping the tolls first gives sums by side, place or window."""
    grouped: dict[tuple[str, str], list[Toll]] = defaultdict(list)
    for toll in tolls:
        grouped[(toll.what, toll.camp)].append(toll)
    return tuple(_total(what, camp, grouped[what, camp]) for what, camp in sorted(grouped, key=kind_order))


def _total(what: str, camp: str, tolls: Sequence[Toll]) -> HarmTotal:
    counted = [t for t in tolls if t.has_number]
    highs = [t.high if t.high is not None else (t.best if t.low is None else None) for t in counted]
    return HarmTotal(
        what=what,
        camp=camp,
        low=sum(_first(t.low, t.best, 0) for t in counted),
        best=sum(_first(t.best, t.low, t.high) for t in counted),
        high=None if any(h is None for h in highs) else sum(h for h in highs if h is not None),
        events=len(counted),
        uncounted=len(tolls) - len(counted),
    )


def _happened(event: Event) -> bool:
    return (
        event.polarity == "yes"
        and event.standing != "retracted"
        and not (event.background or event.descriptive)
        and any(c.mention.modality in HAPPENED for c in event.claims)
    )


def tolls_of(event: Event, theatre: Theatre) -> list[Toll]:
    """The tolls of one event; none where it is not told as having happened."""
    if not _happened(event):
        return []
    figures = [f for f in event.figures if f.what in COUNTED]
    if not figures:
        what = _UNCOUNTED.get(event.type)
        ids = tuple(c.id for c in event.claims)
        return [_toll(event, what, (None, None, None), "", ids, theatre)] if what and not event.aggregate else []
    return [toll for figure in figures for toll in _by_camp(event, figure, theatre)]


def _by_camp(event: Event, figure: Figure, theatre: Theatre) -> list[Toll]:
    claims = {c.id: c for c in event.claims}
    camps: dict[str, list[Version]] = defaultdict(list)
    for version in figure.versions:
        if version[4] in claims:
            camps[camp_in(claims[version[4]], theatre)].append(version)
    if not camps:
        ids = tuple(claims)
        return [_toll(event, figure.what, (figure.low, figure.best, figure.high), "", ids, theatre, figure.noun)]
    tolls: list[Toll] = []
    for camp, versions in sorted(camps.items()):
        numbers = (figure.low, figure.best, figure.high) if len(camps) == 1 else versions[-1][:3]
        ids = tuple(v[4] for v in versions)
        disputed = any(_apart(versions[-1], theirs[-1]) for other, theirs in camps.items() if other != camp)
        tolls.append(_toll(event, figure.what, numbers, camp, ids, theatre, figure.noun, disputed=disputed))
    return tolls


def _apart(one: Version, other: Version) -> bool:
    """Whether two ranges share no number."""
    (low, high), (their_low, their_high) = _range(one), _range(other)
    return high < their_low or their_high < low


def _range(version: Version) -> tuple[float, float]:
    low, best, high = version[:3]
    least = low if low is not None else (best if best is not None else 0)
    most = high if high is not None else (best if low is None and best is not None else None)
    return least, float("inf") if most is None else most


def _toll(
    event: Event,
    what: str,
    numbers: tuple[int | None, int | None, int | None],
    camp: str,
    claim_ids: tuple[str, ...],
    theatre: Theatre,
    noun: str = "",
    *,
    disputed: bool = False,
) -> Toll:
    last = day_of_event(event)
    sides = [side for a in event.targets if (side := side_of(a, theatre))]
    return Toll(
        what,
        *numbers,
        camp=camp,
        side=sides[0] if sides else "",
        group=noun or ", ".join(event.target_words),
        places=tuple(key_of(p, theatre) or p.name for p in event.places),
        first_day=event.occurred.first_day if event.occurred else last,
        last_day=last,
        event_id=event.id,
        event_type=event.type,
        claim_ids=claim_ids,
        disputed=disputed,
        left=_whither(event, "origin", theatre) if what == "displaced" else (),
        reached=_whither(event, "destination", theatre) if what == "displaced" else (),
    )


def _whither(event: Event, role: RoleName, theatre: Theatre) -> tuple[str, ...]:
    """The known places in a role of an event's claims, each once."""
    places = (a.resolved for c in event.claims for a in c.mention.role(role) if isinstance(a.resolved, Place))
    return tuple(dict.fromkeys(key_of(place, theatre) or place.name for place in places))


def _first(*numbers: int | None) -> int:
    return next((n for n in numbers if n is not None), 0)


def toll_order(toll: Toll) -> tuple[int, date, str, str, str]:
    """Where a toll stands in the ledger."""
    kind = COUNTED.index(toll.what) if toll.what in COUNTED else len(COUNTED)
    return kind, toll.last_day, toll.event_id, toll.camp, toll.group


def kind_order(key: tuple[str, str]) -> tuple[int, str]:
    """Where the total of a kind and camp stands."""
    return (COUNTED.index(key[0]) if key[0] in COUNTED else len(COUNTED)), key[1]
