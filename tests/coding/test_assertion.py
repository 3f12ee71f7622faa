"""How an act stands: happened or not, fact or claim or plan or fear, done or under way."""

from __future__ import annotations

import pytest
from voices_heard import assertion

from khabar.coding.assertion.assertion_lexicon import AssertionLexicon

# row: text, the word that names the act, polarity, modality, aspect
STANDS: dict[str, tuple[str, str, str, str, str]] = {
    "fact": ("Rebels captured the airport.", "captured", "yes", "reported", "done"),
    "not": ("Rebels did not capture the airport.", "capture", "no", "reported", "done"),
    "no-one": ("No one was killed in the blast.", "killed", "no", "reported", "done"),
    "never": ("The group never attacked civilians.", "attacked", "no", "reported", "done"),
    "neither": ("Neither the army nor the rebels attacked the convoy.", "attacked", "no", "reported", "done"),
    "without": ("Troops withdrew without firing a shot.", "firing", "no", "reported", "done"),
    "prevented-from": ("The militia was prevented from entering the town.", "entering", "no", "reported", "done"),
    "caused-no-deaths": ("The blast caused no casualties.", "casualties", "no", "reported", "done"),
    "not-only": ("The strike killed not only fighters but also civilians.", "killed", "yes", "reported", "done"),
    "no-fewer-than": ("No fewer than 30 people died.", "died", "yes", "reported", "done"),
    "failed-to": ("The troops failed to take the bridge.", "take", "no", "reported", "attempted"),
    "unable-to": ("The rebels were unable to seize the airport.", "seize", "no", "reported", "attempted"),
    "foiled": ("Security forces foiled an attack on the embassy.", "attack", "no", "reported", "attempted"),
    "tried-to": ("The soldiers tried to storm the palace.", "storm", "yes", "reported", "attempted"),
    "managed-to": ("The army managed to retake the town.", "retake", "yes", "reported", "done"),
    "forced-to": ("The fighting forced thousands to flee.", "flee", "yes", "reported", "done"),
    "denied": ("The army denied that it had shelled the hospital.", "shelled", "no", "denied", "done"),
    "denied-hearsay": ("The minister denied reports that troops had fled.", "fled", "no", "denied", "done"),
    "will": ("France will send troops to the border.", "send", "yes", "planned", "done"),
    "going-to": ("The army is going to attack the town.", "attack", "yes", "planned", "done"),
    "went-to-fight": ("Hundreds of men went to fight for the rebels.", "fight", "yes", "reported", "done"),
    "plans-to": ("France plans to withdraw its troops from Niger.", "withdraw", "yes", "planned", "done"),
    "vowed-to": ("The president vowed to retake the north.", "retake", "yes", "planned", "done"),
    "agreed-to": ("The militia agreed to release the hostages.", "release", "yes", "planned", "done"),
    "preparing": ("The insurgents are preparing an assault on the city.", "assault", "yes", "planned", "done"),
    "threatened": ("The militants threatened to attack the dam.", "attack", "yes", "threatened", "done"),
    "close-to": ("The city is close to being captured by rebels.", "captured", "yes", "possible", "done"),
    "on-the-verge-of": ("The rebels are on the verge of capturing the city.", "capturing", "yes", "possible", "done"),
    "may": ("The rebels may attack the city.", "attack", "yes", "possible", "done"),
    "fear": ("Aid agencies fear an attack on the camp.", "attack", "yes", "possible", "done"),
    "whether": ("It was unclear whether the base had fallen.", "fallen", "yes", "possible", "done"),
    "reportedly": ("Rebels reportedly raided the village.", "raided", "yes", "alleged", "done"),
    "believed-to": ("The army is believed to have used gas.", "used", "yes", "alleged", "done"),
    "party-says": ("The army said it killed ten rebels.", "killed", "yes", "claimed", "done"),
    "party-accuses": ("Separatists accused the army of shelling a school.", "shelling", "yes", "claimed", "done"),
    "other-accuses": ("The UN accused both sides of bombing markets.", "bombing", "yes", "alleged", "done"),
    "other-says": ("The mayor said ten people were killed.", "killed", "yes", "reported", "done"),
    "own-deed-claimed": ("Ansar al-Wadi claims to have killed ten soldiers.", "killed", "yes", "claimed", "done"),
    "own-deed-said": ("Ansar al-Wadi says its men killed ten soldiers.", "killed", "yes", "claimed", "done"),
    "own-deed-in-an-attack": (
        "Ansar al-Wadi says it killed ten soldiers in an attack on a base.",
        "attack",
        "yes",
        "claimed",
        "done",
    ),
    "no-other": ("No other country sent humanitarian aid to the region.", "aid", "no", "reported", "done"),
    "planned-load": (
        "Russia announced plans to send a planeload of humanitarian aid.",
        "aid",
        "yes",
        "planned",
        "done",
    ),
    "others-deed-claimed": ("A resident claims that raiders killed ten.", "killed", "yes", "alleged", "done"),
    "other-claims": ("The mayor claimed ten people were killed.", "killed", "yes", "alleged", "done"),
    "party-plans": ("The army said it will attack the town.", "attack", "yes", "planned", "done"),
    "private-voice-accuses": ('"The army burned our house," said a resident.', "burned", "yes", "alleged", "done"),
    "private-voice-sees": ('"Our house was burned," said a resident.', "burned", "yes", "reported", "done"),
    "progressive": ("Civilians are fleeing the city.", "fleeing", "yes", "reported", "ongoing"),
    "continues-to": ("The army continues to bombard the camp.", "bombard", "yes", "reported", "ongoing"),
    "clashes-continue": ("Clashes continued near the border.", "Clashes", "yes", "reported", "ongoing"),
    "under-siege": ("The town is under siege.", "siege", "yes", "reported", "ongoing"),
}


@pytest.mark.parametrize(("text", "word", "polarity", "modality", "aspect"), STANDS.values(), ids=STANDS)
def test_an_act_stands_as_its_sentence_says(text: str, word: str, polarity: str, modality: str, aspect: str) -> None:
    found = assertion(text, word)
    assert (found.polarity, found.modality, found.aspect) == (polarity, modality, aspect)
    assert found.is_asserted


UNASSERTED: dict[str, tuple[str, str]] = {
    "if": ("If the rebels attack the capital, the president will flee.", "attack"),
    "unless": ("The truce will end unless the army withdraws.", "withdraws"),
    "purpose": ("Troops were sent to the border to stop smugglers.", "stop"),
    "massing": ("Commandos were massing to retake the town.", "retake"),
    "gathered": ("Troops gathered to recapture the bridge.", "recapture"),
    "arrived": ("Reinforcements arrived to retake the port from the rebels.", "retake"),
    "demand": ("The minister called for the release of the hostages.", "release"),
    "urged": ("The mediator urged both sides to release prisoners.", "release"),
    "before-they-can": ("The army struck before the rebels could regroup.", "regroup"),
    "to-avoid": ("The army withdrew to avoid losing more men.", "losing"),
}


@pytest.mark.parametrize(("text", "word"), UNASSERTED.values(), ids=UNASSERTED)
def test_a_purpose_a_condition_or_a_demand_is_no_act(text: str, word: str) -> None:
    assert not assertion(text, word).is_asserted


def test_a_warning_that_says_something_asserts_it() -> None:
    assert assertion("The UN warned that militias had attacked the camp.", "attacked").is_asserted


def test_a_refusal_is_not_undone_by_its_own_words() -> None:
    found = assertion("Separatists say they will not leave the town.", "leave", kind="politics.reject")
    assert (found.polarity, found.modality) == ("yes", "reported")


TALKS: dict[str, tuple[str, str]] = {
    "held": ("The two sides held talks in Astana on Thursday.", "held"),
    "planned": ("The two sides plan talks in Astana.", "planned"),
    "stalled": ("The talks collapsed on Monday.", "stalled"),
    "refused": ("The rebels refused to hold talks with the government.", "refused"),
}


@pytest.mark.parametrize(("text", "status"), TALKS.values(), ids=TALKS)
def test_talks_are_held_planned_stalled_or_refused(text: str, status: str) -> None:
    assert assertion(text, "talks", kind="politics.talks").status == status


def test_only_talks_have_a_status() -> None:
    assert assertion("Rebels captured the airport.", "captured", kind="territory.capture").status == ""


def test_the_word_that_decided_is_named() -> None:
    assert "planned: plans" in assertion("France plans to withdraw its troops.", "withdraw").reasons


def test_a_modal_is_of_one_kind_only() -> None:
    modals = AssertionLexicon.load().words.modals
    assert not modals.planned & modals.possible
