"""Deadly events as UCDP GED would list them."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest
from builders import ARMY, REBELS, a_claim, an_actor, an_event
from export_builders import DARAN, killed, rows_of, written

from khabar.export.ucdp import UcdpRow, priogrid_cell
from khabar.records import Event

COLUMNS = [
    "id",
    "relid",
    "year",
    "active_year",
    "code_status",
    "type_of_violence",
    "conflict_dset_id",
    "conflict_new_id",
    "conflict_name",
    "dyad_dset_id",
    "dyad_new_id",
    "dyad_name",
    "side_a_dset_id",
    "side_a_new_id",
    "side_a",
    "side_b_dset_id",
    "side_b_new_id",
    "side_b",
    "number_of_sources",
    "source_article",
    "source_office",
    "source_date",
    "source_headline",
    "source_original",
    "where_prec",
    "where_coordinates",
    "where_description",
    "adm_1",
    "adm_2",
    "latitude",
    "longitude",
    "geom_wkt",
    "priogrid_gid",
    "country",
    "country_id",
    "region",
    "event_clarity",
    "date_prec",
    "date_start",
    "date_end",
    "deaths_a",
    "deaths_b",
    "deaths_civilians",
    "deaths_unknown",
    "best",
    "high",
    "low",
    "gwnoa",
    "gwnob",
]
OTHERS = an_actor("Raiders", kind="militia")


def deadly(actor: object, target: object, type: str = "violence.attack") -> Event:
    claim = a_claim(type, actor=[actor], target=[target], place=[DARAN])  # type: ignore[list-item]
    return an_event(claim, figures=(killed(4, 5, 9),))


def test_the_columns_are_those_of_ged_in_its_order() -> None:
    assert list(UcdpRow.columns()) == COLUMNS


@pytest.mark.parametrize(
    ("actor", "target", "violence", "sides", "dead"),
    [
        (REBELS, ARMY, 1, ("Army", "Rebels"), "deaths_a"),
        (ARMY, REBELS, 1, ("Army", "Rebels"), "deaths_b"),
        (REBELS, OTHERS, 2, ("Rebels", "Raiders"), "deaths_b"),
        (REBELS, "villagers", 3, ("Rebels", "Civilians"), "deaths_civilians"),
        (ARMY, "three farmers", 3, ("Army", "Civilians"), "deaths_civilians"),
    ],
    ids=str,
)
def test_the_parties_make_the_type_of_violence(
    actor: object, target: object, violence: int, sides: tuple[str, str], dead: str
) -> None:
    ((row,), _) = rows_of("ucdp", deadly(actor, target))
    assert isinstance(row, UcdpRow)
    assert (row.type_of_violence, row.side_a, row.side_b) == (violence, *sides)
    assert (getattr(row, dead), row.best, row.low, row.high) == (5, 5, 4, 9)


@pytest.mark.parametrize("target", ["looters", "soldiers and villagers", "Karim"])
def test_an_event_whose_victims_are_nobody_known_is_not_filed_by_guess(target: str) -> None:
    rows, account = rows_of("ucdp", deadly(REBELS, target))
    assert rows == []
    assert account.lost["deadly events whose parties' kinds are not both known"] == 1


def test_the_dead_of_a_clash_are_unknown_where_no_report_says_whose() -> None:
    clash = an_event(a_claim("violence.clash", actor=[REBELS], target=[ARMY], place=[DARAN], document="d"))
    toll = an_event(
        a_claim("harm.casualties", target=["people on both sides"], place=[DARAN], document="d"),
        figures=(killed(3, None, None),),
    )
    ((row,), account) = rows_of("ucdp", clash, toll)
    assert isinstance(row, UcdpRow)
    assert (row.deaths_unknown, row.low, row.best, row.high) == (3, 3, 3, 3)
    assert account.lost["open tolls closed with the figure at hand"] == 1


def test_an_event_without_dead_is_left_out() -> None:
    rows, account = rows_of("ucdp", an_event(a_claim(place=[DARAN])))
    assert rows == []
    assert account.lost["events without a number of killed"] == 1


@pytest.mark.parametrize(
    ("lat", "lon", "cell"),
    [(-90, -180, 1), (-89.6, -179.4, 2), (-89.4, -180, 721), (89.9, 179.9, 259200), (90, 180, 259200)],
)
def test_grid_cells_are_counted_from_the_south_west(lat: float, lon: float, cell: int) -> None:
    assert priogrid_cell(lat=lat, lon=lon) == cell


def test_duckdb_reads_it(tmp_path: Path) -> None:
    path = written("ucdp", tmp_path, [deadly(REBELS, ARMY)])
    read = duckdb.read_csv(str(path))
    assert read.columns == COLUMNS
    assert read.select("type_of_violence, best, geom_wkt").fetchall() == [(1, 5, "POINT (62.19967 34.34801)")]
