"""The picture kept in a store: incremental, by version, and asked for a day and a moment of knowledge."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

import khabar
from khabar.errors import BadInput, UnknownPlace, UnknownTheatre
from khabar.linking.linked_ledger import LinkedLedger
from khabar.picture import Picture
from khabar.records.event_wire import event_to_json
from khabar.times import parse_moment

WIRE = (
    "Rebels seized the town of Idlib on Thursday. Twelve soldiers were killed, and hundreds of families fled the town."
)
NOON = datetime(2021, 8, 20, 12, tzinfo=UTC)


@pytest.fixture
def picture(tmp_path: Path) -> Iterator[Picture]:
    with khabar.open(tmp_path / "s.db", clock=lambda: NOON) as opened:
        yield opened


def a_report(folder: Path, name: str, text: str = WIRE, day: str = "2021-08-12", outlet: str = "The Wire") -> Path:
    file = folder / name
    file.write_text(f"---\ndate: {day}\nsource: {outlet}\n---\n{text}\n", encoding="utf-8")
    return file


def test_a_report_that_is_held_is_not_read_again(picture: Picture, tmp_path: Path) -> None:
    file = a_report(tmp_path, "a.txt")
    states = [one.added.state for _ in range(2) for one in picture.ingest(file) if one.added]
    assert states == ["new", "already"]


def test_what_another_version_coded_is_read_again_and_once(
    picture: Picture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = a_report(tmp_path, "a.txt")
    list(picture.ingest(file))
    monkeypatch.setattr(khabar, "__version__", "99")
    reading = [one.coded is not None for _ in range(2) for one in picture.ingest(file)]
    assert reading == [True, False]


def test_a_copy_is_found_whichever_comes_first(picture: Picture, tmp_path: Path) -> None:
    reprint = a_report(tmp_path, "a.txt", day="2021-08-13", outlet="The Daily")
    original = a_report(tmp_path, "b.txt")
    first, second = (next(picture.ingest(file)) for file in (reprint, original))
    assert first.copy_of is None
    assert first.added
    assert second.added
    assert second.moved == ((first.added.document_id, second.added.document_id),)
    assert {c.copy_of for c in picture.store.claims() if c.outlet == "The Daily"} == {second.added.document_id}


def test_a_copy_that_a_stopped_run_did_not_note_is_noted_by_the_next(picture: Picture, tmp_path: Path) -> None:
    original, reprint = a_report(tmp_path, "a.txt"), a_report(tmp_path, "b.txt", day="2021-08-13", outlet="The Daily")
    reader = khabar.Reader.load()
    from khabar.documents import read

    for document in read([original, reprint]):
        picture.store.add(reader.read(document), recorded_at=NOON, coder=picture.coder)  # type: ignore[arg-type]
    assert {c.copy_of for c in picture.store.claims()} == {None}
    list(picture.ingest([]))
    assert len({c.copy_of for c in picture.store.claims()} - {None}) == 1


def test_a_picture_without_a_theatre_has_events_and_asks_for_a_theatre_for_the_rest(
    picture: Picture, tmp_path: Path
) -> None:
    list(picture.ingest(a_report(tmp_path, "a.txt")))
    assert picture.events()
    with pytest.raises(BadInput, match="no theatre"):
        picture.situation()


def test_the_store_remembers_its_theatre_and_nothing_is_made_for_an_unknown_one(tmp_path: Path) -> None:
    khabar.open(tmp_path / "s.db", theatre="afghanistan-2021").close()
    with khabar.open(tmp_path / "s.db") as again:
        assert again.theatre.id == "afghanistan-2021"
    with pytest.raises(UnknownTheatre):
        khabar.open(tmp_path / "none.db", theatre="mars")
    assert not (tmp_path / "none.db").exists()


def test_a_question_without_a_day_is_about_the_last_day_reported(tmp_path: Path) -> None:
    with khabar.open(tmp_path / "s.db", theatre="afghanistan-2021", clock=lambda: NOON) as picture:
        assert picture.situation().on == NOON.date()
        early = a_report(tmp_path, "a.txt", "The Taliban captured Ghazni on Thursday.")
        late = a_report(tmp_path, "b.txt", "The Taliban captured Herat on Friday.", day="2021-08-13")
        list(picture.ingest([early, late]))
        assert picture.situation().on == date(2021, 8, 13)
        assert picture.situation(known=parse_moment("2021-08-12")).on == date(2021, 8, 12)
        assert picture.why("Ghazni").reading.holder == "taliban"
        with pytest.raises(UnknownPlace, match="Herat"):
            picture.why("Heratt")


def test_a_correction_of_the_next_day_takes_the_place_of_the_toll_it_corrects(picture: Picture, tmp_path: Path) -> None:
    text = (
        "A shell hit the market of Idlib on Wednesday and killed {killed} people. Traders pulled the wounded from under"
        " the stalls while planes circled over the roofs of the old town, and the road to the north stayed closed."
    )
    first = a_report(tmp_path, "a.txt", text.format(killed=14))
    fixed = a_report(tmp_path, "b.txt", "(Corrects toll)\n" + text.format(killed=11), day="2021-08-13")
    list(picture.ingest([first, fixed]))
    tolls = [f for event in picture.events() for f in event.figures if f.what == "killed"]
    assert [(toll.low, toll.best, toll.high) for toll in tolls] == [(11, 11, 11)]
    before = picture.events(known=datetime(2021, 8, 13, tzinfo=UTC))
    assert {f.best for event in before for f in event.figures if f.what == "killed"} == {14}


def test_the_events_are_rebuilt_from_the_ledger_byte_for_byte(picture: Picture, tmp_path: Path) -> None:
    files = [a_report(tmp_path, f"{n}.txt", outlet=f"Paper {n}", day=f"2021-08-{13 - n}") for n in range(3)]
    files.append(a_report(tmp_path, "d.txt", "The army retook the town of Idlib on Friday.", day="2021-08-14"))
    ledger = LinkedLedger(theatre=None)
    for file in files:
        list(picture.ingest(file))
        ledger.revise(added=picture.store.claims())
    with khabar.open(tmp_path / "again.db", clock=lambda: NOON) as again:
        list(again.ingest(reversed(files)))
        kept = [[event_to_json(e) for e in events] for events in (picture.events(), ledger.events, again.events())]
    assert kept[0]
    assert json.dumps(kept[0]) == json.dumps(kept[1]) == json.dumps(kept[2])
