"""Actors named in a report, and whom each name stands for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tagged_text import Report

from khabar.actors import ActorFinder, is_belligerent
from khabar.actors.lexicon import read_actors
from khabar.errors import BadPack
from khabar.packs.yaml_file import load_yaml
from khabar.records import Actor

FINDER = ActorFinder.load()


def actors(report: Report) -> dict[str, str]:
    """Words -> actor id."""
    found = FINDER.find(report.document, report.parse, report.places)
    return {name.span.text: name.actor.id for name in found}


@pytest.mark.parametrize(
    ("words", "id_"),
    [
        ("ISIL/PROPN", "group:islamic-state"),
        ("Da'esh/PROPN", "group:islamic-state"),
        ("al-Qaida/PROPN", "group:al-qaeda"),
        ("Al/PROPN Qaeda/PROPN", "group:al-qaeda"),
        ("Jabhat/PROPN al-Nusra/PROPN", "group:al-nusra"),
        ("Boko/PROPN Haram/PROPN", "group:boko-haram"),
        ("Shining/PROPN Path/PROPN", "group:sendero-luminoso"),
        ("LTTE/PROPN", "group:ltte"),
        ("Hizbollah/PROPN", "group:hezbollah"),
        ("Médecins/PROPN Sans/PROPN Frontières/PROPN", "org:msf"),
        ("UNHCR/PROPN", "org:unhcr"),
        ("NATO/PROPN", "group:nato"),
    ],
)
def test_a_known_group_is_known_by_each_of_its_spellings(words: str, id_: str) -> None:
    assert list(actors(Report(f"{words} spoke/VERB")).values()) == [id_]


@pytest.mark.parametrize(
    "words",
    [
        "it/PRON is/AUX who/PRON said/VERB",
        "the/DET farc/NOUN ended/VERB",
        "hamas/NOUN fell/VERB",
        "He/PRON said/VERB let/VERB",
    ],
    ids=["is and who are words", "an acronym in small letters", "a name in small letters", "let is a verb"],
)
def test_small_words_are_no_groups(words: str) -> None:
    assert actors(Report(words)) == {}


def test_a_short_name_counts_only_where_its_country_is_in_the_report() -> None:
    words = "The/DET RSF/PROPN entered/VERB Nyala/PROPN"
    assert "RSF" not in actors(Report(words))
    assert actors(Report(words).with_place("Nyala", "SD"))["RSF"] == "group:rsf"


def test_a_short_name_counts_where_the_long_one_stands() -> None:
    report = Report("The/DET Allied/PROPN Democratic/PROPN Forces/PROPN fled/VERB", "The/DET ADF/PROPN lost/VERB")
    assert actors(report)["ADF"] == "group:adf"


FORCES = {
    "Syrian/ADJ army/NOUN": ("Syrian", "SY", "force:SY:army"),
    "Iraqi/ADJ government/NOUN troops/NOUN": ("Iraqi", "IQ", "force:IQ:army"),
    "Libyan/ADJ warplanes/NOUN": ("Libyan", "LY", "force:LY:air"),
    "Kenyan/ADJ riot/NOUN police/NOUN": ("Kenyan", "KE", "force:KE:police"),
    "Chadian/ADJ government/NOUN": ("Chadian", "TD", "country:TD"),
    "Malian/ADJ Defence/PROPN Ministry/PROPN": ("Malian", "ML", "country:ML"),
    "Burundian/ADJ rebels/NOUN": ("Burundian", "BI", "group:BI:rebels"),
    "Somali/ADJ militiamen/NOUN": ("Somali", "SO", "group:SO:militia"),
    "Kurdish/ADJ fighters/NOUN": ("", "", "group:kurdish:fighters"),
    "Taliban/PROPN fighters/NOUN": ("", "", "group:taliban"),
    "Hamas/PROPN militants/NOUN": ("", "", "group:hamas"),
}


@pytest.mark.parametrize("words", FORCES)
def test_a_force_is_its_owners(words: str) -> None:
    demonym, country, id_ = FORCES[words]
    report = Report(f"{words} moved/VERB")
    if demonym:
        report.with_place(demonym, country, use="demonym", precision="country")
    assert actors(report) == {" ".join(w.split("/")[0] for w in words.split()): id_}


@pytest.mark.parametrize(
    "words",
    [
        "The/DET army/NOUN/compound base/NOUN burned/VERB",
        "A/DET police/NOUN/compound chief/NOUN spoke/VERB",
        "An/DET army/NOUN marched/VERB",
        "The/DET rebel/NOUN army/NOUN marched/VERB",
    ],
    ids=["a base", "a chief", "some army", "the rebels' army"],
)
def test_a_noun_that_only_qualifies_or_is_anybodys_is_no_state_force(words: str) -> None:
    report = Report(words, "It/PRON was/AUX in/ADP Goma/PROPN").with_place("Goma", "CD")
    assert not any(id_.startswith(("force:", "country:")) for id_ in actors(report).values())


def test_the_army_is_that_of_the_one_country_a_report_is_about() -> None:
    words = ("The/DET army/NOUN/nsubj fled/VERB Goma/PROPN",)
    assert actors(Report(*words).with_place("Goma", "CD"))["army"] == "force:CD:army"
    assert actors(Report(*words)) == {}


def test_a_neighbours_army_is_a_foreign_force() -> None:
    report = Report("Rwandan/ADJ troops/NOUN left/VERB Goma/PROPN and/CCONJ Bukavu/PROPN")
    report.with_place("Goma", "CD").with_place("Bukavu", "CD").with_place(
        "Rwandan", "RW", use="demonym", precision="country"
    )
    name = FINDER.find(report.document, report.parse, report.places)[0]
    assert (name.actor.id, name.actor.kind) == ("force:RW:army", "foreign force")


def test_a_surname_stands_for_the_one_person_who_bears_it() -> None:
    report = Report(
        "Governor/PROPN Nasir/PROPN Ahmadi/PROPN spoke/VERB", "Ahmadi/PROPN/nsubj left/VERB", persons=("Nasir Ahmadi",)
    )
    assert actors(report) == {"Governor Nasir Ahmadi": "name:nasir-ahmadi", "Ahmadi": "name:nasir-ahmadi"}


def test_a_surname_two_persons_bear_stands_for_neither() -> None:
    report = Report(
        "Nasir/PROPN Ahmadi/PROPN met/VERB Omar/PROPN Ahmadi/PROPN",
        "Ahmadi/PROPN/nsubj left/VERB",
        persons=("Nasir Ahmadi", "Omar Ahmadi"),
    )
    found = FINDER.find(report.document, report.parse)
    assert [n.actor.id for n in found] == ["name:nasir-ahmadi", "name:omar-ahmadi"]


def test_a_title_makes_an_official_and_courtesy_does_not() -> None:
    report = Report(
        "Colonel/PROPN Luc/PROPN Mbeki/PROPN met/VERB Mr./PROPN Jan/PROPN Vos/PROPN", persons=("Luc Mbeki", "Jan Vos")
    )
    kinds = [n.actor.kind for n in FINDER.find(report.document, report.parse)]
    assert kinds == ["official", "person"]


def test_a_surname_of_a_leader_needs_his_country() -> None:
    words = "Assad/PROPN spoke/VERB in/ADP Damascus/PROPN"
    assert actors(Report(words).with_place("Damascus", "SY"))["Assad"] == "name:bashar-al-assad"
    assert "Assad" not in actors(Report(words))


def test_a_brigade_is_known_by_the_shape_of_its_name_and_its_acronym_after_it() -> None:
    report = Report(
        "The/DET Northern/PROPN Dawn/PROPN Brigade/PROPN (/PUNCT NDB/PROPN )/PUNCT fled/VERB", "NDB/PROPN lost/VERB"
    )
    found = FINDER.find(report.document, report.parse)
    assert {n.actor.id for n in found} == {"name:northern-dawn-brigade"}
    assert [n.span.text for n in found] == ["Northern Dawn Brigade", "NDB", "NDB"]


def test_a_country_that_acts_is_its_government_and_one_where_something_happens_is_not() -> None:
    acting = Report("Russia/PROPN/nsubj objected/VERB").with_place("Russia", "RU", precision="country")
    placed = Report("Fighting/NOUN spread/VERB in/ADP Russia/PROPN/obl").with_place("Russia", "RU", precision="country")
    assert actors(acting) == {"Russia": "country:RU"}
    assert actors(placed) == {}


def test_names_never_overlap_and_stand_in_text_order() -> None:
    report = Report("The/DET Syrian/ADJ army/NOUN and/CCONJ Hezbollah/PROPN fighters/NOUN fought/VERB ISIS/PROPN")
    spans = [n.span for n in FINDER.find(report.document, report.parse)]
    assert spans == sorted(spans)
    assert not any(a.overlaps(b) for i, a in enumerate(spans) for b in spans[i + 1 :])


@given(
    st.lists(
        st.sampled_from(["Syrian", "army", "of", "Hamas", "the", "President", "Assad", "ISIS", "-", "'s", "police"]),
        min_size=1,
    )
)
def test_any_row_of_words_gives_spans_of_the_text(words: list[str]) -> None:
    report = Report(" ".join(f"{w}/{'PROPN' if w[0].isupper() else 'NOUN'}" for w in words))
    for name in FINDER.find(report.document, report.parse):
        assert report.text[name.span.start : name.span.end] == name.span.text


@pytest.mark.parametrize(
    ("kind", "country", "at_war"),
    [("armed group", "", True), ("government", "SY", True), ("government", "NO", False), ("media", "SY", False),
     ("un/ngo", "", False), ("leader", "SY", True), ("person", "SY", False)],
)  # fmt: skip
def test_a_government_is_a_belligerent_in_its_own_war_only(kind: str, country: str, at_war: bool) -> None:
    assert is_belligerent(Actor("x", "x", kind, country=country), countries=("SY",)) is at_war


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ("{id: a, name: A, kind: gang}", "no kind of actor"),
        ("{id: b, name: A, kind: militia}", "twice"),
        ("{id: a, name: A}", "required"),
    ],
)
def test_a_broken_actor_file_is_refused(row: str, fault: str) -> None:
    text = f"schema: 1\nsource: s\nlicense: l\nactors:\n  - {{id: b, name: B, kind: militia}}\n  - {row}\n"
    with pytest.raises(BadPack, match=fault):
        list(read_actors(load_yaml(text, file="x.yaml")))


@pytest.mark.parametrize(
    "words",
    [
        "Anti-Taliban/ADJ fighters/NOUN moved/VERB",
        "The/DET US/PROPN -backed/ADJ forces/NOUN moved/VERB",
        "The/DET private/ADJ army/NOUN moved/VERB",
    ],
    ids=["against the Taliban", "backed by the US", "private"],
)
def test_an_attitude_or_a_backer_is_no_owner(words: str) -> None:
    report = Report(words.replace(" -backed/ADJ", " -/PUNCT backed/VERB"))
    if "US" in words:
        report.with_place("US", "US", precision="country")
    assert actors(report) == {}


def test_a_minister_is_not_named_for_his_portfolio() -> None:
    name = "Minister of Foreign Affairs Luc Mbeki"
    report = Report(
        "Minister/PROPN of/ADP Foreign/PROPN Affairs/PROPN Luc/PROPN Mbeki/PROPN left/VERB", persons=(name,)
    )
    assert actors(report) == {name: "name:luc-mbeki"}


@pytest.mark.parametrize("words", ["Prime/PROPN Minister/PROPN", "Gunmen/PROPN", "Libyans/PROPN"])
def test_an_office_a_force_or_a_people_is_no_person(words: str) -> None:
    plain = " ".join(w.split("/")[0] for w in words.split())
    assert not any(id_.startswith("name:") for id_ in actors(Report(f"{words} left/VERB", persons=(plain,))).values())


def test_a_leaders_kinsman_is_somebody_else() -> None:
    report = Report("Saif/PROPN Gaddafi/PROPN left/VERB Sirte/PROPN", persons=("Saif Gaddafi",)).with_place(
        "Sirte", "LY"
    )
    assert actors(report)["Saif Gaddafi"] == "name:saif-gaddafi"


def test_a_report_all_in_capitals_is_read_by_its_words() -> None:
    report = Report(
        "THE/DET ARMED/ADJ FORCES/NOUN/nsubj ATTACKED/VERB FMLN/PROPN REBELS/NOUN IN/ADP SANTA/PROPN ANA/PROPN"
    )
    assert actors(report.with_place("SANTA ANA", "SV")) == {
        "ARMED FORCES": "force:SV:army",
        "FMLN REBELS": "group:fmln",
    }
