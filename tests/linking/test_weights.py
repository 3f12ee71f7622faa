"""The data file that linking judges by."""

from __future__ import annotations

from importlib.resources import files

import pytest

from khabar.errors import BadPack
from khabar.linking.weights import FILE, load_rules, parse_rules
from khabar.packs.yaml_file import load_yaml

TEXT = files("khabar.data").joinpath(FILE).read_text(encoding="utf-8")

FAULTS = {
    "an unknown key": (TEXT + "extra: 1\n", "extra"),
    "a missing weight": (TEXT.replace("  place_same: 2.0\n", ""), "points.place_same"),
    "a weight in words": (TEXT.replace("bias: -3.5", "bias: low"), "bias"),
    "a type in two families": (TEXT.replace("types: [territory.repel]", "types: [territory.siege]"), ""),
    "a state that is no type": (TEXT.replace("state: [territory.control]", "state: [territory.hold]"), "families"),
}


@pytest.mark.parametrize(("text", "field"), FAULTS.values(), ids=FAULTS)
def test_a_broken_file_is_refused_with_its_field(text: str, field: str) -> None:
    with pytest.raises(BadPack) as raised:
        parse_rules(text)
    assert raised.value.field.startswith(field)
    assert raised.value.line > 0


def test_every_type_of_the_codebook_has_a_family() -> None:
    book = load_yaml(files("khabar.data").joinpath("codebook/codebook.yaml").read_text("utf-8"), file="codebook.yaml")
    types = {row["id"].value for row in book["types"]}
    assert types == set(load_rules().by_type)


def test_a_type_of_somebody_s_own_codebook_is_a_family_of_its_own() -> None:
    assert load_rules().family("cyber.attack").types == ("cyber.attack",)
