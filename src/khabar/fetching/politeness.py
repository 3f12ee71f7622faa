"""What a guest keeps to: robots.txt, and time between two requests to one host."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from khabar.errors import MissingPart

if TYPE_CHECKING:
    from protego import Protego

PRODUCT = "Khabar"
SPACING_SECONDS = 2.0
MOST_SPACING_SECONDS = 60.0
ROBOTS_HOLD_SECONDS = 24 * 3600.0


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules of one host, as read at a second of the steady clock. `rules` None = everything is forbidden."""

    rules: Protego | None
    read_at: float

    def allow(self, url: str) -> bool:
        """Whether Khabar may fetch an address."""
        return self.rules is not None and bool(self.rules.can_fetch(url, PRODUCT))

    @property
    def spacing(self) -> float:
        """Seconds the host wants between requests, within reason."""
        asked = self.rules.crawl_delay(PRODUCT) if self.rules else None
        return min(max(SPACING_SECONDS, asked or 0.0), MOST_SPACING_SECONDS)


def robots_from(text: str | None, *, at: float) -> Robots:
    """The rules in a robots.txt; None = it could not be had, and so nothing may be fetched (RFC 9309, 2.3.1.4)."""
    if text is None:
        return Robots(None, at)
    try:
        from protego import Protego
    except ImportError:
        raise MissingPart(
            "Watching feeds needs the package `protego`.", next_step="pip install 'khabar[watch]'"
        ) from None
    return Robots(Protego.parse(text), at)


class Politeness:
    """Keeps requests to one host apart, and remembers each host's robots.txt for a day."""

    def __init__(
        self, *, steady: Callable[[], float] = time.monotonic, sleep: Callable[[float], None] = time.sleep
    ) -> None:
        self.steady = steady
        self._sleep = sleep
        self._last: dict[str, float] = {}
        self._robots: dict[str, Robots] = {}

    def robots(self, origin: str, ask: Callable[[], str | None]) -> Robots:
        """The rules of an origin such as `https://example.org`, asked for where they are not known or a day old."""
        known = self._robots.get(origin)
        if known is None or self.steady() - known.read_at > ROBOTS_HOLD_SECONDS:
            known = self._robots[origin] = robots_from(ask(), at=self.steady())
        return known

    def wait_for(self, host: str, spacing: float = SPACING_SECONDS) -> None:
        """Waits until the host may be asked again, and notes that it is."""
        due = self._last.get(host, float("-inf")) + spacing
        if (left := due - self.steady()) > 0:
            self._sleep(left)
        self._last[host] = self.steady()
