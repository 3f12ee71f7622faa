"""What kind of thing a noun phrase stands for."""

from __future__ import annotations

import pytest
from conllu_tree import tree

from khabar.coding.lexicon.noun_kinds import NOUN_KINDS, NounKinds
from khabar.errors import BadPack
from khabar.records import Actor, ActorName, Place, PlaceName, Sentence, Span

NOUNS = NounKinds.load()


def phrase(words: str) -> Sentence:
    """A noun phrase of "form/lemma" words whose last is the head and the rest its compounds."""
    pairs = [w.split("/") if "/" in w else [w, w.lower()] for w in words.split()]
    last = len(pairs)
    rows = [
        f"{form} {lemma} NOUN {0 if n == last else last} {'root' if n == last else 'compound'}"
        for n, (form, lemma) in enumerate(pairs, 1)
    ]
    return tree("\n".join(rows))


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("paratroopers/paratrooper", "force"),
        ("warplanes/warplane", "weapon_platform"),
        ("worshippers/worshipper", "people"),
        ("hostages/hostage", "detainee"),
        ("governor", "official"),
        ("ministry", "body"),
        ("neighbourhood", "place"),
        ("barracks", "site"),
        ("highway", "road"),
        ("mortar", "weapon"),
        ("ambulance", "vehicle"),
        ("medicine", "supplies"),
        ("truce", "agreement"),
        ("airstrike", "event"),
        ("earthquake", "disaster"),
        ("referendum", "vote"),
        ("goalkeeper", "sport"),
        ("headlines/headline", "abstract"),
        ("night", "time"),
        ("air strike", "event"),
        ("air force", "force"),
        ("air base", "site"),
        ("police station", "site"),
        ("police chief", "official"),
        ("refugee camp", "site"),
        ("border crossing", "road"),
        ("border guards/guard", "force"),
        ("supply line", "road"),
        ("power lines/line", "site"),
        ("gold mine", "site"),
        ("land mine", "weapon"),
        ("oil market", "abstract"),
        ("vegetable market", "site"),
        ("peace plan", "agreement"),
        ("suicide bomber", "force"),
        ("football team", "sport"),
        ("rescue team", "people"),
    ],
)
def test_a_noun_has_the_kind_its_compound_gives_it(words: str, kind: str) -> None:
    sentence = phrase(words)
    assert NOUNS.of(sentence, sentence.tokens[-1])[0] == kind


def test_a_noun_nobody_listed_has_no_kind() -> None:
    sentence = phrase("gizmo")
    assert NOUNS.of(sentence, sentence.tokens[0]) == ()


OF_PHRASES = {
    "Dozens of civilians": ("Dozens dozen", "of of", "civilians civilian", "people"),
    "A group of gunmen": ("group group", "of of", "gunmen gunman", "force"),
    "Members of the army": ("Members member", "of of", "army army", "force"),
    "A series of raids": ("series series", "of of", "raids raid", "event"),
    "Two of the hostages": ("Two two", "of of", "hostages hostage", "detainee"),
    "The army of the republic": ("army army", "of of", "republic republic", "force"),
}


@pytest.mark.parametrize("row", OF_PHRASES.values(), ids=OF_PHRASES)
def test_a_partitive_is_what_follows_of(row: tuple[str, str, str, str]) -> None:
    first, of, inner, kind = row
    pos = "NUM" if first.startswith("Two") else "NOUN"
    sentence = tree(f"{first} {pos} 0 root\n{of} ADP 3 case\n{inner} NOUN 1 nmod")
    assert NOUNS.of(sentence, sentence.tokens[0])[0] == kind


def test_the_city_of_a_name_is_the_name_and_the_city_of_refugees_is_a_city() -> None:
    named = tree("city city NOUN 0 root\nof of ADP 3 case\nOurem Ourem PROPN 1 nmod")
    plain = tree("city city NOUN 0 root\nof of ADP 3 case\nrefugees refugee NOUN 1 nmod")
    assert NOUNS.semantic_head(named, named.tokens[0]).text == "Ourem"
    assert NOUNS.semantic_head(plain, plain.tokens[0]).text == "city"


@pytest.mark.parametrize(
    ("number", "others", "people"),
    [("12", "", True), ("2009", "", False), ("12", "$ $ SYM 1 nmod", False), ("Hundreds", "", True)],
    ids=["a count", "a year", "a sum of money", "hundreds"],
)
def test_a_bare_number_is_people(number: str, others: str, people: bool) -> None:
    pos = "NUM" if number[0].isdigit() else "NOUN"
    sentence = tree(f"{number} {number.lower().rstrip('s')} {pos} 0 root\n{others}")
    assert (NOUNS.of(sentence, sentence.tokens[0]) == ("people",)) is people


def place_name(sentence: Sentence, text: str, use: str, precision: str = "settlement") -> PlaceName:
    start = sentence.start + sentence.text.index(text)
    place = Place("geonames:1", text, precision)  # type: ignore[arg-type]
    return PlaceName(Span(start, start + len(text), text), use, place, 1.0)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("use", "precision", "kind"),
    [("place", "settlement", "place"), ("metonym", "settlement", "body"), ("demonym", "country", "people"),
     ("place", "site", "site"), ("place", "route", "road")],
)  # fmt: skip
def test_a_place_name_is_what_it_is_used_for(use: str, precision: str, kind: str) -> None:
    sentence = tree("Market Market PROPN 0 root")
    assert NOUNS.of(sentence, sentence.tokens[0], places=[place_name(sentence, "Market", use, precision)])[0] == kind


def test_a_longer_actor_name_outranks_the_place_in_it() -> None:
    sentence = tree("Homs Homs PROPN 3 compound\nMartyrs Martyrs PROPN 3 compound\nBrigade Brigade PROPN 0 root")
    actor = ActorName(Span(0, 20, "Homs Martyrs Brigade"), "ARMED_GROUP", Actor("x", "x", "armed group"))
    names = [place_name(sentence, "Homs", "place")]
    assert NOUNS.of(sentence, sentence.tokens[0], places=names, actors=[actor])[0] == "force"
    assert NOUNS.of(sentence, sentence.tokens[0], places=names)[0] == "place"


def test_a_person_found_by_the_pipeline_is_a_person() -> None:
    sentence = tree("Nadia Nadia PROPN 0 root\nRahimi Rahimi PROPN 1 flat", names={"Nadia Rahimi": "PERSON"})
    assert NOUNS.of(sentence, sentence.tokens[0]) == ("person",)


BAD = {
    "a kind that is none": ("force: [army]\n", "forces: [army]\n", "no kind of noun"),
    "a word of two kinds without order": ("force: [army]\n", "force: [army]\n  place: [army]\n", "no order"),
    "a word given twice": ("force: [army]\n", "force: [army, army]\n", "twice"),
    "an unknown key": ("counted: [dozen]\n", "counted: [dozen]\nextra: [x]\n", "not a known key"),
}
GOOD = """schema: 1
language: en
source: test
license: none
kinds:
  force: [army]
several:
  camp: [site, force]
compounds:
  air strike: [event]
partitives: [dozen]
same_place: [city]
counted: [dozen]
refers_back:
  places: {city: [settlement]}
  sites: [site]
  wars: [war]
  groups: [group]
  of_places: [fall]
  of_bodies: [leader]
  held_verbs: [take]
  place_verbs: [fall]
"""


@pytest.mark.parametrize("row", BAD.values(), ids=BAD)
def test_a_broken_lexicon_is_refused_with_its_line(row: tuple[str, str, str]) -> None:
    old, new, fault = row
    with pytest.raises(BadPack, match=fault) as caught:
        NounKinds.read(GOOD.replace(old, new), file="nouns.yaml")
    assert caught.value.line > 0


def test_every_kind_has_words() -> None:
    listed = {kind for kinds in NOUNS.nouns.values() for kind in kinds}
    assert listed >= set(NOUN_KINDS) - {"person"}
