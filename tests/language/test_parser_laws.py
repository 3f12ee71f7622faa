"""What holds for every parse, whatever the text."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from language_builders import a_document, arcs

from khabar.errors import MissingPart
from khabar.language import Parser
from khabar.records.parse import Parse

NEWS = (
    "Rebels seize border town\n\nBEIRUT, Aug 12 (Reuters) - Rebels captured a border town from the army on Monday, "
    "a monitor said. “We won’t leave,” said Lt. Gen. Omar.\n• Ten soldiers were killed.\n\n"
    "SHELLS FELL ON THE PORT OF LATAKIA, THE AGENCY REPORTED."
)
PIECES = st.sampled_from(
    [
        "Rebels ",
        "took ",
        "the town",
        ". ",
        ", ",
        "\n",
        "\n\n",
        "“",
        "” ",
        "U.S. ",
        "don't ",
        "ALEPPO ",
        "(AFP) - ",
        "é",
        "\u2028",
        "  ",
        "IS ",
        "12-year-old ",
    ]
)


def check_offsets(text: str, parse: Parse) -> None:
    end = 0
    for sentence in parse.sentences:
        assert sentence.text == text[sentence.start : sentence.end]
        assert [t.i for t in sentence.tokens] == list(range(len(sentence.tokens)))
        assert len(sentence.roots) == 1
        for token in sentence.tokens:
            assert token.start >= end
            assert token.text == text[token.start : token.end]
            assert token.text.strip()
            assert token.lemma
            assert 0 <= token.head < len(sentence.tokens)
            assert len(list(sentence.ancestors(token))) < len(sentence.tokens)
            end = token.end
        for name in sentence.names:
            assert name.span.text == text[name.span.start : name.span.end]


def test_every_token_stands_where_the_document_has_it(parser: Parser) -> None:
    check_offsets(NEWS, parser.parse(a_document(NEWS)))


@settings(max_examples=40, deadline=None)
@given(pieces=st.lists(PIECES, max_size=30))
def test_offsets_hold_for_broken_text_too(parser: Parser, pieces: list[str]) -> None:
    text = "".join(pieces)
    check_offsets(text, parser.parse(a_document(text)))


def test_a_document_parses_alone_as_it_does_among_others(parser: Parser) -> None:
    documents = [a_document(NEWS), a_document("Troops left."), a_document("")]
    together = list(parser.pipe(documents))
    assert together == [parser.parse(d) for d in documents]
    assert together[2].sentences == ()


def test_a_parse_names_the_pipeline_that_made_it(parser: Parser) -> None:
    assert parser.parse(a_document("Troops left.")).pipeline.startswith("en_khabar ")


def test_blocks_of_a_parse_hold_its_sentences(parser: Parser) -> None:
    parse = parser.parse(a_document(NEWS))
    for sentence in parse.sentences:
        assert any(
            b.start <= sentence.start and sentence.end <= b.end and b.kind == sentence.block for b in parse.blocks
        )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Rebels captured the city from the army.",
            {"nsubj(captured, Rebels)", "obj(captured, city)", "obl(captured, army)"},
        ),
        ("The city was captured by rebels.", {"nsubj:pass(captured, city)", "obl:agent(captured, rebels)"}),
        ("Rebels left the town, the ministry announced.", {"root(announced)", "ccomp(announced, left)"}),
        ("Rebels left the town the ministry announced.", {"root(announced)", "ccomp(announced, left)"}),
        ("A bomber blew himself up in Kabul.", {"obj(blew, himself)", "compound:prt(blew, up)"}),
        ("Troops retook Palmyra from IS.", {"obj(retook, Palmyra)", "obl(retook, IS)"}),
        ("The rebels denied that they had shelled the school.", {"ccomp(denied, shelled)", "obj(shelled, school)"}),
        (
            "Gunmen attacked a base, killing ten soldiers.",
            {"obj(attacked, base)", "advcl(attacked, killing)", "obj(killing, soldiers)"},
        ),
    ],
)
def test_plain_war_reporting_is_read_rightly(parser: Parser, text: str, expected: set[str]) -> None:
    (sentence,) = parser.parse(a_document(text)).sentences
    assert expected <= arcs(sentence)


@pytest.mark.parametrize(
    ("headline", "expected"),
    [
        ("Regime raids kill 10", {"nsubj(kill, raids)", "obj(kill, 10)"}),
        ("Army shells rebel-held town", {"nsubj(shells, Army)", "obj(shells, town)"}),
        ("Rebels seize border town", {"nsubj(seize, Rebels)", "obj(seize, town)"}),
    ],
)
def test_headlines_are_read_as_sentences(parser: Parser, headline: str, expected: set[str]) -> None:
    parse = parser.parse(a_document(f"{headline}\n\nMore than that is not known.", title=headline))
    assert expected <= arcs(parse.sentences[0])


def test_shouted_text_is_read_as_written_text_is(parser: Parser) -> None:
    text = "GUERRILLAS ATTACKED THE FARM WHERE PRESIDENT CEREZO HAD BEEN STAYING."
    (sentence,) = parser.parse(a_document(text)).sentences
    assert {"nsubj(ATTACKED, GUERRILLAS)", "obj(ATTACKED, FARM)"} <= arcs(sentence)


def test_names_are_found(parser: Parser) -> None:
    (sentence,) = parser.parse(a_document("Ismail Khan fled Herat for Iran.")).sentences
    assert {"Ismail Khan", "Herat", "Iran"} <= {n.span.text for n in sentence.names}


def test_a_pipeline_without_a_parser_is_refused(tmp_path: Path) -> None:
    spacy.blank("en").to_disk(tmp_path)
    with pytest.raises(MissingPart, match="has no parser"):
        Parser.load(str(tmp_path))


def test_an_unknown_pipeline_is_named_in_the_error() -> None:
    with pytest.raises(MissingPart, match="en_no_such_pipeline"):
        Parser.load("en_no_such_pipeline")
