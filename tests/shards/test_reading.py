"""What is in a shard is read up to where it is damaged, and the damage is told."""

from __future__ import annotations

import gzip
from datetime import UTC, date, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from shards.shard_builders import a_page, json_lines, rows

from khabar.records import Document, SetAside
from khabar.shards.reading import reports_in

WORDS = "Rebels took the town of Daran on Monday, witnesses said. The army had left it before dawn. " * 8


def found_in(path: Path) -> list[Document | SetAside]:
    return [make() for make in reports_in(path, name=path.name)]


def ids(found: list[Document | SetAside]) -> list[str]:
    return [one.id if isinstance(one, Document) else one.reason for one in found]


@pytest.mark.parametrize("name", ["a.jsonl", "a.ndjson", "a.jsonl.gz", "A.JSONL.GZ"])
def test_json_lines_are_read_packed_or_not(tmp_path: Path, name: str) -> None:
    found = found_in(json_lines(tmp_path / name, rows(3)))
    assert ids(found) == ["r0", "r1", "r2"]
    assert isinstance(found[0], Document)
    assert (found[0].source, found[0].publisher, found[0].published) == (name, "Herald", date(2021, 8, 12))


def test_of_a_packed_file_cut_short_everything_before_the_cut_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    members = [gzip.compress(f'{{"id": "r{n}", "text": "Report {n}."}}\n'.encode()) for n in range(4)]
    path.write_bytes(b"".join(members)[:-10])
    found = found_in(path)
    assert ids(found)[:3] == ["r0", "r1", "r2"]
    assert ids(found)[-1] == "damaged"
    assert isinstance(found[-1], SetAside)
    assert found[-1].message == "a.jsonl.gz was read up to where the file is cut short."


def test_a_packed_file_without_its_last_bytes_is_told_though_all_its_words_are_there(tmp_path: Path) -> None:
    path = json_lines(tmp_path / "a.jsonl.gz", rows(3))
    path.write_bytes(path.read_bytes()[:-4])
    assert ids(found_in(path)) == ["r0", "r1", "r2", "damaged"]


def test_a_file_that_is_not_packed_though_its_name_says_so_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    path.write_text('{"text": "A report."}\n', encoding="utf-8")
    assert ids(found_in(path)) == ["damaged"]


def warc(path: Path, *records: bytes, cut: int = 0) -> Path:
    packed = b"".join(map(gzip.compress, records) if path.suffix == ".gz" else records)
    path.write_bytes(packed[: len(packed) - cut])
    return path


PAGES = tuple(a_page(f"https://news.example/{n}", f"{WORDS} Report {n}.") for n in range(3))


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
def test_the_pages_of_a_web_archive_are_read_and_the_rest_passed_over(tmp_path: Path, name: str) -> None:
    moved = a_page("https://news.example/old", WORDS, status=301)
    style = a_page("https://news.example/style.css", WORDS, kind="text/css")
    found = found_in(warc(tmp_path / name, moved, PAGES[0], style, PAGES[1]))
    assert [isinstance(one, Document) and one.url for one in found] == [
        "https://news.example/0",
        "https://news.example/1",
    ]
    assert isinstance(found[0], Document)
    assert found[0].text.startswith("Rebels took the town")
    assert found[0].published is None  # when it was crawled is not when it was published


@pytest.mark.parametrize(("name", "cut"), [("a.warc", 300), ("a.warc.gz", 60), ("a.warc.gz", 3)])
def test_of_a_web_archive_cut_short_every_page_before_the_cut_is_read(tmp_path: Path, name: str, cut: int) -> None:
    found = found_in(warc(tmp_path / name, *PAGES, cut=cut))
    assert [isinstance(one, Document) and one.url for one in found[:2]] == [
        "https://news.example/0",
        "https://news.example/1",
    ]
    assert isinstance(found[-1], SetAside)
    assert found[-1].reason == "damaged"


def test_of_a_web_archive_with_rubbish_in_it_the_pages_before_are_read(tmp_path: Path) -> None:
    found = found_in(warc(tmp_path / "a.warc", PAGES[0], b"rubbish\r\n" * 40, PAGES[1]))
    assert [type(one).__name__ for one in found] == ["Document", "SetAside"]


def table(path: Path, reports: list[dict[str, object]], **options: object) -> Path:
    pq.write_table(pa.Table.from_pylist(reports), path, **options)
    return path


def test_the_columns_of_a_table_are_named_as_the_fields_of_json_lines(tmp_path: Path) -> None:
    row = {
        "doc_id": "r1",
        "Body": "A report.",
        "published_at": datetime(2021, 8, 12, tzinfo=UTC),
        "outlet": "Herald",
        "x": [1.0],
    }
    found = found_in(table(tmp_path / "a.parquet", [row, row | {"doc_id": "r2", "Body": None}]))
    assert isinstance(found[0], Document)
    assert (found[0].id, found[0].published, found[0].publisher) == ("r1", date(2021, 8, 12), "Herald")
    assert isinstance(found[1], SetAside)


def test_a_table_without_a_column_for_the_text_is_told_with_the_columns_it_has(tmp_path: Path) -> None:
    (found,) = found_in(table(tmp_path / "a.parquet", [{"name": "Daran", "lat": 1.5}]))
    assert isinstance(found, SetAside)
    assert (found.reason, "name, lat" in found.message) == ("unreadable", True)


def test_a_table_that_is_cut_short_is_damaged_as_a_whole(tmp_path: Path) -> None:
    path = table(tmp_path / "a.parquet", rows(50))
    path.write_bytes(path.read_bytes()[:-100])
    assert ids(found_in(path)) == ["damaged"]


def test_of_a_table_with_a_damaged_group_of_rows_the_other_groups_are_read(tmp_path: Path) -> None:
    path = table(tmp_path / "a.parquet", rows(30), row_group_size=10, compression="gzip", use_dictionary=False)
    group = pq.ParquetFile(path).metadata.row_group(1)
    texts = next(c for c in (group.column(i) for i in range(group.num_columns)) if c.path_in_schema == "text")
    raw = bytearray(path.read_bytes())
    at = texts.data_page_offset
    raw[at + 30 : at + texts.total_compressed_size] = bytes(texts.total_compressed_size - 30)
    path.write_bytes(raw)
    assert ids(found_in(path)) == [f"r{n}" for n in range(10)] + ["damaged"] + [f"r{n}" for n in range(20, 30)]
