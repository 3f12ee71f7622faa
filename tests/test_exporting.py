"""From a store to a file: the gate, the change feed and care over a picture that grows."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

import khabar
from khabar import judging, releasing
from khabar.errors import BadInput, UnknownId, UnknownSide
from khabar.export import PERSONS, Account, Care
from khabar.exporting import Wanted, export
from khabar.picture import Picture

NOON = datetime(2021, 9, 1, 12, tzinfo=UTC)
ALL = Wanted(everything=True)
REPORTS = {
    "a.txt": ("2021-08-12", "The Wire", "The Taliban captured the city of Ghazni on Thursday."),
    "b.txt": (
        "2021-08-13",
        "The Wire",
        "The Taliban captured the city of Herat on Friday. Fighting went on in Kandahar.",
    ),
}
LATER = ("2021-08-14", "The Daily", "The Taliban captured the city of Ghazni on Thursday, residents said.")


class Clock:
    """A clock that goes on by a minute whenever it is read."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        self.now += timedelta(minutes=1)
        return self.now


def take_in(picture: Picture, folder: Path, name: str, report: tuple[str, str, str]) -> None:
    day, outlet, text = report
    (folder / name).write_text(f"---\ndate: {day}\nsource: {outlet}\n---\n{text}\n", encoding="utf-8")
    list(picture.ingest(folder / name))


@pytest.fixture
def picture(tmp_path: Path) -> Iterator[Picture]:
    (tmp_path / "reports").mkdir()
    with khabar.open(tmp_path / "s.db", theatre="afghanistan-2021", clock=Clock()) as opened:
        for name, report in REPORTS.items():
            take_in(opened, tmp_path / "reports", name, report)
        yield opened


def rows(
    picture: Picture, format: str, folder: Path, *, wanted: Wanted = ALL, since: datetime | None = None
) -> list[dict[str, str]]:
    path = folder / "out.csv"
    export(picture, format, path, wanted=wanted, since=since)
    return list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))


def at(picture: Picture, place: str) -> str:
    return next(e.id for e in picture.events() if e.type == "territory.capture" and e.places[0].name == place)


def places(found: list[dict[str, str]]) -> list[tuple[str, str]]:
    return [(row["location"], row["change"]) for row in found]


def test_nothing_goes_out_until_an_analyst_says_so(picture: Picture, tmp_path: Path) -> None:
    released = Wanted()
    assert rows(picture, "acled", tmp_path, wanted=released) == []
    said = releasing.release(picture, [at(picture, "Ghazni")], by="Ana", note="checked")
    assert said.new == 1
    ((row),) = rows(picture, "acled", tmp_path, wanted=released)
    assert (row["location"], row["tags"]) == ("Ghazni", "released")
    releasing.withdraw(picture, [at(picture, "Ghazni")], by="Ben")
    assert rows(picture, "acled", tmp_path, wanted=released) == []


def test_all_marks_what_nobody_has_released(picture: Picture, tmp_path: Path) -> None:
    releasing.release(picture, [at(picture, "Ghazni")], by="Ana")
    found = rows(picture, "acled", tmp_path)
    assert {(row["location"], row["tags"]) for row in found} == {
        ("Ghazni", "released"), ("Herat", "unreviewed"), ("Kandahar", "unreviewed"),
    }  # fmt: skip


def test_a_release_is_no_judgement_of_what_is_one_act(picture: Picture) -> None:
    events = picture.events()
    releasing.release(picture, [at(picture, "Ghazni")], by="Ana")
    assert picture.judgements() == ()
    assert picture.events() == events
    assert judging.explain(picture, [at(picture, "Ghazni")]).said == ()


def test_a_release_needs_a_person_and_an_event(picture: Picture) -> None:
    with pytest.raises(BadInput):
        releasing.release(picture, [at(picture, "Ghazni")], by=" ")
    with pytest.raises(BadInput):
        releasing.release(picture, [at(picture, "Ghazni")], by="rule:linking/1")
    with pytest.raises(UnknownId):
        releasing.release(picture, ["zz"], by="Ana")
    assert picture.releases() == ()


@pytest.mark.parametrize("format", ["acled", "hapi", "control"])
def test_a_feed_over_the_whole_time_is_the_full_export(format: str, picture: Picture, tmp_path: Path) -> None:
    full = rows(picture, format, tmp_path)
    feed = rows(picture, format, tmp_path, since=datetime(1900, 1, 1, tzinfo=UTC))
    assert full
    assert [row.pop("change") for row in feed] == ["added"] * len(full)
    assert feed == full


@pytest.mark.parametrize(("format", "key"), [("acled", ("event_id_cnty",)), ("control", ("place_key", "date"))])
def test_a_feed_brings_the_earlier_export_to_the_present(
    format: str, key: tuple[str, ...], picture: Picture, tmp_path: Path
) -> None:
    def keyed(found: list[dict[str, str]]) -> dict[tuple[str, ...], dict[str, str]]:
        return {tuple(row[name] for name in key): {k: v for k, v in row.items() if k != "known_on"} for row in found}

    held, moment = keyed(rows(picture, format, tmp_path)), picture.now
    take_in(picture, tmp_path / "reports", "c.txt", LATER)
    releasing.withdraw(picture, [at(picture, "Herat")], by="Ana")
    feed = keyed(rows(picture, format, tmp_path, since=moment))
    assert feed
    for name, row in feed.items():
        change = row.pop("change")
        assert (name in held) == (change != "added")
        if change == "withdrawn":
            del held[name]
        else:
            held[name] = row
    assert held == keyed(rows(picture, format, tmp_path))


def test_a_feed_tells_of_a_new_report_and_a_withdrawal(picture: Picture, tmp_path: Path) -> None:
    moment = picture.now
    assert rows(picture, "acled", tmp_path, since=moment) == []
    herat = at(picture, "Herat")
    take_in(picture, tmp_path / "reports", "c.txt", LATER)
    releasing.withdraw(picture, [herat], by="Ana")
    found = rows(picture, "acled", tmp_path, since=moment)
    assert places(found) == [("Ghazni", "changed"), ("", "withdrawn")]
    assert found[1]["event_id_cnty"] == herat


def test_what_was_embargoed_comes_with_the_feed_when_its_time_is_over(tmp_path: Path) -> None:
    clock = Clock()
    clock.now = datetime(2021, 8, 14, tzinfo=UTC)
    wanted = Wanted(everything=True, care=Care(embargo_days=10))
    with khabar.open(tmp_path / "s.db", theatre="afghanistan-2021", clock=clock) as picture:
        take_in(picture, tmp_path, "a.txt", REPORTS["a.txt"])
        moment = picture.now
        assert rows(picture, "acled", tmp_path, wanted=wanted) == []
        clock.now = datetime(2021, 8, 22, tzinfo=UTC)
        assert places(rows(picture, "acled", tmp_path, wanted=wanted, since=moment)) == [("Ghazni", "added")]


def test_days_sides_and_moments_of_knowledge_bound_what_is_written(picture: Picture, tmp_path: Path) -> None:
    def locations(wanted: Wanted) -> list[str]:
        return [row["location"] for row in rows(picture, "acled", tmp_path, wanted=wanted)]

    friday = date(2021, 8, 13)
    assert locations(Wanted(last=date(2021, 8, 12), everything=True)) == ["Ghazni"]
    assert sorted(locations(Wanted(first=friday, last=friday, everything=True))) == ["Herat", "Kandahar"]
    assert sorted(locations(Wanted(side="Taliban", everything=True))) == ["Ghazni", "Herat"]
    assert locations(Wanted(known=datetime(2021, 8, 12, 23, 59, 59, 999999, tzinfo=UTC), everything=True)) == ["Ghazni"]
    with pytest.raises(UnknownSide):
        locations(Wanted(side="Martians", everything=True))
    with pytest.raises(BadInput):
        locations(Wanted(first=friday, last=date(2021, 8, 12)))


def test_what_a_later_report_tells_does_not_decide_what_of_the_released_is_asked_for(tmp_path: Path) -> None:
    with khabar.open(tmp_path / "s.db", theatre="afghanistan-2021", clock=Clock()) as picture:
        take_in(picture, tmp_path, "a.txt", ("2021-08-12", "The Wire", "The city of Ghazni was captured on Thursday."))
        releasing.release(picture, [at(picture, "Ghazni")], by="Ana")
        take_in(picture, tmp_path, "c.txt", LATER)
        (event,) = picture.events()
        assert [actor.name for actor in event.actors] == ["Taliban"]
        assert rows(picture, "acled", tmp_path, wanted=Wanted(side="Taliban")) == []
        assert len(rows(picture, "acled", tmp_path, wanted=Wanted())) == 1


def test_control_rests_on_released_events_alone(picture: Picture, tmp_path: Path) -> None:
    friday = Wanted(first=date(2021, 8, 13), last=date(2021, 8, 13))
    releasing.release(picture, [at(picture, "Ghazni")], by="Ana")
    status = {row["place_key"]: row["status"] for row in rows(picture, "control", tmp_path, wanted=friday)}
    assert (status["ghazni"], status["herat"]) == ("TALIBAN", "GOVERNMENT")
    everything = Wanted(friday.first, friday.last, everything=True)
    found = {row["place_key"]: row for row in rows(picture, "control", tmp_path, wanted=everything)}
    assert (found["herat"]["status"], found["herat"]["review"]) == ("TALIBAN", "unreviewed")


def test_what_is_withheld_is_counted_once(picture: Picture, tmp_path: Path) -> None:
    care = Care(blur_km={"settlement": 20}, redact=PERSONS)
    for format in ("acled", "ucdp", "hapi", "geojson"):
        account: Account = export(picture, format, tmp_path / "out", wanted=Wanted(everything=True, care=care))
        assert account.withheld["exact places, moved to the middle of a grid cell"] == 3
        assert account.withheld["sentences, which may tell what was taken out"] == 3
    features = json.loads((tmp_path / "out").read_text(encoding="utf-8"))["features"]
    assert {f["properties"]["place"] for f in features} == {"Ghazni", "Herat", "Kandahar"}
    assert {f["properties"]["place_precision"] for f in features} == {"province"}
