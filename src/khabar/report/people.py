"""The part of the report on people: harm, detainees, and talks."""

from __future__ import annotations

from collections.abc import Iterator

from khabar.report.brief import Line, Section
from khabar.report.wording import Names, amount, day, listed, named, number, parties
from khabar.situation import HarmTotal, PoliticalAct, Situation, Toll

CITED = 5
LATEST = 15


def harm(situation: Situation, names: Names) -> Section:
    """Totals as ranges by who counts, then the single acts, then what reports sum up themselves."""
    ledger = situation.harm
    lines = [_total(total, situation, names) for total in ledger.totals if total.events]
    shown = sorted(ledger.tolls, key=lambda t: -t.last_day.toordinal())[:LATEST]
    lines += [toll_line(toll, names) for toll in shown]
    lines += _older(situation, shown)
    lines += [stated_line(toll, names) for toll in ledger.stated_totals]
    return Section("Harm and detainees", tuple(lines))


def _total(total: HarmTotal, situation: Situation, names: Names) -> Line:
    by = "where no party is named as the source" if not total.camp else f"as told by {names.side(total.camp)}"
    ids = [i for t in situation.harm.tolls if (t.what, t.camp) == (total.what, total.camp) for i in t.claim_ids[:1]]
    acts = "one act" if total.events == 1 else f"{number(total.events)} acts"
    uncounted = f", and {number(total.uncounted)} with no number" if total.uncounted else ""
    floor = None if total.low == total.best == total.high else total.low
    best = total.best if total.high is not None or floor is None else None
    numbers = amount(floor, best, total.high if floor is not None else None)
    return Line(f"{total.what.capitalize()}, {by}: {numbers} in {acts}{uncounted}.", tuple(ids[:LATEST]))


def toll_line(toll: Toll, names: Names) -> Line:
    """One figure of one act: when, where, what, how many, whom, as told by whom."""
    by = f", as told by {names.side(toll.camp)}" if toll.camp else ""
    disputed = "; another party gives a number that does not fit" if toll.disputed else ""
    words = f"{day(toll.last_day)}{_where(toll, names)}: {toll.what} {amount(toll.low, toll.best, toll.high)}"
    return Line(f"{words}{_whom(toll)}{_way(toll, names)}{by}{disputed}.", toll.claim_ids[:CITED])


def _way(toll: Toll, names: Names) -> str:
    """Where those driven from their homes came from and went to."""
    left = f" from {names.places(toll.left)}" if toll.left else ""
    reached = f" to {names.places(toll.reached)}" if toll.reached else ""
    return left + reached


def _older(situation: Situation, shown: list[Toll]) -> Iterator[Line]:
    rest = [t for t in situation.harm.tolls if t not in shown]
    if rest:
        words = f"{number(len(rest)).capitalize()} earlier entries are in the record and in the totals above."
        yield Line(words, tuple(i for t in rest for i in t.claim_ids[:1])[:LATEST])


def stated_line(toll: Toll, names: Names) -> Line:
    """A figure that a source gives for many acts together."""
    return Line(f"Stated in sum, not added here: {figure_words(toll, names)}.", toll.claim_ids[:CITED])


def figure_words(toll: Toll, names: Names) -> str:
    """What, how many, whom and where, as in "killed 104 (“civilians”), Lashkargah"."""
    return f"{toll.what} {amount(toll.low, toll.best, toll.high)}{_whom(toll)}{_where(toll, names)}"


def _whom(toll: Toll) -> str:
    """The source's own words for those harmed, so marked: they may be one party's."""
    words = ", ".join(named(toll.group.split(", ")))
    return f" (“{words}”)" if words else ""


def _where(toll: Toll, names: Names) -> str:
    return f", {names.places(toll.places)}" if toll.places else ""


def politics(situation: Situation) -> Section:
    """Talks and their standing, agreements, offers, demands and refusals; who holds which office is left out."""
    told = [act for act in situation.politics if act.kind != "leadership"]
    return Section("Talks and offers", tuple(act_line(act) for act in told[: 2 * LATEST]))


def act_line(act: PoliticalAct) -> Line:
    """One political act: when, where, what, who toward whom, and how far it is more than a word."""
    status = f" ({act.status})" if act.status else ""
    where = f", {listed(act.places)}" if act.places else ""
    how = "said not to have happened" if act.denied else act.modality
    standing = f"; {act.standing}" if act.standing in ("corroborated", "disputed", "retracted") else ""
    words = f"{day(act.day)}{where}: {act.kind}{status}, {parties(act.parties, act.toward)}; {how}{standing}."
    return Line(words, act.claim_ids[:CITED], "claimed" if act.modality in ("claimed", "alleged") else "")
