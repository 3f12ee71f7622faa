"""A speaker's words as a reader would quote them: whole names, without the verb's other arguments."""

from __future__ import annotations

from collections.abc import Sequence

from khabar.coding.attribution.speech import Frame
from khabar.records import ActorName, Sentence, Span

PERSONAL = frozenset({"he", "she", "him", "her"})
PRONOUNS = PERSONAL | {"it", "they", "them", "we", "i"}
_ASIDE = 12
# What follows these is no description of the speaker: "a source in the city, where rebels ...".
_STOPS = frozenset({"where", "when", "after", "as", "while", ".", ";", '"', "”", "“"})


def speaker_span(actors: Sequence[ActorName], sentence: Sentence, frame: Frame, phrase: tuple[int, int]) -> Span:
    """The speaker's words, whole where they are part of a name, and the person's name where it stands beside."""
    first, last = phrase
    if frame.cue.text.lower() == "according":
        last = _before_next_actor(actors, sentence, first, last)
    words = sentence.span_of(sentence.tokens[first], sentence.tokens[last])
    if words.text.lower() in PRONOUNS:
        return words
    for span in _name_spans(actors, sentence):
        if span.overlaps(words) and (frame.cue.start >= span.end or span.start >= frame.cue.end):
            start, end = min(span.start, words.start), max(span.end, words.end)
            words = Span(start, end, sentence.text[start - sentence.start : end - sentence.start])
    following = sentence.between(words.end, frame.cue.start)[:2]
    if len(following) == 2 and following[0].text == ",":
        named = next((s for s in _persons(actors, sentence) if s.start == following[1].start), None)
        return named or words
    return _trimmed(sentence, words)


def _trimmed(sentence: Sentence, words: Span) -> Span:
    """The words without a leading article or mark that came with a name."""
    inside = sentence.between(words.start, words.end)
    kept = [t for i, t in enumerate(inside) if any(u.pos not in ("PUNCT", "DET") for u in inside[: i + 1])]
    return sentence.span_of(kept[0], kept[-1]) if kept else words


def _before_next_actor(actors: Sequence[ActorName], sentence: Sentence, first: int, last: int) -> int:
    """ "According to Al-Manar Syrian forces have ...": the last actor before a verb is its subject, no speaker."""
    following = sentence.tokens[last + 1 : last + 2]
    if not following or following[0].pos not in ("AUX", "VERB"):
        return last
    starts = {a.span.start for a in actors}
    cut = next((i for i in range(last, first, -1) if sentence.tokens[i].start in starts), None)
    return last if cut is None else cut - 1


def _name_spans(actors: Sequence[ActorName], sentence: Sentence) -> tuple[Span, ...]:
    known = [a.span for a in actors if sentence.start <= a.span.start < sentence.end]
    tagged = (n.span for n in sentence.names if n.label in ("PERSON", "ORG"))
    # A name that breaks off inside a known one ("Al-Manar Syrian" forces) was cut wrongly.
    return (*known, *(t for t in tagged if all(t.contains(k) or not t.overlaps(k) for k in known)))


def _persons(actors: Sequence[ActorName], sentence: Sentence) -> tuple[Span, ...]:
    known = [a.span for a in actors if a.label == "PERSON" or a.actor.kind in ("person", "official")]
    return (*known, *(n.span for n in sentence.names if n.label == "PERSON"))


def beside_speaker(sentence: Sentence, frame: Frame) -> Span:
    """The speaker's words with the titles before them and what stands between them and the verb."""
    first, last = frame.speaker or (0, 0)
    while first > 0 and (
        sentence.tokens[first - 1].pos in ("NOUN", "PROPN", "ADJ") or sentence.tokens[first - 1].text == "of"
    ):
        first -= 1
    between = (
        sentence.tokens[last + 1 : frame.cue.i] if frame.cue.i > last else sentence.tokens[last + 1 : last + _ASIDE]
    )
    end, own = last, frozenset(t.i for t in sentence.subtree(sentence.head(frame.cue)))
    for token in between:
        if frame.cue.dep == "case" and token.i not in own:
            break
        runs_on = token.tag in ("VBD", "VBZ", "VBP", "VBG") and frame.cue.i < last
        if runs_on or token.text.lower() in _STOPS:
            break
        end = token.i
    return sentence.span_of(sentence.tokens[first], sentence.tokens[end])
