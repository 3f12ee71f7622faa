"""Who is given as saying each act of a document, from frames of speech, quotations, and speech that runs on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from khabar.coding.noun_phrase import phrase_at
from khabar.coding.quotation import quotations_of
from khabar.coding.speech import Frame, frames_of
from khabar.coding.speech_lexicon import Manner, SpeechLexicon
from khabar.coding.voices import Surroundings, Voice
from khabar.records import (
    ActorName,
    Attribution,
    Document,
    Parse,
    PlaceName,
    Sentence,
    Span,
    Token,
)

_PERSONAL = frozenset({"he", "she", "him", "her"})
_PRONOUNS = _PERSONAL | {"it", "they", "them", "we", "i"}
_RUNS_ON = 2
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
class _Speech:
    """A frame of a sentence with the saying it comes to."""

    sentence: int
    frame: Frame
    saying: Saying
    is_pronoun: bool


@dataclass(frozen=True)
class Attributions:
    """Who says what, for one document."""

    _parse: Parse
    _speeches: tuple[tuple[_Speech, ...], ...]
    _whole: tuple[Saying | None, ...]
    _quotations: tuple[Span, ...]

    @classmethod
    def of(
        cls,
        document: Document,
        parse: Parse,
        actors: Sequence[ActorName] = (),
        places: Sequence[PlaceName] = (),
        *,
        lexicon: SpeechLexicon | None = None,
    ) -> Attributions:
        """Every attribution of a document; `lexicon` None = the packaged English words."""
        words = lexicon or SpeechLexicon.load()
        reader = _Reader(parse, Surroundings.of(document, actors, places, words), words)
        speeches = tuple(tuple(reader.speeches(i)) for i in range(len(parse.sentences)))
        quotations = quotations_of(document.text)
        whole = _whole_sentences(parse, speeches, quotations)
        return cls(parse, speeches, whole, quotations)

    def of_trigger(self, sentence: int, trigger: Token) -> Attribution | None:
        """Who says the act that `trigger` names, in the sentence of that index; None = the outlet itself."""
        saying = self.saying(sentence, trigger)
        return saying.attribution if saying else None

    def saying(self, sentence: int, trigger: Token) -> Saying | None:
        """As `of_trigger`, with how it is said and with what standing."""
        over = [s for s in self._speeches[sentence] if _covers(s.frame, trigger)]
        found = _nearest(over)
        saying = found.saying if found else self._whole[sentence]
        if saying is None:
            return None
        is_direct = any(q.start < trigger.start and trigger.end < q.end for q in self._quotations)
        return replace(saying, is_direct=is_direct)


def _covers(frame: Frame, trigger: Token) -> bool:
    return trigger.i in frame.scope and (frame.responsibility or frame.cue.i != trigger.i)


def _nearest(over: Sequence[_Speech]) -> _Speech | None:
    """The innermost saying; a pronoun inside another's speech gives way."""
    ranked = sorted(over, key=lambda s: len(s.frame.scope))
    while len(ranked) > 1:
        inner, outer = ranked[0], ranked[1]
        yields = inner.is_pronoun and inner.frame.cue.i in outer.frame.scope
        if not yields:
            break
        ranked.pop(0)
    return ranked[0] if ranked else None


@dataclass
class _Reader:
    """Reads the sentences in order and remembers who has spoken."""

    parse: Parse
    surroundings: Surroundings
    lexicon: SpeechLexicon
    history: list[Saying] = field(default_factory=list)

    def speeches(self, index: int) -> Iterator[_Speech]:
        """The sayings of one sentence."""
        sentence = self.parse.sentences[index]
        previous: Saying | None = None
        for frame in frames_of(sentence, self.lexicon):
            saying = self._saying(index, sentence, frame, previous)
            if saying is None:
                continue
            previous = saying
            if frame.manner != "allege" or frame.cue.pos == "VERB":
                self.history.append(saying)
            yield _Speech(index, frame, saying, self._is_pronoun(sentence, frame))

    def _is_pronoun(self, sentence: Sentence, frame: Frame) -> bool:
        return frame.speaker is not None and sentence.tokens[frame.speaker[0]].pos == "PRON"

    def _saying(self, index: int, sentence: Sentence, frame: Frame, previous: Saying | None) -> Saying | None:
        if frame.speaker is None:
            return replace(previous, manner=frame.manner) if previous else None
        words = sentence.span_of(sentence.tokens[frame.speaker[0]], sentence.tokens[frame.speaker[1]])
        if words.text.lower() in _PRONOUNS:
            before = self._antecedent(index, words)
            return self._as(before, frame) if before else None
        said = " ".join(sentence.tokens[i].text for i in sorted(frame.scope))
        around = self._around(sentence, frame, words)
        voice = self.surroundings.voice(words, around, said)
        if frame.by is not None and voice.kind == "anonymous":
            by = sentence.span_of(sentence.tokens[frame.by[0]], sentence.tokens[frame.by[1]])
            quoting = self.surroundings.voice(by, by, said)
            words, voice = (by, quoting) if quoting.kind == "un/ngo" else (words, voice)
        return self._taken_up(words, voice, frame)

    def _as(self, before: Saying, frame: Frame) -> Saying:
        return replace(
            before, manner=frame.manner, takes_responsibility=frame.responsibility, is_party=self._party(before, frame)
        )

    def _party(self, before: Saying, frame: Frame) -> bool:
        told_the_state = bool(frame.told) and self.lexicon.state_medium(frame.told) is not None
        nameless = before.attribution.kind in ("anonymous", "official", "person")
        return before.is_party or (told_the_state and nameless) or frame.responsibility

    def _around(self, sentence: Sentence, frame: Frame, words: Span) -> Span:
        """The speaker's words with what stands between them and the verb, on either side up to a comma or stop."""
        first, last = frame.speaker or (0, 0)
        if frame.cue.i > last:
            return sentence.span_of(sentence.tokens[first], sentence.tokens[frame.cue.i - 1])
        end = last
        for token in sentence.tokens[last + 1 : last + 12]:
            if token.tag in ("VBD", "VBZ", "VBP", "VBG") or token.text in (".", ";", '"', "”", "“"):
                break
            end = token.i
        return sentence.span_of(sentence.tokens[first], sentence.tokens[end]) if words.text else words

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
        if voice.kind not in ("person", "anonymous", "official") or voice.actor is not None or not self.history:
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
        return self.history[-1] if self._is_definite(words) else None

    def _is_definite(self, words: Span) -> bool:
        text = self.surroundings.document.text
        return (
            text[: words.start].lower().rstrip().endswith((" the", "\nthe", "this"))
            or text[max(0, words.start - 4) : words.start].lower().strip() == "the"
        )

    def _antecedent(self, index: int, pronoun: Span) -> Saying | None:
        """The last speaker a pronoun can stand for; failing that, somebody named before it who could speak."""
        word = pronoun.text.lower()
        subject = self._subject_before(index) if word == "it" else None
        if subject and (not self.history or self.history[-1].attribution.span.start < subject.attribution.span.start):
            return subject
        fitting = [s for s in self.history if self._is_person(s) == (word in _PERSONAL)] if word != "they" else []
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


def _whole_sentences(
    parse: Parse, speeches: Sequence[Sequence[_Speech]], quotations: Sequence[Span]
) -> tuple[Saying | None, ...]:
    """For each sentence without a speaker of its own, who says all of it: by a quotation, or by speech that runs on."""
    found: list[Saying | None] = [None] * len(parse.sentences)
    for i, sentence in enumerate(parse.sentences):
        quotation = next((q for q in quotations if _lies_in(sentence, q)), None)
        if quotation is not None and not any(s.frame.scope for s in speeches[i]):
            found[i] = _quoted(parse, speeches, quotation, i) or (found[i - 1] if i else None)
    for i, spoken in enumerate(speeches):
        _carry_back(parse, speeches, found, i, spoken)
    return tuple(found)


def _lies_in(sentence: Sentence, quotation: Span) -> bool:
    words = [t for t in sentence.tokens if t.pos != "PUNCT"]
    return bool(words) and quotation.start <= words[0].start and words[-1].end <= quotation.end


def _quoted(parse: Parse, speeches: Sequence[Sequence[_Speech]], quotation: Span, index: int) -> Saying | None:
    """Who says a quotation: a frame in a sentence it also reaches into, else the speaker just before, else just after."""
    reached = [
        i for i, s in enumerate(parse.sentences) if s.start < quotation.end and quotation.start < s.end and i != index
    ]
    for i in (*reversed(reached), *range(index - 1, max(index - 3, -1), -1), index + 1):
        if 0 <= i < len(speeches) and speeches[i]:
            return speeches[i][-1].saying
    return None


def _carry_back(
    parse: Parse, speeches: Sequence[Sequence[_Speech]], found: list[Saying | None], i: int, spoken: Sequence[_Speech]
) -> None:
    """ "The report said A. B happened. C happened, the report added.": the sentences between are the report's too."""
    if not any(s.frame.adds for s in spoken):
        return
    before = next((j for j in range(i - 1, max(i - 2 - _RUNS_ON, -1), -1) if speeches[j]), None)
    if before is None or before == i - 1:
        return
    first, last = speeches[before][-1].saying, spoken[0].saying
    same = first.attribution.span == last.attribution.span or last.attribution.stands_for in (
        first.attribution.span.text,
        first.attribution.stands_for,
    )
    block = parse.sentences[i].block
    if same:
        for j in range(before + 1, i):
            if found[j] is None and parse.sentences[j].block == block:
                found[j] = first
