"""Whether a report says that it corrects an earlier text of its own.

Source: `data/documents/corrections.yaml`, which gives for every notice what it catches and what it must leave.
"""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files
from typing import Literal

from khabar.records.issue import CORRECTS, Issue

_FILE = "data/documents/corrections.yaml"
_HEAD, _FOOT = 300, 400


def correction_in(text: str, *, title: str = "") -> Issue | None:
    """The notice by which a report replaces an earlier one; None where it gives none.

    Without a place in the text the notice stands in the title.
    """
    done = "where the earlier text is held, this one takes its place"
    for pattern in notices():
        found = pattern.search(text, 0, _HEAD) or pattern.search(text, max(0, len(text) - _FOOT))
        if found:
            return Issue(CORRECTS, found.group(), done, found.start(), found.end())
        if named := pattern.search(title):
            return Issue(CORRECTS, named.group(), done)
    return None


@lru_cache(maxsize=1)
def notices() -> tuple[re.Pattern[str], ...]:
    """The patterns of the file. Raises BadPack where one misses an example of its own, or finds a near miss."""
    from pydantic import Field

    from khabar.errors import BadPack
    from khabar.packs.yaml_file import Strict, load_yaml

    class Notice(Strict):
        name: str
        regex: str
        examples: tuple[str, ...] = Field(min_length=1)
        near_misses: tuple[str, ...] = Field(min_length=1)

    class CorrectionFile(Strict):
        schema_: Literal["khabar.corrections/1"] = Field(alias="schema")
        licence: str
        notices: tuple[Notice, ...] = Field(min_length=1)

    text = files("khabar").joinpath(_FILE).read_text(encoding="utf-8")
    found = []
    for notice in load_yaml(text, file=_FILE).bind(CorrectionFile).notices:
        pattern = re.compile(notice.regex, re.IGNORECASE)
        wrong = [e for e in notice.examples if not pattern.search(e)]
        wrong += [m for m in notice.near_misses if pattern.search(m)]
        if wrong:
            raise BadPack(_FILE, f"the notice {notice.name!r} is wrong about {wrong[0]!r}")
        found.append(pattern)
    return tuple(found)
