"""Under which keys a place is found: which of its spellings, and how each of them may stand in a text.

A key is a plain spelling; "~" before a folded one (see `spelling`); "#" before a P-code, which no text is searched for.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import lru_cache

from khabar.places.gazetteer_file import ACRONYM, AFTER_COMMA, HOWS, WEAK
from khabar.places.spelling import folded, plain

# Where one name has many Latin spellings, the spellings are folded as well.
FOLDED = {
    "AF", "PK", "IR", "IQ", "SY", "LB", "JO", "PS", "IL", "SA", "YE", "OM", "AE", "QA", "BH", "KW", "EG", "LY",
    "TN", "DZ", "MA", "EH", "SD", "SS", "SO", "DJ", "ER", "ET", "TD", "ML", "NE", "MR", "TJ", "TM", "UZ", "KG",
    "KZ", "AZ", "AM", "GE", "RU", "UA", "BY", "TR", "IN", "BD", "MM",
}  # fmt: skip
UNITS = re.compile(
    r"\s+(?:Province|Governorate|Oblast'?|Voivodeship|Region|State|Prefecture|County|District|Krai|Department|"
    r"Republic|Division|Canton|Municipality|Parish|Emirate|Wilaya|Vilayet|Viloyati?|Raion|Regency)$"
)
POPULOUS = 500_000  # a place this large keeps a spelling that is also a common word
_SHORTEST_LIKE = 5  # letters of a key that has like spellings
_MARKS = str.maketrans({"ı": "i", "ʿ": "'", "ʾ": "'", "‘": "'", "’": "'"})


def add_key(keys: dict[str, int], name: str, how: str, flags: int = 0) -> None:
    """Add a spelling to a place's keys; the best use of a key is kept."""
    key = plain(name)
    value = HOWS.index(how) | flags
    if key and (key not in keys or _rank(value) < _rank(keys[key])):
        keys[key] = value


def _rank(flags: int) -> tuple[int, int]:
    return flags & 7, flags & (WEAK | ACRONYM | AFTER_COMMA)


def with_like_spellings(keys: Mapping[str, int], *, country: str, kind: str, kinds: Sequence[str]) -> dict[str, int]:
    """The keys with the folded ones that a place of these kinds has where one name has many Latin spellings."""
    found = dict(keys)
    if country in FOLDED and kind in kinds:
        for key, flags in keys.items():
            if len(key) >= _SHORTEST_LIKE and not flags & (WEAK | ACRONYM | AFTER_COMMA) and flags & 7 < 2:
                found.setdefault("~" + folded(key), HOWS.index("folded"))
    return found


def acronym_flag(name: str) -> int:
    """US, U.S., UAE, NSW: as a word they must be written in capitals."""
    letters = name.replace(".", "")
    return ACRONYM if letters.isupper() and len(letters) <= 4 and letters.isascii() else 0


def is_latin(name: str) -> bool:
    """Whether every letter is Latin."""
    return name.isascii() or all(map(_is_latin_or_no_letter, name))


@lru_cache(maxsize=20_000)
def _is_latin_or_no_letter(character: str) -> bool:
    return not character.isalpha() or "LATIN" in unicodedata.name(character, "") or character in "ʿʾʹʼ"


def is_usable_alternate(name: str) -> bool:
    """Whether a spelling from GeoNames may be matched in text: no codes, transcription keys, or other scripts."""
    if not name or not is_latin(name) or _is_a_code(name):
        return False
    first = name[0] if not re.match(r"(?i)[ae][lrszdnt]h?[- ']", name) else "A"
    bare = name.replace(" ", "").replace("-", "")
    return first.isupper() and len(plain(name)) >= 4 and not (bare.isupper() and len(bare) <= 5)


def is_of_another_script(name: str) -> bool:
    """Whether a spelling is written in Arabic, Cyrillic or another script than ours, and is a name."""
    return not is_latin(name) and not _is_a_code(name) and len(plain(name)) > 1


def _is_a_code(name: str) -> bool:
    return any(c.isdigit() or c in ",;()/" for c in name)


def shown_name(name: str, country: str) -> str:
    """The name as English writes it: without the scholar's marks where those are only a transcription."""
    if country not in FOLDED or name.isascii():
        return name
    apart = unicodedata.normalize("NFKD", name)
    return "".join(c for c in apart if not unicodedata.combining(c)).translate(_MARKS)
