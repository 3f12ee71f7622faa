"""What the words of the frames code, in sentences of our own: every example, each type in many forms, near misses."""

from __future__ import annotations

import pytest

from khabar.coding.lexicon.frames import NO_ACT, Frame, load_lexicon
from khabar.reader import Reader
from tests.coding.read_acts import coded, types


def label(frame: Frame) -> str:
    """How a frame is named in the list of tests."""
    word = next(iter((*frame.row.verbs, *frame.row.nouns, *frame.row.adjectives)))
    return f"{frame.type} {word} {frame.order}"


@pytest.mark.parametrize("frame", [pytest.param(f, id=label(f)) for f in load_lexicon().frames])
def test_the_example_of_a_frame_is_read_as_its_act(reader: Reader, frame: Frame) -> None:
    if frame.type == NO_ACT:
        assert types(reader, frame.row.example) == []
    else:
        assert frame.type in {m.type for m in coded(reader, frame.row.example).mentions}


# One sentence a row: active, passive, nominal, participial, headline and light-verb forms of each type.
FORMS: dict[str, list[str]] = {
    "territory.capture": [
        "Insurgents captured the town of Karsin.",
        "The town of Karsin was captured by insurgents.",
        "The capture of Karsin by insurgents was confirmed on Friday.",
        "Insurgents, having captured the town, moved north.",
        "REBELS CAPTURE BORDER TOWN",
        "The army regained control of the airport.",
        "The provincial capital, Karsin, fell to the rebels on Tuesday.",
        "The rebels have taken the port.",
        "The army drove the militia out of the valley.",
        "The hill was lost to the insurgents.",
        "The rebels lost control of the town.",
    ],
    "territory.transfer": [
        "The governor handed over the town to the rebels.",
        "The town was surrendered to the militia without a fight.",
        "The handover of the base to the rebels took place on Sunday.",
    ],
    "territory.siege": [
        "Insurgents have surrounded the provincial capital.",
        "The garrison town is besieged by rebels.",
        "The siege of Karsin entered its third month.",
        "The army laid siege to the camp.",
        "The city has been under siege for weeks.",
    ],
    "territory.advance": [
        "The army launched an offensive on the city.",
        "The advance towards the capital was halted.",
        "Rebel columns entered the city at dawn.",
        "The tanks moved into the centre of the camp.",
        "The insurgents have broken through the front line.",
    ],
    "territory.repel": [
        "Troops repelled an attack on the base.",
        "The assault was beaten back by the defenders.",
        "They were chased off by soldiers.",
    ],
    "territory.withdraw": [
        "Soldiers withdrew from the valley.",
        "The withdrawal of the peacekeepers from the island was completed.",
        "The troops pulled out of the town overnight.",
        "The army abandoned the outpost.",
    ],
    "territory.control": [
        "The militia controls the northern districts.",
        "The port remains under rebel control.",
        "The town is held by the militia.",
        "The city is in rebel hands.",
    ],
    "access.block": [
        "Villagers blocked the highway.",
        "The highway has been closed by the army.",
        "Rebels imposed a blockade on the island.",
    ],
    "access.open": [
        "The bridge has reopened.",
        "The army reopened the road to the coast.",
        "The siege was lifted on Monday.",
    ],
    "violence.clash": [
        "Soldiers clashed with guerrillas near the river.",
        "Clashes between soldiers and guerrillas broke out near the river.",
        "Fighting raged in the suburbs.",
        "The army and the rebels exchanged fire across the river.",
        "Students clashed with riot police on the bridge.",
    ],
    "violence.airstrike": [
        "Jets bombed the suburb.",
        "An air strike hit a market in the suburb.",
        "Aircraft carried out raids on the camp.",
        "The market was hit by an air strike.",
    ],
    "violence.shelling": [
        "Artillery shelled the old town.",
        "Rockets hit the airport.",
        "The shelling of the suburb went on all night.",
        "The group fired rockets at the port.",
    ],
    "violence.bombing": [
        "A car bomb exploded near the ministry.",
        "A suicide bomber blew himself up at a checkpoint.",
        "A bomb was planted under a bus.",
        "A roadside bomb killed two soldiers.",
    ],
    "violence.attack": [
        "Gunmen attacked a police station.",
        "The judge was assassinated on Friday.",
        "An attack on the barracks left two soldiers dead.",
        "Guerrillas carried out an ambush on the coast road.",
        "Police opened fire on demonstrators.",
        "Police fired tear gas at the marchers.",
    ],
    "harm.casualties": [
        "The clashes left nine dead.",
        "Nine people were killed in the clashes.",
        "The army suffered heavy casualties in the battle.",
        "The bombing claimed the lives of ten people.",
        "Nine soldiers lost their lives in the ambush.",
        "Twelve soldiers were wounded in the ambush.",
    ],
    "harm.displacement": [
        "Thousands of villagers fled to the neighbouring province.",
        "The fighting displaced 3,000 people.",
        "Families were forced from their homes.",
        "The militia expelled the villagers from the valley.",
        "Refugees poured across the border.",
    ],
    "harm.abuse": [
        "Guards tortured the detainees.",
        "The militia has used villagers as human shields.",
        "Detainees were beaten by the guards.",
        "Women were barred from working by the new rulers.",
        "Both armies committed war crimes in the valley.",
    ],
    "harm.property": [
        "The bombing damaged a hospital.",
        "The looting of shops went on for two days.",
        "Houses were burned by the militia.",
    ],
    "detention.seize": [
        "Police arrested four suspects.",
        "Two soldiers were captured by the rebels.",
        "Gunmen hijacked a bus.",
        "The abduction of two priests was confirmed.",
        "The gunmen took several hostages.",
    ],
    "detention.release": [
        "The rebels freed 40 prisoners.",
        "The hostages were released on Friday.",
        "The release of the hostages was announced.",
        "Dozens of inmates escaped from the prison.",
    ],
    "forces.deploy": [
        "The government sent troops to the border.",
        "The army is massing troops on the border.",
        "Reinforcements arrived in the city.",
        "The deployment of peacekeepers began on Monday.",
    ],
    "forces.surrender": [
        "Dozens of soldiers surrendered to the rebels.",
        "The rebels laid down their arms.",
        "A colonel defected to the rebels.",
        "The mutiny at the barracks was over by night.",
    ],
    "forces.support": [
        "The neighbouring state armed the rebels.",
        "Volunteers joined the militia.",
        "The state supplied weapons to the militia.",
        "The coalition provided air cover to the militia.",
    ],
    "politics.talks": [
        "The envoy met the rebel leader.",
        "The two sides held talks in the capital.",
        "The foreign ministers met in the capital for talks on the war.",
    ],
    "politics.agreement": [
        "The two sides signed a ceasefire.",
        "The government and the rebels agreed to a truce.",
        "The truce was broken on Sunday.",
    ],
    "politics.offer": [
        "The government offered the rebels an amnesty.",
        "The president extended an offer of talks to the insurgents.",
    ],
    "politics.demand": [
        "The council urged both sides to stop fighting.",
        "The rebels demanded the release of prisoners.",
        "The militia issued an ultimatum to the governor.",
        "The mission asked the militia to withdraw.",
    ],
    "politics.reject": [
        "The rebels rejected the proposal.",
        "The rebels refused to lay down their arms.",
        "Former rebels refuse to disarm before the reforms.",
    ],
    "politics.accuse": [
        "The minister accused the militia of killing hostages.",
        "The attack was condemned by the council.",
    ],
    "politics.threat": [
        "The group threatened to attack the airport.",
        "The militia issued a threat against the mayor.",
    ],
    "politics.leadership": [
        "The president dismissed the interior minister.",
        "The defence minister resigned on Monday.",
        "The generals seized power in a bloodless putsch.",
        "The president fled the country.",
    ],
    "aid.deliver": [
        "The agency delivered food to the camp.",
        "An aid convoy reached the town.",
        "The distribution of food to the camps began on Sunday.",
    ],
    "protest.demonstration": [
        "Thousands demonstrated against the government.",
        "A demonstration against the junta was held in the capital.",
        "The unions called a general strike.",
    ],
}


@pytest.mark.parametrize(
    ("kind", "sentence"), [pytest.param(k, s, id=f"{k}: {s}") for k, rows in FORMS.items() for s in rows]
)
def test_an_act_is_read_in_every_form_news_gives_it(reader: Reader, kind: str, sentence: str) -> None:
    assert kind in types(reader, sentence)


def test_every_type_has_forms() -> None:
    assert FORMS.keys() == {f.type for f in load_lexicon().frames} - {NO_ACT}


NO_ACTS = {
    "turns of phrase": [
        "The film captured the mood of the country.",
        "The song captured the imagination of millions.",
        "The supermarkets are locked in a price war.",
        "The verdict was a bombshell for the party.",
        "The town fell silent after the speech.",
        "The men held back the crowd.",
        "Soldiers must leave the town of Karsin.",
        "The company seized the opportunity to expand.",
        "The soldiers took part in a parade.",
        "The critics slammed the new album.",
        "The bank launched an offensive into the Asian market.",
        "The two companies joined forces.",
        "The company opened fire on its critics.",
    ],
    "quarrels of words and ills of peace": [
        "The opposition attacked the plan in parliament.",
        "The senator attacked his rival's record.",
        "The government is fighting corruption.",
        "The president is fighting inflation.",
        "The party launched its election campaign in the capital.",
        "The party won the election.",
        "He refused to comment.",
        "The court rejected the appeal.",
    ],
    "sport": [
        "The team lost the match on Saturday.",
        "The champions defended their title against the visitors.",
        "The striker shot wide of the goal.",
        "The goalkeeper was beaten twice in the first half.",
        "The team stormed to victory.",
        "The player withdrew from the tournament.",
        "The runner broke the record.",
    ],
    "accidents, storms and sickness": [
        "A bus crash killed nine people on Tuesday.",
        "Nine people died in a plane crash.",
        "An earthquake killed 40 people and destroyed hundreds of houses.",
        "The flood displaced thousands of villagers.",
        "A storm hit the coast on Sunday.",
        "Firefighters are battling a forest fire in the hills.",
        "Miners died in a gas explosion.",
        "The old actor died of cancer on Friday.",
        "The minister fell ill on the flight.",
        "The actor suffered a heart attack.",
        "The virus killed 200 people in the capital.",
        "A lorry hit a wall on the motorway.",
    ],
    "business and daily life": [
        "Share prices fell in the capital on Monday.",
        "The bank took over a rival firm.",
        "The judge ordered the firm to pay a fine.",
        "The museum opened in May.",
        "The shop closed in March.",
        "The band released a new album.",
        "Researchers released a report on Friday.",
        "The singer was released from hospital.",
        "The two firms signed an agreement.",
        "The firm withdrew its offer.",
        "The agency launched a satellite on a rocket.",
        "Scientists launched a rocket into space.",
        "The lawyer shot a short film.",
        "The students returned to school.",
        "The teacher left the school.",
        "The president visited a factory.",
    ],
}


@pytest.mark.parametrize("sentence", [pytest.param(s, id=f"{k}: {s}") for k, rows in NO_ACTS.items() for s in rows])
def test_what_only_sounds_like_an_act_is_not_coded(reader: Reader, sentence: str) -> None:
    assert types(reader, sentence) == []
