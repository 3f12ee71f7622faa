"""The names of the treebanks, for dealing them out anew."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from treebanks import Tree

_KNOWN_BY_HEART = 60
_SYLLABLES = "ka ra sha ba ha mir zar dun tal gho var ost len quar fa jo mu ni kho lash per ish tan dor val bek ra min"


@dataclass(frozen=True)
class NamePool:
    """`rare` names may give way to any of `names`; the commonest (United, Monday, Mr.) tell too much to be changed."""

    rare: frozenset[str]
    names: tuple[str, ...]


def pool_of(trees: Iterable[Tree]) -> NamePool:
    """The capitalised one-word proper nouns of the trees, and as many that nobody bears."""
    seen = Counter(
        w.text for t in trees for w in t.words if w.upos == "PROPN" and w.text.isalpha() and w.text.istitle()
    )
    rare = sorted(name for name, _ in seen.most_common()[_KNOWN_BY_HEART:] if len(name) > 2)
    syllables = _SYLLABLES.split()
    unheard = [
        (
            syllables[i % len(syllables)]
            + syllables[(i * 7 + 3) % len(syllables)]
            + syllables[(i * i) % len(syllables)]
        ).title()
        for i in range(len(rare) // 2)
    ]
    return NamePool(frozenset(rare), tuple(rare + unheard))
