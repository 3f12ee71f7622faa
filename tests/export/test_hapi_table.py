"""Events counted by area and month, as HDX HAPI has them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import duckdb
from builders import ARMY, REBELS, a_claim, an_event
from export_builders import DARAN, a_record, killed, rows_of, written

from khabar.export import FORMATS, Account, write_export
from khabar.export.hapi import HXL_TAGS, HapiRow
from khabar.records import Place

COLUMNS = [
    "location_code",
    "has_hrp",
    "in_gho",
    "provider_admin1_name",
    "provider_admin2_name",
    "admin1_code",
    "admin1_name",
    "admin2_code",
    "admin2_name",
    "admin_level",
    "event_type",
    "events",
    "fatalities",
    "reference_period_start",
    "reference_period_end",
    "dataset_hdx_id",
    "resource_hdx_id",
    "warning",
    "error",
]
JUNE = an_event(a_claim(actor=[REBELS], target=[ARMY], place=[DARAN]), figures=(killed(3, None, None),))
AGAIN = an_event(a_claim("violence.shelling", actor=[ARMY], target=["villagers"], place=[DARAN]))
JULY = an_event(a_claim("violence.clash", place=[DARAN], day=date(2030, 7, 2)))


def test_the_columns_are_hapis_in_its_order() -> None:
    assert list(HapiRow.columns()) == COLUMNS


def test_events_are_counted_by_month_and_kind_and_violence_against_civilians_twice() -> None:
    rows, account = rows_of("hapi", JUNE, AGAIN, JULY)
    counted = [(r.event_type, r.reference_period_start, r.events, r.fatalities) for r in rows if isinstance(r, HapiRow)]
    assert counted == [
        ("civilian_targeting", date(2030, 6, 1), 1, None),
        ("political_violence", date(2030, 6, 1), 2, 3),
        ("political_violence", date(2030, 7, 1), 1, None),
    ]
    assert account.lost["who did it, to whom, by what report, with what doubt: only counts are written"] == 3
    assert {(r.location_code, r.admin1_name, r.admin_level) for r in rows if isinstance(r, HapiRow)} == {
        ("AFG", "Herat", 1)
    }


def test_a_p_code_is_given_where_a_gazetteer_knows_one_for_the_area_itself() -> None:
    district = Place("pcode:AF3203", "Injil", "district", 34.3, 62.2, country="AF", admin1="11", pcode="AF3203")
    town = replace(DARAN, pcode="AF320399")
    for place, code in ((district, "AF3203"), (town, "")):
        ((row,), _) = rows_of("hapi", an_event(a_claim("violence.clash", place=[place])))
        assert isinstance(row, HapiRow)
        assert (row.admin1_code, row.admin2_code) == ("", code)


def test_a_count_with_unreviewed_events_says_so() -> None:
    for review, warning in (("released", ""), ("unreviewed", "holds unreviewed events")):
        (row,) = FORMATS["hapi"].rows(a_record(JULY, review=review), Account())
        assert isinstance(row, HapiRow)
        assert row.warning == warning


def test_tags_are_off_and_stand_under_the_header_where_they_are_asked_for(tmp_path: Path) -> None:
    plain = written("hapi", tmp_path, [JUNE]).read_text(encoding="utf-8").splitlines()
    assert len(plain) == 2
    path = tmp_path / "tagged.csv"
    write_export(FORMATS["hapi"], a_record(JUNE), path, account=Account(), hxl=True)
    tags = path.read_text(encoding="utf-8").splitlines()[1].split(",")
    assert dict(zip(COLUMNS, tags, strict=True)) == {name: HXL_TAGS.get(name, "") for name in COLUMNS}


def test_duckdb_adds_the_events_up(tmp_path: Path) -> None:
    read = duckdb.read_csv(str(written("hapi", tmp_path, [JUNE, AGAIN, JULY])))
    assert read.filter("event_type = 'political_violence'").sum("events").fetchall() == [(3,)]
