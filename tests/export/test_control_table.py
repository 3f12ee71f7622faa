"""Who held each place on each day, as a table."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import duckdb
import pytest
from builders import DAY, REBELS, a_claim, a_theatre, a_town, a_voice, an_event
from export_builders import a_record, rows_of, written

from khabar.errors import BadInput
from khabar.export import FORMATS, Account, Record
from khabar.export.control import ControlRow
from khabar.situation import control_at
from khabar.times import Interval
from khabar.times.moments import end_of_day

ALPHA, BETA = a_town("Alpha"), a_town("Beta")
THEATRE = a_theatre([ALPHA, BETA])
TOOK = an_event(a_claim(actor=[REBELS], place=[BETA.place], day=date(2030, 6, 5)))
CLAIMED = an_event(
    a_claim(
        actor=[REBELS],
        place=[ALPHA.place],
        day=date(2030, 6, 7),
        modality="claimed",
        said_by=a_voice("belligerent", REBELS),
    )
)


def table(*events: object) -> dict[tuple[str, date], ControlRow]:
    rows, _ = rows_of("control", *events, theatre=THEATRE)  # type: ignore[arg-type]
    return {(row.place_key, row.date): row for row in rows if isinstance(row, ControlRow)}


def test_there_is_a_row_for_every_place_and_day() -> None:
    found = table(TOOK)
    assert len(found) == 2 * ((DAY - THEATRE.start).days + 1)
    assert {row.known_on for row in found.values()} == {end_of_day(DAY)}


def test_a_town_changes_hands_on_the_day_it_is_taken() -> None:
    found = table(TOOK)
    assert [found["beta", date(2030, 6, n)].status for n in (4, 5, 10)] == ["STATE", "REBELS", "REBELS"]
    assert found["beta", DAY].last_evidence_date == date(2030, 6, 5)
    assert found["beta", DAY].evidence_ids == (TOOK.claims[0].id,)
    assert found["beta", date(2030, 6, 4)].evidence_ids == ()


def test_what_is_only_claimed_leaves_the_status_with_the_holder() -> None:
    row = table(CLAIMED)["alpha", DAY]
    assert (row.state, row.status, row.status_confirmed, row.status_claimed) == ("claimed", "STATE", "state", "rebels")


def test_each_day_reads_as_it_does_when_asked_for_alone() -> None:
    events = (TOOK, CLAIMED)
    for (place, day), row in table(*events).items():
        alone = control_at(place, day, known=end_of_day(DAY), events=events, theatre=THEATRE)
        assert (row.state, row.status_confirmed, row.status_claimed) == (alone.state, alone.holder, alone.claimant)


def test_days_before_the_theatre_begins_are_left_out() -> None:
    before = THEATRE.start - timedelta(days=3)
    record = a_record(TOOK, theatre=THEATRE)
    early = Record(record.outgoing, record.known, THEATRE, record.evidence, Interval.of_days(before, before))
    assert list(FORMATS["control"].rows(early, Account())) == []


def test_a_place_too_exact_to_be_told_has_no_row() -> None:
    record = a_record(TOOK, theatre=THEATRE)
    account = Account()
    hidden = Record(record.outgoing, record.known, THEATRE, record.evidence, record.days, frozenset({BETA.place.id}))
    rows = list(FORMATS["control"].rows(hidden, account))
    assert {row.key[0] for row in rows} == {"alpha"}
    assert account.withheld["places too exact to be told, each with all its days"] == 1


def test_it_is_asked_of_a_theatre() -> None:
    with pytest.raises(BadInput, match="theatre"):
        rows_of("control", TOOK)


def test_duckdb_reads_who_held_what_on_a_day(tmp_path: Path) -> None:
    read = duckdb.read_csv(str(written("control", tmp_path, [TOOK], theatre=THEATRE)))
    assert read.columns[:2] == ["geonameid", "date"]
    found = read.filter("date = DATE '2030-06-10'").select("place_key, status").order("place_key").fetchall()
    assert found == [("alpha", "STATE"), ("beta", "REBELS")]
