"""Where in a TOML text a value stands, so that a fault can be shown there."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

_TABLES = re.compile(r"\s*\[\[\s*([\w.-]+)\s*\]\]")
_KEY = re.compile(r"""\s*["']?([\w-]+)["']?\s*=""")


def line_of(text: str, path: Sequence[str | int]) -> int:
    """The line (from 1) of the value at a path such as ("sources", 1, "every"); where it is missing, of its table.

    0 = not found: tables written in another way than `[[sources]]` are not looked into.
    """
    table, key = (tuple(path[:2]), path[2:3]) if len(path) > 1 and isinstance(path[1], int) else ((), path[:1])
    here: tuple[str | int, ...] = ()
    counted: Counter[str] = Counter()
    found = 0
    for number, line in enumerate(text.splitlines(), 1):
        if header := _TABLES.match(line):
            here = (header[1], counted[header[1]])
            counted[header[1]] += 1
            found = number if here == table else found
        elif here == table and (named := _KEY.match(line)) and key and named[1] == key[0]:
            return number
    return found
