"""The codebook: each type once, with roles and its names in the field's other schemes."""

from __future__ import annotations

from typing import get_args

import pytest

from khabar.coding.lexicon.codebook import load_codebook, read_codebook
from khabar.errors import BadPack
from khabar.records import RoleName

HEAD = "schema: 1\nversion: t1\nlicence: CC0-1.0\nsource: written for this test\ntypes:\n"
CAPTURE = (
    "  - id: territory.capture\n    label: takes a place\n    roles: [actor, target, place]\n    place: expected\n"
    "    moves_control: gain\n    acled: none\n    plover: ASSAULT\n    cameo: '192'\n"
)


def test_the_packaged_codebook_has_the_types_analysts_ask_for() -> None:
    types = load_codebook().types
    assert len(types) == 33
    assert {t.split(".")[0] for t in types} == {
        "access", "aid", "detention", "forces", "harm", "politics", "protest", "territory", "violence",
    }  # fmt: skip


def test_every_type_names_itself_its_roles_and_its_place() -> None:
    for name, kind in load_codebook().types.items():
        assert kind.id == name
        assert kind.label
        assert kind.roles
        assert set(kind.roles) <= set(get_args(RoleName))


def test_only_what_happens_to_a_place_moves_who_holds_it() -> None:
    moving = {name for name, kind in load_codebook().types.items() if kind.moves_control}
    assert {"territory.capture", "territory.transfer", "territory.control"} <= moving
    assert not any(name.startswith(("politics.", "harm.", "detention.", "aid.")) for name in moving)


def test_a_codebook_of_ones_own_is_read() -> None:
    book = read_codebook(HEAD + CAPTURE, file="ours.yaml")
    assert (book.version, list(book.types)) == ("t1", ["territory.capture"])


@pytest.mark.parametrize(
    ("text", "line", "field"),
    [
        pytest.param(HEAD + CAPTURE + CAPTURE, 14, "types[1]", id="a type given twice"),
        pytest.param(HEAD + CAPTURE.replace("gain", "win"), 10, "types[0].moves_control", id="an unknown movement"),
        pytest.param(HEAD + CAPTURE.replace("target", "victim"), 8, "types[0].roles[1]", id="an unknown role"),
        pytest.param(HEAD + CAPTURE + "    colour: red\n", 14, "types[0].colour", id="an unknown key"),
        pytest.param(HEAD, 5, "types", id="an empty section"),
        pytest.param(HEAD + CAPTURE + "    label: again\n", 14, "types[0].label", id="a key given twice"),
    ],
)
def test_a_broken_codebook_is_refused_with_file_line_and_field(text: str, line: int, field: str) -> None:
    with pytest.raises(BadPack) as refused:
        read_codebook(text, file="ours.yaml")
    assert (refused.value.file, refused.value.line, refused.value.field) == ("ours.yaml", line, field)
