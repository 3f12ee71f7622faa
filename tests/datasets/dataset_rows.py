"""Made-up rows of ACLED's and UCDP's tables."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import Any

from khabar.datasets import RowReader, load_scheme
from khabar.records import Coded, SetAside

ACLED_ROW = {
    "event_id_cnty": "AFG90001",
    "event_date": "12 August 2021",
    "year": "2021",
    "time_precision": "1",
    "disorder_type": "Political violence",
    "event_type": "Battles",
    "sub_event_type": "Non-state actor overtakes territory",
    "actor1": "Taliban",
    "assoc_actor_1": "",
    "inter1": "Rebel group",
    "actor2": "Military Forces of Afghanistan (2004-2021)",
    "assoc_actor_2": "",
    "inter2": "State forces",
    "interaction": "State forces-Rebel group",
    "civilian_targeting": "",
    "iso": "4",
    "region": "Caucasus and Central Asia",
    "country": "Afghanistan",
    "admin1": "Ghazni",
    "admin2": "Ghazni",
    "admin3": "",
    "location": "Ghazni",
    "latitude": "33.5536",
    "longitude": "68.4269",
    "geo_precision": "1",
    "source": "Pajhwok News; Tolo News",
    "source_scale": "National",
    "notes": "On 12 August 2021, fighters entered the city after a night of fighting; twelve soldiers died.",
    "fatalities": "12",
    "tags": "",
    "timestamp": "1629800000",
}
UCDP_ROW = dict.fromkeys(load_scheme("ucdp").columns, "") | {
    "id": "700001",
    "year": "2021",
    "code_status": "Clear",
    "type_of_violence": "1",
    "conflict_name": "Afghanistan: Government",
    "dyad_name": "Government of Afghanistan - Taleban",
    "side_a": "Government of Afghanistan",
    "side_b": "Taleban",
    "number_of_sources": "1",
    "source_article": '"Wire Service,2021-08-13,Clashes near Herat"',
    "source_office": "Wire Service",
    "source_date": "2021-08-13",
    "source_headline": "Clashes near Herat",
    "source_original": "police spokesman",
    "where_prec": "2",
    "where_coordinates": "Herat town",
    "adm_1": "Herat province",
    "latitude": "34.35",
    "longitude": "62.20",
    "country": "Afghanistan",
    "event_clarity": "1",
    "date_prec": "2",
    "date_start": "2021-08-10 00:00:00.000",
    "date_end": "2021-08-12 00:00:00.000",
    "deaths_civilians": "3",
    "best": "9",
    "high": "14",
    "low": "7",
}


def a_row(**changes: str) -> dict[str, str]:
    """ACLED's row with some cells changed."""
    return ACLED_ROW | changes


def a_ged_row(**changes: str) -> dict[str, str]:
    """UCDP's row with some cells changed."""
    return UCDP_ROW | changes


def as_csv(rows: Sequence[dict[str, str]], *, header: bool = True, delimiter: str = ",") -> str:
    """The rows as a file's text."""
    written = io.StringIO()
    writer = csv.DictWriter(written, rows[0], delimiter=delimiter)
    if header:
        writer.writeheader()
    writer.writerows(rows)
    return written.getvalue()


def read(text: str, dataset: str = "acled", **options: Any) -> list[Coded | SetAside]:
    """What a file's text is read as."""
    reader = RowReader(load_scheme(dataset), **options)
    return list(reader.read(io.StringIO(text, newline=""), name="file.csv"))


def coded(row: dict[str, str], dataset: str = "acled", **options: Any) -> Coded:
    """What one row is read as."""
    (found,) = read(as_csv([row]), dataset, **options)
    assert isinstance(found, Coded), found
    return found
