"""Giving shouted text its small letters back, character for character, so that every offset stays."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib import resources

_SENTENCE_BREAK = re.compile(r"[^\w\s]*[.!?][\"”')]*\s+[\"“'(]*")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_BREAKS = str.maketrans(dict.fromkeys("\n\r\t\x0b\x0c\x85\u00a0\u2028\u2029", " "))


def as_read(text: str, *, headline: bool = False) -> str:
    """The text as the parser should read it, as long as it was: breaks as spaces, capitals undone where all shout.

    A headline in title case is undone too: to a tagger, every word of it is a name.
    """
    flat = text.translate(_BREAKS)
    if is_shouted(flat) or (headline and is_title_cased(flat)):
        return truecased(flat)
    return flat


def is_shouted(text: str) -> bool:
    """Whether nearly every letter is a capital, over at least three words."""
    letters = list(filter(str.isalpha, text))
    return sum(map(str.isupper, letters)) > 0.9 * len(letters) and len(_WORD.findall(text)) >= 3


def is_title_cased(text: str) -> bool:
    """Whether the longer words nearly all begin with a capital, as in `Army Retakes Key Town From Rebels`."""
    longer = [w for w in _WORD.findall(text) if len(w) > 3]
    return len(longer) >= 4 and sum(w[0].isupper() for w in longer) > 0.85 * len(longer)


@lru_cache(maxsize=1)
def _casings() -> dict[str, str]:
    """The usual casing of each word seen in the training text, by its small letters."""
    source = resources.files("khabar") / "data/languages/en/casing.txt"
    return {form.lower(): form for form in source.read_text(encoding="utf-8").split()} if source.is_file() else {}


def is_common_word(word: str) -> bool:
    """Whether a word is usually written small, so that a capital says only that a sentence begins with it."""
    return _casings().get(word.lower(), "").islower()


def truecased(text: str) -> str:
    """Each word in its usual casing; an unknown word is taken for a name; a sentence begins with a capital."""
    casings = _casings()
    out, at, opens, letters = [], 0, True, 0
    for word in _WORD.finditer(text):
        between = text[at : word.start()]
        opens = opens or (letters > 1 and bool(_SENTENCE_BREAK.fullmatch(between)))
        out.append(between)
        stamped = between.endswith("(") and text[word.end() : word.end() + 1] in {")", "-"}
        out.append(_cased(word.group(), casings, opens=opens, stamped=stamped))
        at, opens, letters = word.end(), False, len(word.group())
    out.append(text[at:])
    return "".join(out)


def _cased(word: str, casings: dict[str, str], *, opens: bool, stamped: bool) -> str:
    """The word in its usual casing. `(FMLN)`, alone in parentheses, is an abbreviation and stays as it is."""
    lower = word.lower()
    if len(lower) != len(word):
        return word
    stem, mark, rest = _parted(lower)
    known = casings.get(stem)
    if known is None and stamped and len(stem) <= 8:
        return word
    form = known if known is not None else _guess(stem, casings)
    if opens:
        form = form[:1].upper() + form[1:]
    whole = form + mark + rest
    return whole if len(whole) == len(word) else word


def _guess(stem: str, casings: dict[str, str]) -> str:
    """An unknown word is a name, unless it ends as verbs and adverbs do, or is a common word and an s."""
    if len(stem) > 5 and stem.endswith(_COMMON_ENDINGS):
        return stem
    if stem.endswith("s") and casings.get(stem[:-1]) == stem[:-1]:
        return stem
    return stem.upper() if len(stem) <= 2 else stem[:1].upper() + stem[1:]


_COMMON_ENDINGS = ("ed", "ing", "ly", "ness", "ment", "ments", "tion", "tions", "able", "less")


def _parted(lower: str) -> tuple[str, str, str]:
    """`guerrilla's` as guerrilla, the apostrophe and s."""
    for mark in ("'", "’"):
        if mark in lower:
            stem, _, rest = lower.partition(mark)
            if rest in {"s", "ll", "re", "ve", "d", "m", "t"} or not rest:
                return stem, mark, rest
    return lower, "", ""
