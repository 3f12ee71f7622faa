"""All place names of a document, each with the one place it is taken for, or none and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from khabar.packs.theatre import Theatre
from khabar.places.borders import borders_of
from khabar.places.capitals import capitals_of
from khabar.places.choose import choose, group_of
from khabar.places.gazetteer import Bearer, Gazetteer
from khabar.places.matches import find_matches
from khabar.places.naming import Judged, Naming
from khabar.places.recognise import Surroundings, observed_of, people_in
from khabar.places.scene import Choice, Scene
from khabar.places.setting import Setting, settings_of
from khabar.places.theatre_names import names_of, roads_of, seats_of
from khabar.places.unknown import holder_after, placed_within, unknown_names
from khabar.places.weights import Weights
from khabar.places.wording import Word, words_of
from khabar.places.words import PlaceWords
from khabar.records import Document, Parse, PlaceName, Span

_WORDS_PER_COMMA = 120  # with fewer commas than that, a text has lost them
_COINS = ("$", "£", "€")
# What one mention is, whatever the others are: the Ebola River does not make Ebola fever a place.
_SETTLED = {"disease", "machine", "organisation", "title", "money", "after-given-name", "in-person", "feature"}
_STRONG = 2.0  # log-odds from which one mention speaks for the others
_HERE = 0.15  # share of the document that makes a country one it is about


class Geoparser:
    """Finds place names in documents. Made once; `find` is pure."""

    def __init__(
        self, gazetteer: Gazetteer, *, lexicon: PlaceWords, weights: Weights, theatre: Theatre | None = None
    ) -> None:
        self.gazetteer = gazetteer
        self.lexicon = lexicon
        self.weights = weights
        self.theatre = theatre
        self._own: Mapping[str, tuple[Bearer, ...]] = names_of(theatre) if theatre else {}
        self._roads = roads_of(theatre) if theatre else {}
        self._seats = seats_of(theatre) if theatre else {}
        self._theatre_ids = frozenset(p.place.id for p in theatre.places) if theatre else frozenset()

    @classmethod
    def load(cls, theatre: Theatre | None = None, *, gazetteers: Sequence[Path] = ()) -> Geoparser:
        """With the embedded gazetteer, the user's and the lists. Raises MissingPart or BadPack for a bad file."""
        return cls(Gazetteer.load(own=gazetteers), lexicon=PlaceWords.load(), weights=Weights.load(), theatre=theatre)

    def find(self, document: Document, parse: Parse | None = None) -> tuple[PlaceName, ...]:
        """The document's place names in text order, none overlapping; boilerplate is left out.

        A name that is a place but not certainly which has `place` None and its candidates. Without a parse the words
        and capitals alone decide.
        """
        words = words_of(document, parse)
        matches = find_matches(words, self.gazetteer, own=self._own, lexicon=self.lexicon)
        bare = document.text.count(",") < len(words) // _WORDS_PER_COMMA
        settings = settings_of(matches, words, lexicon=self.lexicon, parse=parse, without_commas=bare)
        around = Surroundings(
            words=words,
            match_at={i: m for m in matches for i in range(m.first, m.last + 1)},
            people=people_in(words, self.lexicon),
            lexicon=self.lexicon,
            without_commas=bare,
            keys=frozenset(word.key for word in words if word.capital),
        )
        judged = self._judged(settings, around, document)
        naming = Naming(
            document.text,
            words,
            parse,
            lexicon=self.lexicon,
            weights=self.weights,
            roads=self._roads,
            gazetteer=self.gazetteer,
        )
        known = naming.names(judged)
        taken = frozenset(i for _, words_taken in known for i in words_taken)
        named = [name for name, _ in known]
        names = named + self._unknown(words, taken, document, parse, named)
        names += [c for c in capitals_of(named, document.text, self.gazetteer, self._seats) if not _overlaps(c, names)]
        names += [b for b in borders_of(named, document.text, self.gazetteer) if not _overlaps(b, names)]
        return tuple(sorted(names, key=lambda name: name.span.start))

    def _judged(self, settings: Sequence[Setting], around: Surroundings, document: Document) -> list[Judged]:
        """The settings that are places, each with its choice and what was observed."""
        observed = {id(s): list(observed_of(s, around)) for s in settings}
        alone = {id(s): self.weights.recognised(observed[id(s)]) for s in settings}
        first = [s for s in settings if alone[id(s)] > 0]
        choices = self._choices(first)
        strong = {id(s) for s in settings if alone[id(s)] > _STRONG}
        sure = Counter(_spot(s) for s in settings if id(s) in strong)
        here_beside = {name: _countries(choices, apart_from=name) for name in {s.key for s in settings}}
        for setting in settings:
            if any(b.place.id in self._theatre_ids for b in setting.match.bearers):
                observed[id(setting)].append("theatre")
            if _is_money(document.text, setting.start, setting.end):
                observed[id(setting)].append("money")
            if sure.get(_spot(setting), 0) > (id(setting) in strong) and not _SETTLED & set(observed[id(setting)]):
                observed[id(setting)].append("elsewhere")
            here = here_beside[setting.key]
            if any(b.place.country in here for b in setting.match.bearers):
                observed[id(setting)].append("here")
        odds = {id(s): self.weights.recognised(observed[id(s)]) for s in settings}
        kept = [s for s in settings if odds[id(s)] > 0]
        if kept != first:
            choices = self._choices(kept)
        return [
            Judged(
                s,
                choices[group_of(s)],
                odds[id(s)],
                tuple(observed[id(s)]),
                self.weights.certainty,
            )
            for s in kept
        ]

    def _choices(self, settings: Sequence[Setting]) -> dict[tuple[str, str], Choice]:
        countries = self.theatre.countries if self.theatre else ()
        scene = Scene(theatre=countries, theatre_ids=self._theatre_ids)
        return choose(settings, weights=self.weights, scene=scene)

    def _unknown(
        self,
        words: Sequence[Word],
        taken: frozenset[int],
        document: Document,
        parse: Parse | None,
        known: Sequence[PlaceName],
    ) -> list[PlaceName]:
        """Names in a place's position that no gazetteer has: at what is said to hold them, or without a point."""
        holders = {name.span.start: name for name in known}
        people = [n.span for s in (parse.sentences if parse else ()) for n in s.names if n.label in ("PERSON", "ORG")]
        found = []
        for stretch in unknown_names(words, taken, self.lexicon):
            span = Span.of(document.text, words[stretch.first].start, words[stretch.last].end)
            if not stretch.sure and any(span.overlaps(person) for person in people):
                continue
            holder = holders.get(holder_after(document.text, span.end))
            found.append(placed_within(span, holder))
        return found


def _countries(choices: Mapping[tuple[str, str], Choice], *, apart_from: str) -> frozenset[str]:
    """The countries that hold a fair part of the document's other names."""
    counted: dict[str, float] = {}
    for group, choice in choices.items():
        if group[0] == apart_from:
            continue
        country = choice.best.place.country
        if country:
            counted[country] = counted.get(country, 0.0) + choice.share
    total = sum(counted.values()) or 1.0
    return frozenset(country for country, mass in counted.items() if mass / total >= _HERE)


def _spot(setting: Setting) -> str:
    """What two mentions of one place share though they are spelt differently: the likeliest bearer's id."""
    return setting.match.bearers[0].place.id


def _overlaps(name: PlaceName, others: Sequence[PlaceName]) -> bool:
    return any(name.span.overlaps(other.span) for other in others)


def _is_money(text: str, start: int, end: int) -> bool:
    return text[end : end + 1] in _COINS or (start > 0 and text[start - 1] in _COINS)
