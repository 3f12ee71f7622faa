"""What kind of voice a speaker is, and whether it speaks of its own war."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from khabar.actors import is_belligerent
from khabar.coding.attribution.speech_lexicon import SpeechLexicon
from khabar.records import Actor, ActorName, Document, PlaceName, Span, VoiceKind

_KIND_OF_ACTOR: dict[str, VoiceKind] = {
    "state force": "belligerent",
    "armed group": "belligerent",
    "militia": "belligerent",
    "foreign force": "belligerent",
    "police": "official",
    "intelligence": "official",
    "government": "official",
    "official": "official",
    "leader": "official",
    "country": "official",
    "political party": "official",
    "company": "official",
    "un/ngo": "un/ngo",
    "media": "media",
    "civilians": "witness",
    "detainees": "witness",
}
_FIGHTING = frozenset({"state force", "armed group", "militia", "foreign force"})
_ORDER: tuple[VoiceKind, ...] = (
    "un/ngo", "local official", "media", "belligerent", "analyst", "witness", "official", "anonymous", "person",
)  # fmt: skip
_WEAK = frozenset({"official", "anonymous", "person"})
_REACH = 25


@dataclass(frozen=True, slots=True)
class Voice:
    """The kind of voice, whether it is a party to the war it speaks of, and the actor where known."""

    kind: VoiceKind
    is_party: bool
    actor: Actor | None = None


@dataclass(frozen=True)
class Surroundings:
    """What a document tells about its speakers: the names in it, and the countries at war in it."""

    document: Document
    actors: Sequence[ActorName]
    places: Sequence[PlaceName]
    at_war: frozenset[str]
    lexicon: SpeechLexicon

    @classmethod
    def of(
        cls, document: Document, actors: Sequence[ActorName], places: Sequence[PlaceName], lexicon: SpeechLexicon
    ) -> Surroundings:
        """Read off a document's names which countries are at war: the one most spoken of, and those with forces."""
        grounds = Counter(
            p.place.country
            for p in places
            if p.place and p.place.country and p.use == "place" and not _speaks(document.text, p.span, actors, lexicon)
        )
        most = max(grounds.values(), default=0)
        at_war = {country for country, count in grounds.items() if count == most}
        at_war |= {a.actor.country for a in actors if a.actor.kind in _FIGHTING and a.actor.country}
        for name in places:
            following = document.text[name.span.end : name.span.end + _REACH]
            if name.place and name.use == "demonym" and lexicon.names_forces(following):
                at_war.add(name.place.country)
        return cls(document, actors, places, frozenset(at_war - {""}), lexicon)

    def voice(self, words: Span, around: Span, said: str) -> Voice:
        """The voice of a speaker named by `words`; `around` adds what stands beside them ("Abu Omar, a resident").

        `said` is what is said: who speaks of "its soldiers" speaks of its own war.
        """
        names = [a for a in self.actors if words.overlaps(a.span)]
        kinds = self._kinds(words.text, names)
        if set(kinds) <= _WEAK:
            beside = self._kinds(around.text, [a for a in self.actors if around.overlaps(a.span)])
            kinds = tuple(dict.fromkeys((*kinds, *beside)))
        country = self._is_country(words)
        kind: VoiceKind = min(kinds, key=_ORDER.index) if kinds else ("official" if country else "person")
        actor = next((a.actor for a in names if a.actor.kind not in ("civilians", "detainees")), None)
        return Voice(kind, self._is_party(kind, kinds, words, around, said), actor)

    def _kinds(self, words: str, names: Sequence[ActorName]) -> tuple[VoiceKind, ...]:
        kinds = list(self.lexicon.voice_kinds(words))
        if self.lexicon.state_medium(words) is not None:
            kinds.append("media")
        kinds += [_KIND_OF_ACTOR[a.actor.kind] for a in names if a.actor.kind in _KIND_OF_ACTOR]
        return tuple(dict.fromkeys(kinds))

    def _is_country(self, words: Span) -> bool:
        """Whether a place itself is made to speak: its government does ("Kyiv said", "Pakistan claims")."""
        return any(p.use != "demonym" and p.span.contains(words) for p in self.places)

    def _is_party(self, kind: VoiceKind, kinds: Sequence[VoiceKind], words: Span, around: Span, said: str) -> bool:
        if kind in ("un/ngo", "local official", "analyst", "witness") or self._is_joined(around):
            return False
        medium = self.lexicon.state_medium(words.text)
        if medium is not None:
            return self._at_war(medium)
        if "belligerent" in kinds or self._names_a_party(words):
            return True
        if kind == "anonymous":
            return self.lexicon.state_medium(self.document.publisher) is not None
        if kind == "official" and (self._is_country(words) or self.lexicon.is_national(around.text)):
            countries = self._countries(around)
            at_war = countries & self.at_war or not countries or self._fights_where_nobody_knows()
            return bool(at_war) or self._speaks_of_own_forces(said)
        return False

    def _is_joined(self, around: Span) -> bool:
        """ "the militia and a monitoring group said": no party's word alone."""
        return " and " in around.text and "un/ngo" in self.lexicon.voice_kinds(around.text)

    def _names_a_party(self, words: Span) -> bool:
        """Whether the speaker's own words name a body at war; the country in "Iraqi police" alone makes none."""
        over = [a.actor for a in self.actors if words.overlaps(a.span) and a.actor.kind not in ("police", "official")]
        return any(is_belligerent(actor, countries=self.at_war) for actor in over)

    def _fights_where_nobody_knows(self) -> bool:
        """Whether armed men are named and no country: then the state that speaks is the one they fight."""
        return not self.at_war and any(a.actor.kind in _FIGHTING for a in self.actors)

    def _at_war(self, country: str) -> bool:
        return not country or not self.at_war or country in self.at_war

    def _countries(self, words: Span) -> frozenset[str]:
        of_places = {p.place.country for p in self.places if p.place and words.overlaps(p.span)}
        of_actors = {a.actor.country for a in self.actors if words.overlaps(a.span)}
        return frozenset((of_places | of_actors) - {""})

    def _speaks_of_own_forces(self, said: str) -> bool:
        """ "two of its soldiers have been killed", "we have lost ten men"."""
        words = said.lower().split()
        near = [" ".join(words[i + 1 : i + 3]) for i, word in enumerate(words) if word in ("its", "our", "their")]
        if any(self.lexicon.names_forces(phrase) for phrase in near):
            return True
        return any(
            self.lexicon.names_forces(" ".join(words[i + 1 : i + 5])) for i, w in enumerate(words) if w in ("it", "we")
        )


def _speaks(text: str, place: Span, actors: Sequence[ActorName], lexicon: SpeechLexicon) -> bool:
    """Whether a place name stands for who speaks or acts rather than for ground: "Italy's foreign minister"."""
    if any(a.span.overlaps(place) and a.actor.kind in ("government", "country") for a in actors):
        return True
    before = text[max(0, place.start - _REACH) : place.start]
    return lexicon.is_national(text[place.end : place.end + _REACH]) or (
        before.rstrip().endswith((" of", " of the")) and lexicon.is_national(before)
    )
