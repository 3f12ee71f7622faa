"""Whether a place name means the ground, its people, or its government."""

from __future__ import annotations

from khabar.places.gazetteer import Bearer
from khabar.places.setting import Setting
from khabar.places.words import PlaceWords
from khabar.records import Sentence
from khabar.records.place import Use

_AGENT = ("nsubj",)
_MAY_BE_GOVERNMENTS = {"to", "from", "between"}  # "talks between Moscow and Ankara"
_SPEECH = {"said", "says", "announced", "accused", "denied", "warned", "agreed", "rejected", "condemned", "urged"}


def use_of(setting: Setting, bearer: Bearer, *, sentence: Sentence | None, lexicon: PlaceWords) -> Use:
    """The use of a name: "Syrian" demonym, "Damascus denied it" metonym, "shelling of Damascus" place.

    Only countries and their capitals stand for governments. Without a parse only a following verb of speech tells.
    """
    if bearer.how == "demonym":
        return "demonym"
    if bearer.how == "metonym":
        return "metonym"
    if setting.is_country_acronym and setting.after is not None and _modifies(setting):
        return "metonym"
    if bearer.place.precision != "country" and not bearer.capital:
        return "place"
    before = setting.before.key if setting.before else ""
    if before in lexicon.lists.locative and before not in _MAY_BE_GOVERNMENTS:
        return "place"
    if sentence is None or setting.token is None:
        return "metonym" if setting.after is not None and setting.after.key in _SPEECH else "place"
    return "metonym" if _acts(setting, sentence, lexicon) else "place"


def _modifies(setting: Setting) -> bool:
    """Whether the name stands before the noun it describes: "US troops"."""
    token = setting.token
    if token is not None:
        return token.relation in ("compound", "amod", "nmod") and token.head > token.i
    return setting.after is not None and setting.after.capital


def _acts(setting: Setting, sentence: Sentence, lexicon: PlaceWords) -> bool:
    """Whether the name is the doer of a government's act or a party to its dealings."""
    token = setting.token
    if token is None or not (token.i < len(sentence.tokens) and sentence.tokens[token.i] is token):
        return False
    inner = {t.i for t in sentence.between(setting.start, setting.end)}
    while token.head in inner and token.head != token.i:  # the name's own head
        token = sentence.head(token)
    while token.relation == "conj":
        token = sentence.head(token)
    head = sentence.head(token)
    if token.dep in _AGENT:
        return head.pos == "VERB" and head.lemma.lower() in lexicon.lists.government_acts
    if token.dep in ("obl:agent",) or (token.relation == "obl" and _case(sentence, token.i) == "by"):
        return head.pos == "VERB" and head.lemma.lower() in lexicon.lists.government_acts
    if token.relation in ("nmod", "obl") and _case(sentence, token.i) in ("between", "with"):
        return head.lemma.lower() in lexicon.lists.dealings
    return token.dep == "nmod:poss" and head.lemma.lower() in lexicon.lists.dealings


def _case(sentence: Sentence, i: int) -> str:
    return next((k.lemma.lower() for k in sentence.children(sentence.tokens[i], "case")), "")
