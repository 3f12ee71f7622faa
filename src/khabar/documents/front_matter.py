"""The lines between two `---` at the head of a text that say what it is: title, date, source, url, author."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from khabar.documents.rows import FieldName, fields_of

_MOST_CHARACTERS = 10_000
_FENCE = re.compile(r"---[ \t]*\r?\n")
_END = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.MULTILINE)
_LINE = re.compile(r"([A-Za-z][\w -]*?)[ \t]*:[ \t]+(\S.*?)[ \t]*")
_QUOTED = re.compile(r"""(["'])(.*)\1""")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The values, and where the report's own text begins (0 = there is no front matter)."""

    values: dict[FieldName, object] = field(default_factory=dict)
    end: int = 0


def front_matter(text: str) -> FrontMatter:
    """What the head of a text says of it.

    One `key: value` a line, as in plain YAML; nested values are passed over. A text that merely begins with a rule,
    with no known key below it, has no front matter.
    """
    fence = _FENCE.match(text)
    end = _END.search(text, fence.end(), _MOST_CHARACTERS) if fence else None
    if fence is None or end is None:
        return FrontMatter()
    lines = (_LINE.fullmatch(line) for line in text[fence.end() : end.start()].splitlines())
    values = fields_of({line[1]: _unquoted(line[2]) for line in lines if line})
    values.pop("text", None)
    return FrontMatter(values, end.end()) if values else FrontMatter()


def _unquoted(value: str) -> str:
    quoted = _QUOTED.fullmatch(value)
    return quoted[2] if quoted else value
