"""Events as ACLED would list them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import duckdb
import pytest
from builders import ARMY, DAY, REBELS, a_claim, an_event
from export_builders import DARAN, killed, rows_of, written

from khabar.coding.lexicon.codebook import load_codebook
from khabar.export.acled import AcledRow, sub_event_of
from khabar.export.acled_terms import interaction
from khabar.export.mapping import acled_table
from khabar.times import Occurred

COLUMNS = [
    "event_id_cnty",
    "event_date",
    "year",
    "time_precision",
    "disorder_type",
    "event_type",
    "sub_event_type",
    "actor1",
    "assoc_actor_1",
    "inter1",
    "actor2",
    "assoc_actor_2",
    "inter2",
    "interaction",
    "civilian_targeting",
    "iso",
    "region",
    "country",
    "admin1",
    "admin2",
    "admin3",
    "location",
    "latitude",
    "longitude",
    "geo_precision",
    "source",
    "source_scale",
    "notes",
    "fatalities",
    "tags",
    "timestamp",
]


def test_the_columns_are_acleds_in_its_order() -> None:
    assert list(AcledRow.columns()) == COLUMNS


@pytest.mark.parametrize(
    ("type", "actor", "target", "trigger", "sub_event"),
    [
        ("territory.capture", REBELS, ARMY, "took", "Non-state actor overtakes territory"),
        ("territory.capture", ARMY, REBELS, "retook", "Government regains territory"),
        ("violence.bombing", REBELS, "soldiers", "suicide bombing", "Suicide bomb"),
        ("violence.bombing", REBELS, "soldiers", "bombing", "Remote explosive/landmine/IED"),
        ("violence.attack", REBELS, "villagers", "shot", "Attack"),
        ("violence.attack", REBELS, ARMY, "ambushed", "Armed clash"),
        ("violence.attack", REBELS, "looters", "shot", "Attack"),
        ("detention.seize", ARMY, "students", "arrested", "Arrests"),
        ("detention.seize", REBELS, "students", "abducted", "Abduction/forced disappearance"),
        ("protest.demonstration", "students", "", "marched", "Peaceful protest"),
        ("protest.demonstration", "students", "", "rioted", "Violent demonstration"),
        ("politics.talks", ARMY, REBELS, "met", None),
        ("harm.casualties", REBELS, "villagers", "killed", None),
    ],
)
def test_a_type_becomes_the_sub_event_its_parties_and_words_make_it(
    type: str, actor: object, target: object, trigger: str, sub_event: str | None
) -> None:
    claim = a_claim(type, actor=[actor] if actor else [], target=[target] if target else [], trigger=trigger)  # type: ignore[list-item]
    found = sub_event_of(an_event(claim))
    assert (found.name if found else None) == sub_event


def test_every_name_the_codebook_gives_is_acleds() -> None:
    known = {row.name for row in acled_table().sub_events}
    assert {t.acled for t in load_codebook().types.values() if t.acled} <= known
    assert {rule.type for rule in acled_table().refine} <= set(load_codebook().types)


@pytest.mark.parametrize(
    ("one", "other", "pair"),
    [
        ("Rebel group", "State forces", "State forces-Rebel group"),
        ("State forces", "Civilians", "State forces-Civilians"),
        ("Civilians", "External/Other forces", "Civilians-External/Other forces"),
        ("Rebel group", "", "Rebel group only"),
        ("", "Civilians", ""),
        ("", "", ""),
    ],
)
def test_the_pair_is_written_in_acleds_order(one: str, other: str, pair: str) -> None:
    assert interaction(one, other) == pair


def test_a_row_says_no_more_than_the_reports() -> None:
    took = an_event(a_claim(actor=[REBELS], place=[DARAN]), figures=(killed(12, None, None),))
    ((row,), account) = rows_of("acled", took)
    assert isinstance(row, AcledRow)
    assert (row.event_date, row.time_precision, row.geo_precision) == (DAY, 1, 1)
    assert (row.iso, row.country, row.admin1, row.location) == (4, "Afghanistan", "Herat", "Daran")
    assert (row.actor1, row.inter1, row.actor2, row.inter2) == ("Rebels", "Rebel group", "", "")
    assert (row.fatalities, row.tags) == (12, "unreviewed")
    assert row.notes == "Rebels took Daran. [standing: reported, reports: 1]"
    assert account.lost["tolls given as a range, or open at an end"] == 1


@pytest.mark.parametrize(
    ("word", "named"), [("they", ""), ("Their", ""), ("gunmen", "gunmen"), ("the others", "the others")]
)
def test_a_word_that_stands_for_nobody_known_is_no_actor(word: str, named: str) -> None:
    ((row,), _) = rows_of("acled", an_event(a_claim(actor=[word], place=[DARAN])))
    assert isinstance(row, AcledRow)
    assert row.actor1 == named


def test_a_toll_nobody_gives_is_empty_and_not_nought() -> None:
    ((row,), _) = rows_of("acled", an_event(a_claim(place=[DARAN])))
    assert isinstance(row, AcledRow)
    assert row.fatalities is None


def test_a_toll_told_in_the_same_report_goes_with_its_act() -> None:
    clash = an_event(a_claim("violence.clash", actor=[REBELS], target=[ARMY], place=[DARAN], document="d"))
    toll = an_event(
        a_claim("harm.casualties", target=["soldiers"], place=[DARAN], document="d"), figures=(killed(3, 3, 3),)
    )
    ((row,), _) = rows_of("acled", clash, toll)
    assert isinstance(row, AcledRow)
    assert (row.sub_event_type, row.fatalities) == ("Armed clash", 3)


def test_a_toll_that_two_acts_may_have_made_is_nobodys() -> None:
    acts = [
        an_event(a_claim(type, actor=[REBELS], place=[DARAN], document="d", says=f"{type} in Daran."))
        for type in ("violence.clash", "violence.shelling")
    ]
    toll = an_event(a_claim("harm.casualties", target=["men"], place=[DARAN], document="d"), figures=(killed(3, 3, 3),))
    rows, account = rows_of("acled", *acts, toll)
    assert [row.fatalities for row in rows if isinstance(row, AcledRow)] == [None, None]
    assert account.lost["tolls that no one act can be found for"] == 1


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"polarity": "no"}, "events said not to have happened"),
        ({"modality": "planned"}, "events only planned"),
        ({"aspect": "attempted"}, "attempts that failed"),
        ({"background": True}, "events told as history"),
        ({"descriptive": True}, "states told in passing"),
        ({"aggregate": True}, "statements about many acts at once"),
        ({"standing": "retracted"}, "events retracted"),
        ({"places": ()}, "events without a point below the country"),
        ({"occurred": None}, "events whose month is not known"),
        (
            {"occurred": Occurred.within(date(2030, 1, 1), date(2030, 12, 31), precision="year", basis="explicit")},
            "events whose month is not known",
        ),
    ],
    ids=str,
)
def test_what_acled_has_no_room_for_is_left_out_and_counted(more: dict[str, object], why: str) -> None:
    rows, account = rows_of("acled", an_event(a_claim(place=[DARAN]), **more))
    assert rows == []
    assert account.lost[why] == 1


def test_duckdb_reads_it_with_every_word_in_its_place(tmp_path: Path) -> None:
    hostile = a_claim(place=[DARAN], says='=cmd|"/c calc"!A1, then\nRebels took "Daran".')
    path = written("acled", tmp_path, [an_event(hostile), an_event(a_claim(place=[DARAN]), figures=(killed(2, 3, 4),))])
    read = duckdb.read_csv(str(path))
    assert read.columns == COLUMNS
    rows = read.select("event_date, latitude, fatalities, notes").order("fatalities").fetchall()
    assert [row[:3] for row in rows] == [(DAY, 34.34801, 2), (DAY, 34.34801, None)]
    assert rows[1][3].startswith("'=cmd|")
