"""A row of others' event data is a claim of its coders, on the words of its own cells."""

from __future__ import annotations

import dataclasses
from datetime import UTC, date, datetime

import pytest
from datasets.dataset_rows import a_ged_row, a_row, as_csv, coded, read

from khabar.datasets import load_scheme, schemes
from khabar.datasets.scheme import read_scheme
from khabar.errors import BadPack, UnreadableDataset
from khabar.packs import load_theatre
from khabar.packs.theatre import Theatre
from khabar.records import Actor, Coded, Mention, Place, SetAside


@pytest.fixture(scope="module")
def theatre() -> Theatre:
    return load_theatre("afghanistan-2021")


def actor_in(mention: Mention, role: str) -> Actor:
    (argument,) = mention.role(role)  # type: ignore[arg-type]
    assert isinstance(argument.resolved, Actor)
    return argument.resolved


def place_in(mention: Mention) -> Place:
    (place,) = mention.places
    return place


def test_a_capture_becomes_a_capture_by_the_taker_at_the_place(theatre: Theatre) -> None:
    found = coded(a_row(), theatre=theatre)
    capture, dead = found.mentions
    assert (capture.type, dead.type) == ("territory.capture", "harm.casualties")
    assert actor_in(capture, "actor").id == "taliban"
    assert actor_in(capture, "target").country == "AF"
    assert place_in(capture).id == theatre.place_by_key["ghazni"].place.id
    assert capture.occurred is not None
    assert (capture.occurred.first_day, capture.occurred.precision) == (date(2021, 8, 12), "day")
    assert [(c.what, c.low, c.best, c.high) for c in dead.counts] == [("killed", None, 12, None)]
    assert found.document.published is None
    assert found.document.published_at == datetime.fromtimestamp(1629800000, UTC)


@pytest.mark.parametrize("row", [a_row(), a_row(notes="", actor2="", source=""), a_row(notes="one\ntwo; Taliban")])
def test_every_claim_rests_on_the_words_of_its_row(row: dict[str, str]) -> None:
    found = coded(row)
    text = found.document.text
    for mention in found.mentions:
        said = mention.attribution
        spans = [mention.trigger, mention.sentence, said.span if said else None]
        spans += [argument.span for _, arguments in mention.roles for argument in arguments]
        for span in spans:
            assert span is None or (text[span.start : span.end] == span.text and span.text)
    for column, value in row.items():
        assert value in text or column == "timestamp"


def test_the_coders_speak_from_the_outlet_they_cite() -> None:
    said = coded(a_row()).mentions[0].attribution
    assert said is not None
    assert (said.kind, said.span.text, said.actor and said.actor.name) == ("analyst", "ACLED", "ACLED")
    assert coded(a_row()).document.publisher == "Pajhwok News"
    assert coded(a_row(), outlets={"Tolo", "BBC"}).document.publisher == "Tolo"
    assert coded(a_row(source="")).document.publisher == "ACLED"


def test_a_row_that_cites_only_a_party_s_own_outlet_is_that_party_s_claim(theatre: Theatre) -> None:
    mention = coded(a_row(source="Taliban"), theatre=theatre).mentions[0]
    assert mention.attribution is not None
    assert mention.attribution.actor is not None
    assert (mention.modality, mention.attribution.kind, mention.attribution.actor.id) == (
        "claimed",
        "belligerent",
        "taliban",
    )
    assert coded(a_row(source="Taliban; Tolo"), theatre=theatre).mentions[0].modality == "reported"


@pytest.mark.parametrize(
    ("sub_event", "type"),
    [
        ("Armed clash", "violence.clash"),
        ("Air/drone strike", "violence.airstrike"),
        ("Suicide bomb", "violence.bombing"),
        ("Shelling/artillery/missile attack", "violence.shelling"),
        ("Abduction/forced disappearance", "detention.seize"),
        ("Peaceful protest", "protest.demonstration"),
        ("Looting/property destruction", "harm.property"),
        ("armed clash", "violence.clash"),
    ],
)
def test_a_sub_event_has_its_type(sub_event: str, type: str) -> None:
    assert coded(a_row(sub_event_type=sub_event)).mentions[0].type == type


def test_a_row_that_names_no_one_act_is_kept_without_a_claim() -> None:
    found = coded(a_row(sub_event_type="Change to group/activity"))
    assert found.mentions == ()
    assert [issue.code for issue in found.issues] == ["type-unclear"]


@pytest.mark.parametrize(
    ("one", "other"), [(("Rebel group", "State forces"), ("State forces", "Rebel group")), (("2", "1"), ("1", "2"))]
)
def test_who_takes_a_place_is_told_by_the_kinds_in_words_or_digits(
    one: tuple[str, str], other: tuple[str, str]
) -> None:
    regained = {"sub_event_type": "Government regains territory", "actor1": "Rebels of X", "actor2": "Army of Y"}
    for kinds in (one, other):
        mention = coded(a_row(**regained, inter1=kinds[0], inter2=kinds[1])).mentions[0]
        army = "Army of Y" if kinds[1] in ("State forces", "1") else "Rebels of X"
        assert actor_in(mention, "actor").name == army
    assert actor_in(mention, "actor").kind == "state force"


@pytest.mark.parametrize(
    ("precision", "day", "first", "last"),
    [
        ("1", "12 August 2021", date(2021, 8, 12), date(2021, 8, 12)),
        ("1", "2021-08-12", date(2021, 8, 12), date(2021, 8, 12)),
        ("2", "12 August 2021", date(2021, 8, 9), date(2021, 8, 15)),
        ("3", "12 February 2020", date(2020, 2, 1), date(2020, 2, 29)),
        ("3", "31 December 2020", date(2020, 12, 1), date(2020, 12, 31)),
    ],
)
def test_a_time_is_no_more_exact_than_its_precision(precision: str, day: str, first: date, last: date) -> None:
    occurred = coded(a_row(time_precision=precision, event_date=day)).mentions[0].occurred
    assert occurred is not None
    assert (occurred.first_day, occurred.last_day) == (first, last)


def test_a_point_is_the_nearest_place_within_reach_else_itself(theatre: Theatre) -> None:
    ghazni = theatre.place_by_key["ghazni"].place
    assert place_in(coded(a_row(latitude="33.56"), theatre=theatre).mentions[0]) == ghazni
    # Ten kilometres off the name decides; without it, or farther off, the point stands for itself.
    assert place_in(coded(a_row(latitude="33.64"), theatre=theatre).mentions[0]) == ghazni
    for changes in ({"latitude": "33.64", "location": "Nowhere"}, {"latitude": "33.90"}):
        bare = place_in(coded(a_row(**changes), theatre=theatre).mentions[0])
        assert bare.id.startswith("point:33.")
        assert (bare.precision, bare.name) == ("settlement", changes.get("location", "Ghazni"))


def test_a_point_for_a_province_is_not_taken_for_the_town_there(theatre: Theatre) -> None:
    (argument,) = coded(a_row(geo_precision="3"), theatre=theatre).mentions[0].role("place")
    assert isinstance(argument.resolved, Place)
    assert (argument.resolved.precision, argument.resolved.name) == ("province", "Ghazni")
    (argument,) = coded(a_row(geo_precision="2"), theatre=theatre).mentions[0].role("place")
    assert argument.relation == "near"


def test_civilians_who_are_no_actor_of_the_row_are_its_target() -> None:
    row = a_row(sub_event_type="Air/drone strike", actor2="", inter2="", civilian_targeting="Civilian targeting")
    assert actor_in(coded(row).mentions[0], "target").kind == "civilians"
    assert coded(a_row(actor2="", inter2="")).mentions[0].role("target") == ()


def test_no_dead_is_no_claim_of_dead() -> None:
    assert [m.type for m in coded(a_row(fatalities="0")).mentions] == ["territory.capture"]


def test_a_row_of_ucdp_has_its_range_of_dead_its_days_and_what_it_cites(theatre: Theatre) -> None:
    found = coded(a_ged_row(), "ucdp", theatre=theatre, released=datetime(2022, 6, 1, tzinfo=UTC))
    clash, dead = found.mentions
    assert clash.type == "violence.clash"
    assert [(c.low, c.best, c.high) for c in dead.counts] == [(7, 9, 14)]
    assert clash.occurred is not None
    assert (clash.occurred.first_day, clash.occurred.last_day) == (date(2021, 8, 10), date(2021, 8, 12))
    assert actor_in(clash, "target").id == "taliban"
    (at,) = clash.role("place")
    assert isinstance(at.resolved, Place)
    assert (at.resolved.name, at.relation) == ("Herat", "near")
    off = coded(a_ged_row(latitude="34.43"), "ucdp", theatre=theatre).mentions[0]
    assert place_in(off).name == "Herat"  # nine kilometres off, but named so
    assert found.document.publisher == "Wire Service"
    assert found.document.published_at == datetime(2022, 6, 1, tzinfo=UTC)
    assert "source_original: police spokesman" in found.document.text
    assert coded(a_ged_row(source_office=""), "ucdp").document.publisher == "Wire Service"
    assert coded(a_ged_row(type_of_violence="3", side_b="Civilians"), "ucdp").mentions[0].type == "violence.attack"


@pytest.mark.parametrize(("dataset", "row"), [("acled", a_row()), ("ucdp", a_ged_row())])
def test_a_file_without_names_in_its_first_line_is_read_alike(dataset: str, row: dict[str, str]) -> None:
    assert read(as_csv([row, row], header=False), dataset) == read(as_csv([row, row]), dataset)


def test_columns_in_other_order_and_under_other_names_are_found() -> None:
    names = {"event_id_cnty": "EVENT_ID_CNTY", "time_precision": "Time Prec", "latitude": "lat", "inter1": "inter_1"}
    renamed = {names.get(column, column): value for column, value in reversed(list(a_row().items()))}
    before, after = coded(a_row()), coded(renamed | {"population_best": "12000"})
    assert before.mentions[0].occurred == after.mentions[0].occurred
    assert [m.roles[0][1][0].resolved for m in before.mentions] == [m.roles[0][1][0].resolved for m in after.mentions]
    assert "population_best: 12000" in after.document.text
    assert read(as_csv([a_row()], delimiter=";")) == read(as_csv([a_row()]))


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"event_id_cnty": ""}, "event_id_cnty is empty"),
        ({"event_date": "31 June 2021"}, "'31 June 2021' is no date"),
        ({"event_date": "05/06/2021"}, "is no date"),
        ({"time_precision": "4"}, "time_precision '4' is not known"),
        ({"latitude": "north"}, "latitude 'north' is no number"),
        ({"longitude": "190"}, "longitude 190 is out of bounds"),
        ({"latitude": "nan"}, "latitude nan is out of bounds"),
        ({"geo_precision": "9"}, "geo_precision '9' is not known"),
        ({"sub_event_type": "Weather"}, "sub_event_type 'Weather' is not known"),
        ({"fatalities": "some"}, "fatalities 'some' is no count"),
        ({"fatalities": "-1"}, "is no count"),
    ],
)
def test_a_row_that_cannot_be_read_is_set_aside_and_the_rest_goes_on(changes: dict[str, str], reason: str) -> None:
    good, bad, last = read(as_csv([a_row(), a_row(**changes), a_row(event_id_cnty="AFG90003")]))
    assert isinstance(good, Coded)
    assert isinstance(last, Coded)
    assert isinstance(bad, SetAside)
    assert (bad.reason, bad.source) == ("bad-row", "file.csv, line 3")
    assert reason in bad.message


def test_a_row_with_too_few_cells_is_set_aside_with_the_line_it_begins_on() -> None:
    text = as_csv([a_row(notes="two\nlines"), a_row()]) + "AFG1,2021\n\n" + as_csv([a_row()], header=False)
    _, _, short, last = read(text)
    assert isinstance(short, SetAside)
    assert (short.source, "2 cells where there are 31" in short.message) == ("file.csv, line 5", True)
    assert isinstance(last, Coded)


@pytest.mark.parametrize("text", ["", "a,b,c\n1,2,3\n", "event_id_cnty,event_date\nX,Y\n", "The town fell.\n", "\x00"])
def test_a_file_of_something_else_is_refused(text: str) -> None:
    with pytest.raises(UnreadableDataset) as caught:
        read(text)
    assert "31 columns" in caught.value.next_step


def test_a_quote_never_closed_does_not_fill_the_memory() -> None:
    text = as_csv([a_row()]) + '"' + "x" * 1_000_000
    good, bad = read(text)
    assert isinstance(good, Coded)
    assert isinstance(bad, SetAside)
    assert "was read up to here" in bad.message


def test_the_data_files_name_columns_types_and_kinds_that_there_are() -> None:
    assert schemes() == ("acled", "ucdp")
    assert (len(load_scheme("acled").columns), len(load_scheme("ucdp").columns)) == (31, 49)


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("act: sub_event_type", "act: sub_type", "is no column"),
        ("lat: latitude\n  lon: longitude\n  long", "lat: breadth\n  lon: longitude\n  long", "is no column"),
        ("{type: violence.clash}", "{type: violence.duel}", "is no type"),
        ('"1": state force', '"1": army', "no kind of actor"),
    ],
)
def test_a_data_file_that_names_what_there_is_not_is_refused(old: str, new: str, fault: str) -> None:
    from importlib.resources import files

    text = (files("khabar") / "data" / "datasets" / "acled.yaml").read_text(encoding="utf-8")
    assert old in text
    with pytest.raises(BadPack, match=fault):
        read_scheme(text.replace(old, new), file="acled.yaml")


def test_the_same_row_is_the_same_report_and_a_changed_one_is_not() -> None:
    one, again, other = coded(a_row()), coded(a_row()), coded(a_row(fatalities="14"))
    assert one == again
    assert one.document.id == other.document.id
    assert one.document.sha256 != other.document.sha256
    stamped = coded(a_row(timestamp="1629900000"))
    assert dataclasses.replace(stamped.document, published_at=one.document.published_at) == one.document
