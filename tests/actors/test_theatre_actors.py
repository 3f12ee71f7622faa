"""A theatre's own actors come before what is known of the world."""

from __future__ import annotations

from dataclasses import replace
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


def test_forces_loyal_to_somebody_are_his() -> None:
    fcf = "Troops/NOUN loyal/ADJ to/ADP the/DET FCF/PROPN took/VERB Idlib/PROPN"
    assert actors(Report(fcf))["Troops loyal to the FCF"] == "city-front"
    away = "Troops/NOUN took/VERB Idlib/PROPN from/ADP the/DET FCF/PROPN"
    assert set(actors(Report(away))) == {"FCF"}


def test_the_troops_of_a_government_without_a_country_are_a_force_of_its_side() -> None:
    coast = TheatreActor(Actor("coast", "Coast Authority", "government", side="state"), ("Coast Authority",))
    finder = ActorFinder.load(replace(THEATRE, actors=(coast,)))
    report = Report("Coast/PROPN Authority/PROPN troops/NOUN took/VERB Idlib/PROPN")
    (name,) = finder.find(report.document, report.parse, report.places)
    assert (name.span.text, name.actor.kind, name.actor.side) == ("Coast Authority troops", "state force", "state")


def test_who_is_against_a_man_by_his_whole_name_is_not_his() -> None:
    leader = TheatreActor(Actor("saleh", "Saleh", "government", side="state"), ("Saleh",))
    finder = ActorFinder.load(replace(THEATRE, actors=(leader,)))
    ids = {}
    for words in ("Saleh/PROPN troops/NOUN left/VERB", "Anti-Ali/PROPN Saleh/PROPN troops/NOUN left/VERB"):
        report = Report(words)
        ids[words] = {n.actor.id for n in finder.find(report.document, report.parse, report.places)}
    assert [found == {"saleh"} for found in ids.values()] == [True, False]
