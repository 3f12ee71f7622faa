"""Pack files in YAML: what is refused, and that every fault says where it is."""

from __future__ import annotations

from datetime import date

import pytest

from khabar.errors import BadPack
from khabar.packs.yaml_file import Strict, load_yaml


class _Side(Strict):
    id: str
    strength: int = 0


class _Pack(Strict):
    name: str
    sides: tuple[_Side, ...]


def test_a_bare_word_is_a_word_even_where_yaml_sees_a_truth_value() -> None:
    node = load_yaml("country: NO\nanswer: yes\nswitch: on\nreal: true", file="p.yaml")
    assert node.plain == {"country": "NO", "answer": "yes", "switch": "on", "real": True}


def test_numbers_and_days_are_read_and_clock_times_stay_words() -> None:
    node = load_yaml("n: 12\nx: 0.5\nday: 2021-07-01\nclock: 12:30:00\ncode: 08", file="p.yaml")
    assert node.plain == {"n": 12, "x": 0.5, "day": date(2021, 7, 1), "clock": "12:30:00", "code": "08"}


def test_every_value_knows_its_line_and_its_path() -> None:
    node = load_yaml("name: x\nsides:\n  - id: one\n  - id: two\n", file="p.yaml")
    assert (node["sides"].line, node["sides"][1]["id"].line) == (2, 4)
    assert node["sides"][1]["id"].field == "sides[1].id"


REFUSED = {
    "a key given twice": ("a: 1\nb: 2\na: 3", 3, "a"),
    "an empty section": ("a: 1\nb:\n", 2, "b"),
    "an empty list": ("a: []", 1, "a"),
    "an anchor": ("a: &x [1]\nb: *x", 1, "b"),
    "an object tag": ("a: 1\nb: !!python/object:os.system x", 2, "b"),
    "an impossible day": ("a: 1\nb: 2021-02-30", 2, "b"),
    "broken YAML": ("a: b: c\n", 1, ""),
    "a key that is a list": ("? [a]\n: b", 1, ""),
    "no text at all": ("", 0, ""),
}


@pytest.mark.parametrize(("text", "line", "field"), REFUSED.values(), ids=REFUSED.keys())
def test_a_broken_file_is_refused_with_its_line_and_field(text: str, line: int, field: str) -> None:
    with pytest.raises(BadPack) as caught:
        load_yaml(text, file="p.yaml")
    assert (caught.value.file, caught.value.line, caught.value.field) == ("p.yaml", line, field)


def test_a_schema_names_all_that_does_not_fit() -> None:
    node = load_yaml("name: x\nsides:\n  - id: one\n    strength: many\n  - name: two\n", file="p.yaml")
    faults = {(fault.line, fault.field): fault.fault for fault in node.faults(_Pack)}
    assert set(faults) == {(4, "sides[0].strength"), (5, "sides[1].id"), (5, "sides[1].name")}
    assert faults[5, "sides[1].name"] == "is not a known key"


def test_a_fitting_value_becomes_its_model() -> None:
    node = load_yaml("name: x\nsides:\n  - id: one\n", file="p.yaml")
    assert node.bind(_Pack) == _Pack(name="x", sides=(_Side(id="one"),))
    assert node.faults(_Pack) == []


def test_binding_a_misfit_raises_the_first_fault() -> None:
    node = load_yaml("name: x\nsides:\n  - id: one\n    colour: red\n", file="p.yaml")
    with pytest.raises(BadPack, match=r"p.yaml, line 4, field sides\[0\].colour: is not a known key"):
        node.bind(_Pack)


def test_asking_for_a_key_that_is_not_there_names_it() -> None:
    with pytest.raises(BadPack, match="field sides: is missing"):
        load_yaml("name: x", file="p.yaml")["sides"]
