"""Who is given as saying an act, what kind of voice it is, and what lies outside what it says."""

from __future__ import annotations

import pytest
from voices_heard import saying

from khabar.coding.attribution.speech_lexicon import SpeechLexicon, SpeechWords, any_of
from khabar.errors import MissingPart

# row: text, the word that names the act, who says it, the kind of voice
SAID: dict[str, tuple[str, str, str, str]] = {
    "speaker-first": ("Police said rebels attacked a checkpoint.", "attacked", "Police", "official"),
    "speaker-last": ("Rebels attacked a checkpoint, residents said.", "attacked", "residents", "witness"),
    "speaker-last-no-comma": (
        "Air strikes killed at least ten people in the northern town on Monday a monitor said.",
        "killed",
        "monitor",
        "un/ngo",
    ),
    "inverted": ('"The shelling killed six people," said the mayor.', "killed", "mayor", "local official"),
    "according-to-last": ("Shells hit the camp, according to aid workers.", "hit", "aid workers", "un/ngo"),
    "according-to-a-name-run-into-the-subject": (
        "According to Al-Manar Syrian forces stormed the hotel.",
        "stormed",
        "Al-Manar",
        "media",
    ),
    "according-to-first": ("According to witnesses, gunmen stormed the hotel.", "stormed", "witnesses", "witness"),
    "told-an-agency": (
        "Gunmen killed six villagers, two residents told Reuters.",
        "killed",
        "two residents",
        "witness",
    ),
    "quoted-as-saying": (
        "The newspaper quoted a military source as saying the base had been overrun.",
        "overrun",
        "military source",
        "belligerent",
    ),
    "was-quoted": (
        "The governor was quoted as saying that 15 fighters had surrendered.",
        "surrendered",
        "governor",
        "local official",
    ),
    "noun-of-the-act": ("The Red Cross reported a series of attacks on hospitals.", "attacks", "Red Cross", "un/ngo"),
    "adding-that": (
        "At least 30 people were killed, the Red Cross said, adding that dozens were wounded.",
        "wounded",
        "Red Cross",
        "un/ngo",
    ),
    "headline-colon": ("Army: 45 militants killed in northern operation", "killed", "Army", "belligerent"),
    "headline-tail": ("Car bomb kills nine near market: police", "kills", "police", "official"),
    "aside": ("The mayor, who fled last week, said rebels looted the town.", "looted", "mayor", "local official"),
    "joined-speakers": (
        "The blast killed two guards, a nurse and a doctor said.",
        "killed",
        "nurse and a doctor",
        "witness",
    ),
    "responsibility": ("Al-Shabab claimed responsibility for the bombing.", "bombing", "Al-Shabab", "belligerent"),
    "hearsay": ("There were reports that the governor had been killed.", "killed", "reports", "media"),
    "accused-of": ("The UN accused both sides of bombing markets.", "bombing", "UN", "un/ngo"),
    "nameless": ("A source said the convoy was ambushed.", "ambushed", "source", "anonymous"),
    "analyst": ("An analyst said the army had lost the road.", "lost", "analyst", "analyst"),
}

# row: text, the word that names the act: nobody but the outlet says it
UNSAID: dict[str, tuple[str, str]] = {
    "plain-report": ("Rebels attacked a checkpoint on Monday.", "attacked"),
    "own-accusation": ("The army accused the rebels of shelling a school.", "accused"),
    "outside-the-speech": ("Ten people died, officials say, as troops stormed the town.", "stormed"),
    "passive-without-agent": ("Seven others were reported injured in the blast.", "injured"),
    "nobody-claims-it": ("No group has claimed responsibility for the bombing.", "bombing"),
    "after-the-statement": ("Police said roads were closed. Rebels attacked a checkpoint on Monday.", "attacked"),
    "denied-part-in-it": ("The group denied any involvement in the attack.", "attack"),
    "continued-the-siege": ("The army continued the siege of the town.", "siege"),
}


@pytest.mark.parametrize(("text", "word", "speaker", "kind"), SAID.values(), ids=SAID)
def test_an_act_that_somebody_tells_is_theirs(text: str, word: str, speaker: str, kind: str) -> None:
    found = saying(text, word)
    assert found is not None
    assert (found.attribution.span.text, found.attribution.kind) == (speaker, kind)


@pytest.mark.parametrize(("text", "word"), UNSAID.values(), ids=UNSAID)
def test_an_act_that_nobody_tells_is_the_outlets(text: str, word: str) -> None:
    assert saying(text, word) is None


def test_a_pronoun_takes_up_the_speaker_before() -> None:
    text = "The mayor said the bridge was destroyed. He added that rebels looted the market."
    found = saying(text, "looted")
    assert found is not None
    assert found.attribution.span.text == "mayor"


def test_a_quotation_of_two_sentences_has_one_speaker() -> None:
    text = '"The rebels burned the school. They killed the guards," said Amina Bello, a teacher.'
    for word in ("burned", "killed"):
        found = saying(text, word)
        assert found is not None
        assert found.attribution.span.text == "Amina Bello"
        assert found.is_direct


def test_what_stands_between_a_report_and_its_last_word_is_the_reports() -> None:
    text = "Amnesty said troops shelled the market. A mosque was destroyed. Dozens were wounded, the group added."
    found = saying(text, "destroyed")
    assert found is not None
    assert found.attribution.span.text == "Amnesty"


def test_the_statement_is_the_statement_of_who_spoke_before() -> None:
    text = "The army said it took the hill. The statement said ten rebels were killed."
    found = saying(text, "killed")
    assert found is not None
    assert (found.attribution.span.text, found.attribution.stands_for) == ("statement", "army")
    assert found.is_party


PARTIES: dict[str, tuple[str, str, bool]] = {
    "army": ("The army said it killed ten rebels.", "killed", True),
    "rebels": ("Rebels said they shot down a helicopter.", "shot", True),
    "state-television": ("State television said ten people were killed.", "killed", True),
    "government": ("The government said its troops retook the town.", "retook", True),
    "told-the-state-agency": ("A source told SANA that ten people were killed.", "killed", True),
    "residents": ("Residents said the army shelled the town.", "shelled", False),
    "monitor": ("A monitor said the army shelled the town.", "shelled", False),
    "mayor": ("The mayor said the army shelled the town.", "shelled", False),
    "militia-and-monitor": ("The militia and a human rights group said troops shelled the town.", "shelled", False),
}


@pytest.mark.parametrize(("text", "word", "is_party"), PARTIES.values(), ids=PARTIES)
def test_who_fights_speaks_of_its_own_war(text: str, word: str, is_party: bool) -> None:
    found = saying(text, word)
    assert found is not None
    assert found.is_party is is_party


def test_a_nameless_source_of_a_state_agency_speaks_for_the_state() -> None:
    found = saying("A field source said ten people were killed.", "killed", publisher="SANA")
    assert found is not None
    assert found.is_party


def test_a_verb_of_saying_stands_in_one_class_only() -> None:
    verbs = [verb for verbs in SpeechLexicon.load().words.manners.values() for verb in verbs]
    assert len(verbs) == len(set(verbs))


def test_every_verb_with_a_condition_is_a_verb_of_saying() -> None:
    words: SpeechWords = SpeechLexicon.load().words
    known = {verb for verbs in words.manners.values() for verb in verbs}
    assert words.only_with_clause | words.takes_noun | words.adds | words.only_with_quotation <= known


def test_a_part_of_a_hyphenated_word_is_not_the_word() -> None:
    assert SpeechLexicon.load().voice_kinds("the UN-backed government") == ("official",)
    assert any_of(["rebel"]).search("rebel-held") is None


def test_a_secretary_general_is_no_soldier() -> None:
    assert "belligerent" not in SpeechLexicon.load().voice_kinds("the alliance's secretary general")
    assert "belligerent" in SpeechLexicon.load().voice_kinds("General Haftar")


def test_a_language_without_words_of_saying_is_a_missing_part() -> None:
    with pytest.raises(MissingPart):
        SpeechLexicon.load("xx")
