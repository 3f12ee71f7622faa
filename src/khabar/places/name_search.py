"""Which of many names stand in a text: all of them looked for at once, at the speed of reading.

Only exact spellings are found. What a name means, and its other spellings, is the geoparser's business; this tells
which reports are worth its while.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ahocorasick_rs import AhoCorasick, MatchKind

from khabar.packs.theatre import Theatre
from khabar.places.tables import rows_of
from khabar.records import Span

_SHORTEST = 3  # letters: shorter names stand in too many words


class NameSearch:
    """A set of names, made once. Finding is pure."""

    def __init__(self, names: Iterable[str]) -> None:
        kept = sorted({name for name in names if len(name) >= _SHORTEST})
        self._automaton = AhoCorasick(kept, matchkind=MatchKind.LeftmostLongest)

    @classmethod
    def of_theatre(cls, theatre: Theatre) -> NameSearch:
        """The places, provinces and actors of a theatre, and the names and peoples of its countries."""
        return cls(names_of(theatre))

    def spans(self, text: str) -> Iterator[Span]:
        """Where the names stand as whole words, the longest at each spot, in text order."""
        for _, start, end in self._automaton.find_matches_as_indexes(text):
            if not (_is_letter(text, start - 1) or _is_letter(text, end)):
                yield Span(start, end, text[start:end])

    def any_in(self, text: str) -> bool:
        """Whether any of the names stands in the text."""
        return next(self.spans(text), None) is not None


def names_of(theatre: Theatre) -> set[str]:
    """The names of a theatre's places, provinces and actors, and of its countries and their peoples."""
    names = {name for place in theatre.places for name in place.names}
    names |= {name for actor in theatre.actors for name in (actor.actor.name, *actor.aliases)}
    names |= {name for province, others in theatre.provinces for name in (province, *others)}
    return names | set(_of_countries(theatre.countries))


def _is_letter(text: str, at: int) -> bool:
    return 0 <= at < len(text) and text[at].isalnum()


def _of_countries(codes: tuple[str, ...]) -> Iterator[str]:
    for row in rows_of("world/countries.csv"):
        if row["iso2"] in codes:
            cells = (row["name"], *row["alt_names"].split(";"), *row["demonyms"].split(";"))
            yield from (name.strip() for name in cells if len(name.strip()) > _SHORTEST)
