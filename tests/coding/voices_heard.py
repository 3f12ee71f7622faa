"""One document read for who says what and how it stands, as the coder reads it."""

from __future__ import annotations

import hashlib
from functools import lru_cache

from khabar.actors import ActorFinder
from khabar.coding.assertion.assertions import Assertion, assertion_of
from khabar.coding.attribution.attributions import Attributions, Saying
from khabar.language.pipeline import Parser
from khabar.places.find import Geoparser
from khabar.records import Document, Parse, Sentence, Token


@lru_cache(maxsize=1)
def _readers() -> tuple[Parser, Geoparser, ActorFinder]:
    return Parser.load(), Geoparser.load(), ActorFinder.load()


@lru_cache(maxsize=256)
def _read(text: str, publisher: str) -> tuple[Parse, Attributions]:
    parser, geoparser, finder = _readers()
    document = Document("d", text, hashlib.sha256(text.encode()).hexdigest(), publisher=publisher)
    parse = parser.parse(document)
    places = geoparser.find(document, parse)
    return parse, Attributions.of(document, parse, finder.find(document, parse, places), places)


def _find(parse: Parse, word: str) -> tuple[int, Sentence, Token]:
    return next(
        (i, sentence, token)
        for i, sentence in enumerate(parse.sentences)
        for token in sentence.tokens
        if token.text == word
    )


def saying(text: str, word: str, *, publisher: str = "") -> Saying | None:
    """Who says the act that the first `word` of the text names."""
    parse, attributions = _read(text, publisher)
    index, _, token = _find(parse, word)
    return attributions.saying(index, token)


def assertion(text: str, word: str, *, kind: str = "", publisher: str = "") -> Assertion:
    """How the act that the first `word` of the text names stands."""
    parse, attributions = _read(text, publisher)
    index, sentence, token = _find(parse, word)
    return assertion_of(sentence, token, attributions.saying(index, token), kind=kind)
