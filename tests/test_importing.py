"""Others' event data in a picture: beside our own claims, never a voice beside the outlet it was coded from."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from datasets.dataset_rows import a_ged_row, a_row, as_csv

import khabar
from khabar.errors import BadInput, UnreadableDataset
from khabar.importing import PORTION, import_data
from khabar.picture import Picture
from khabar.records import Event
from khabar.situation.sides import independent_voice

NOON = datetime(2021, 9, 20, 12, tzinfo=UTC)
REPORT = "The Taliban captured the city of Ghazni on Thursday, and twelve soldiers died."


@pytest.fixture
def picture(tmp_path: Path) -> Iterator[Picture]:
    with khabar.open(tmp_path / "s.db", theatre="afghanistan-2021", clock=lambda: NOON) as opened:
        yield opened


def a_file(folder: Path, *rows: dict[str, str]) -> Path:
    file = folder / "rows.csv"
    file.write_text(as_csv(rows), encoding="utf-8")
    return file


def states(picture: Picture, file: Path, dataset: str = "acled") -> Counter[str]:
    results = import_data(picture, dataset, file)
    return Counter(one.added.state if one.added else "set aside" for one in results)


def captures(picture: Picture) -> list[Event]:
    return [event for event in picture.events() if event.type == "territory.capture"]


def ingested(picture: Picture, folder: Path, outlet: str, text: str = REPORT) -> None:
    file = folder / f"{outlet}.txt"
    file.write_text(f"---\ndate: 2021-08-13\nsource: {outlet}\n---\n{text}\n", encoding="utf-8")
    list(picture.ingest(file))


def test_importing_again_changes_nothing(picture: Picture, tmp_path: Path) -> None:
    file = a_file(tmp_path, a_row(), a_row(event_id_cnty="AFG90002", location="Herat", latitude="34.34"))
    assert states(picture, file) == {"new": 2}
    before = picture.store.claims(), picture.store.counts()
    assert states(picture, file) == {"already": 2}
    assert (picture.store.claims(), picture.store.counts()) == before


def test_a_row_that_changed_is_kept_as_a_newer_version(picture: Picture, tmp_path: Path) -> None:
    states(picture, a_file(tmp_path, a_row()))
    changed = a_row(fatalities="20", timestamp="1630000000")
    assert states(picture, a_file(tmp_path, changed)) == {"revised": 1}
    assert [c.mention.counts[0].best for c in picture.store.claims(types=["harm.casualties"])] == [20]
    assert states(picture, a_file(tmp_path, changed)) == {"already": 1}
    with khabar.open(tmp_path / "s.db") as again:
        assert again.store.verify().sound  # type: ignore[attr-defined]


def test_a_row_twice_in_a_file_is_one_and_the_last_holds(picture: Picture, tmp_path: Path) -> None:
    assert states(picture, a_file(tmp_path, a_row(), a_row(fatalities="14"))) == {"new": 1, "already": 1}
    assert [c.mention.counts[0].best for c in picture.store.claims(types=["harm.casualties"])] == [14]


def test_a_row_stands_beside_our_claim_and_is_no_voice_beside_the_outlet_it_cites(
    picture: Picture, tmp_path: Path
) -> None:
    ingested(picture, tmp_path, "Pajhwok")
    states(picture, a_file(tmp_path, a_row(source="Pajhwok News")))
    (event,) = captures(picture)
    assert {claim.voice for claim in event.claims} == {"Pajhwok", "ACLED"}
    assert event.standing == "reported"
    assert len({independent_voice(claim) for claim in event.claims}) == 1


def test_a_row_from_another_outlet_bears_our_claim_out(picture: Picture, tmp_path: Path) -> None:
    ingested(picture, tmp_path, "Pajhwok")
    states(picture, a_file(tmp_path, a_row(source="Tolo News")))
    (event,) = captures(picture)
    assert event.standing == "corroborated"


def test_a_row_that_cites_several_is_the_word_of_the_one_we_have(picture: Picture, tmp_path: Path) -> None:
    ingested(picture, tmp_path, "Pajhwok")
    states(picture, a_file(tmp_path, a_row(source="Tolo News; Pajhwok News")))
    assert captures(picture)[0].standing == "reported"


def test_two_datasets_that_cite_one_outlet_are_one_word(picture: Picture, tmp_path: Path) -> None:
    clash = a_row(sub_event_type="Armed clash", source="Wire Service", fatalities="0")
    ged = a_ged_row(date_prec="1", date_start="2021-08-12", date_end="2021-08-12", best="0", high="0", low="0")
    ged |= {"where_prec": "1", "latitude": clash["latitude"], "longitude": clash["longitude"]}
    states(picture, a_file(tmp_path, clash))
    states(picture, a_file(tmp_path, ged), "ucdp")
    (event,) = picture.events()
    assert {claim.voice for claim in event.claims} == {"ACLED", "UCDP"}
    assert event.standing == "reported"


def test_two_rows_of_one_dataset_are_two_events_however_alike(picture: Picture, tmp_path: Path) -> None:
    alike = a_row(sub_event_type="Armed clash", notes="", fatalities="0")
    ingested(picture, tmp_path, "Pajhwok", "The Taliban clashed with the army in Ghazni city on Thursday.")
    states(picture, a_file(tmp_path, alike, alike | {"event_id_cnty": "AFG90002"}))
    clashes = [event for event in picture.events() if event.type == "violence.clash"]
    assert sorted(len(event.claims) for event in clashes) == [1, 2]


def test_rows_alike_in_form_are_no_copies_of_each_other(picture: Picture, tmp_path: Path) -> None:
    rows = [a_row(event_id_cnty=f"AFG{n}", source=f"Outlet {n}") for n in range(5)]
    states(picture, a_file(tmp_path, *rows))
    ingested(picture, tmp_path, "Pajhwok")
    assert picture.store.counts().copies == 0


def test_rows_do_not_move_the_day_a_question_means(picture: Picture, tmp_path: Path) -> None:
    ingested(picture, tmp_path, "Pajhwok")
    states(picture, a_file(tmp_path, a_row(timestamp="1700000000")))
    assert picture.situation().on == date(2021, 8, 13)


def test_what_was_not_yet_published_was_not_known(picture: Picture, tmp_path: Path) -> None:
    states(picture, a_file(tmp_path, a_row()))
    assert picture.events(known=datetime(2021, 8, 20, tzinfo=UTC)) == ()
    assert captures(picture)[0].claims[0].known_at == datetime.fromtimestamp(1629800000, UTC)
    ged = a_file(tmp_path, a_ged_row())
    list(import_data(picture, "ucdp", ged, released=date(2021, 9, 1)))
    assert {c.known_at.date() for c in picture.store.claims() if c.voice == "UCDP"} == {date(2021, 9, 1)}


def test_a_run_that_was_stopped_is_finished_by_the_next(picture: Picture, tmp_path: Path) -> None:
    file = a_file(tmp_path, *(a_row(event_id_cnty=f"AFG{n}") for n in range(PORTION * 2 + 10)))
    running = import_data(picture, "acled", file)
    next(running)
    running.close()
    assert picture.store.counts().documents == PORTION  # a portion whole
    assert states(picture, file) == {"already": PORTION, "new": PORTION + 10}


def test_a_bad_row_is_kept_with_its_line_and_reason(picture: Picture, tmp_path: Path) -> None:
    assert states(picture, a_file(tmp_path, a_row(), a_row(latitude="?"))) == {"new": 1, "set aside": 1}
    (aside,) = picture.store.set_asides()
    assert aside.source.endswith("rows.csv, line 3")
    assert "latitude '?' is no number" in aside.message
    assert "actor1: Taliban" in aside.text


def test_who_took_a_row_in_is_on_the_ledger(picture: Picture, tmp_path: Path) -> None:
    states(picture, a_file(tmp_path, a_row()))
    assert len(picture.store.coded_by(f"{picture.coder}, ACLED rows 1")) == 1


@pytest.mark.parametrize("content", [None, "a,b\n1,2\n"])
def test_what_is_no_file_of_rows_is_said_and_nothing_kept(
    picture: Picture, tmp_path: Path, content: str | None
) -> None:
    file = tmp_path / "rows.csv"
    if content:
        file.write_text(content, encoding="utf-8")
    with pytest.raises(UnreadableDataset if content else BadInput):
        list(import_data(picture, "acled", file))
    assert picture.store.counts().documents == 0


def test_the_command_tells_what_became_of_the_rows(tmp_path: Path) -> None:
    from cli.cli_runs import khabar as run

    a_file(tmp_path, a_row(), a_row(event_id_cnty="AFG2", event_date="soon"))
    first = run("import", "acled", "rows.csv", "--store", "s.db", cwd=tmp_path)
    assert first.code == 0
    assert "s.db: 1 new row, 0 held already, 0 changed, 1 set aside; 2 claims added." in first.out
    assert "rows.csv, line 3" in first.out
    again = run("import", "acled", "rows.csv", "--store", "s.db", "--json", cwd=tmp_path)
    assert json.loads(again.out) | {"first_set_aside": []} == {
        "format": "khabar.imported/1",
        "new": 0,
        "already": 1,
        "recoded": 0,
        "revised": 0,
        "withdrawn": 0,
        "set_aside": 1,
        "claims": 0,
        "first_set_aside": [],
    }
    refused = run("import", "ucdp", "rows.csv", "--store", "s.db", cwd=tmp_path)
    assert (refused.code, "its first line" in refused.err) == (1, True)
