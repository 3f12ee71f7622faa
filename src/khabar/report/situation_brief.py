"""The situation as a report, in the order a humanitarian reader expects."""

from __future__ import annotations

from khabar.report import ground, people, roads, words_said
from khabar.report.brief import ROADS, Brief, Line, Section, brief, packs_of
from khabar.report.outlook import outlook
from khabar.report.wording import Names, day, number, things
from khabar.situation import Situation, cited_by

CITED = 12


def situation_brief(situation: Situation) -> Brief:
    """The report of a situation: every line says only what its sources say, and cites them."""
    names = Names(situation.theatre)
    counts = situation.counts
    sections = [
        _highlights(situation, names),
        ground.who_holds_what(situation, names),
        ground.tallies(situation, names),
        roads.roads(situation, names),
        *roads.cut_off(situation, names),
        outlook(situation, names),
        people.harm(situation, names),
        people.politics(situation),
        words_said.open_claims(situation),
        words_said.settled_claims(situation),
        words_said.changes(situation, names),
        ground.gaps(situation, names),
    ]
    return brief(
        title=f"{situation.theatre.name}: situation on {day(situation.on)}",
        about=(
            f"By what was known at {situation.known:%Y-%m-%d %H:%M} UTC: {things(counts.documents, 'document')} of "
            f"{things(counts.outlets, 'named outlet')}, {things(counts.claims, 'statement')} "
            f"({counts.copies} in copies), {things(counts.events, 'event')}."
        ),
        sections=[s for s in sections if s.lines or s.table or s.empty],
        sources=situation.sources,
        packs=packs_of(situation.theatre),
    )


def _highlights(situation: Situation, names: Names) -> Section:
    lines = [
        *ground.tally_highlights(situation, names),
        *ground.taken(situation, names),
        *roads.cut_highways(situation, names, between_ends=True),
        *_cut_off(situation, names),
        *_open(situation),
    ]
    return Section("Highlights", tuple(lines), empty="The record says nothing yet on this theatre.")


def _cut_off(situation: Situation, names: Names) -> list[Line]:
    found = []
    for side in situation.theatre.sides:
        watched = situation.theatre.place_by_key
        cut = [a for a in situation.cut_off if a.side == side.id and watched[a.place_key].sets]
        if cut:
            where = names.places(a.place_key for a in cut)
            ids = cited_by(b for a in cut for b in a.barred_at)
            words = (
                f"No supply road is left from {names.place(side.base)} to {things(len(cut), 'place')} of {side.name}"
            )
            found.append(Line(f"{words}: {where}.", (*ids[:CITED], ROADS), "cut"))
    return found


def _open(situation: Situation) -> list[Line]:
    claims = situation.open_claims
    if not claims:
        return []
    ids = tuple(dict.fromkeys(i for c in claims for i in c.claim_ids))
    verb = "statement is" if len(claims) == 1 else "statements are"
    return [
        Line(f"{number(len(claims)).capitalize()} {verb} claimed or alleged and not confirmed.", ids[:CITED], "claimed")
    ]
