"""Dictionary forms: a table of what the rules get wrong, and the rules.

Lemmas follow the habit of UD English: `their` stays `their`, `them` is `they`, names keep their form.
"""

from __future__ import annotations

import re
from functools import lru_cache
from importlib import resources

_PLURAL_NAMES = frozenset({"netherlands", "philippines", "maldives", "bahamas", "heights"})
# `planning` doubles its n, so `chok` of `choking` had an e.
_WOULD_DOUBLE = re.compile(r"(?:qu|[^aeiou])*[aeiou][^aeiouwxy]")
_VOWELS = frozenset("aeiou")
_KNOWN = 50_000  # words whose form is remembered
_ES = ("sses", "shes", "ches", "xes", "zzes")
_DROPS_E = (
    "at",
    "iz",
    "is",
    "iv",
    "uc",
    "ac",
    "rc",
    "nc",
    "ng",
    "dg",
    "rg",
    "ag",
    "in",
    "ut",
    "ud",
    "id",
    "ir",
    "ur",
    "as",
    "us",
    "os",
    "ps",
    "ns",
    "rv",
    "lv",
    "av",
    "ov",
    "bl",
    "pl",
    "tl",
    "dl",
    "fl",
    "gl",
    "u",
)


class Lemmas:
    """Dictionary forms of English words in a given part of speech."""

    def __init__(self, table: dict[tuple[str, str], str], bases: frozenset[str]) -> None:
        self._table = table
        self._bases = bases
        self._known = lru_cache(maxsize=_KNOWN)(self._of)

    @classmethod
    @lru_cache(maxsize=1)
    def english(cls) -> Lemmas:
        """The embedded table."""
        text = (resources.files("khabar") / "data/languages/en/lemmas.tsv").read_text(encoding="utf-8")
        table: dict[tuple[str, str], str] = {}
        bases: frozenset[str] = frozenset()
        for line in text.splitlines():
            cells = line.split("\t")
            if len(cells) == 3:
                table[cells[0], cells[1]] = cells[2]
            elif line.startswith("verbs "):
                bases = frozenset(line.split()[1:])
        return cls(table, bases)

    def of(self, form: str, pos: str, tag: str = "", morph: str = "") -> str:
        """The dictionary form of `form`; the form itself, in small letters unless a name, where nothing is known."""
        return self._known(form, pos, tag, morph)

    def _of(self, form: str, pos: str, tag: str, morph: str) -> str:
        lower = form.lower().replace("’", "'")
        kept = self._table.get((lower, pos))
        if kept is not None:
            return kept
        return by_rule(form, pos, tag, morph, self._bases)


def by_rule(form: str, pos: str, tag: str, morph: str, bases: frozenset[str]) -> str:
    """What the rules alone say."""
    lower = form.lower()
    if pos == "NOUN" and len(form) > 1 and form.isupper():
        return form
    if pos == "NOUN" and len(form) > 2 and form[-1] == "s" and form[:-1].isupper():
        return form[:-1]
    if tag == "NNP" and pos in {"ADJ", "ADV"}:
        return form
    if pos == "PROPN":
        plural = tag == "NNPS" or "Number=Plur" in morph
        return _name_without_s(form) if plural and lower not in _PLURAL_NAMES else form
    if pos == "NOUN" and (tag == "NNS" or "Number=Plur" in morph):
        return _without_s(lower)
    if pos in {"VERB", "AUX"}:
        return _verb(lower, tag, morph, bases)
    if pos in {"ADJ", "ADV"} and ("Degree=Cmp" in morph or "Degree=Sup" in morph):
        return _positive(lower)
    return form if pos in {"X", "SYM"} else lower


def _verb(lower: str, tag: str, morph: str, bases: frozenset[str]) -> str:
    if tag == "VBZ" or ("Person=3" in morph and "Number=Sing" in morph and "Tense=Pres" in morph):
        return _without_s(lower)
    if lower.endswith("ing") and (tag == "VBG" or "VerbForm=Ger" in morph or "VerbForm=Part" in morph):
        return _stem(lower[:-3], bases)
    if lower.endswith("eed") and tag in {"VBD", "VBN"}:
        return lower[:-1]
    if lower.endswith("ed") and (tag in {"VBD", "VBN"} or "Tense=Past" in morph):
        return lower[:-3] + "y" if lower.endswith("ied") and len(lower) > 4 else _stem(lower[:-2], bases)
    return lower


def _without_s(lower: str) -> str:
    if lower.endswith(("series", "species")):
        return lower
    if lower.endswith("ies") and len(lower) > 4:
        return lower[:-3] + "y"
    if lower.endswith(_ES):
        return lower[:-2]
    return lower[:-1] if lower.endswith("s") and not lower.endswith(("ss", "us", "is")) else lower


def _name_without_s(form: str) -> str:
    if form.endswith("ies") and len(form) > 5:
        return form[:-3] + "y"
    return form[:-1] if form.endswith("s") and not form.endswith("ss") else form


def _stem(stem: str, bases: frozenset[str]) -> str:
    """The verb behind a stem that lost its ending: `seiz` is seize, `bomb` bomb, `plann` plan."""
    single = stem[:-1] if len(stem) > 2 and stem[-1] == stem[-2] else stem
    for candidate in (stem, stem + "e", single):
        if candidate in bases:
            return candidate
    if single != stem and stem[-1] not in "lsz":
        return single
    if stem.endswith(("air", "eir", "eer", "oor")):
        return stem
    if stem.endswith("ss"):
        return stem
    if _WOULD_DOUBLE.fullmatch(stem):
        return stem + "e"
    return stem + "e" if stem.endswith(_DROPS_E) or stem[-1:] in "cvzgs" else stem


def _positive(lower: str) -> str:
    for ending in ("est", "er"):
        if lower.endswith("i" + ending):
            return lower[: -len(ending) - 1] + "y"
        if lower.endswith(ending) and len(lower) > len(ending) + 2:
            stem = lower[: -len(ending)]
            if stem[-1] == stem[-2] and stem[-1] not in _VOWELS | {"l", "s"}:
                return stem[:-1]
            return stem
    return lower
