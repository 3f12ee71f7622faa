"""Events as PLOVER records, with the taking of a town as a declared extension."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path

import pytest
from builders import ARMY, REBELS, a_claim, an_event
from export_builders import DARAN, killed, rows_of, written
from jsonschema import Draft202012Validator, FormatChecker

from khabar.coding.lexicon.codebook import load_codebook
from khabar.export.mapping import plover_table

SCHEMA = json.loads((files("khabar") / "data/schemas/export/plover-1.schema.json").read_text(encoding="utf-8"))
VALID = Draft202012Validator(SCHEMA, format_checker=FormatChecker())


def the_line(*arguments: object, **more: object) -> dict[str, object]:
    claim = a_claim(*arguments, place=[DARAN], **more)  # type: ignore[arg-type]
    ((row,), _) = rows_of("plover", an_event(claim, figures=(killed(3, None, None),)))
    return row.as_json()


def test_a_capture_is_an_assault_by_the_extension_and_says_so() -> None:
    line = the_line("territory.capture", actor=[REBELS], target=[ARMY])
    assert (line["event"], line["mode"], line["quad_code"]) == (["ASSAULT"], ["capture"], 4)
    assert line["cite_info"]["codebook"] == "PLOVER with khabar-territory/1"  # type: ignore[index]
    assert line["actor"] == [{"code": "rebels", "sector": "REB", "entity_text": "Rebels"}]
    assert line["size"] == {"dead": 3}


def test_an_air_strike_is_plain_plover() -> None:
    line = the_line("violence.airstrike", actor=[ARMY], target=["the bridge"], trigger="bombed")
    assert (line["event"], line["mode"]) == (["ASSAULT"], ["aerial"])
    assert line["cite_info"]["codebook"] == "PLOVER"  # type: ignore[index]
    assert line["recipient"] == [{"entity_text": "the bridge"}]


@pytest.mark.parametrize("type", ["territory.control", "harm.displacement", "politics.leadership"])
def test_what_plover_has_no_event_for_is_left_out_and_counted(type: str) -> None:
    rows, account = rows_of("plover", an_event(a_claim(type, place=[DARAN])))
    assert rows == []
    assert account.lost[f"{type}: no PLOVER event"] == 1


def test_the_table_names_types_of_the_codebook_and_agrees_with_it_on_their_events() -> None:
    book, table = load_codebook().types, plover_table()
    assert set(table.types) <= set(book)
    differing = {name for name, row in table.types.items() if book[name].plover != row.event}
    # PLOVER files damage under its destroy mode, and releases, access and withdrawals under RETREAT.
    assert differing == {"harm.property", "detention.release", "access.open"}


def test_a_json_schema_validator_accepts_every_line(tmp_path: Path) -> None:
    types = sorted(plover_table().types)
    events = [an_event(a_claim(type, place=[DARAN]), figures=(killed(1, 2, 3),)) for type in types]
    lines = written("plover", tmp_path, events).read_text(encoding="utf-8").splitlines()
    assert len(lines) == len(types)
    assert [error.message for line in lines for error in VALID.iter_errors(json.loads(line))] == []


def test_the_schema_refuses_what_is_not_plover() -> None:
    line = the_line("territory.capture", actor=[REBELS])
    assert not VALID.is_valid({**line, "quad_code": 5})
    assert not VALID.is_valid({**line, "date": "June"})
    assert not VALID.is_valid({name: value for name, value in line.items() if name != "event"})
