"""A report of a picture: what may go into it, whether anybody has reviewed it, and the file it becomes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Literal, get_args
from urllib.parse import quote

from khabar.errors import BadInput
from khabar.export import Account, Gate
from khabar.export.writing import replacing
from khabar.packs.theatre import Theatre
from khabar.picture import Picture
from khabar.records import Event, Release
from khabar.report import Brief, brief_docx, brief_html, brief_markdown, brief_pdf, change_report, situation_report
from khabar.situation import Situation
from khabar.times.moments import end_of_day
from khabar.watching import SourceState

Format = Literal["md", "html", "pdf", "docx"]
FORMATS: tuple[Format, ...] = get_args(Format)
Kind = Literal["situation", "changes"]
# A situation report is weekly by custom, the page on what changed daily.
_DAYS_BACK: dict[Kind, int] = {"situation": 7, "changes": 1}


@dataclass(frozen=True, slots=True)
class Asked:
    """What a report should be of.

    `on` None = the last reported day; `known` None = by the end of `on`, or all the store holds where no day is given;
    `since` None = a week before for a situation report, the day before for the page on what changed. `released` takes
    in only what an analyst released; otherwise all but what was withdrawn. `title` "" = the theatre and the day.
    """

    on: date | None = None
    known: datetime | None = None
    since: datetime | None = None
    released: bool = False
    full: bool = False
    title: str = ""


def report_of(picture: Picture, kind: Kind, asked: Asked, *, states: Sequence[SourceState] = ()) -> Brief:
    """A report with its standing: released, unreviewed, or partly reviewed. Raises BadInput.

    `states` are how the sources that are watched do: what may be missing is told as a gap.
    """
    known = asked.known or (end_of_day(asked.on) if asked.on else None)
    day = asked.on or picture.last_day(known)
    since = asked.since or end_of_day(day - timedelta(days=_DAYS_BACK[kind]))
    if known and since >= known:
        raise BadInput(
            "The moment since which changes are asked for is not earlier.", next_step="Give an earlier --since."
        )
    releases = picture.releases()
    words = _latest_words(releases)
    # What was withdrawn stays out of every report; where nothing was, nothing need be looked through.
    sifted = asked.released or not all(words.values())
    only = partial(_passing, releases, picture.theatre, released=asked.released) if sifted else None
    situation = picture.situation(on=day, known=known, since=since, only=only)
    make = situation_report if kind == "situation" else change_report
    standing = _standing(situation, words, asked)
    return make(situation, states=states, standing=standing, title=asked.title, full=asked.full)


def rendered(brief: Brief, format: Format, *, pictures: str = "") -> bytes:
    """A report in a format; `pictures` is where its Markdown finds the map, "" = nowhere. Raises MissingPart."""
    if format == "md":
        return brief_markdown(brief, pictures=pictures).encode()
    if format == "html":
        return brief_html(brief).encode()
    return brief_pdf(brief) if format == "pdf" else brief_docx(brief)


def write_report(brief: Brief, format: Format, out: Path) -> tuple[Path, ...]:
    """Writes a report to a file, and the map of a Markdown report to one beside it; the files written.

    Raises BadInput where a file cannot be written, MissingPart.
    """
    beside = out.with_suffix(".svg")
    drawing = next((s.drawing for s in brief.sections if s.drawing), None) if format == "md" else None
    files = {out: rendered(brief, format, pictures=quote(beside.name) if drawing else "")}
    if drawing:
        files[beside] = drawing.svg.encode()
    for path, content in files.items():
        with replacing(path) as draft:
            draft.write_bytes(content)
    return tuple(files)


def format_of(out: Path | None, format: Format | None) -> Format:
    """The format asked for, else that of the file's ending, else Markdown. Raises BadInput for another ending."""
    if format or out is None:
        return format or "md"
    ending = out.suffix.lower().removeprefix(".")
    for known in FORMATS:
        if ending in (known, {"md": "markdown", "html": "htm"}.get(known)):
            return known
    raise BadInput(f"{out.name} does not say which format it is.", next_step=f"Give --format: {', '.join(FORMATS)}.")


def _latest_words(releases: Iterable[Release]) -> dict[tuple[str, str], bool]:
    """Whether each claim at each place was released or withdrawn, the later word before the earlier."""
    return {(word.claim_id, word.place_id): word.released for word in releases}


def _passing(
    releases: Sequence[Release], theatre: Theatre, events: Sequence[Event], *, released: bool
) -> tuple[Event, ...]:
    """What of the events may be told, as an export would tell it."""
    gate = Gate(releases, events, theatre=theatre, everything=not released)
    return tuple(outgoing.event for event in events for outgoing in gate.passing(event, Account()))


def _standing(situation: Situation, words: dict[tuple[str, str], bool], asked: Asked) -> str:
    """Whether anybody has reviewed what the report rests on."""
    if asked.released:
        return "Released: this report rests only on what an analyst released."
    said: dict[str, list[bool]] = defaultdict(list)
    for (claim_id, _), released in words.items():
        said[claim_id].append(released)
    of = len(situation.sources)
    reviewed = sum(all(said[source.claim_id]) for source in situation.sources if source.claim_id in said)
    if of and reviewed == of:
        return f"Released: an analyst has released all {of:,} statements this report rests on."
    done = f"{reviewed:,}" if reviewed else "none"
    return f"Unreviewed: of the {of:,} statements this report rests on, an analyst has released {done}."
