"""A theatre's own actors come before what is known of the world."""

from __future__ import annotations

from datetime import date

from tagged_text import Report

from khabar.actors import ActorFinder
from khabar.packs.theatre import Side, Theatre, TheatreActor
from khabar.records import Actor

CITY_FRONT = Actor("city-front", "Free City Front", "armed group", side="front")
STATE = Actor("republic", "Republic of Syria", "government", side="state", country="SY")
ISIS = Actor("is", "Islamic State", "armed group", side="is")
THEATRE = Theatre(
    "city-war", "City war", ("SY",), "Asia/Damascus", date(2012, 1, 1),
    sides=(Side("front", "Front"), Side("state", "State"), Side("is", "IS")), places=(), roads=(),
    actors=(
        TheatreActor(CITY_FRONT, ("FCF",), weak_aliases=("the front",)),
        TheatreActor(STATE, ("Syrian state",), weak_aliases=("the government",)),
        TheatreActor(ISIS, ("ISIS",)),
    ),
)  # fmt: skip
FINDER = ActorFinder.load(THEATRE)


def actors(report: Report) -> dict[str, str]:
    return {n.span.text: n.actor.id for n in FINDER.find(report.document, report.parse, report.places)}


def test_a_theatre_actor_takes_the_place_of_the_worlds_under_all_its_spellings() -> None:
    assert set(actors(Report("ISIS/PROPN fled/VERB as/SCONJ Daesh/PROPN lost/VERB")).values()) == {"is"}


def test_a_weak_alias_waits_for_the_theatre_to_be_named() -> None:
    words = "The/DET front/NOUN took/VERB Idlib/PROPN"
    assert actors(Report(words).with_place("Idlib", "SY"))["The front"] == "city-front"
    assert actors(Report(words)) == {}
    assert actors(Report(words, "The/DET FCF/PROPN won/VERB"))["The front"] == "city-front"


def test_a_weak_alias_of_the_theatre_outranks_the_state_it_would_otherwise_be() -> None:
    report = Report("The/DET government/NOUN/nsubj bombed/VERB Idlib/PROPN").with_place("Idlib", "SY")
    assert actors(report)["The government"] == "republic"
