"""A coded shard gives back exactly what was put in it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from shards.shard_builders import TOWN, a_coding
from store.store_builders import a_document

from khabar.errors import BadInput
from khabar.records import Actor, ActorName, Coded, Issue, PlaceName, SetAside, Span
from khabar.shards.coded_file import CodedFile, results_in, told_of
from khabar.shards.shard import Culprit

PLAIN = a_coding(a_document(id="plain"))
FULL = a_coding(
    a_document(
        id="full",
        text="took Daran.\nImage: Daran\ud7ff “quoted”",
        published_at=datetime(2021, 8, 12, 9, 30, tzinfo=UTC),
        title="Title, with a comma",
        url="https://news.example/1",
        author="A. Writer",
        source="a.jsonl",
        boilerplate=(Span(12, 24, "Image: Daran"),),
        original_offsets=((0, 10), (12, 40)),
        issues=(Issue("date-inferred", "2021-08-12", "taken"),),
    )
)
FULL = Coded(
    FULL.document,
    FULL.mentions,
    (PlaceName(Span(5, 10, "Daran"), "place", TOWN, 0.9, (TOWN,), ("known",)),),
    (ActorName(Span(0, 4, "took"), "ARMED_GROUP", Actor("rebels", "Rebels", "armed group")),),
    (Issue("place-unresolved", "Daran", "kept", 5, 10),),
)
UNDATED = a_coding(a_document(id="undated", published=None))
NOTHING = Coded(a_document(id="nothing"))
ASIDE = SetAside("x", "a.jsonl, line 3", "bad-json", "It cannot be read.", "Write it.", text="{")
USUAL = SetAside("y", "a.jsonl, line 4", "not-english", "It is not.", language="fr", text="Bonjour.")
ALL = [ASIDE, PLAIN, USUAL, FULL, UNDATED, NOTHING, ASIDE]


def written(path: Path, results: list[Coded | SetAside]) -> Path:
    with CodedFile(path, shard="a.jsonl", file=path.name, coder="fake 1") as file:
        for result in results:
            file.add(result)
    return path


@pytest.mark.parametrize("results", [ALL, ALL * 60, [], [NOTHING], [ASIDE]], ids=len)
def test_what_is_read_back_is_what_was_written(tmp_path: Path, results: list[Coded | SetAside]) -> None:
    with written(tmp_path / "a.parquet", results).open("rb") as file:
        assert list(results_in(file, name="a.parquet")) == results


def test_the_columns_say_where_and_when_so_that_shards_can_be_asked_without_reading_them_whole(tmp_path: Path) -> None:
    row = next(r for r in pq.read_table(written(tmp_path / "a.parquet", ALL)).to_pylist() if r["kind"] == "mention")
    asked = ("report", "type", "first_day", "month", "place", "country", "cell", "lat", "lon", "text")
    assert {name: row[name] for name in asked} == {
        "report": "plain",
        "type": "territory.capture",
        "first_day": date(2013, 5, 12),
        "month": "2013-05",
        "place": "test:daran",
        "country": "XX",
        "cell": "1,2",
        "lat": 1.5,
        "lon": 2.5,
        "text": PLAIN.document.text,
    }


def test_it_says_of_itself_what_it_holds_and_what_could_not_be_read(tmp_path: Path) -> None:
    with written(tmp_path / "a.parquet", ALL).open("rb") as file:
        told = told_of(file, name="a.parquet")
    assert (told.reports, told.mentions, told.coder) == (4, 3, "fake 1")
    assert told.set_aside == (("bad-json", 2), ("not-english", 1))
    assert told.culprits == (Culprit("a.jsonl, line 3", "bad-json", "It cannot be read."),) * 2


def test_the_same_reports_give_the_same_bytes(tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    one, other = written(tmp_path / "a.parquet", ALL * 60), written(tmp_path / "other" / "a.parquet", ALL * 60)
    assert one.read_bytes() == other.read_bytes()


def test_another_table_is_no_coded_shard(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    path.write_bytes(b"PAR1 and more")
    with path.open("rb") as file, pytest.raises(BadInput, match="cannot be read as a coded shard"):
        told_of(file, name="a.parquet")
