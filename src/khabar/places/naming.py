"""From judged names to `PlaceName` records: plain places, sites named for a town, roads between two."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from khabar.places.gazetteer import Gazetteer
from khabar.places.scene import Choice
from khabar.places.setting import Setting
from khabar.places.sites import route_after, route_before, route_between, site_after, site_at
from khabar.places.spelling import plain
from khabar.places.use import use_of
from khabar.places.weights import Certainty, Weights
from khabar.places.wording import Word
from khabar.places.words import PlaceWords
from khabar.records import Parse, Place, PlaceName, Sentence, Span

_KEPT_CANDIDATES = 5
_DISPUTED = "disputed territory: given as the gazetteer gives it, which takes no side; a theatre can say otherwise"
_HAVE_SITES = ("settlement", "district", "site", "province")


@dataclass(frozen=True, slots=True)
class Judged:
    """A name that is a place: its setting, the choice among its bearers, the log-odds of being one, and why."""

    setting: Setting
    choice: Choice
    odds: float
    observed: tuple[str, ...]
    certainty: Certainty

    @property
    def place(self) -> Place | None:
        """The chosen place; None where the choice is not sure enough."""
        return self.choice.best.place if self.choice.share >= self.certainty.enough else None

    @property
    def score(self) -> float:
        """The probability that this is a place and the right one."""
        return round(self.certainty.ceiling * self.choice.share / (1 + math.exp(-self.odds)), 3)


class Naming:
    """Makes the records of one document."""

    def __init__(
        self,
        text: str,
        words: Sequence[Word],
        parse: Parse | None,
        *,
        lexicon: PlaceWords,
        weights: Weights,
        roads: Mapping[str, Place],
        gazetteer: Gazetteer,
    ) -> None:
        self._text = text
        self._words = words
        self._sentences = parse.sentences if parse else ()
        self._starts = [sentence.start for sentence in self._sentences]
        self._lexicon = lexicon
        self._weights = weights
        self._roads = roads
        self._gazetteer = gazetteer

    def names(self, judged: Sequence[Judged]) -> list[tuple[PlaceName, range]]:
        """The place names with the words they take up, in text order."""
        found: list[tuple[PlaceName, range]] = []
        i = 0
        while i < len(judged):
            pair = self._route(judged[i], judged[i + 1]) if i + 1 < len(judged) else None
            found.append(pair or self._site(judged[i]) or self._plain(judged[i]))
            i += 2 if pair else 1
        return found

    def _route(self, one: Judged, other: Judged) -> tuple[PlaceName, range] | None:
        """ "The Kabul-Kandahar highway", "the road between Homs and Hama"; None where the two make no road."""
        first, last = one.setting.match.first, other.setting.match.last
        if other.setting.words[0].sentence != one.setting.words[0].sentence:
            return None
        between = self._words[one.setting.match.last + 1 : other.setting.match.first]
        if not between and other.setting.words[0].gap in ("-", "–", "—"):
            end = route_after(self._words, last, self._lexicon)
            taken = range(first, end + 1) if end is not None else None
        elif [word.key for word in between] in (["and"], ["to"]):
            start = route_before(self._words, first, between[0].key, self._lexicon)
            taken = range(start, last + 1) if start is not None else None
        else:
            return None
        if taken is None:
            return None
        span = self._span(taken)
        known = self._roads.get(plain(span.text))
        place = known or route_between(one.choice.best.place, other.choice.best.place, span.text)
        score = min(one.score, other.score)
        ends = tuple(j.choice.best.place for j in (one, other))
        return PlaceName(span, "place", place, score, candidates=ends, reasons=("a road between two places",)), taken

    def _site(self, judged: Judged) -> tuple[PlaceName, range] | None:
        """ "Bagram air base"; None where no word for a site follows."""
        best, match = judged.choice.best, judged.setting.match
        if best.how == "demonym" or best.place.precision not in _HAVE_SITES:
            return None
        end = site_after(self._words, match.last, self._lexicon)
        if end is None:
            return None
        taken = range(match.first, end + 1)
        span = self._span(taken)
        place = site_at(judged.place, span.text)
        if place is None or place is not judged.place:  # what a theatre has stays
            listed = (b.place for b in self._gazetteer.named(plain(span.text)) if b.place.precision == "site")
            place = next(listed, place)
        reasons = ("a site named for a place", *judged.choice.reasons)
        return PlaceName(span, "place", place, judged.score, candidates=(best.place,), reasons=reasons), taken

    def _plain(self, judged: Judged) -> tuple[PlaceName, range]:
        """A name as it stands."""
        setting, choice = judged.setting, judged.choice
        use = use_of(setting, choice.best, sentence=self._sentence(setting.start), lexicon=self._lexicon)
        why = (self._weights.recognition[name].why for name in judged.observed)
        name = PlaceName(
            Span.of(self._text, setting.start, setting.end),
            use,
            judged.place,
            judged.score,
            candidates=tuple(bearer.place for bearer, _ in choice.bearers[:_KEPT_CANDIDATES]),
            reasons=tuple(dict.fromkeys((*why, *choice.reasons, *([_DISPUTED] if choice.best.disputed else [])))),
        )
        return name, range(setting.match.first, setting.match.last + 1)

    def _span(self, taken: range) -> Span:
        return Span.of(self._text, self._words[taken[0]].start, self._words[taken[-1]].end)

    def _sentence(self, offset: int) -> Sentence | None:
        i = bisect_right(self._starts, offset) - 1
        return self._sentences[i] if i >= 0 and offset < self._sentences[i].end else None
