"""The figures a reader asks for first, each with who gives it."""

from __future__ import annotations

from collections.abc import Iterator

from khabar.report.brief import Row, Section, Table
from khabar.report.sitrep.access import cited_once
from khabar.report.sitrep.control import first_on
from khabar.report.sitrep.harm import largest_sum, teller, told_in, total_number, voice_of
from khabar.report.wording import Names, amount
from khabar.situation import Situation

RECORD = "this record"
_CITED = 6
_KINDS = ("killed", "wounded", "displaced", "detained", "freed")


def key_figures(situation: Situation, names: Names) -> Section:
    """Places held and cut off, people harmed, displaced and detained, and what is only claimed."""
    rows = (*_held(situation, names), *_cut_off(situation), *_people(situation, names), *_open(situation))
    return Section("Key figures", table=Table(("Figure", "Number", "As told by"), rows) if rows else None)


def _held(situation: Situation, names: Names) -> Iterator[Row]:
    # The largest tally first: provincial capitals weigh more than crossings.
    for tally in sorted(situation.tallies, key=lambda t: -t.of):
        for side, keys in tally.taken:
            cells = (f"{tally.name.capitalize()} taken by {names.side(side)}", f"{len(keys)} of {tally.of}", RECORD)
            yield Row(cells, first_on(keys, situation), "held")


def _cut_off(situation: Situation) -> Iterator[Row]:
    for side in situation.theatre.sides:
        mine = situation.supply_of(side.id)
        cut = [a for a in mine if a.status == "cut"]
        if cut:
            cells = (f"Places of {side.name} cut off by road", f"{len(cut)} of {len(mine)}", RECORD)
            yield Row(cells, cited_once(bar for a in cut for bar in a.barred_at), "cut")


def _people(situation: Situation, names: Names) -> Iterator[Row]:
    """Of each kind of harm the largest figure a source gives for many acts together; without one, the record's own."""
    for kind in _KINDS:
        if toll := largest_sum(kind, situation):
            of = ", ".join(map(names.place, toll.places))
            what = f"{kind.capitalize()}{f' in {of}' if of else ''}"
            who = f"{voice_of(toll, situation)}, in sum"
            yield Row((what, amount(toll.low, toll.best, toll.high), who), toll.claim_ids[:1])
            continue
        for total in situation.harm.totals:
            if total.what == kind and total.events and (not total.camp or total.camp in situation.theatre.side_by_id):
                cells = (kind.capitalize(), total_number(total), teller(total, names))
                yield Row(cells, told_in(total, situation))


def _open(situation: Situation) -> Iterator[Row]:
    claims = situation.open_claims
    if claims:
        cited = tuple(dict.fromkeys(c.claim_ids[0] for c in claims if c.claim_ids))[:_CITED]
        yield Row(("Claimed or alleged, not confirmed", str(len(claims)), RECORD), cited, "claimed")
