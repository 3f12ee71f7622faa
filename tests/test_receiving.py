"""Taking in what another desk exported: told by its content, safe to repeat, with what is bad set aside."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from builders import ARMY, DAY, REBELS, a_claim, an_event
from export.export_builders import DARAN, SARIN, a_record, killed, written

import khabar
from khabar.errors import BadInput, MissingPart
from khabar.export import FORMATS, Account, write_export
from khabar.importing import import_data
from khabar.intake import Ingested
from khabar.picture import Picture
from khabar.receiving import import_export
from khabar.records import Event
from khabar.situation.sides import independent_voice

NOON = datetime(2030, 9, 1, 12, tzinfo=UTC)
SAID = "Rebels took Daran from the army."


def an_exported(id: str, *claims: Any, **more: Any) -> Event:
    """An event with an id such as Khabar gives."""
    return replace(an_event(*claims, **more), id=f"event:{id}")


TAKEN = an_exported("a0", a_claim(place=[DARAN], target=[ARMY], says=SAID))
SHELLED = an_exported(
    "b0",
    a_claim("violence.shelling", actor=[ARMY], target=[REBELS], place=[SARIN], says="The army shelled Sarin."),
    figures=(killed(3, 4, None),),
)


@pytest.fixture
def picture(tmp_path: Path) -> Iterator[Picture]:
    with khabar.open(tmp_path / "s.db", clock=lambda: NOON) as opened:
        yield opened


def taken_in(picture: Picture, file: Path, released: date | None = None) -> list[Ingested]:
    return list(import_export(picture, file, released=released))


def states(picture: Picture, file: Path) -> Counter[str]:
    return Counter(one.added.state if one.added else "set aside" for one in taken_in(picture, file))


def a_feed(format: str, folder: Path, before: Sequence[Event], after: Sequence[Event]) -> Path:
    path = folder / f"feed.{format}"
    write_export(FORMATS[format], a_record(*after), path, account=Account(), before=a_record(*before))
    return path


@pytest.mark.parametrize("format", ["geojson", "parquet", "geoparquet", "plover", "acled", "ucdp"])
def test_the_format_is_told_by_the_content_whatever_the_name(format: str, picture: Picture, tmp_path: Path) -> None:
    file = written(format, tmp_path, [SHELLED]).rename(tmp_path / "mail.attachment")
    assert states(picture, file) == {"new": 1}
    assert {event.standing for event in picture.events()} == {"reported"}
    assert {claim.outlet for claim in picture.store.claims()} == {"The Herald"}
    assert {claim.voice for claim in picture.store.claims()} == {"Khabar"}


def test_a_claim_says_what_the_row_says(picture: Picture, tmp_path: Path) -> None:
    taken_in(picture, written("geojson", tmp_path, [SHELLED]))
    (event,) = picture.events()
    (claim,) = event.claims
    assert (event.type, event.occurred.first_day, event.places[0].id) == ("violence.shelling", DAY, "t:sarin")  # type: ignore[union-attr]
    assert ([a.id for a in event.actors], [a.id for a in event.targets]) == (["army"], ["rebels"])
    assert [(f.what, f.low, f.best, f.high) for f in event.figures] == [("killed", 3, 4, None)]
    assert claim.sentence_text == "The army shelled Sarin."


def test_an_export_is_no_voice_beside_the_outlet_whose_report_is_held(picture: Picture, tmp_path: Path) -> None:
    taken_in(picture, written("geojson", tmp_path, [TAKEN]))
    (claim,) = picture.store.claims()
    own = a_claim(place=[DARAN], says=SAID)
    assert independent_voice(claim) == independent_voice(own) == "outlet the herald"


def test_of_several_outlets_no_more_speak_for_themselves_than_the_standing_vouches_for(
    picture: Picture, tmp_path: Path
) -> None:
    claims = [a_claim(place=[DARAN], outlet=name, says=f"{SAID} {name}") for name in ("Post", "Wire", "Echo", "Mirror")]
    for standing, voices in (("reported", 1), ("corroborated", 2)):
        taken_in(picture, written("geojson", tmp_path, [an_exported("c0", *claims, standing=standing)]))
        (event,) = picture.events()
        assert (event.standing, len(event.claims)) == (standing, 4)
        assert len({independent_voice(claim) for claim in event.claims}) == voices
        assert {claim.outlet for claim in event.claims} == {"Post", "Wire", "Echo", "Mirror"}


def test_a_partys_word_comes_back_as_a_partys(picture: Picture, tmp_path: Path) -> None:
    claimed = an_exported("e0", a_claim(place=[DARAN], modality="claimed"), standing="claimed")
    for format in ("geojson", "plover", "acled"):
        taken_in(picture, written(format, tmp_path, [claimed]))
        assert {event.standing for event in picture.events()} == {"claimed"}


def test_only_the_first_report_was_known_when_the_row_says(picture: Picture, tmp_path: Path) -> None:
    claims = [a_claim(place=[DARAN], outlet=name, says=f"{SAID} {name}") for name in ("Post", "Wire")]
    file = written("geojson", tmp_path, [an_exported("c0", *claims, standing="corroborated")])
    taken_in(picture, file, released=date(2030, 7, 1))
    assert [claim.known_at.date() for claim in picture.store.claims()] == [DAY, date(2030, 7, 1)]


def test_a_row_that_changed_is_a_newer_version_and_reports_it_has_lost_go(picture: Picture, tmp_path: Path) -> None:
    claims = [a_claim(place=[DARAN], outlet=name, says=f"{SAID} {name}") for name in ("Post", "Wire")]
    both, one = an_exported("c0", *claims, standing="corroborated"), an_exported("c0", claims[0])
    assert states(picture, written("geojson", tmp_path, [both])) == {"new": 1}
    assert states(picture, written("geojson", tmp_path, [one])) == {"revised": 1}
    assert [claim.outlet for claim in picture.store.claims()] == ["Post"]
    assert states(picture, written("geojson", tmp_path, [both])) == {"revised": 1}
    assert picture.events()[0].standing == "corroborated"
    assert picture.store.verify().sound  # type: ignore[attr-defined]


@pytest.mark.parametrize("format", ["geojson", "parquet", "plover", "acled"])
def test_a_feed_is_applied_to_what_was_taken_in_before(format: str, picture: Picture, tmp_path: Path) -> None:
    taken_in(picture, written(format, tmp_path, [TAKEN, SHELLED]))
    more = an_exported("d0", a_claim("violence.airstrike", place=[SARIN], says="A jet struck Sarin."))
    feed = a_feed(format, tmp_path, [TAKEN, SHELLED], [SHELLED, more])
    told = taken_in(picture, feed)
    assert [(one.added.state, one.coded is None) for one in told if one.added] == [("new", False), ("recoded", True)]
    acts = {event.type for event in picture.events()} - {"harm.casualties"}
    assert acts == {"violence.shelling", "violence.airstrike"}
    assert {one.added.state for one in taken_in(picture, feed) if one.added} == {"already"}
    assert states(picture, written(format, tmp_path, [TAKEN])) == {"recoded": 1}
    assert "territory.capture" in {event.type for event in picture.events()}


def test_all_reports_of_a_row_change_with_it(picture: Picture, tmp_path: Path) -> None:
    claims = [a_claim(place=[DARAN], outlet=name, says=f"{SAID} {name}") for name in ("Post", "Wire")]
    one = an_exported("c0", *claims, standing="corroborated")
    taken_in(picture, written("geojson", tmp_path, [one]))
    taken_in(picture, edited(written("geojson", tmp_path, [one]), aspect="ongoing", modality="alleged"))
    said = [(c.mention.aspect, c.mention.modality) for c in picture.store.claims()]
    assert said == [("ongoing", "alleged")] * 2


@pytest.mark.parametrize(("other", "events"), [("South Desk", 1), ("North Desk", 2)])
def test_events_of_two_desks_can_be_one_and_those_of_one_desk_are_not(
    other: str, events: int, picture: Picture, tmp_path: Path
) -> None:
    for id, outlet, desk in (("a0", "Post", "North Desk"), ("b0", "Wire", other)):
        event = an_exported(id, a_claim(place=[DARAN], outlet=outlet, says=f"{SAID} {outlet}"))
        list(import_export(picture, written("geojson", tmp_path, [event]), desk=desk))
    assert len(picture.events()) == events


def test_what_was_withdrawn_is_kept_as_what_was_known(picture: Picture, tmp_path: Path) -> None:
    taken_in(picture, written("geojson", tmp_path, [TAKEN]))
    taken_in(picture, a_feed("geojson", tmp_path, [TAKEN], []))
    assert picture.events() == ()
    assert picture.store.counts().documents == 1


def edited(file: Path, **change: Any) -> Path:
    """A GeoJSON file with something changed in its first event."""
    data = json.loads(file.read_text(encoding="utf-8"))
    data["features"][0]["properties"] |= change
    lines = ",\n".join(map(json.dumps, data["features"]))
    file.write_text(f'{{"type": "FeatureCollection", "features": [\n{lines}\n]}}\n', encoding="utf-8")
    return file


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"type": "territory.sale"}, "type 'territory.sale' is not in this version's codebook"),
        ({"standing": "certain"}, "standing"),
        ({"latitude": 95}, "latitude"),
        ({"last_day": "2001-01-01"}, "lies before the first"),
        ({"last_day": "9999-12-31"}, "is no day of an event"),
        ({"id": "AFG1"}, "none that Khabar gives"),
        ({"actor_ids": ["a", "b", "c", "d", "e"]}, "more ids of actors than names"),
        ({"change": "renamed"}, "change 'renamed' is not known"),
        ({"killed_best": "__import__('os')"}, "killed_best"),
        ({"surprise": 1}, "surprise"),
        ({"id": "event:a0#2"}, "none that Khabar gives"),
        ({"uncertainty_km": float("inf")}, "cannot be read as an object of JSON"),
        ({"first_known": "0001-01-01T00:00:00+14:00"}, "outside the calendar"),
        ({"sentence": "\ud800"}, "cannot be read as an object of JSON"),
        ({"sentence": "x" * 600_000, "claim_ids": ["a", "b"], "reports": 2}, "run over more than 1,000,000 characters"),
    ],
    ids=lambda value: next(iter(value)) if isinstance(value, dict) else "",
)
def test_a_bad_row_is_set_aside_with_its_line_and_the_rest_goes_on(
    change: dict[str, Any], why: str, picture: Picture, tmp_path: Path
) -> None:
    told = taken_in(picture, edited(written("geojson", tmp_path, [TAKEN, SHELLED]), **change))
    assert [one.added.state for one in told if one.added] == ["new"]
    (aside,) = picture.store.set_asides()
    assert aside.source.endswith("out.geojson, line 2")
    assert why in aside.message


def test_a_line_that_is_no_json_is_set_aside_however_deep(picture: Picture, tmp_path: Path) -> None:
    file = written("plover", tmp_path, [TAKEN])
    with file.open("a", encoding="utf-8") as lines:
        lines.write("[" * 100_000 + "\n{\n")
    assert states(picture, file) == {"new": 1, "set aside": 2}


def test_geojson_that_another_program_laid_out_anew_is_read(picture: Picture, tmp_path: Path) -> None:
    file = written("geojson", tmp_path, [TAKEN, SHELLED])
    file.write_text(json.dumps(json.loads(file.read_text(encoding="utf-8")), indent=2), encoding="utf-8")
    assert states(picture, file) == {"new": 2}


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("geonameid,date,place_key\n", "control holds who held each place"),
        ("location_code,provider_admin1_name,events\n", "hapi holds counts"),
        ('[\n{"id": "event:1"}\n]\n', "timemap"),
        ("a,b\n1,2\n", "no format that Khabar exports"),
        ('{"type": "Point"\n}', "neither GeoJSON nor PLOVER"),
        ("", "no format that Khabar exports"),
        ("PAR1 and then nothing of the kind", "cannot be read as Parquet"),
    ],
)
def test_what_does_not_come_back_is_said_with_what_does(
    content: str, why: str, picture: Picture, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text(content, encoding="utf-8")
    with pytest.raises(BadInput, match=why):
        taken_in(picture, tmp_path / "file")
    assert picture.store.counts().documents == 0


def test_without_pyarrow_the_extra_is_named(picture: Picture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = written("parquet", tmp_path, [TAKEN])
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(MissingPart, match="pyarrow"):
        taken_in(picture, file)


@pytest.mark.parametrize("dataset", ["acled", "ucdp"])
def test_khabars_own_rows_are_not_taken_for_the_datasets(dataset: str, picture: Picture, tmp_path: Path) -> None:
    told = list(import_data(picture, dataset, written(dataset, tmp_path, [SHELLED])))
    assert ["khabar import khabar" in one.set_aside.message for one in told if one.set_aside] == [True]
    assert picture.store.claims() == ()


@pytest.mark.parametrize("sentence", ["", " \n "])
def test_a_withheld_sentence_is_replaced_by_what_the_row_tells(sentence: str, picture: Picture, tmp_path: Path) -> None:
    taken_in(picture, edited(written("geojson", tmp_path, [TAKEN]), sentence=sentence))
    assert len(picture.events()) == 1
    (claim,) = picture.store.claims()
    assert "Rebels, toward Army; Daran; 2030-06-10" in claim.sentence_text


def test_the_command_tells_what_became_of_the_rows(tmp_path: Path) -> None:
    from cli.cli_runs import khabar as run

    written("geojson", tmp_path, [TAKEN, SHELLED])
    first = run("import", "khabar", "out.geojson", "--store", "s.db", cwd=tmp_path)
    assert (first.code, "2 new rows, 0 held already" in first.out) == (0, True)
    a_feed("geojson", tmp_path, [TAKEN], [])
    feed = run("import", "khabar", "feed.geojson", "--store", "s.db", cwd=tmp_path)
    assert "1 withdrawn by the feed." in feed.out


def test_a_moment_without_a_zone_is_one_of_utc(picture: Picture, tmp_path: Path) -> None:
    taken_in(picture, edited(written("geojson", tmp_path, [TAKEN, SHELLED]), first_known="2030-06-11T08:00:00"))
    assert datetime(2030, 6, 11, 8, tzinfo=UTC) in {claim.known_at for claim in picture.store.claims()}
    assert len(picture.events()) == 2
