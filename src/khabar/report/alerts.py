"""An alert in words: what changed, then the sentences it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from khabar.packs.theatre import Theatre
from khabar.plain_text import clean
from khabar.records import Alert, Event
from khabar.report.brief import reference
from khabar.report.events import event_line
from khabar.report.wording import Names
from khabar.report.words_said import change_line
from khabar.situation import Source
from khabar.watching import Notice, SourceState

FORMAT = "khabar.alert/1"
CITED = 5


def alert_words(notice: Notice, sources: Mapping[str, Source], theatre: Theatre | None) -> str:
    """The change in one line, then at most five sentences it rests on, one a line. `sources` by claim id."""
    cited = [sources[id] for id in notice.claim_ids if id in sources][:CITED]
    lines = [_headline(notice, theatre), *(str(reference(source)) for source in cited)]
    return "\n".join(clean(" ".join(line.split())) for line in lines)


def _headline(notice: Notice, theatre: Theatre | None) -> str:
    about = notice.about
    if isinstance(about, SourceState):
        since = f" since {about.since:%Y-%m-%d %H:%M} UTC" if about.since else ""
        return f"{about.source} is {about.state}{since}. {about.words}"
    if isinstance(about, Event):
        return event_line(about)
    if theatre is None:
        return notice.change
    names = Names(theatre)
    whose = f" For {names.side(notice.side)}." if notice.side else ""
    return f"{change_line(about, names).words}{whose}"


def alert_json(alert: Alert, id: str, sources: Iterable[Source]) -> dict[str, Any]:
    """The alert as `khabar.alert/1`. `id` is the same however often it is sent."""
    return {
        "format": FORMAT,
        "id": id,
        "rule": alert.rule,
        "change": alert.change,
        "at": alert.at.isoformat(),
        "told": alert.told,
        "evidence": [
            {
                "claim": source.claim_id,
                "outlet": source.outlet,
                "date": source.published.isoformat() if source.published else None,
                "voice": source.voice,
                "title": source.title,
                "url": source.url,
                "sentence": source.sentence,
            }
            for source in sources
        ],
    }
