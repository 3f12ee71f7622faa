"""The coding benchmark reads its scorer's figures rightly, and the gate falls where one does."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.coding.gate import shortfalls
from benchmarks.coding.measure import code, documents_in, every_figure, figures, lost_its_commas

ROOT = Path(__file__).parents[2]
PRINTED = """mentions      P 0.800  R 0.500  F1 0.615   (gold 10, predicted 8)
detection     P 0.900  R 0.700  F1 0.788   (any type, same sentence)
arguments     P 0.600  R 0.400  F1 0.480   (end to end)
modality       0.900 of 40  marked only 0.500 of 6
speaker       P 1.000  R 0.250  F1 0.400
time           0.750 of 4
count         -
  harm.casualties          gold    7  P 0.50 R 0.25 F1 0.33
"""


def a_report(file: Path, **fields: str) -> Path:
    file.write_text(json.dumps({"id": "a", "text": "Rebels seized the town of Sirte on Monday."} | fields) + "\n")
    return file


def test_the_gate_watches_each_figure_the_scorer_prints() -> None:
    found = figures(PRINTED)
    assert found["mentions_f1"] == 0.615
    assert found["arguments_precision"] == 0.6
    assert found["modality_marked"] == 0.5
    assert "count" not in found


def test_every_row_is_kept_with_how_much_gold_it_rests_on() -> None:
    found = every_figure(PRINTED)
    assert found["mentions"] == {"p": 0.8, "r": 0.5, "f1": 0.615, "gold": 10, "predicted": 8}
    assert found["time"] == {"right": 0.75, "of": 4}
    assert found["modality_marked"] == {"right": 0.5, "of": 6}
    assert found["harm.casualties"]["gold"] == 7


@pytest.mark.parametrize(
    ("found", "short"),
    [({"time": 0.8}, []), ({"time": 0.79}, ["time"]), ({}, ["time"])],
    ids=["at the floor", "below it", "not measured"],
)
def test_a_figure_below_its_floor_or_missing_fails_the_gate(found: dict[str, float], short: list[str]) -> None:
    assert [line.split(":")[0] for line in shortfalls(found, {"time": 0.8})] == short


def test_a_report_without_a_date_is_read_without_one(tmp_path: Path) -> None:
    (document,) = documents_in(a_report(tmp_path / "docs.jsonl"))
    assert document.published is None


def test_a_report_whose_date_is_none_is_read_without_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (document,) = documents_in(a_report(tmp_path / "docs.jsonl", date="last Monday"))
    assert document.published is None
    assert capsys.readouterr().err.startswith("a: ")


def test_an_empty_report_is_named_and_the_others_are_coded(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    docs = a_report(tmp_path / "docs.jsonl", date="2021-08-12")
    docs.write_text(docs.read_text() + json.dumps({"id": "b", "text": ""}) + "\n")
    assert code(docs, tmp_path / "coded.jsonl") == 1
    assert capsys.readouterr().err.startswith("b: ")
    (row,) = map(json.loads, (tmp_path / "coded.jsonl").read_text().splitlines())
    assert row["document"]["id"] == "a"
    assert "territory.capture" in {m["type"] for m in row["mentions"]}


def test_a_broken_coding_has_no_type_right(tmp_path: Path) -> None:
    code(a_report(tmp_path / "docs.jsonl"), tmp_path / "coded.jsonl", broken=True)
    (row,) = map(json.loads, (tmp_path / "coded.jsonl").read_text().splitlines())
    assert {m["type"] for m in row["mentions"]} == {"none"}


def test_gold_without_its_reports_is_refused() -> None:
    command = [sys.executable, "-m", "benchmarks.coding", "--gold", "gold.jsonl"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "--gold needs --docs" in done.stderr


def test_only_a_long_text_without_commas_has_lost_them() -> None:
    assert lost_its_commas("word " * 101)
    assert not lost_its_commas("word " * 100)
    assert not lost_its_commas("word, " + "word " * 101)
