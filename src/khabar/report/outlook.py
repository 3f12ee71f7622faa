"""The part of the report on what may come: risks, never without what they are worth."""

from __future__ import annotations

from khabar.report.brief import OUTLOOK, Line, Row, Section, Table
from khabar.report.wording import Names, chance, things
from khabar.situation import Outlook, Situation

SHOWN = 10
CITED = 5


def outlook(situation: Situation, names: Names) -> Section:
    """The places likeliest to change hands; nothing where the model has no skill, or the days after are known."""
    found = situation.outlook
    if found is None or not found.risks:
        return Section("Outlook")
    rows = tuple(
        Row(
            (names.place(risk.place_key), names.side(risk.holder), chance(risk.probability)),
            (*risk.claim_ids[:CITED], OUTLOOK),
        )
        for risk in found.risks[:SHOWN]
    )
    title = f"Outlook: risk of changing hands within {things(found.days, 'day')}"
    return Section(title, (_worth(found),), Table(("Place", "Held by", "Probability"), rows))


def _worth(found: Outlook) -> Line:
    more = len(found.risks) - SHOWN
    beside = f" {things(more, 'place')} more at lower risk." if more > 0 else ""
    words = (
        f"Skill {found.skill:.2f} on wars it was not fitted on, where 0 is no better than “as often as ever” and 1 is "
        f"perfect. By sieges and advances told of, what the holder lost lately, and silence; tried on "
        f"{things(found.changes, 'change')} of hands in {found.weeks:,} weeks of a place."
    )
    return Line(words + beside, (OUTLOOK,))
