"""One report read by Khabar, with what the adapter asks of it: whose words, what kind of thing, in what sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from khabar.coding.lexicon.noun_kinds import NounKinds
from khabar.reader import Reader
from khabar.records import Actor, ActorName, Coded, Document, Mention, Parse, Sentence, Span, Token


@dataclass(frozen=True)
class Reading:
    """A coded document beside its parse."""

    coded: Coded
    parse: Parse
    nouns: NounKinds

    @cached_property
    def _order(self) -> dict[int, int]:
        return {s.start: i for i, s in enumerate(self.parse.sentences)}

    def sentence_number(self, mention: Mention) -> int:
        """The position of the mention's sentence in the document."""
        return self._order.get(mention.sentence.start, 0)

    def sentence(self, offset: int) -> Sentence | None:
        """The sentence that holds a character."""
        return self.parse.sentence_at(offset)

    def head(self, span: Span) -> tuple[Sentence, Token] | None:
        """The word of a span that its other words hang on."""
        sentence = self.sentence(span.start)
        inside = sentence.between(span.start, span.end) if sentence else ()
        if sentence is None or not inside:
            return None
        indices = {t.i for t in inside}
        return sentence, next((t for t in inside if t.head == t.i or t.head not in indices), inside[-1])

    def kinds(self, span: Span) -> tuple[str, ...]:
        """What the words may stand for, likeliest first; empty where nothing is known of them."""
        found = self.head(span)
        if found is None:
            return ()
        return self.nouns.of(*found, places=self.coded.places, actors=self.coded.names)

    def names_of(self, actor: Actor) -> tuple[ActorName, ...]:
        """Where the document names the actor, in text order."""
        return tuple(n for n in self.coded.names if n.actor.id == actor.id)

    def named_in(self, span: Span) -> ActorName | None:
        """The longest actor's name in a span."""
        inside = [n for n in self.coded.names if span.overlaps(n.span)]
        return max(inside, key=lambda n: n.span.end - n.span.start, default=None)


def read_all(reader: Reader, documents: Sequence[Document]) -> Iterator[Reading]:
    """The documents as Khabar reads them, in order."""
    for document, parse in zip(documents, reader.parser.pipe(documents), strict=True):
        places = reader.geoparser.find(document, parse)
        actors = reader.actors.find(document, parse, places)
        coded = reader.coder.code(document, parse, places=places, actors=actors)
        yield Reading(coded, parse, reader.coder.nouns)
