"""The answer to "why does this place read so?" as a report."""

from __future__ import annotations

from khabar.packs.theatre import Theatre
from khabar.report.brief import HOLDERS, Brief, Line, Section, brief, packs_of
from khabar.report.markdown import brief_markdown
from khabar.report.text import brief_text
from khabar.report.wording import Names, chance, day, since, state, sureness
from khabar.situation import Reason, Why

_SOME = 0.005


def why_text(why: Why, theatre: Theatre) -> str:
    """The reasons for a place's reading as plain text."""
    return brief_text(why_brief(why, theatre))


def why_markdown(why: Why, theatre: Theatre) -> str:
    """The reasons for a place's reading as Markdown."""
    return brief_markdown(why_brief(why, theatre))


def why_brief(why: Why, theatre: Theatre) -> Brief:
    """The reading, the sentences with their part in it, and what would change it."""
    names = Names(theatre)
    reading = why.reading
    start = names.side(why.start_holder) or "not known"
    sure = f" (probability {sureness(reading)})" if sureness(reading) else ""
    began = since(reading.since, theatre)
    told = tuple(r.source.claim_id for r in why.reasons)
    last = f"last heard {day(reading.last_heard)}" if reading.last_heard else "no report in the record"
    lines = (
        Line(f"{why.name} is {state(reading, names)}{sure}.", told or (HOLDERS,), reading.state),
        Line(
            f"So since {began}; {last}; holder on {day(why.start_day)}: {start}.",
            (*told, HOLDERS),
        ),
    )
    return brief(
        title=f"{why.name} on {day(reading.on)}",
        about=f"By what was known at {reading.known:%Y-%m-%d %H:%M} UTC.",
        sections=(
            Section("Reading", lines),
            Section("Sentences", tuple(_reason(r) for r in why.reasons), empty="No report speaks of it."),
            Section(
                "What would change it",
                tuple(Line(f"{w[:1].upper()}{w[1:]}.", told or (HOLDERS,)) for w in why.would_change),
            ),
        ),
        sources=tuple(r.source for r in why.reasons),
        packs=packs_of(theatre),
    )


def _reason(reason: Reason) -> Line:
    weighed, source = reason.weighed, reason.source
    direction = "for" if weighed.speaks_for else "against"
    word = "" if weighed.firm else "; a party's own word"
    published = day(source.published) if source.published else "undated"
    voice = f", {source.voice} ({source.voice_kind})" if source.voice else ""
    weight = f"{weighed.share:.0%} of the weight" if weighed.share >= _SOME else "Next to no weight"
    words = f"{weight}, {direction} it: {weighed.words}; {source.modality}{word}"
    return Line(
        f"{words}. {source.outlet or 'unnamed outlet'}, {published}{voice}: “{source.sentence.strip()}” "
        f"Without it the probability would be {chance(weighed.without)}.",
        (source.claim_id,),
    )
