"""All actors named in a report, each with whom the name stands for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import compress

from khabar.actors.bodies import acronyms_in, bodies_in
from khabar.actors.forces import Owners, forces_in, government_of
from khabar.actors.found import Found, settle
from khabar.actors.lexicon import ActorLexicon
from khabar.actors.named import believed, sightings_in
from khabar.actors.persons import persons_in
from khabar.actors.setting import Setting
from khabar.actors.unlisted_groups import unlisted_groups_in
from khabar.actors.wording import ActorWords
from khabar.packs.theatre import Theatre
from khabar.records import ActorName, Document, Parse, PlaceName, Sentence, Span

_TRUST_COUNTRY = 1


class ActorFinder:
    """Finds actor names in documents. Made once; `find` is pure: the same document gives the same names."""

    def __init__(self, lexicon: ActorLexicon, words: ActorWords) -> None:
        self._lexicon = lexicon
        self._words = words

    @classmethod
    def load(cls, theatre: Theatre | None = None) -> ActorFinder:
        """With the packaged actors and words, a theatre's own actors first. Raises BadPack where a file is broken."""
        return cls(ActorLexicon.load(theatre), ActorWords.load())

    @property
    def side_names(self) -> frozenset[str]:
        """The armed groups' own names, for a parser to read alike."""
        return self._lexicon.side_names()

    def find(self, document: Document, parse: Parse, place_names: Sequence[PlaceName] = ()) -> tuple[ActorName, ...]:
        """The actor names of a document in text order, none overlapping another.

        A name may overlap a place name: "Ghazni police" holds the place Ghazni. Names in boilerplate are left out, as
        the parse leaves it out. Weak names and a bare "the army" need context; without it they are no names here.
        """
        read = [not any(b.overlaps(s.span) for b in document.boilerplate) for s in parse.sentences]
        sentences = list(compress(parse.sentences, read))
        setting = Setting.of(place_names)
        seen = [sighting for s in sentences for sighting in sightings_in(s, self._lexicon)]
        listed = list(believed(seen, setting))
        found = list(listed)
        found += unlisted_groups_in(sentences, words=self._words, known=listed, places=place_names)
        found += persons_in(sentences, words=self._words, known=listed, places=place_names)
        for sentence in sentences:
            found += bodies_in(sentence, words=self._words, places=place_names, known=listed)
        found += acronyms_in(sentences, found)
        named = settle(found)
        rows = zip(parse.sentences, parse.names_by_sentence(place_names), parse.names_by_sentence(named), strict=True)
        for sentence, places, actors in compress(rows, read):
            found += forces_in(sentence, Owners.in_(sentence, places, actors), words=self._words, setting=setting)
            found += self._countries_that_act(sentence, places)
        return tuple(one.named() for one in settle(found))

    def _countries_that_act(self, sentence: Sentence, places: Sequence[PlaceName]) -> Iterator[Found]:
        """ "Damascus said", "Russia struck": the government behind the name."""
        if not places:
            return
        ends = {t.end: t for t in sentence.tokens}
        for name in places:
            token = ends.get(name.span.end)
            if token is None or name.place is None or not name.place.country or name.use == "demonym":
                continue
            country = name.place.precision == "country" and _acts(sentence, token.i)
            if name.use == "metonym" or country:
                government = government_of(name.place.country, self._words.country(name.place.country))
                yield Found(name.span, government, _TRUST_COUNTRY)


def ground_of(places: Sequence[PlaceName], actors: Sequence[ActorName]) -> tuple[PlaceName, ...]:
    """The places less the names of listed armed groups that are villages' names too: al-Shabab, Houthi."""
    groups = [a.span for a in actors if a.actor.id.startswith("group:") and a.actor.id.count(":") == 1]
    return tuple(p for p in places if not any(_is_named_so(p.span, group) for group in groups))


def _is_named_so(place: Span, group: Span) -> bool:
    """Whether a group's name is the place's: alone, or with a noun for its people ("Houthi rebels")."""
    rest = group.text[len(place.text) :].strip()
    return place.start == group.start and group.text.startswith(place.text) and (not rest or rest.islower())


def _acts(sentence: Sentence, i: int) -> bool:
    """Whether a noun is the subject of a verb, or the "by" of a passive, itself or by way of "and"."""
    token = sentence.tokens[i]
    while token.relation == "conj":
        token = sentence.head(token)
    return token.relation == "nsubj" or token.dep == "obl:agent"
