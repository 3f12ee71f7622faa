"""The outlets a row cites, those first whose reports are held: then a row is not taken for a voice beside them."""

from __future__ import annotations

import re
from collections.abc import Collection

_PLAIN = re.compile(r"^the |\b(?:news|agency|online|daily|website|tv|radio)\b|[^\w ]")


class Outlets:
    """Knows the outlets whose reports are held, by their names without what such names are decked out with."""

    def __init__(self, held: Collection[str]) -> None:
        self._held = {_key(name): name for name in sorted(held, reverse=True) if _key(name)}

    def cited(self, cell: str, *, article: str = "") -> tuple[str, ...]:
        """The outlets of a cell parted by ";", under the names they are held by; `article` is asked where it is empty.

        An article is cited as "outlet, date, headline".
        """
        names = [name.strip(" \"'") for name in cell.split(";")]
        if not any(names):
            names = [name.partition(",")[0].strip(" \"'") for name in article.split(";")[:1]]
        known = [self._held.get(_key(name), name) for name in dict.fromkeys(names) if name]
        return tuple(sorted(known, key=lambda name: _key(name) not in self._held))


def _key(name: str) -> str:
    return " ".join(_PLAIN.sub(" ", name.casefold()).split())
