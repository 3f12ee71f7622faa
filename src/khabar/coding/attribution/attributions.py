"""Who is given as saying each act of a document, from frames of speech, quotations, and speech that runs on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from khabar.coding.attribution.quotation import quotations_of
from khabar.coding.attribution.sayings import Saying, Speakers, Speech
from khabar.coding.attribution.speech import Frame
from khabar.coding.attribution.speech_lexicon import SpeechLexicon
from khabar.coding.attribution.voices import Surroundings
from khabar.records import ActorName, Document, Parse, PlaceName, Sentence, Span, Token

__all__ = ["Attributions", "Saying"]
_RUNS_ON = 2


@dataclass(frozen=True)
class Attributions:
    """Who says what, for one document."""

    _parse: Parse
    _speeches: tuple[tuple[Speech, ...], ...]
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
        reader = Speakers(parse, Surroundings.of(document, actors, places, words), words)
        speeches = tuple(tuple(reader.speeches(i)) for i in range(len(parse.sentences)))
        quotations = quotations_of(document.text)
        whole = _whole_sentences(parse, speeches, quotations)
        return cls(parse, speeches, whole, quotations)

    def saying(self, sentence: int, trigger: Token) -> Saying | None:
        """Who says the act that `trigger` names, in the sentence of that index, and how; None = the outlet itself."""
        over = [s for s in self._speeches[sentence] if _covers(s.frame, trigger)]
        found = _nearest(over)
        saying = found.saying if found else self._whole[sentence]
        if saying is None:
            return None
        is_direct = any(q.start < trigger.start and trigger.end < q.end for q in self._quotations)
        return replace(saying, is_direct=is_direct)


def _covers(frame: Frame, trigger: Token) -> bool:
    return trigger.i in frame.scope and (frame.responsibility or frame.cue.i != trigger.i)


def _nearest(over: Sequence[Speech]) -> Speech | None:
    """The innermost saying; a pronoun inside another's speech gives way."""
    ranked = sorted(over, key=lambda s: len(s.frame.scope))
    while len(ranked) > 1:
        inner, outer = ranked[0], ranked[1]
        if not (inner.is_pronoun and inner.frame.cue.i in outer.frame.scope):
            break
        ranked.pop(0)
    return ranked[0] if ranked else None


def _whole_sentences(
    parse: Parse, speeches: Sequence[Sequence[Speech]], quotations: Sequence[Span]
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


def _quoted(parse: Parse, speeches: Sequence[Sequence[Speech]], quotation: Span, index: int) -> Saying | None:
    """Who says a quotation: a frame in a sentence it also reaches into, else the one just before, or just after."""
    reached = [
        i for i, s in enumerate(parse.sentences) if s.start < quotation.end and quotation.start < s.end and i != index
    ]
    for i in (*reversed(reached), *range(index - 1, max(index - 3, -1), -1), index + 1):
        if 0 <= i < len(speeches) and speeches[i]:
            last: Speech = speeches[i][-1]
            return last.saying
    return None


def _carry_back(
    parse: Parse, speeches: Sequence[Sequence[Speech]], found: list[Saying | None], i: int, spoken: Sequence[Speech]
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
