"""What pronouns, definite nouns and silence stand for."""

from __future__ import annotations

import pytest
from conllu_tree import tree

from khabar.coding.lexicon.noun_kinds import NounKinds
from khabar.coding.referents.reference import Referent, Referents
from khabar.records import Actor, ActorName, Parse, Place, PlaceName, Sentence, Span

NOUNS = NounKinds.load()


class Story:
    """Parsed sentences one after the other, with the names a test gives them."""

    def __init__(self, *rows: str) -> None:
        self.sentences: list[Sentence] = []
        self.places: list[PlaceName] = []
        self.actors: list[ActorName] = []
        at = 0
        for row in rows:
            sentence = tree(row, at=at)
            self.sentences.append(sentence)
            at = sentence.end + 1

    def spans(self, words: str) -> list[Span]:
        """Every place the words stand at."""
        return [
            Span(s.start + i, s.start + i + len(words), words)
            for s in self.sentences
            for i in range(len(s.text))
            if s.text.startswith(words, i)
        ]

    def place(self, words: str, precision: str = "settlement", *, country: str = "XX", population: int = 9000) -> Story:
        place = Place(f"p:{words}", words, precision, country=country, population=population)  # type: ignore[arg-type]
        self.places += [PlaceName(span, "place", place, 0.9) for span in self.spans(words)]
        return self

    def actor(self, words: str, kind: str = "armed group", *, name: str = "") -> Story:
        actor = Actor(f"a:{name or words}", name or words, kind)
        self.actors += [ActorName(span, "", actor) for span in self.spans(words)]
        return self

    @property
    def referents(self) -> Referents:
        parse = Parse("by hand", sentences=tuple(self.sentences))
        return Referents.of(parse, places=self.places, actors=self.actors, kinds=NOUNS)

    def meant(self, word: str, sentence: int = -1) -> str | None:
        """What the last token spelt `word` of a sentence stands for."""
        index = sentence % len(self.sentences)
        token = [t for t in self.sentences[index].tokens if t.text == word][-1]
        found: Referent | None = self.referents.antecedent(index, token)
        return found.text if found else None


FRONT_TOOK_ORAV = """
The the DET 3 det
City City PROPN 3 compound
Front Front PROPN 4 nsubj
took take VERB 0 root
Orav Orav PROPN 4 obj
"""


def front_took_orav(*more: str) -> Story:
    return Story(FRONT_TOOK_ORAV, *more).place("Orav").actor("City Front")


def test_they_who_seize_are_the_last_subject() -> None:
    story = front_took_orav("They they PRON 2 nsubj\nseized seize VERB 0 root\nweapons weapon NOUN 2 obj")
    assert story.meant("They") == "City Front"


def test_it_that_is_besieged_is_a_place_and_it_that_attacks_is_a_force() -> None:
    besieged = front_took_orav("Troops troop NOUN 2 nsubj\nbesieged besiege VERB 0 root\nit it PRON 2 obj")
    attacks = front_took_orav("It it PRON 2 nsubj\nattacked attack VERB 0 root\nbases base NOUN 2 obj")
    assert besieged.meant("it") == "Orav"
    assert attacks.meant("It") == "City Front"


def test_its_fall_is_a_places_and_its_leader_a_bodys() -> None:
    def owning(noun: str) -> str | None:
        return front_took_orav(f"Its its PRON 2 nmod:poss\n{noun} {noun} NOUN 3 nsubj\ncame come VERB 0 root").meant(
            "Its"
        )

    assert owning("capture") == "Orav"
    assert owning("leader") == "City Front"


def test_an_empty_it_stands_for_nothing() -> None:
    story = front_took_orav(
        "It it PRON 3 nsubj\nwas be AUX 3 cop\nunclear unclear ADJ 0 root\nescaped escape VERB 3 ccomp"
    )
    assert story.meant("It") is None


def test_he_is_the_last_person_and_never_a_group() -> None:
    person = "Ivo Ivo PROPN 3 nsubj\nMarek Marek PROPN 1 flat\nspoke speak VERB 0 root"
    after = "He he PRON 2 nsubj\nfled flee VERB 0 root"
    assert (
        Story(FRONT_TOOK_ORAV, person, after).actor("City Front").actor("Ivo Marek", "person").meant("He")
        == "Ivo Marek"
    )
    assert Story(FRONT_TOOK_ORAV, after).actor("City Front").meant("He") is None


def test_two_rivals_that_stand_alike_leave_they_open() -> None:
    story = Story(
        "Reds Reds PROPN 4 nsubj\nand and CCONJ 3 cc\nBlues Blues PROPN 1 conj\nfought fight VERB 0 root",
        "They they PRON 2 nsubj\nfled flee VERB 0 root",
    )
    assert story.actor("Reds").actor("Blues").meant("They") is None


def test_what_is_driven_out_owns_the_positions_it_is_driven_from() -> None:
    story = Story("""
        The the DET 2 det
        army army NOUN 3 nsubj
        drove drive VERB 0 root
        Reds Reds PROPN 3 obj
        from from ADP 7 case
        their their PRON 7 nmod:poss
        positions position NOUN 3 obl
    """)
    assert story.actor("Reds").actor("army", "state force").meant("their") == "Reds"


def test_the_city_is_the_last_city_and_the_province_the_last_province() -> None:
    story = Story(
        "Orav Orav PROPN 2 nsubj\nfell fall VERB 0 root\nin in ADP 4 case\nTirna Tirna PROPN 2 obl",
        "Rebels rebel NOUN 2 nsubj\nleft leave VERB 0 root\nthe the DET 4 det\ncity city NOUN 2 obj",
        "Rebels rebel NOUN 2 nsubj\nleft leave VERB 0 root\nthe the DET 4 det\nprovince province NOUN 2 obj",
    )
    story.place("Orav").place("Tirna", "province")
    assert story.meant("city", 1) == "Orav"
    assert story.meant("province", 2) == "Tirna"


def test_a_village_is_no_big_city() -> None:
    story = front_took_orav(
        "Shells shell NOUN 2 nsubj\nhit hit VERB 0 root\nthe the DET 4 det\nvillage village NOUN 2 obj"
    )
    assert story.meant("village") == "Orav"
    big = Story(*[FRONT_TOOK_ORAV, "the the DET 2 det\nvillage village NOUN 0 root"]).place("Orav", population=900_000)
    assert big.meant("village") is None


def test_the_centre_of_the_city_is_the_city() -> None:
    story = front_took_orav("""
        Shells shell NOUN 2 nsubj
        hit hit VERB 0 root
        the the DET 4 det
        centre centre NOUN 2 obj
        of of ADP 7 case
        the the DET 7 det
        city city NOUN 4 nmod
    """)
    assert story.meant("centre") == "Orav"


def test_another_town_and_the_nearby_town_are_new() -> None:
    for word in ("Another", "nearby"):
        story = front_took_orav(f"{word} {word.lower()} ADJ 2 amod\ntown town NOUN 0 root")
        assert story.meant("town") is None


def test_the_group_is_an_armed_group_and_not_the_agency_that_tells_of_it() -> None:
    story = front_took_orav(
        "Medwatch Medwatch PROPN 2 nsubj\nsaid say VERB 0 root",
        "The the DET 2 det\ngroup group NOUN 3 nsubj\nfled flee VERB 0 root",
    )
    assert story.actor("Medwatch", "un/ngo").meant("group") == "City Front"


def test_a_group_is_anybody() -> None:
    story = front_took_orav("A a DET 2 det\ngroup group NOUN 3 nsubj\nfled flee VERB 0 root")
    assert story.meant("group") is None


def test_the_front_is_the_body_with_that_word_in_its_name() -> None:
    story = front_took_orav("The the DET 2 det\nfront front NOUN 3 nsubj\nfled flee VERB 0 root")
    assert story.meant("front") == "City Front"


def test_a_lead_that_holds_the_name_back_is_filled_from_the_next_lines() -> None:
    story = Story(
        "A a DET 2 det\nbomb bomb NOUN 3 nsubj\nhit hit VERB 0 root\na a DET 5 det\ntown town NOUN 3 obj",
        "It it PRON 2 nsubj\nexploded explode VERB 0 root\nin in ADP 4 case\nOrav Orav PROPN 2 obl",
    )
    assert story.place("Orav").meant("town", 0) == "Orav"


def test_a_name_stands_for_itself() -> None:
    assert front_took_orav().meant("Orav", 0) is None


def test_an_act_without_a_place_happened_where_the_story_is() -> None:
    story = front_took_orav("Dozens dozen NOUN 2 nsubj\ndied die VERB 0 root")
    focus = story.referents.focus_place(1)
    assert focus is not None
    assert focus.text == "Orav"


def test_the_dead_of_the_whole_war_died_in_the_country() -> None:
    story = front_took_orav(
        "Ruria Ruria PROPN 2 nsubj\nprotested protest VERB 0 root",
        "Many many ADJ 2 nsubj\ndied die VERB 0 root\nin in ADP 5 case\nthe the DET 5 det\nwar war NOUN 2 obl",
    )
    focus = story.place("Ruria", "country").referents.focus_place(2)
    assert focus is not None
    assert focus.text == "Ruria"


def test_a_story_without_places_has_no_focus() -> None:
    assert Story("Dozens dozen NOUN 2 nsubj\ndied die VERB 0 root").referents.focus_place(0) is None


DOZENS_DIED = "Dozens dozen NOUN 2 nsubj\ndied die VERB 0 root"


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param(
            "Ruria Ruria PROPN 2 compound\nraids raid NOUN 3 nsubj\nwent go VERB 0 root\non on ADP 3 advmod",
            id="whose raids",
        ),
        pytest.param("Ruria Ruria PROPN 2 amod\ntroops troop NOUN 3 nsubj\nwaited wait VERB 0 root", id="whose troops"),
        pytest.param(
            "Ruria Ruria PROPN 3 nmod:poss\n's 's PART 1 case\nenvoy envoy NOUN 4 nsubj\nspoke speak VERB 0 root",
            id="whose envoy",
        ),
    ],
)
def test_a_country_that_says_whose_it_is_is_not_where_the_story_is(rows: str) -> None:
    assert Story(rows, DOZENS_DIED).place("Ruria", "country").referents.focus_place(1) is None


@pytest.mark.parametrize(
    ("rows", "precision"),
    [
        pytest.param(
            "Crowds crowd NOUN 2 nsubj\nmet meet VERB 0 root\nin in ADP 4 case\nRuria Ruria PROPN 2 obl",
            "country",
            id="a country where",
        ),
        pytest.param("Ruria Ruria PROPN 2 nsubj\nprotested protest VERB 0 root", "country", id="a country that acts"),
        # A town's mayor works there; a country's envoy need not.
        pytest.param(
            "Ruria Ruria PROPN 3 nmod:poss\n's 's PART 1 case\nmayor mayor NOUN 4 nsubj\nspoke speak VERB 0 root",
            "settlement",
            id="a town's mayor",
        ),
    ],
)
def test_a_place_that_says_where_is_where_the_story_is(rows: str, precision: str) -> None:
    focus = Story(rows, DOZENS_DIED).place("Ruria", precision).referents.focus_place(1)
    assert focus is not None
    assert focus.text == "Ruria"


def test_we_in_a_quotation_are_the_speakers_side() -> None:
    story = Story(
        """
        A a DET 2 det
        spokesman spokesman NOUN 0 root
        for for ADP 5 case
        the the DET 5 det
        Reds Reds PROPN 2 nmod
        Ivo Ivo PROPN 2 appos
        Marek Marek PROPN 6 flat
        """,
        "We we PRON 2 nsubj\nleft leave VERB 4 ccomp\nMarek Marek PROPN 4 nsubj\nsaid say VERB 0 root",
    )
    story.actor("Reds").actor("Ivo Marek", "person")
    story.actors.append(ActorName(story.spans("Marek")[-1], "", Actor("a:Ivo Marek", "Ivo Marek", "person")))
    assert story.meant("We") == "Reds"


def test_a_pronoun_after_the_group_is_the_groups_name() -> None:
    story = front_took_orav(
        "The the DET 2 det\ngroup group NOUN 3 nsubj\nfled flee VERB 0 root",
        "It it PRON 2 nsubj\nattacked attack VERB 0 root",
    )
    assert story.meant("It") == "City Front"
