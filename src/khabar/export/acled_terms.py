"""ACLED's own words, as its codebook spells them."""

from __future__ import annotations

from typing import Literal, get_args

Disorder = Literal[
    "Political violence", "Demonstrations", "Political violence; Demonstrations", "Strategic developments"
]
EventKind = Literal[
    "Battles",
    "Explosions/Remote violence",
    "Violence against civilians",
    "Protests",
    "Riots",
    "Strategic developments",
]
SubEvent = Literal[
    "Armed clash",
    "Government regains territory",
    "Non-state actor overtakes territory",
    "Chemical weapon",
    "Air/drone strike",
    "Suicide bomb",
    "Shelling/artillery/missile attack",
    "Remote explosive/landmine/IED",
    "Grenade",
    "Sexual violence",
    "Attack",
    "Abduction/forced disappearance",
    "Peaceful protest",
    "Protest with intervention",
    "Excessive force against protesters",
    "Violent demonstration",
    "Mob violence",
    "Agreement",
    "Arrests",
    "Change to group/activity",
    "Disrupted weapons use",
    "Headquarters or base established",
    "Looting/property destruction",
    "Non-violent transfer of territory",
    "Other",
]
# In the order of ACLED's digits 1 to 8.
Inter = Literal[
    "State forces",
    "Rebel group",
    "Political militia",
    "Identity militia",
    "Rioters",
    "Protesters",
    "Civilians",
    "External/Other forces",
]
_ORDER = get_args(Inter)


def interaction(one: str, other: str) -> str:
    """The pair of two actor types as ACLED writes it, the lower digit first; "" where the first is not known."""
    known = sorted((i for i in (one, other) if i), key=_ORDER.index)
    if len(known) == 2:
        return "-".join(known)
    return f"{one} only" if one else ""
