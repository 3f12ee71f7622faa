"""Each act of saying with its speaker made out: by name, by what was said before, or by what a pronoun takes up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from khabar.coding.attribution.speaker_names import PERSONAL, PRONOUNS, beside_speaker, speaker_span
from khabar.coding.attribution.speech import Frame, frames_of
from khabar.coding.attribution.speech_lexicon import Manner, SpeechLexicon
from khabar.coding.attribution.voices import Surroundings, Voice
from khabar.coding.grammar.noun_phrase import phrase_at
from khabar.records import Attribution, Parse, Sentence, Span

_BASED = re.compile(r"\S+-(?:based|led|backed|run|linked)\b")
_IGNORED = frozenset({"the", "of", "for", "and", "al", "el"})


@dataclass(frozen=True, slots=True)
class Saying:
    """Somebody saying something: who, how, and with what standing.

    `manner` is how the verb hands it on (say, claim, allege, deny, accuse, quote). `is_party`: a party to the war, or
    its mouth, speaks of its own war. `is_direct`: in the speaker's own words. `takes_responsibility`: says it did it.
    """

    attribution: Attribution
    manner: Manner
    is_party: bool
    is_direct: bool = False
    takes_responsibility: bool = False


@dataclass(frozen=True, slots=True)
class Speech:
    """A frame of a sentence with the saying it comes to."""

    sentence: int
    frame: Frame
    saying: Saying
    is_pronoun: bool


@dataclass
class Speakers:
    """Reads the sentences in order and remembers who has spoken."""

    parse: Parse
    surroundings: Surroundings
    lexicon: SpeechLexicon
    history: list[Saying] = field(default_factory=list)

    def speeches(self, index: int) -> Iterator[Speech]:
        """The sayings of one sentence."""
        sentence = self.parse.sentences[index]
        previous: Saying | None = None
        spans = [
            a.span for a in self.surroundings.actors if a.span.start < sentence.end and sentence.start < a.span.end
        ]
        named = frozenset(t.i for s in spans for t in sentence.tokens if s.start <= t.start < s.end)
        for frame in frames_of(sentence, self.lexicon, named=named):
            saying = self._saying(index, sentence, frame, previous)
            if saying is None:
                continue
            previous = saying
            if frame.manner != "allege" or frame.cue.pos == "VERB":
                self.history.append(saying)
            yield Speech(index, frame, saying, self._is_pronoun(sentence, frame))

    def _is_pronoun(self, sentence: Sentence, frame: Frame) -> bool:
        return frame.speaker is not None and sentence.tokens[frame.speaker[0]].pos == "PRON"

    def _saying(self, index: int, sentence: Sentence, frame: Frame, previous: Saying | None) -> Saying | None:
        if frame.speaker is None:
            return replace(previous, manner=frame.manner) if previous else None
        words = speaker_span(self.surroundings.actors, sentence, frame, frame.speaker)
        if words.text.lower() in PRONOUNS:
            before = self._antecedent(index, words)
            return self._as(before, frame) if before else None
        said = " ".join(sentence.tokens[i].text for i in sorted(frame.scope))
        around = words if frame.cue.i == frame.speaker[0] else beside_speaker(sentence, frame)
        voice = self.surroundings.voice(words, around, said)
        if self._cannot_speak(words, voice, frame):
            return None
        if frame.by is not None and voice.kind == "anonymous":
            by = sentence.span_of(sentence.tokens[frame.by[0]], sentence.tokens[frame.by[1]])
            quoting = self.surroundings.voice(by, by, said)
            words, voice = (by, quoting) if quoting.kind == "un/ngo" else (words, voice)
        return self._taken_up(words, voice, frame)

    def _cannot_speak(self, words: Span, voice: Voice, frame: Frame) -> bool:
        """A thing nobody knows as a voice, with a verb that things take: "results confirm", "12 dead reported"."""
        if voice.kind != "person" or voice.actor is not None or any(c.isupper() for c in words.text[1:]):
            return False
        last = words.text.lower().split()[-1]
        known = self.lexicon.words.bodies | self.lexicon.words.persons | self.lexicon.words.vessels
        return frame.cue.lemma.lower() in self.lexicon.words.impersonal and last not in known

    def _as(self, before: Saying, frame: Frame) -> Saying:
        return replace(
            before, manner=frame.manner, takes_responsibility=frame.responsibility, is_party=self._party(before, frame)
        )

    def _party(self, before: Saying, frame: Frame) -> bool:
        told_the_state = bool(frame.told) and self.lexicon.state_medium(frame.told) is not None
        nameless = before.attribution.kind in ("anonymous", "official", "person")
        return before.is_party or (told_the_state and nameless) or frame.responsibility

    def _taken_up(self, words: Span, voice: Voice, frame: Frame) -> Saying:
        """The saying of a named speaker, with what is known of it from earlier in the document."""
        attribution = Attribution(voice.kind, words, voice.actor)
        saying = Saying(attribution, frame.manner, voice.is_party)
        earlier = self._earlier(words, voice)
        if earlier:
            known = earlier.attribution
            stands_for = known.stands_for or known.span.text
            attribution = Attribution(known.kind, words, voice.actor or known.actor, stands_for)
            saying = Saying(attribution, frame.manner, earlier.is_party)
        return self._as(saying, frame)

    def _earlier(self, words: Span, voice: Voice) -> Saying | None:
        """The speaker named before that a bare name or a definite noun takes up."""
        known = voice.actor is not None and voice.actor.kind not in ("person", "official", "leader")
        if voice.kind not in ("person", "anonymous", "official") or known:
            return None
        named = {w for w in _content(_BASED.sub("", words.text)) if w[:1].isupper()}
        for before in reversed(self.history):
            if named & _content(before.attribution.span.text):
                return before
        head = words.text.split()[-1].lower() if words.text.split() else ""
        takes_up = head in self.lexicon.words.bodies or head in self.lexicon.words.vessels
        if named or not takes_up:
            return None
        shared = [s for s in reversed(self.history) if head in s.attribution.span.text.lower().split()]
        if shared:
            return shared[0]
        return self.history[-1] if self.history and self._is_definite(words) else None

    def _is_definite(self, words: Span) -> bool:
        before = self.surroundings.document.text[max(0, words.start - 5) : words.start].lower().split()
        return bool(before) and before[-1] in ("the", "this")

    def _antecedent(self, index: int, pronoun: Span) -> Saying | None:
        """The last speaker a pronoun can stand for; failing that, somebody named before it who could speak."""
        word = pronoun.text.lower()
        subject = self._subject_before(index) if word == "it" else None
        if subject and (not self.history or self.history[-1].attribution.span.start < subject.attribution.span.start):
            return subject
        fitting = [s for s in self.history if self._is_person(s) == (word in PERSONAL)] if word != "they" else []
        if fitting or self.history:
            return (fitting or self.history)[-1]
        return self._subject_before(index) or self._named_before(index, pronoun)

    def _named_before(self, index: int, pronoun: Span) -> Saying | None:
        """The first actor of the sentence that could be the pronoun's: "an interview with militants in which they"."""
        sentence = self.parse.sentences[index]
        for name in self.surroundings.actors:
            if sentence.start <= name.span.start and name.span.end <= pronoun.start:
                voice = self.surroundings.voice(name.span, name.span, "")
                return Saying(Attribution(voice.kind, name.span, voice.actor), "say", voice.is_party)
        return None

    def _is_person(self, saying: Saying) -> bool:
        words = saying.attribution.span
        names = [n for s in self.parse.sentences for n in s.names if n.label == "PERSON"]
        if {w.strip(".").lower() for w in words.text.split()} & self.lexicon.words.persons:
            return True
        return any(n.span.overlaps(words) for n in names) or any(
            a.label == "PERSON" and a.span.overlaps(words) for a in self.surroundings.actors
        )

    def _subject_before(self, index: int) -> Saying | None:
        if index == 0:
            return None
        sentence = self.parse.sentences[index - 1]
        for root in sentence.roots:
            for subject in sentence.children(root, "nsubj"):
                phrase = phrase_at(sentence, subject.i, is_head=True)
                if phrase is None:
                    continue
                words = sentence.span_of(sentence.tokens[phrase[0]], sentence.tokens[phrase[1]])
                voice = self.surroundings.voice(words, words, "")
                if voice.kind != "person":
                    return Saying(Attribution(voice.kind, words, voice.actor), "say", voice.is_party)
        return None


def _content(text: str) -> set[str]:
    return {w for w in text.replace("-", " ").split() if w.lower() not in _IGNORED}
