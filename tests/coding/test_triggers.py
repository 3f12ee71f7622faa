"""Which words name an act: the same word with other things around it names another act, or none."""

from __future__ import annotations

import pytest
from read_acts import types
from slash_tree import slash_tree, word

from khabar.coding.triggers.verbs import reads_as_verb
from khabar.reader import Reader

VERBS = [
    ("an army bombs a town", "The army bombed Karsin.", ["violence.airstrike"]),
    (
        "leaving after surrendering a city",
        "The governor left the country after surrendering the city.",
        ["politics.leadership", "territory.transfer"],
    ),
    ("a town entered without a fight", "The rebels entered the town without a fight.", ["territory.transfer"]),
    ("a town left to the rebels", "The garrison left the town to the rebels.", ["territory.transfer"]),
    ("a town is captured", "The army captured the town of Karsin.", ["territory.capture"]),
    ("men are captured", "The army captured two rebel commanders.", ["detention.seize"]),
    ("tanks are captured", "The army captured three tanks.", []),
    ("footage is captured", "The photographer captured footage of the march.", []),
    ("a mood is captured", "The film captured the mood of the capital.", []),
    ("control is taken", "The army took control of the bridge.", ["territory.capture"]),
    ("strikes take place over a city", "Air strikes took place over Karsin.", ["violence.airstrike"]),
    ("a way is pushed into a town", "The rebels pushed their way into Karsin.", ["territory.advance"]),
    ("part is taken", "The army took part in the exercise.", []),
    ("a break is taken", "The rebels took a break.", []),
    ("weapons are taken", "The rebels took weapons from the depot.", []),
    ("a city falls", "The city fell to the insurgents.", ["territory.capture"]),
    ("prices fall", "Prices fell in the capital.", []),
    ("temperatures fall", "Temperatures fell sharply in the city.", []),
    ("a government falls", "The government fell after a vote.", []),
    ("a shell falls", "A shell fell on a school.", ["violence.shelling"]),
    ("a city is surrendered", "The governor surrendered the city to the rebels.", ["territory.transfer"]),
    ("soldiers surrender", "Two hundred soldiers surrendered to the rebels.", ["forces.surrender"]),
    ("people flee", "Thousands of people fled the city.", ["harm.displacement"]),
    ("a president flees", "The president fled the country.", ["politics.leadership"]),
    ("protesters are arrested", "Police arrested nine protesters.", ["detention.seize"]),
    ("growth is arrested", "The growth was arrested.", []),
    ("a plan is executed", "The team executed the plan.", []),
    ("rockets are fired", "Rebels fired rockets at the airport.", ["violence.shelling"]),
    ("workers are fired", "The company fired nine workers.", []),
    ("fire is opened", "Gunmen opened fire on a bus.", ["violence.attack"]),
    ("a gallery opens", "The gallery opened on Monday.", []),
    ("a parliament is stormed", "Fighters stormed the parliament.", ["violence.attack"]),
    ("an actor storms off", "The actor stormed off the stage.", []),
    ("a road is blocked", "The militia blocked the road to the airport.", ["access.block"]),
    ("a bill is blocked", "The party blocked the bill.", []),
    ("a highway is reopened", "The army reopened the highway.", ["access.open"]),
    ("troops enter a town", "Troops entered the town.", ["territory.advance"]),
    ("a firm enters a market", "The firm entered the market.", []),
    ("crowds march", "Protesters marched through the capital.", ["protest.demonstration"]),
    ("colours clash", "The colours clash.", []),
    ("a film bombs", "The film bombed in the cinemas.", []),
    (
        "a flag is raised over an office",
        "Fighters raised their flag over the governor's office.",
        ["territory.capture"],
    ),
    ("a warlord vanishes", "The warlord Bram Oduya has vanished.", ["politics.leadership"]),
    ("a cat vanishes", "The cat vanished.", []),
    ("blankets shield", "The family used blankets to shield themselves.", []),
    ("rockets hit a plant", "Rockets hit the power station.", ["violence.shelling"]),
    ("a storm hits a coast", "The storm hit the coast.", []),
]
NOUNS = [
    ("a bomb and its dead", "A bomb killed six people in Karsin.", ["violence.bombing", "harm.casualties"]),
    ("rockets and their dead", "Rockets killed six people in Karsin.", ["violence.shelling", "harm.casualties"]),
    ("a car bomb explodes", "A car bomb explodes near the airport.", ["violence.bombing"]),
    ("talks resume", "Peace talks between the two sides resumed in the capital.", ["politics.talks"]),
    ("strikes are carried out", "Helicopters carried out strikes on the valley.", ["violence.airstrike"]),
    ("a base comes under attack", "The base came under attack overnight.", ["violence.attack"]),
    ("a siege is laid", "The rebels laid siege to Karsin.", ["territory.siege"]),
    ("a town is under siege", "The town has been under siege for a month.", ["territory.siege"]),
    ("an attack is claimed", "The group claimed responsibility for the bombing.", ["violence.attack"]),
    ("no group claims an attack", "No group claimed responsibility for the bombing.", []),
    ("an attack is claimed by a group", "The attack was claimed by the militia.", ["violence.attack"]),
    ("a mayor is taken hostage", "The rebels took the mayor hostage.", ["detention.seize"]),
    ("control is lost", "Rebels lost control of the town.", ["territory.capture"]),
    ("a series of attacks", "A series of attacks on police posts was reported.", ["violence.attack"]),
    ("villagers are used as shields", "Gunmen used villagers as human shields.", ["harm.abuse"]),
    ("a ceasefire is signed", "The government and the rebels signed a ceasefire.", ["politics.agreement"]),
    ("talks are resumed", "The two sides resumed peace talks in Geneva.", ["politics.talks"]),
    ("an attack is condemned", "The attack was condemned.", ["politics.accuse"]),
    ("a defeat is suffered", "The country suffered a defeat.", []),
    ("a month", "In March the army was quiet.", []),
    ("a museum reopens", "The museum reopened in May.", []),
    ("a company leaves a market", "The company withdrew from the market.", []),
    ("a club signs a player", "The club signed an agreement with the striker.", []),
    ("a wedding takes place", "The wedding took place in Karsin.", []),
]
ADJECTIVES = [
    ("people left dead", "The strike left six people dead.", ["harm.casualties"]),
    ("a woman found dead", "A woman was found dead in Karsin after the raid.", ["harm.casualties"]),
    ("thousands left homeless", "The fighting has left thousands homeless.", ["harm.displacement"]),
    ("a dead end", "The road is a dead end.", []),
]


@pytest.mark.parametrize(("sentence", "kinds"), [pytest.param(s, k, id=i) for i, s, k in (*VERBS, *NOUNS, *ADJECTIVES)])
def test_a_word_names_the_act_that_its_surroundings_tell(reader: Reader, sentence: str, kinds: list[str]) -> None:
    assert types(reader, sentence) == kinds


WRONG = [
    ("houses are used as shields", "The fighters used houses to shield themselves.", ["harm.abuse"], "no frame"),
    ("a player hits the post", "The team's captain hit the post.", [], "what owns a subject is not asked"),
    ("a heart attack kills", "The heart attack killed him.", [], "the modifier of a subject is not asked"),
]


@pytest.mark.parametrize(
    ("sentence", "kinds"),
    [pytest.param(s, k, id=i, marks=pytest.mark.xfail(strict=True, reason=why)) for i, s, k, why in WRONG],
)
def test_words_still_read_wrongly(reader: Reader, sentence: str, kinds: list[str]) -> None:
    assert types(reader, sentence) == kinds


@pytest.mark.parametrize(
    ("line", "form", "verb"),
    [
        pytest.param(
            "Fighters|fighter/NOUN/NNS/nsubj/1 overran|overran/PROPN/NNP/root/1 Karsin/PROPN/NNP/obj/1",
            "overran",
            True,
            id="a name written small",
        ),
        pytest.param(
            "Strike/NOUN/NN/nsubj/1 kills|kill/NOUN/NNS/root/1 soldiers|soldier/NOUN/NNS/obj/1",
            "kills",
            True,
            id="a noun with an object",
        ),
        pytest.param("the/DET/DT/det/1 kills|kill/NOUN/NNS/root/1", "kills", False, id="a noun with an article"),
        pytest.param(
            "the/DET/DT/det/1 shelling|shell/VERB/VBG/nsubj/2 stopped|stop/VERB/VBD/root/2",
            "shelling",
            False,
            id="a gerund with an article",
        ),
        pytest.param(
            "troops|troop/NOUN/NNS/nsubj/2 were|be/AUX/VBD/aux:pass/2 wounded|wound/ADJ/VBN/root/2",
            "wounded",
            True,
            id="a participle taken for an adjective",
        ),
        pytest.param("wounded/ADJ/JJ/amod/1 troops/NOUN/NNS/root/1", "wounded", False, id="an adjective"),
    ],
)
def test_a_verb_is_known_by_its_use_whatever_the_tagger_took_it_for(line: str, form: str, verb: bool) -> None:
    sentence = slash_tree(line)
    assert reads_as_verb(sentence, word(sentence, form)) is verb
