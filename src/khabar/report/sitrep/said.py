"""The political track, claims and contradictions, and what the record does not tell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from khabar.report.brief import HOLDERS, WATCH, Line, Section
from khabar.report.ground import evidence_of, unheard
from khabar.report.people import act_line, toll_line
from khabar.report.sitrep.harm import uncounted
from khabar.report.wording import Names, day, named, state
from khabar.report.words_said import claim_line
from khabar.situation import ClaimStanding, Situation
from khabar.watching import SourceState

_OUTCOMES = ("denied", "refuted", "open", "confirmed")


def political_track(situation: Situation) -> Section:
    """Agreements, talks, offers, demands and refusals, the newest first; who holds which office is left out."""
    told = [act for act in situation.politics if act.kind != "leadership"]
    # An act whose parties the report names tells more than one whose parties it does not.
    told.sort(key=lambda act: (not named(act.parties), -act.day.toordinal()))
    return Section("Political track", tuple(map(act_line, told)), empty="The record says nothing of talks.")


def claims(situation: Situation, names: Names) -> Section:
    """What is denied or retracted first, then what one voice says alone, then what was confirmed since."""
    ranked = sorted(situation.claims, key=lambda c: (_OUTCOMES.index(c.outcome), _unnamed(c), -c.day.toordinal()))
    disputed = [toll_line(toll, names) for toll in situation.harm.tolls if toll.disputed]
    said = [claim_line(claim) for claim in ranked]
    contradicted = sum(claim.outcome in ("denied", "refuted") for claim in ranked)
    lines = (*said[:contradicted], *disputed, *said[contradicted:])
    return Section("Claims and contradictions", lines, empty="Nothing is claimed that is not reported too.")


def _unnamed(claim: ClaimStanding) -> bool:
    return not claim.places


def gaps(situation: Situation, names: Names, states: Sequence[SourceState] = ()) -> Section:
    """The sources that may have more to tell, the places nobody reports on, or no longer, and harm with no number."""
    return Section(
        "Information gaps",
        (*outages(states), *_gaps(situation, names)),
        empty="Every counted place is reported on in the record.",
    )


def outages(states: Sequence[SourceState]) -> Iterator[Line]:
    """The sources whose silence is no sign of calm."""
    for source in states:
        if source.is_gap:
            since = f" since {day(source.since.date())}" if source.since and source.begun else ""
            yield Line(f"{source.source}: {source.state}{since}. {source.words}", (WATCH,), "unknown")


def _gaps(situation: Situation, names: Names) -> Iterator[Line]:
    watched = situation.theatre.place_by_key
    yield from unheard(situation, names)
    for reading in situation.controls:
        if reading.state == "unknown" and reading.last_heard and watched[reading.place_key].sets:
            words = f"{names.place(reading.place_key)}: {state(reading, names)}."
            yield Line(words, (*evidence_of(reading)[:1], HOLDERS), "unknown")
    yield from uncounted(situation)
