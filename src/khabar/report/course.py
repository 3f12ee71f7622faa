"""The course of a place as a report: who held it from when to when, looking back."""

from __future__ import annotations

from khabar.packs.theatre import Theatre
from khabar.report.brief import HOLDERS, Brief, Row, Section, Table, brief, packs_of
from khabar.report.wording import Names, chance, day
from khabar.situation import Course, Period

CITED = 5


def course_brief(course: Course, theatre: Theatre) -> Brief:
    """A row for each period, with the sentences on its days."""
    names = Names(theatre)
    rows = tuple(_row(period, first=n == 0, names=names) for n, period in enumerate(course.periods))
    table = Table(("From", "To", "State", "Probability, at least"), rows)
    moment = f"{course.known:%Y-%m-%d %H:%M} UTC"
    return brief(
        title=f"{names.place(course.place_key)} up to {day(course.until)}",
        about=f"Looking back from {moment}: each day by all that is said of it, before and after.",
        sections=[Section("Course", (), table)],
        sources=course.sources,
        packs=packs_of(theatre),
    )


def _row(period: Period, *, first: bool, names: Names) -> Row:
    word = period.state if period.state in ("contested", "unknown") else f"held by {names.side(period.state)}"
    sure = chance(period.least) if period.state != "unknown" else ""
    cited = period.claim_ids[:CITED] or ((HOLDERS,) if first else ())
    return Row((day(period.first), day(period.last), word, sure), cited, period.state)
