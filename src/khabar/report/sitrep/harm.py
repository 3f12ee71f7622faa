"""Protection and harm, displacement, detainees: totals by who counts, the latest acts, and what sources sum up."""

from __future__ import annotations

from collections.abc import Iterator

from khabar.report.brief import Line, Row, Section, Table
from khabar.report.people import figure_words, toll_line
from khabar.report.wording import Names, amount, number
from khabar.situation import HarmTotal, Situation, Toll

HARM = ("killed", "wounded", "missing", "casualties")
DISPLACED = ("displaced",)
CUSTODY = ("detained", "freed")
_CITED = 12


def people(title: str, kinds: tuple[str, ...], situation: Situation, names: Names, *, empty: str) -> Section:
    """The totals of some kinds of harm, the largest figure stated in sum, the single acts, then the other sums.

    Acts with a number come before those without, the newest first.
    """
    ledger = situation.harm
    totals = [total for total in ledger.totals if total.what in kinds and (total.events or total.uncounted)]
    rows = tuple(_total(total, situation, names) for total in totals)
    tolls = sorted((t for t in ledger.tolls if t.what in kinds), key=_newest)
    stated = [t for t in ledger.stated_totals if t.what in kinds]
    stated.sort(key=lambda t: t != largest_sum(t.what, situation))
    first = len({t.what for t in stated})
    sums = [sum_line(t, situation, names) for t in stated]
    return Section(
        title,
        (*sums[:first], *(toll_line(toll, names) for toll in tolls), *sums[first:]),
        Table(("Who", "As told by", "Number", "Acts"), rows) if rows else None,
        empty=empty,
    )


def largest_sum(what: str, situation: Situation) -> Toll | None:
    """The largest figure a source gives for many acts together; None where none does."""
    stated = [t for t in situation.harm.stated_totals if t.what == what]
    return max(stated, key=lambda t: t.best or t.low or t.high or 0, default=None)


def voice_of(toll: Toll, situation: Situation) -> str:
    """Who gives a figure: the speaker, or the outlet where it speaks itself."""
    source = next((s for s in situation.sources if s.claim_id in toll.claim_ids), None)
    return (source.voice or source.outlet if source else "") or "an unnamed outlet"


def sum_line(toll: Toll, situation: Situation, names: Names) -> Line:
    """A figure for many acts together, and who gives it; it is added to no total."""
    return Line(f"In sum, by {voice_of(toll, situation)}: {figure_words(toll, names)}.", toll.claim_ids[:2])


def _newest(toll: Toll) -> tuple[bool, int]:
    return not toll.has_number, -toll.last_day.toordinal()


def _total(total: HarmTotal, situation: Situation, names: Names) -> Row:
    acts = number(total.events) if total.events else ""
    uncounted = f"{number(total.uncounted)} with no number" if total.uncounted else ""
    cells = (
        total.what.capitalize(),
        teller(total, names),
        total_number(total),
        ", ".join(filter(None, (acts, uncounted))),
    )
    return Row(cells, told_in(total, situation))


def teller(total: HarmTotal, names: Names) -> str:
    """Who gives a total."""
    return names.side(total.camp) if total.camp else "no party named"


def told_in(total: HarmTotal, situation: Situation) -> tuple[str, ...]:
    """The first claim of each act of a total."""
    tolls = (t for t in situation.harm.tolls if (t.what, t.camp) == (total.what, total.camp))
    return tuple(dict.fromkeys(i for t in tolls for i in t.claim_ids[:1]))[:_CITED]


def total_number(total: HarmTotal) -> str:
    """The range of a total."""
    if not total.events:
        return "not given"
    if total.high is None:
        return f"at least {total.low:,}"
    return f"{total.best:,}" if total.low == total.high else amount(total.low, total.best, total.high)


def uncounted(situation: Situation) -> Iterator[Line]:
    """How many entries of harm and custody give no number."""
    bare = [t for t in situation.harm.tolls if not t.has_number]
    if bare:
        entries = "entry on harm or custody gives" if len(bare) == 1 else "entries on harm or custody give"
        cited = tuple(dict.fromkeys(i for t in bare for i in t.claim_ids[:1]))[:_CITED]
        yield Line(f"{number(len(bare)).capitalize()} {entries} no number.", cited, "unknown")
