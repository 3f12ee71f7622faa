"""Names of sides that a report itself shows to be such, for a parser to read as one word like the listed ones.

"Ansar al-Wadi fighters" and "the Northern Eagles Front" need no list: the words beside or inside them say it.
"""

from __future__ import annotations

import re

from khabar.language.joined_names import ARTICLES
from khabar.language.repairs.words import repair_words
from khabar.language.truecase import is_common_word

_ARTICLE = rf"(?:(?:{'|'.join(sorted(ARTICLES))})-)?"
_WORD = rf"{_ARTICLE}[A-Z][^\W\d_]+"
_NAME = rf"{_WORD}(?: {_WORD}){{1,4}}"
_FIGHTERS = (
    "fighters|militants|rebels|insurgents|gunmen|guerrillas|terrorists|jihadists|extremists|militiamen|mercenaries"
)
_BESIDE = re.compile(rf"\b({_NAME})(?= (?:{_FIGHTERS})\b)")
_INSIDE = re.compile(rf"\b({_NAME} (?:Front|Brigade|Battalion|Movement|Army|Militia))\b")
_OPENS = re.compile(r"(?:^|[.!?:\n\"“]\s*)$")


def side_names_in(text: str) -> frozenset[str]:
    """The names of two words or more before a word for fighters, and those that end as groups' names do.

    A common word that opens a sentence, or a day, is no part of the name: "Suspected Ansar al-Wadi fighters".
    """
    found = set()
    for match in (m for pattern in (_BESIDE, _INSIDE) for m in pattern.finditer(text)):
        name = match.group(1)
        first, _, rest = name.partition(" ")
        if is_common_word(first) and _OPENS.search(text[: match.start()]):
            first, _, rest = (name := rest).partition(" ")
        if first.lower() in repair_words().time_words:
            name = rest
        if " " in name:
            found.add(name)
    return frozenset(found)
