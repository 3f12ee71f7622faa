"""The law of the way back: exported, read into an empty store and exported again, the rows are the same.

What a format cannot bring back is listed here column by column, with the reason; everything else must be equal.
"""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest

import khabar
from khabar.exporting import Wanted, export
from khabar.picture import Picture
from khabar.receiving import import_export

DISPATCHES = Path(__file__).parents[2] / "examples" / "fall-of-the-capitals"
DAYS = ("2021-07-08*", "2021-08-06*", "2021-08-07*", "2021-08-08*", "2021-08-09*", "2021-08-10*", "2021-08-11*")
THEATRE = "afghanistan-2021"
NOON = datetime(2021, 9, 20, 12, tzinfo=UTC)
Json = dict[str, Any]

# Column -> why it does not come back.
LOST: dict[str, dict[str, str]] = {
    "geojson": {
        "id": "an event's id follows from its claims, and these are another desk's",
        "claim_ids": "the first is first; of the others no row tells which was known before which",
    },
    "plover": {
        "id": "as above",
        "event_text": "the format has one claim an event: one of its words comes back, else the sentence",
        "text_info": "where the sentence stands in its report, which the format does not hold",
        "event_loc.extracted_place": "where the sentence itself does not hold it",
    },
    "acled": {
        "event_id_cnty": "as above",
        "timestamp": "when this store took it in",
        "notes": "the sentence of the toll, where it is another than that of the act",
    },
    "ucdp": {
        "id": "as above",
        "relid": "as above",
        "source_original": "who is not known as a party comes back as Khabar's word",
    },
}
LOST["parquet"] = LOST["geoparquet"] = LOST["geojson"]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Seven days of dispatches: every standing there is, denials, totals, copies, places without an id of GeoNames."""
    path = tmp_path_factory.mktemp("desk") / "desk.db"
    with khabar.open(path, theatre=THEATRE, clock=lambda: NOON) as picture:
        list(picture.ingest(sorted(file for day in DAYS for file in DISPATCHES.glob(day))))
        standings = {event.standing for event in picture.events()}
    assert standings == {"claimed", "reported", "corroborated", "disputed", "retracted"}
    return path


def opened(path: Path) -> Picture:
    return khabar.open(path, theatre=THEATRE, clock=lambda: NOON)


def exported(path: Path, format: str, out: Path) -> Path:
    with opened(path) as picture:
        export(picture, format, out, wanted=Wanted(everything=True))
    return out


def states(path: Path, file: Path) -> Counter[str]:
    with opened(path) as picture:
        found = list(import_export(picture, file))
    return Counter(one.added.state if one.added else "set aside" for one in found)


def rows(format: str, file: Path) -> list[Json]:
    if format == "geojson":
        return [feature["properties"] for feature in json.loads(file.read_text(encoding="utf-8"))["features"]]
    if format == "plover":
        return list(map(json.loads, file.read_text(encoding="utf-8").splitlines()))
    if format in ("acled", "ucdp"):
        return list(csv.DictReader(file.read_text(encoding="utf-8").splitlines()))
    table = duckdb.read_parquet(str(file))
    return [dict(zip(table.columns, row, strict=True)) for row in table.fetchall()]


def kept(format: str, row: Json) -> str:
    """A row as text, without what is listed as lost; of claims which is first, and which there are."""
    said = dict(row)
    if "claim_ids" in said:
        said["first claim"], said["claims"] = said["claim_ids"][0], sorted(said["claim_ids"])
    if isinstance(said.get("event_loc"), dict):
        said |= {f"event_loc.{name}": value for name, value in said.pop("event_loc").items()}
    return json.dumps({k: v for k, v in said.items() if k not in LOST[format]}, sort_keys=True, default=str)


@pytest.mark.parametrize("format", ["geojson", "parquet", "geoparquet", "plover"])
def test_a_table_comes_back_row_by_row(format: str, store: Path, tmp_path: Path) -> None:
    first = exported(store, format, tmp_path / "first")
    assert set(states(tmp_path / "other.db", first)) == {"new"}
    again = exported(tmp_path / "other.db", format, tmp_path / "again")
    before, after = (Counter(kept(format, row) for row in rows(format, file)) for file in (first, again))
    assert sorted((before - after).elements()) == sorted((after - before).elements())
    assert before.total() > 50


@pytest.mark.parametrize("format", ["acled", "ucdp"])
def test_a_coded_table_comes_back_where_its_types_name_one_act(format: str, store: Path, tmp_path: Path) -> None:
    first = exported(store, format, tmp_path / "first")
    states(tmp_path / "other.db", first)
    again = exported(tmp_path / "other.db", format, tmp_path / "again")
    unclear = ("Other", "Change to group/activity")
    before = Counter(kept(format, row) for row in rows(format, first) if row.get("sub_event_type") not in unclear)
    after = Counter(kept(format, row) for row in rows(format, again))
    assert sorted((before - after).elements()) == sorted((after - before).elements())
    assert before


@pytest.mark.parametrize("format", ["geojson", "parquet", "plover", "acled", "ucdp"])
def test_ones_own_export_brings_no_event_and_changes_none(format: str, store: Path, tmp_path: Path) -> None:
    own = tmp_path / "own.db"
    own.write_bytes(store.read_bytes())
    file = exported(own, format, tmp_path / "file")
    with opened(own) as picture:
        before = picture.events(), picture.store.counts().documents
    assert set(states(own, file)) <= {"already", "set aside"}
    with opened(own) as picture:
        assert (picture.events(), picture.store.counts().documents) == before


def test_what_comes_back_by_way_of_another_desk_is_known_again(store: Path, tmp_path: Path) -> None:
    states(tmp_path / "other.db", exported(store, "geojson", tmp_path / "first"))
    own = tmp_path / "own.db"
    own.write_bytes(store.read_bytes())
    assert set(states(own, exported(tmp_path / "other.db", "geojson", tmp_path / "again"))) == {"already"}


def test_reports_that_come_after_their_export_make_no_second_event(store: Path, tmp_path: Path) -> None:
    states(tmp_path / "other.db", exported(store, "geojson", tmp_path / "first"))
    with opened(store) as here, opened(tmp_path / "other.db") as there:
        alone = here.events()
        copies = {claim.document_id: claim.copy_of for claim in here.store.claims()}
        for document in here.store.documents():
            coded = here.store.coded(document.id)
            assert coded is not None
            there.store.add(coded, recorded_at=NOON, copy_of=copies.get(document.id))
        together = there.events()
    ours = {claim.id for event in alone for claim in event.claims}
    assert [event for event in together if ours.isdisjoint(claim.id for claim in event.claims)] == []
    assert len(together) <= len(alone) + 1


def test_the_same_twice_is_held_already(store: Path, tmp_path: Path) -> None:
    file = exported(store, "geojson", tmp_path / "first")
    states(tmp_path / "other.db", file)
    assert set(states(tmp_path / "other.db", file)) == {"already"}


def documents(path: Path) -> Iterator[Any]:
    with opened(path) as picture:
        yield from picture.store.documents()


def test_every_claim_rests_on_the_characters_of_its_report(store: Path, tmp_path: Path) -> None:
    states(tmp_path / "other.db", exported(store, "geojson", tmp_path / "first"))
    with opened(tmp_path / "other.db") as picture:
        texts = {document.id: document.text for document in picture.store.documents()}
        for claim in picture.store.claims():
            text, mention = texts[claim.document_id], claim.mention
            spans = [
                mention.trigger,
                mention.sentence,
                *(a.span for _, group in mention.roles for a in group if a.span),
            ]
            assert all(text[span.start : span.end] == span.text for span in spans)
