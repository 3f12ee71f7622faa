"""Coded documents go out as khabar.coded/1 and come back whole."""

from __future__ import annotations

import dataclasses
import json
from datetime import date
from importlib.resources import files
from typing import Any

import pytest
from coded_strategies import coded_documents
from hypothesis import given, settings
from jsonschema import Draft202012Validator

from khabar.errors import BadInput
from khabar.records import Actor, Argument, Attribution, Coded, Count, Document, Mention, Place, PlaceName, Span
from khabar.records.wire import coded_from_json, coded_to_json
from khabar.times import Occurred

SCHEMA = json.loads(files("khabar").joinpath("data/schemas/coded-1.schema.json").read_text(encoding="utf-8"))
TEXT = "A council member said they took Herat in the past week, killing at least 12."
HERAT = Place("geonames:1140026", "Herat", "settlement", lat=34.348, lon=62.2, geonameid=1140026)


def span(words: str) -> Span:
    return Span.of(TEXT, TEXT.index(words), TEXT.index(words) + len(words))


def a_coded_document(**changes: Any) -> Coded:
    mention = Mention(
        id="d1:1",
        type="territory.capture",
        codebook="1",
        trigger=span("took"),
        sentence=Span.of(TEXT, 0, len(TEXT)),
        roles=(
            ("actor", (Argument(span("they"), Actor("taliban", "Taliban", "armed group"), stands_for="The Taliban"),)),
            ("place", (Argument(span("Herat"), HERAT),)),
        ),
        counts=(Count("killed", "at least 12", low=12),),
        occurred=Occurred.within(date(2021, 8, 5), date(2021, 8, 12), precision="week", basis="relative"),
        attribution=Attribution("local official", span("A council member")),
        why=("took with a place is a capture",),
    )
    document = Document("d1", TEXT, "0" * 64, published=date(2021, 8, 12), publisher="The Example")
    coded = Coded(document, (mention,), places=(PlaceName(span("Herat"), "place", HERAT, 0.98),))
    return dataclasses.replace(coded, **changes)


def test_the_json_has_the_documented_shape() -> None:
    data = coded_to_json(a_coded_document())
    mention = data["mentions"][0]
    assert data["document"] == {
        "id": "d1",
        "date": "2021-08-12",
        "title": "",
        "publisher": "The Example",
        "url": None,
        "language": "en",
        "sha256": "0" * 64,
    }
    assert mention["trigger"] == {"start": 27, "end": 31, "text": "took"}
    assert mention["sentence"] == {"start": 0, "end": 76}
    assert mention["roles"]["place"][0]["relation"] == "in"
    assert mention["roles"]["place"][0]["resolved"]["lat"] == 34.348
    assert mention["count"] == [{"what": "killed", "low": 12, "best": None, "high": None, "text": "at least 12"}]
    assert mention["time"] == {"start": "2021-08-05", "end": "2021-08-12", "precision": "week", "basis": "relative"}
    assert mention["attribution"]["resolved"] is None
    assert data["places"][0] | {"use": "", "resolved": None} == {
        **{"start": 32, "end": 37, "text": "Herat", "lat": 34.348, "lon": 62.2, "geonameid": 1140026, "score": 0.98},
        **{"use": "", "resolved": None},
    }


def test_what_is_understood_has_no_offsets() -> None:
    understood = Argument(None, Actor("army", "Army", "state force"))
    mention = dataclasses.replace(a_coded_document().mentions[0], roles=(("target", (understood,)),))
    data = coded_to_json(a_coded_document(mentions=(mention,)))
    assert data["mentions"][0]["roles"]["target"] == [
        {"resolved": {"kind": "actor", "id": "army", "name": "Army", "actor_kind": "state force"}}
    ]


def test_a_pronoun_that_stands_for_no_known_name_resolves_to_its_words() -> None:
    mention = dataclasses.replace(
        a_coded_document().mentions[0], roles=(("actor", (Argument(span("they"), stands_for="the gunmen"),)),)
    )
    data = coded_to_json(a_coded_document(mentions=(mention,)))
    assert data["mentions"][0]["roles"]["actor"][0]["resolved"] == {"kind": "words", "name": "the gunmen"}


def test_the_outlet_itself_has_no_attribution() -> None:
    mention = dataclasses.replace(a_coded_document().mentions[0], attribution=None)
    assert coded_to_json(a_coded_document(mentions=(mention,)))["mentions"][0]["attribution"] is None


@settings(max_examples=60, deadline=None)
@given(coded_documents())
def test_a_coded_document_comes_back_as_it_went_out(coded: Coded) -> None:
    data = json.loads(json.dumps(coded_to_json(coded)))
    assert coded_from_json(data, coded.document) == coded
    Draft202012Validator(SCHEMA).validate(data)


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize(
    "break_it",
    [
        lambda d: d.pop("issues"),
        lambda d: d.update(extra=1),
        lambda d: d["mentions"][0].update(polarity="maybe"),
        lambda d: d["mentions"][0]["roles"].update(victim=[]),
        lambda d: d["mentions"][0]["roles"]["place"][0].pop("end"),
    ],
    ids=["missing key", "unknown key", "unknown polarity", "unknown role", "half a span"],
)
def test_the_schema_refuses_another_shape(break_it: Any) -> None:
    data = coded_to_json(a_coded_document())
    break_it(data)
    assert not Draft202012Validator(SCHEMA).is_valid(data)


def test_a_coding_of_another_text_is_refused() -> None:
    coded = a_coded_document()
    other = dataclasses.replace(coded.document, sha256="1" * 64)
    with pytest.raises(BadInput, match="another text"):
        coded_from_json(coded_to_json(coded), other)


def test_another_format_is_refused() -> None:
    coded = a_coded_document()
    with pytest.raises(BadInput, match=r"khabar\.coded/9"):
        coded_from_json(coded_to_json(coded) | {"format": "khabar.coded/9"}, coded.document)
