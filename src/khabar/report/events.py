"""One event in one line: when, where, what, who, how many, and how well it stands."""

from __future__ import annotations

from khabar.coding.lexicon.codebook import load_codebook
from khabar.plain_text import clean
from khabar.records import Event, Figure
from khabar.report.wording import amount, days, listed
from khabar.report.wording import parties as in_words


def event_line(event: Event) -> str:
    """An event as a person reads it; several reports of one act are one line."""
    parts = [
        days(event.occurred.interval) if event.occurred else "day unknown",
        event.places[0].name if event.places else "place unknown",
        f"{load_codebook().label_of(event.type)}, {parties(event)}",
        *([", ".join(figure_words(f) for f in event.figures)] if event.figures else []),
        ", ".join(_standing(event)),
    ]
    return clean(" ".join(" | ".join(parts).split()))


def short(id: str) -> str:
    """An id as people are shown it: its beginning, long enough to name one of its kind."""
    return id.removeprefix("event:")[:8]


def parties(event: Event) -> str:
    """Who acts, and toward whom."""
    actors = [*(a.name for a in event.actors), *event.actor_words]
    return in_words(actors, [*(a.name for a in event.targets), *event.target_words])


def figure_words(figure: Figure) -> str:
    """A figure as the range its claims support, as in "killed 6 to 8" or "provincial capitals 11 of 34"."""
    of = f" of {figure.of}" if figure.of is not None else ""
    what = figure.what if figure.what != "other" else figure.noun or "counted"
    return f"{what} {amount(figure.low, figure.best, figure.high)}{of}"


def _standing(event: Event) -> list[str]:
    reports = len({c.document_id for c in event.claims})
    outlets = [c.outlet for c in event.claims if c.outlet]
    named = listed(dict.fromkeys(outlets)) or "unnamed outlet"
    words = [f"{event.standing} ({'1 report' if reports == 1 else f'{reports} reports'}: {named})"]
    words += ["said not to have happened"] if event.polarity == "no" else []
    words += [event.modality] if event.modality != "reported" else []
    words += [event.aspect] if event.aspect != "done" else []
    words += [event.status] if event.status else []
    marks = (("description", event.descriptive), ("background", event.background), ("total", event.aggregate))
    return words + [word for word, holds in marks if holds]
