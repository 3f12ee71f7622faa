"""Do no harm: what is withheld is in no format, and it is said how much was."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from builders import DAY, REBELS, a_claim, a_voice, an_actor, an_event
from export_builders import CLINIC, DARAN, killed

from khabar.errors import BadInput, BadPack
from khabar.export import FORMATS, NONE, PERSONS, Account, Care, Outgoing, Record, load_care, past_embargo, with_care
from khabar.records import Event
from khabar.times.moments import end_of_day

SMITH = an_actor("Jon Smith", kind="person")
TOLD = a_claim(
    "violence.attack",
    actor=[REBELS],
    target=[SMITH, "Karim the baker", "villagers"],
    place=[CLINIC],
    says="Rebels shot Jon Smith and Karim the baker at Daran clinic, Mary Brown said.",
    trigger="shot",
    said_by=a_voice("witness", words="Mary Brown"),
)
SHOT = an_event(replace(TOLD, title="Jon Smith shot"), figures=(killed(2, 2, 2),))
SECRETS = ("Jon Smith", "Karim", "Mary Brown")


def careful(event: Event, care: Care) -> tuple[Event, Account]:
    account = Account()
    (out,) = with_care([Outgoing(event, "unreviewed")], care, theatre=None, account=account)
    return out.event, account


def in_every_format(event: Event) -> str:
    """All that any format but control, which has no words, would write of an event."""
    record = Record(lambda _: (Outgoing(event, "unreviewed"),), end_of_day(DAY))
    said = {name: list(FORMATS[name].rows(record, Account())) for name in FORMATS if name != "control"}
    assert [name for name, rows in said.items() if not rows] == ["ucdp"]  # no kind of party is known for a person
    return repr(said)


def test_without_care_nothing_is_withheld() -> None:
    event, account = careful(SHOT, NONE)
    assert event is SHOT
    assert account.withheld.total() == 0


def test_names_of_persons_are_in_no_format() -> None:
    event, account = careful(SHOT, Care(redact=PERSONS))
    said = in_every_format(event)
    assert [secret for secret in SECRETS if secret not in in_every_format(SHOT)] == []
    assert [secret for secret in SECRETS if secret in said] == []
    assert "villagers" in said
    assert "Rebels" in said
    assert account.withheld["names of persons, or words that may be one"] == 2
    assert account.withheld["sentences, which may tell what was taken out"] == 1


def test_a_blurred_place_is_in_no_format_by_point_name_or_sentence() -> None:
    event, account = careful(SHOT, Care(blur_km={"site": 20}))
    said = in_every_format(event)
    assert [s for s in ("clinic", str(CLINIC.lat), str(CLINIC.lon), CLINIC.id) if s in said] == []
    assert event.places[0].name == "Herat"
    assert account.withheld["exact places, moved to the middle of a grid cell"] == 1


def test_places_of_other_precision_keep_their_points() -> None:
    event = an_event(a_claim(place=[DARAN]))
    assert careful(event, Care(blur_km={"site": 20}))[0] is event


@pytest.mark.parametrize(("age", "goes"), [(0, False), (13, False), (14, True), (90, True)])
def test_what_happened_lately_waits(age: int, goes: bool) -> None:
    account = Account()
    today = DAY + timedelta(days=age)
    out = list(past_embargo([Outgoing(SHOT, "released")], Care(embargo_days=14), today=today, account=account))
    assert bool(out) == goes
    assert account.withheld.total() == (not goes)


def test_options_are_read_from_a_file(tmp_path: Path) -> None:
    file = tmp_path / "care.yaml"
    file.write_text("schema: khabar.care/1\nblur_km: {site: 20, settlement: 7.5}\nembargo_days: 14\nredact: [person]\n")
    care = load_care(file)
    assert care.blur_km == {"site": 20, "settlement": 7.5}
    assert (care.embargo_days, care.redact) == (14, frozenset({"person"}))


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("schema: khabar.care/1\nblurr_km: {site: 20}\n", "blurr_km"),
        ("schema: khabar.care/1\nblur_km: {site: 0}\n", "blur_km"),
        ("schema: khabar.care/1\nblur_km: {house: 2}\n", "blur_km"),
        ("schema: khabar.care/2\n", "schema"),
        ("schema: khabar.care/1\nembargo_days: -1\n", "embargo_days"),
    ],
)
def test_a_wrong_option_is_refused_where_it_stands(text: str, field: str, tmp_path: Path) -> None:
    file = tmp_path / "care.yaml"
    file.write_text(text)
    with pytest.raises(BadPack) as error:
        load_care(file)
    assert error.value.field.startswith(field)


def test_a_missing_file_is_told() -> None:
    with pytest.raises(BadInput, match=r"none\.yaml"):
        load_care(Path("none.yaml"))


def test_day_of_publication_counts_not_the_day_of_knowledge() -> None:
    held = list(
        past_embargo([Outgoing(SHOT, "released")], Care(embargo_days=1), today=date(2030, 6, 10), account=Account())
    )
    assert held == []
