"""Who did it, to whom, and where: roles from the grammar, and what each argument stands for."""

from __future__ import annotations

import pytest
from read_acts import acts, coded

from khabar.reader import Reader

VOICES = [
    ("active", "Rebels captured the town of Karsin."),
    ("passive", "The town of Karsin was captured by rebels."),
    ("noun with of and by", "The capture of Karsin by rebels was confirmed."),
    ("noun with an owner", "The rebels' capture of Karsin was confirmed."),
    ("participle", "Rebels, capturing the town of Karsin, moved south."),
]


@pytest.mark.parametrize("sentence", [pytest.param(s, id=i) for i, s in VOICES])
def test_rebels_take_karsin_however_it_is_told(reader: Reader, sentence: str) -> None:
    (act,) = coded(reader, sentence).mentions
    assert [a.text.lower() for a in act.role("actor")] == ["rebels"]
    assert [a.text for a in act.role("place")] == ["Karsin"]


ACTS = [
    (
        "a second name with its time only",
        "Daran was taken in the afternoon, and Karsin in the evening.",
        "territory.capture | taken | place=Daran + Karsin",
    ),
    (
        "an answer to other acts",
        "The military said it struck positions in Karsin in response to rocket fire.",
        "violence.attack | struck | actor=it->military | target=positions | place=Karsin",
    ),
    (
        "two things wrecked in one breath",
        "RSF paramilitaries looted homes and burned a market in Karsin, residents said.",
        "harm.property | looted | actor=RSF paramilitaries | target=homes + market | place=Karsin",
    ),
    (
        "a siege that is lifted is told once",
        "The army lifted its siege of the town.",
        "access.open | lifted | actor=army | place=town",
    ),
    (
        "hurt by what is told beside it",
        "Nine villagers were wounded when the militia shelled Tolva.",
        "harm.casualties | wounded | actor=militia | target=villagers | place=Tolva",
    ),
    (
        "a gerund done by others",
        "Six people died in shelling by the army.",
        "violence.shelling | shelling | actor=army | target=people",
    ),
    (
        "a second clause with its own subject",
        "Six soldiers were killed by rebels and Karsin was shelled.",
        "harm.casualties | killed | actor=rebels | target=soldiers | place=Karsin",
    ),
    (
        "a verb behind its helpers",
        "Government troops backed by Russian air strikes advanced on Karsin.",
        "territory.advance | advanced | actor=Government troops | place=Karsin",
    ),
    (
        "a capture told between day and object",
        "Insurgents on Tuesday overran two checkpoints outside Karsin.",
        "territory.capture | overran | actor=Insurgents | place=checkpoints",
    ),
    (
        "strikes carried out by somebody",
        "IS fighters were targeted by air strikes carried out by a coalition.",
        "violence.airstrike | air strikes | actor=coalition | target=IS fighters",
    ),
    (
        "whose fight a clash is",
        "Two soldiers have been killed during a gunfight with the militia.",
        "violence.clash | gunfight | actor=soldiers | target=militia",
    ),
    (
        "a noun and its name",
        "Militant group Islamic State killed 270 soldiers.",
        "harm.casualties | killed | actor=Militant group Islamic State | target=soldiers",
    ),
    (
        "whose weapon it was",
        "An ISIS mortar shell hit the building.",
        "violence.shelling | hit | actor=ISIS | target=building",
    ),
    (
        "names after their noun",
        "The officials said their towns, Daran and Tolva, had been surrendered.",
        "territory.transfer | surrendered | place=Daran + Tolva",
    ),
    (
        "troops sent by nobody named",
        "Troops were deployed in Karsin.",
        "forces.deploy | deployed | actor=Troops | place=Karsin",
    ),
    (
        "a town falls to",
        "Karsin fell to the rebels on Sunday.",
        "territory.capture | fell | actor=rebels | place=Karsin",
    ),
    (
        "one side loses, the other wins",
        "The army lost Karsin to the rebels.",
        "territory.capture | lost | actor=rebels | target=army | place=Karsin",
    ),
    (
        "driven out of a town",
        "Soldiers drove the rebels from Karsin.",
        "territory.capture | drove | actor=Soldiers | target=rebels | place=Karsin",
    ),
    (
        "control is regained from",
        "The army regained control of the town from the rebels.",
        "territory.capture | regained control | actor=army | target=rebels | place=town",
    ),
    (
        "whoever surrenders a city is the target, whoever gets it the actor",
        "The governor surrendered the city to the rebels.",
        "territory.transfer | surrendered | actor=rebels | target=governor | place=city",
    ),
    (
        "from is where a force leaves, to where it goes",
        "Troops retreated from Karsin to Daran.",
        "territory.withdraw | retreated | actor=Troops | destination=Daran | place=Karsin",
    ),
    (
        "at the head of those who act",
        "Rebels led by the Nusra Front captured Karsin.",
        "territory.capture | captured | actor=Rebels + Nusra Front | place=Karsin",
    ),
    (
        "beside those who act",
        "The army, alongside a local militia, retook Karsin.",
        "territory.capture | retook | actor=army + local militia | place=Karsin",
    ),
    (
        "in cooperation with others",
        "The militia took control of Karsin in cooperation with the army.",
        "territory.capture | took control | actor=militia + army | place=Karsin",
    ),
    (
        "among those who act",
        "Opposition forces, including fighters from the Nusra Front, seized the hill.",
        "territory.capture | seized | actor=Opposition forces + fighters from the Nusra Front | place=hill",
    ),
    (
        "who only backs them",
        "Rebels backed by Turkey captured Karsin.",
        "territory.capture | captured | actor=Rebels | place=Karsin",
    ),
    (
        "whose efforts they were",
        "The militia is focusing its efforts on capturing the town.",
        "territory.capture | capturing | actor=militia | place=town",
    ),
    (
        "what is fired at them has a clause of its own",
        "Militants fired missiles containing toxic gas at Kurdish forces.",
        "violence.shelling | fired | actor=Militants | target=Kurdish forces",
    ),
    (
        "killing scores of them",
        "The army attacked the militants, killing scores of them.",
        "harm.casualties | killing | actor=army | target=them->militants",
    ),
    (
        "the dead of both sides",
        "Nine rebels and six soldiers were killed in fierce clashes.",
        "violence.clash | clashes | actor=rebels | target=soldiers",
    ),
    (
        "carried out by, in a clause beside it",
        "Dozens died in the attack, reportedly carried out by the militia.",
        "harm.casualties | died | actor=militia",
    ),
    (
        "a passive without its helper",
        "A man was killed and his wife injured in Karsin.",
        "harm.casualties | killed | target=man + wife | place=Karsin",
    ),
    (
        "whoever sends a message says it",
        "The militia issued a statement accusing the army of using gas.",
        "politics.accuse | accusing | actor=militia | target=army",
    ),
    (
        "up to a number",
        "The militia kidnapped up to 300 villagers in Karsin.",
        "detention.seize | kidnapped | actor=militia | target=villagers | place=Karsin",
    ),
    (
        "a fire that an attack causes",
        "The attack triggered a fire at an oil depot.",
        "harm.property | triggered a fire | target=oil depot",
    ),
    (
        "a second verb that looks like a plural",
        "Army shelling kills four soldiers and wounds eight others in Karsin.",
        "harm.casualties | kills | actor=Army | target=soldiers + others | place=Karsin",
    ),
    (
        "a second name behind a clash",
        "Daran was taken in the afternoon after a brief clash, and Karsin in the evening.",
        "territory.capture | taken | place=Daran + Karsin",
    ),
    (
        "a clause inside the verb's own",
        "Rebels took Daran, and before the day was over had also seized Karsin.",
        "territory.capture | seized | actor=Rebels | place=Karsin",
    ),
    (
        "suspected is nobody",
        "A suspected Russian airstrike killed a nurse.",
        "violence.airstrike | airstrike | actor=Russian | target=nurse",
    ),
    (
        "a village nobody knows beside a town that helps to find it",
        "Rebels attacked troops in Malwan, north of Aleppo.",
        "violence.attack | attacked | actor=Rebels | target=troops | place=Malwan",
    ),
    (
        "those who flee",
        "Thousands of people fled the city.",
        "harm.displacement | fled | people=people | origin=city",
    ),
    (
        "those forced to flee",
        "The militia forced residents to flee the village.",
        "harm.displacement | flee | people=residents | origin=village",
    ),
    (
        "shot dead by police",
        "Two men were shot dead by police in March.",
        "violence.attack | shot dead | actor=police | target=men",
    ),
    (
        "kept under siege",
        "The fighters kept Karsin under siege.",
        "territory.siege | siege | actor=fighters | place=Karsin",
    ),
    ("siege laid to", "The rebels laid siege to Karsin.", "territory.siege | laid siege | actor=rebels | place=Karsin"),
    ("came under attack", "The base came under attack.", "violence.attack | came under attack | target=base"),
    (
        "strikes carried out",
        "Helicopters carried out strikes on the valley.",
        "violence.airstrike | strikes | actor=Helicopters | target=valley",
    ),
    (
        "helped to seize",
        "The army helped the militia to seize the town.",
        "territory.capture | seize | actor=militia | place=town",
    ),
    (
        "ordered to arrest",
        "The governor ordered police to arrest the protesters.",
        "detention.seize | arrest | actor=police | target=protesters",
    ),
    (
        "a relative clause",
        "Militants, who abducted three teachers in Karsin, demanded a ransom.",
        "detention.seize | abducted | actor=Militants | target=teachers | place=Karsin",
    ),
    (
        "a headline",
        "Rebels Seize Border Town",
        "territory.capture | Seize | actor=Rebels | place=Border Town",
    ),
    (
        "both sides of a clash",
        "Clashes between the army and rebels emptied the market.",
        "violence.clash | Clashes | actor=army | target=rebels",
    ),
    (
        "all who meet are actors",
        "The general met the president in Cairo.",
        "politics.talks | met | actor=general + president | place=Cairo",
    ),
    (
        "a country that is bombed is whom and where",
        "Turkey bombed Iraq.",
        "violence.airstrike | bombed | actor=Turkey | target=Iraq | place=Iraq",
    ),
    (
        "a town that is bombed is where",
        "Turkey bombed Aleppo.",
        "violence.airstrike | bombed | actor=Turkey | place=Aleppo",
    ),
    (
        "the named place inside a place",
        "Rebels captured a village in the district of Karsin.",
        "territory.capture | captured | actor=Rebels | place=Karsin",
    ),
    (
        "not the country a town is somewhere in",
        "A town in Syria was captured by rebels.",
        "territory.capture | captured | actor=rebels | place=town",
    ),
    (
        "a place inside an argument, where nothing else says where",
        "The shelling killed ten people in a camp near Karsin.",
        "harm.casualties | killed | target=people | place=Karsin",
    ),
    (
        "those who arrive do it",
        "The arrival of the militia in Karsin freed the prisoners.",
        "detention.release | freed | actor=militia | target=prisoners",
    ),
    ("a month is no place", "In May the army took Karsin.", "territory.capture | took | actor=army | place=Karsin"),
    (
        "a number is no one",
        "The police opened fire on protesters, wounding six.",
        "harm.casualties | wounding | actor=police",
    ),
    (
        "each place of a list",
        "Rebels captured the villages of Daran, Karsin and Tolva.",
        "territory.capture | captured | actor=Rebels | place=Daran + Karsin + Tolva",
    ),
    (
        "what a relative clause with which is about",
        "The town which the army captured on Monday lies in ruins.",
        "territory.capture | captured | actor=army | place=town",
    ),
    (
        "a town under siege",
        "The town has been under siege for a month.",
        "territory.siege | siege | place=town",
    ),
    (
        "shot dead two men",
        "Police shot dead two men in Karsin.",
        "violence.attack | shot dead | actor=Police | target=men | place=Karsin",
    ),
    (
        "two captures in one sentence",
        "Rebels seized Karsin and the army seized Daran.",
        "territory.capture | seized | actor=army | place=Daran",
    ),
    (
        "those made to leave",
        "Militants made the villagers leave their homes.",
        "harm.displacement | leave | people=villagers | origin=homes",
    ),
    (
        "those displaced by the fighting",
        "More than 20,000 people have been displaced by the fighting since Monday.",
        "harm.displacement | displaced | people=people",
    ),
    (
        "a town taken from nobody knows whom",
        "Rebels captured the port of Karsin from Ansar al-Wadi.",
        "territory.capture | captured | actor=Rebels | target=Ansar al-Wadi | place=Karsin",
    ),
    (
        "a nation's adjective is its state",
        "Three soldiers were killed in an Iranian ambush near Karsin.",
        "violence.attack | ambush | actor=Iranian | target=soldiers | place=Karsin",
    ),
    (
        "a day with company",
        "Rebels met on Monday with a government envoy in Karsin.",
        "politics.talks | met | actor=Rebels + government envoy | place=Karsin",
    ),
    (
        "fighting alongside a state",
        "Hundreds of volunteers fought alongside the authorities.",
        "forces.support | fought alongside | actor=volunteers | target=authorities",
    ),
    (
        "a force before what it did",
        "Syrian army airstrikes killed five people in Karsin.",
        "violence.airstrike | airstrikes | actor=Syrian army | target=people | place=Karsin",
    ),
    (
        "an unknown name before what it did",
        "An Ansar al-Wadi ambush killed three soldiers near Karsin.",
        "violence.attack | ambush | actor=Ansar al-Wadi | target=soldiers | place=Karsin",
    ),
    (
        "an unknown side of a fight",
        "Clashes between Ansar al-Wadi and security forces continued in Karsin.",
        "violence.clash | Clashes | actor=Ansar al-Wadi | target=security forces | place=Karsin",
    ),
    (
        "an unknown name with an article",
        "Government troops are fighting the Ansar al-Wadi in Karsin.",
        "violence.clash | fighting | actor=Government troops | target=Ansar al-Wadi | place=Karsin",
    ),
    (
        "a party's stronghold",
        "Troops advanced towards the Boko Haram stronghold of Karsin.",
        "territory.advance | advanced | actor=Troops | place=Karsin",
    ),
    (
        "whose attack was planned",
        "Troops killed ten militants in a foiled Al-Shabaab planned attack in Karsin.",
        "violence.attack | attack | actor=Al-Shabaab | target=militants | place=Karsin",
    ),
    (
        "a town called liberated",
        "Rebels liberated Aleppo on Monday.",
        "territory.capture | liberated | actor=Rebels | place=Aleppo",
    ),
    (
        "backed forces do it themselves",
        "Rebels backed by Turkey captured Karsin.",
        "territory.capture | captured | actor=Rebels | place=Karsin",
    ),
    (
        "whose campaign is to stop",
        "The president called on the army to stop its bombing campaign.",
        "violence.airstrike | bombing campaign | actor=army",
    ),
    (
        "a group that a village is named like",
        "Air force planes attacked al-Shabab near Karsin.",
        "violence.airstrike | attacked | actor=Air force | target=al-Shabab | place=Karsin",
    ),
    (
        "whose team it is",
        "A United Kingdom military team was captured by rebels.",
        "detention.seize | captured | actor=rebels | target=United Kingdom military team",
    ),
    (
        "a country and a comma before the gunmen",
        "In Iraq, gunmen attacked envoys from Pakistan and Bahrain.",
        "violence.attack | attacked | actor=gunmen | target=envoys | place=Iraq",
    ),
    (
        "rebels before a known town",
        "Rebels seized Aleppo.",
        "territory.capture | seized | actor=Rebels | place=Aleppo",
    ),
]


@pytest.mark.parametrize(("sentence", "act"), [pytest.param(s, a, id=i) for i, s, a in ACTS])
def test_a_sentence_tells_who_to_whom_and_where(reader: Reader, sentence: str, act: str) -> None:
    assert act in acts(reader, sentence)
