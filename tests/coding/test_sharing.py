"""What the acts of one sentence share: an attack and its victims, one hand, one place."""

from __future__ import annotations

import pytest
from read_acts import coded

from khabar.reader import Reader
from khabar.records import Mention, RoleName


def act(reader: Reader, sentence: str, kind: str) -> Mention:
    """The one act of a kind in a sentence."""
    (found,) = [m for m in coded(reader, sentence).mentions if m.type == kind]
    return found


def words(mention: Mention, role: RoleName) -> list[str]:
    """The words in a role, in lower case."""
    return [a.text.lower() for a in mention.role(role)]


@pytest.mark.parametrize(
    ("sentence", "role", "shared"),
    [
        pytest.param(
            "Government air strikes on Karsin killed twelve people.",
            "actor",
            ["government"],
            id="whoever strikes kills",
        ),
        pytest.param(
            "Air strikes on Karsin killed twelve people on Monday.", "place", ["karsin"], id="where the strike is"
        ),
        pytest.param(
            "Nine soldiers died in a gunfight with the militia near Karsin.", "actor", ["militia"], id="opponents kill"
        ),
        pytest.param(
            "Two soldiers were killed and five wounded in clashes with the militia.",
            "actor",
            ["militia"],
            id="opponents of a clash",
        ),
        pytest.param(
            "Clashes between the army and rebels killed six people.", "actor", [], id="of a clash of two, neither is it"
        ),
        pytest.param(
            "Government forces shelled a school, killing nine children.",
            "actor",
            ["government forces"],
            id="a participle's doer",
        ),
    ],
)
def test_casualties_take_hand_and_place_from_what_caused_them(
    reader: Reader, sentence: str, role: RoleName, shared: list[str]
) -> None:
    assert words(act(reader, sentence, "harm.casualties"), role) == shared


@pytest.mark.parametrize(
    ("sentence", "kind", "target"),
    [
        pytest.param(
            "A car bomb killed four people in the market.", "violence.bombing", ["people"], id="the dead of a bomb"
        ),
        pytest.param(
            "Air strikes on Karsin killed twelve people.", "violence.airstrike", ["people"], id="the dead of a strike"
        ),
        pytest.param(
            "Gunmen attacked a convoy near Karsin, killing two drivers.",
            "violence.attack",
            ["convoy"],
            id="not where the attack names its own",
        ),
    ],
)
def test_an_attack_takes_its_victims_where_it_names_none(
    reader: Reader, sentence: str, kind: str, target: list[str]
) -> None:
    assert words(act(reader, sentence, kind), "target") == target


@pytest.mark.parametrize(
    ("sentence", "kind", "hand"),
    [
        pytest.param(
            "Rebels killed four soldiers in a mortar attack on Karsin.", "violence.shelling", ["rebels"], id="killed in"
        ),
        pytest.param(
            "Four people were killed by the army in air strikes on Karsin.",
            "violence.airstrike",
            ["army"],
            id="killed by, in",
        ),
        pytest.param(
            "Militants burned nine homes in an attack on Tolva.", "violence.attack", ["militants"], id="burned in"
        ),
        pytest.param(
            "The militia damaged a bridge with air strikes.", "violence.airstrike", ["militia"], id="damaged with"
        ),
        pytest.param("Four soldiers were killed in an attack on Karsin.", "violence.attack", [], id="killed by nobody"),
        pytest.param(
            "The army shelled Tolva while rebels killed six soldiers near Daran.",
            "violence.shelling",
            ["army"],
            id="not where the attack has its own",
        ),
        pytest.param(
            "Tolva was shelled, and rebels killed six soldiers near Daran.",
            "violence.shelling",
            [],
            id="not to an attack told beside it",
        ),
        pytest.param(
            "A convoy was attacked and the army killed two gunmen.",
            "violence.attack",
            [],
            id="nor to one that was answered",
        ),
        pytest.param(
            "Rebels killed six soldiers and shelled Tolva.", "violence.shelling", ["rebels"], id="joined to its subject"
        ),
    ],
)
def test_whoever_kills_in_an_attack_attacks(reader: Reader, sentence: str, kind: str, hand: list[str]) -> None:
    assert words(act(reader, sentence, kind), "actor") == hand


def test_a_place_holds_for_all_that_happens_in_its_clause(reader: Reader) -> None:
    sentence = "Five people died and nine were wounded when a bomb exploded in Karsin."
    assert words(act(reader, sentence, "harm.casualties"), "place") == ["karsin"]
    assert words(act(reader, sentence, "violence.bombing"), "place") == ["karsin"]


def test_of_two_clauses_each_keeps_its_own_place(reader: Reader) -> None:
    sentence = "Troops fought rebels in Karsin and captured Daran."
    assert words(act(reader, sentence, "violence.clash"), "place") == ["karsin"]
    assert words(act(reader, sentence, "territory.capture"), "place") == ["daran"]


def test_a_demand_happens_nowhere_in_particular(reader: Reader) -> None:
    sentence = "Militants, who abducted three teachers in Karsin, demanded a ransom."
    assert words(act(reader, sentence, "politics.demand"), "place") == []
    assert words(act(reader, sentence, "detention.seize"), "place") == ["karsin"]


def test_whose_raid_it_is_is_not_where_it_is(reader: Reader) -> None:
    assert words(act(reader, "Turkish raids on Karsin killed two men.", "harm.casualties"), "place") == ["karsin"]
