"""A background map of another server's tiles: off unless somebody names one, since browsers then ask that server."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from khabar.errors import BadInput

_PARTS = ("{z}", "{x}", "{y}")
_EXAMPLE = "Give it as in https://tiles.example.org/{z}/{x}/{y}.png"


@dataclass(frozen=True, slots=True)
class Tiles:
    """Where browsers get the tiles, with `{z}`, `{x}` and `{y}`, and whom the map credits.

    Raises BadInput for an address that is none.
    """

    url: str
    credit: str

    def __post_init__(self) -> None:
        """Refuses what a page could not fetch, or what would open it to more than one server."""
        at = urlsplit(self.url)
        if at.scheme != "https" or not all(part in at.path for part in _PARTS):
            raise BadInput(f"{self.url} is no address of tiles.", next_step=_EXAMPLE)
        if not at.hostname or any(c in at.netloc for c in "{};, '\"@") or at.netloc != at.netloc.strip():
            raise BadInput(f"{self.url} names no server.", next_step=_EXAMPLE)

    @property
    def origin(self) -> str:
        """The server alone, as a page's policy names it."""
        return f"https://{urlsplit(self.url).netloc}"

    def as_json(self) -> dict[str, str]:
        """What the page is told."""
        return {"url": self.url, "credit": self.credit}
