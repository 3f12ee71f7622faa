"""Coded shards taken into a store are what the store would have made of the reports themselves."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from shards.shard_builders import json_lines

from khabar import load_theatre
from khabar import open as open_picture
from khabar.errors import BadInput
from khabar.picture import Picture
from khabar.records.event_wire import event_to_json
from khabar.shards import code
from khabar.shards.link import events_in, events_near, link_shards, situation_over
from khabar.shards.local import LocalEngine
from khabar.shards.taking_in import import_coded

NOW = datetime(2021, 9, 1, tzinfo=UTC)
STORY = (
    "Taliban fighters captured the city of Ghazni on Thursday, two officials said. At least 12 soldiers were killed in "
    "the fighting, a doctor at the hospital said. The road to Kabul was closed for hours, and shops stayed shut."
)
REPORTS = [
    {"id": "wire", "text": STORY, "date": "2021-08-12", "source": "Northern Wire"},
    {"id": "herald", "text": f"{STORY}", "date": "2021-08-13", "source": "Harbour Herald"},
    {
        "id": "denial",
        "text": "The army denied on Friday that Ghazni had fallen.",
        "date": "2021-08-13",
        "source": "Courier",
    },
    {"id": "none", "text": "", "date": "2021-08-13", "source": "Courier"},
    {"id": "french", "text": "Les rebelles ont pris la ville de Ghazni jeudi, selon deux responsables.", "lang": "fr"},
    {"id": "undated", "text": "Shelling hit a market in Kunduz, residents said. Three people were wounded."},
]


def a_picture(path: Path) -> Picture:
    return open_picture(path, theatre="afghanistan-2021", clock=lambda: NOW)


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, Path]:
    """A store that read the reports, one that took them in coded, and the coded shards."""
    home = tmp_path_factory.mktemp("both")
    json_lines(home / "news" / "a.jsonl", REPORTS[1:4])
    json_lines(home / "news" / "b.jsonl.gz", [REPORTS[0], *REPORTS[4:]])
    json_lines(home / "all" / "news.jsonl", [*REPORTS[1:4], REPORTS[0], *REPORTS[4:]])
    with a_picture(home / "read.db") as picture:
        list(picture.ingest([str(home / "all")]))
    list(code([str(home / "news")], str(home / "coded"), engine=LocalEngine(), theatre="afghanistan-2021"))
    with a_picture(home / "taken.db") as picture:
        list(import_coded(picture, str(home / "coded")))
    return home / "read.db", home / "taken.db", home / "coded"


def test_the_events_are_the_same(both: tuple[Path, Path, Path]) -> None:
    with a_picture(both[0]) as read, a_picture(both[1]) as taken:
        events = [event_to_json(event) for event in taken.events()]
        assert events == [event_to_json(event) for event in read.events()]
        assert any(len(event["claims"]) > 1 for event in events)
        assert taken.claims() == read.claims()


def test_a_copy_in_another_shard_is_found(both: tuple[Path, Path, Path]) -> None:
    with a_picture(both[1]) as taken:
        assert {claim.document_id: claim.copy_of for claim in taken.claims()}["herald"] == "wire"


def test_what_was_set_aside_is_kept_with_its_reason(both: tuple[Path, Path, Path]) -> None:
    with a_picture(both[0]) as read, a_picture(both[1]) as taken:
        kept = [Counter((a.id, a.reason, a.text) for a in one.store.set_asides()) for one in (read, taken)]
        assert kept[0] == kept[1]
        assert {reason for _, reason, _ in kept[0]} == {"empty", "not-english"}


def test_taking_them_in_again_changes_nothing(both: tuple[Path, Path, Path]) -> None:
    with a_picture(both[1]) as taken:
        before = taken.store.head()
        states = Counter(one.added.state for one in import_coded(taken, str(both[2])) if one.added)
        assert states == {"already": 4}
        assert taken.store.head() == before


def test_a_store_that_read_them_itself_holds_them_already(both: tuple[Path, Path, Path]) -> None:
    with a_picture(both[0]) as read:
        assert {one.added.state for one in import_coded(read, str(both[2])) if one.added} == {"already"}


def test_a_folder_without_a_coding_is_refused(tmp_path: Path) -> None:
    with a_picture(tmp_path / "x.db") as picture, pytest.raises(BadInput, match="no finished coding"):
        list(import_coded(picture, str(tmp_path)))


@pytest.fixture(scope="module")
def linked(both: tuple[Path, Path, Path]) -> Path:
    """The events linked from the same coded shards."""
    events = both[2].parent / "events"
    link_shards(str(both[2]), events, engine=LocalEngine(), recorded_at=NOW, theatre="afghanistan-2021", portion=3)
    return events


def test_linked_in_parts_they_give_the_events_of_the_store(both: tuple[Path, Path, Path], linked: Path) -> None:
    with a_picture(both[0]) as read:
        events = {event.id: event_to_json(event) for event in read.events()}
    assert {event["id"]: event for event in events_in(linked)} == events


def test_the_situation_over_them_is_that_of_the_store(both: tuple[Path, Path, Path], linked: Path) -> None:
    with a_picture(both[0]) as read:
        of_store = read.situation(on=date(2021, 8, 13), known=NOW)
    found = situation_over(linked, theatre="afghanistan-2021", on=date(2021, 8, 13), known=NOW)
    assert found.control("ghazni").last_heard is not None
    assert replace(found, counts=of_store.counts) == of_store


def test_what_happened_elsewhere_is_left_out_of_a_theatre(linked: Path) -> None:
    assert events_near(linked, load_theatre("libya-2011")) == ()
