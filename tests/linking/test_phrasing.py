"""What the wording of a claim tells of its act."""

from __future__ import annotations

from dataclasses import replace

import pytest
from linking_builders import ARMY, OAKTON, REBELS, a_claim

from khabar.linking.phrasing import refers_back, returns, site, victims
from khabar.linking.weights import load_rules
from khabar.records import Argument, Claim, Place, Span

RULES = load_rules()


def told(says: str, trigger: str, *, type_: str = "violence.attack", **roles: str | Place) -> Claim:
    """A claim with the places its words have in the sentence."""
    claim = a_claim(type_, says=says, actor=None, place=None)
    found = []
    for name, filler in roles.items():
        words = filler.name if isinstance(filler, Place) else filler
        start = says.index(words)
        found.append(
            (name, (Argument(Span(start, start + len(words), words), filler if isinstance(filler, Place) else None),))
        )
    start = says.index(trigger)
    span = Span(start, start + len(trigger), trigger)
    return replace(claim, mention=replace(claim.mention, trigger=span, roles=tuple(found)))  # type: ignore[arg-type]


REFERRING = {
    "the bombing": ("The toll of the bombing rose.", "bombing", {}),
    "a day's attack": ("Tuesday's attack on a market was condemned.", "attack", {}),
    "a town's bombing": ("Police asked about the Oakton suicide bombing.", "suicide bombing", {}),
    "a claim of it": ("Nobody has claimed the attack.", "claimed", {}),
    "a claim of responsibility": ("They claimed responsibility for the blast.", "claimed responsibility", {}),
    "who carried it out": ("They said they had carried out Monday's raid.", "carried out", {}),
}
NEW = {
    "an attack": ("An attack on a market was condemned.", "attack", {}),
    "no article": ("Bombings shook Oakton.", "Bombings", {}),
    "a party and its verb": ("The rebels attack Oakton at dawn.", "attack", {"actor": "rebels"}),
    "definite by what follows": ("It led to the death of nine men.", "death", {}),
    "an object of another kind": ("They attacked the village.", "attacked", {}),
    "far before": ("The town woke to news of yet another bombing.", "bombing", {}),
}


@pytest.mark.parametrize(("says", "trigger", "roles"), REFERRING.values(), ids=REFERRING)
def test_it_refers_to_an_act_known_before(says: str, trigger: str, roles: dict[str, str]) -> None:
    assert refers_back(told(says, trigger, **roles), rules=RULES)


@pytest.mark.parametrize(("says", "trigger", "roles"), NEW.values(), ids=NEW)
def test_it_tells_something_new(says: str, trigger: str, roles: dict[str, str]) -> None:
    assert not refers_back(told(says, trigger, **roles), rules=RULES)


PARTS = {
    "in the town": ("Rebels took the old palace in Oakton.", "palace"),
    "near the town": ("Rebels took an outpost near Oakton.", "outpost"),
    "the town itself": ("Rebels took the port town of Oakton.", ""),
    "the town by its road": ("Rebels took positions and a base, and then Oakton.", ""),
    "a street": ("Rebels took a street in Oakton.", ""),
}


@pytest.mark.parametrize(("says", "part"), PARTS.values(), ids=PARTS)
def test_the_part_of_a_town_that_is_taken(says: str, part: str) -> None:
    assert site(told(says, "took", type_="territory.capture", place=OAKTON), rules=RULES) == part


@pytest.mark.parametrize(
    ("says", "trigger", "expected"),
    [
        ("The army retook Oakton.", "retook", True),
        ("The army drove them out of Oakton.", "drove", True),
        ("Rebels took Oakton.", "took", False),
        ("Rebels pushed towards Oakton.", "towards", False),
    ],
)
def test_driving_out_undoes_a_taking(says: str, trigger: str, expected: bool) -> None:
    assert returns(told(says, trigger, type_="territory.capture"), rules=RULES) is expected


@pytest.mark.parametrize(
    ("target", "expected"),
    [("four attackers", "attackers"), ("soldiers", "fighters"), ("market workers", "civilians"), ("people", "")],
)
def test_who_was_harmed(target: str, expected: str) -> None:
    claim = told(f"It was said that {target} died.", "died", type_="harm.casualties", target=target)
    assert victims(claim, rules=RULES) == expected


def test_those_of_an_armed_side_are_fighters_and_a_list_of_both_is_neither() -> None:
    assert victims(a_claim("harm.casualties", target=ARMY), rules=RULES) == "fighters"
    assert victims(a_claim("harm.casualties", target="children"), rules=RULES) == "civilians"
    both = a_claim("harm.casualties", target=REBELS)
    words = Argument(Span(0, 8, "children"))
    targets = ("target", (*both.mention.role("target"), words))
    roles = tuple(r for r in both.mention.roles if r[0] != "target")
    assert victims(replace(both, mention=replace(both.mention, roles=(*roles, targets))), rules=RULES) == ""  # type: ignore[arg-type]
