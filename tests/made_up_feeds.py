"""Small feeds, pages, and a clock that goes only where it is sent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from html import escape

from local_server import Reply

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


@dataclass
class Clock:
    """The moment it is; sleeping moves it. `slept` are the seconds of each sleep."""

    moment: datetime = NOON
    slept: list[float] = field(default_factory=list)

    def now(self) -> datetime:
        return self.moment

    def steady(self) -> float:
        return self.moment.timestamp()

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.moment += timedelta(seconds=seconds)

    def on(self, **stretch: float) -> None:
        self.moment += timedelta(**stretch)


def an_item(
    key: str, *, title: str = "", text: str = "", link: str = "", date: str = "Mon, 02 Mar 2026 10:00:00 GMT"
) -> str:
    """One report of an RSS feed."""
    parts = [f'<guid isPermaLink="false">{key}</guid>', f"<title>{escape(title or f'Report {key}')}</title>"]
    parts += [f"<link>{escape(link)}</link>"] if link else []
    parts += [f"<description>{escape(text)}</description>"] if text else []
    return f"<item>{''.join(parts)}<pubDate>{date}</pubDate></item>"


def rss(items: Sequence[str], **headers: str) -> Reply:
    """An RSS feed as a server sends it."""
    body = f'<?xml version="1.0"?><rss version="2.0"><channel><title>T</title>{"".join(items)}</channel></rss>'
    return Reply(200, body.encode(), {"Content-Type": "application/rss+xml", **headers})


def page(text: str, title: str = "A page") -> Reply:
    """A news page."""
    body = (
        f"<html><head><title>{title}</title></head><body><article><h1>{title}</h1><p>{text}</p></article></body></html>"
    )
    return Reply(200, body.encode(), {"Content-Type": "text/html; charset=utf-8"})
