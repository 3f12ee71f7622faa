"""What the wording of a claim tells of its act: which part of a place, whether it was known before, who was harmed."""

from __future__ import annotations

import re
from functools import lru_cache

from khabar.linking.weights import Rules
from khabar.records import Actor, Argument, Claim, Mention

_SPACE = re.compile(r"\W+")
_WORD = re.compile(r"[^\W\d_]+")
_ARTICLE = re.compile(r"^(?:the|a|an) ")
# "the bombing", "Tuesday's attack", "the Mogadishu suicide bombing": up to four words lie before the noun.
_KNOWN_BEFORE = re.compile(r"(?i)(?:\b(?:the|this|that|these|those)|\w['’]s)((?:\s+[\w-]+){0,3})\s+$")
_OBJECT = re.compile(r"[\w-]+(?: \w+){0,2}? (?:for )?(?:(?:the|this|that)|\w+['’]s) ((?:[\w-]+ ?){1,3})")
_OF = re.compile(r"\s+of\s")
# Characters from which on a headline no longer tells where a sentence plays.
_LEAD = 250
_OWN = re.compile(r"(?i)\b(?:its|their|his|her)\s+(?:[\w-]+\s+)?$")
_FURTHER_DOWN = 60
_PART_OF = re.compile(r"\s(?:in|at|near|outside)\s")
_ARMED = ("armed group", "state force", "police", "foreign force", "intelligence")


def wording(argument: Argument) -> str:
    """The words an argument is known by, lower case, without articles; what it stands for before what it says."""
    return _without_article(argument.stands_for or argument.text)


@lru_cache(maxsize=1 << 16)
def _without_article(words: str) -> str:
    return _ARTICLE.sub("", _SPACE.sub(" ", words.casefold()).strip())


def place_names(claim: Claim) -> frozenset[str]:
    """The names of its places that no gazetteer knows, lower case."""
    arguments = claim.mention.role("place")
    return frozenset(wording(a) for a in arguments if a.span and a.resolved is None and a.text[:1].isupper())


def names_in_title(claim: Claim) -> frozenset[str]:
    """The capitalised words of its report's headline, lower case; none where the act is told after the lead."""
    if claim.mention.sentence.start > _LEAD:
        return frozenset()
    return frozenset(word.casefold() for word in _WORD.findall(claim.title) if word[:1].isupper() and len(word) > 2)


def site(claim: Claim, *, rules: Rules) -> str:
    """The part of a place that is meant: "airport" of "Kunduz airport"; "" where it is the place itself."""
    mention = claim.mention
    arguments = mention.role("place") + tuple(a for a in mention.role("target") if not isinstance(a.resolved, Actor))
    for argument in arguments:
        if word := _last_listed(wording(argument), rules.weights.site_words):
            return word
    word = _before_the_place(claim)
    return word if word in rules.weights.site_words else ""


@lru_cache(maxsize=1 << 16)
def _last_listed(words: str, listed: frozenset[str]) -> str:
    """The last of some words that is on a list; "" where none is."""
    return next((word for word in reversed(words.split()) if word in listed), "")


def _before_the_place(claim: Claim) -> str:
    """The last word of what is taken where that is a part of its place: "palace" of "took the palace in Bangui"."""
    trigger, sentence = claim.mention.trigger, claim.mention.sentence
    spans = [a.span for a in claim.mention.role("place") if a.span and trigger.end < a.span.start]
    first = min((span.start for span in spans), default=None)
    if first is None or first - trigger.end > _FURTHER_DOWN:
        return ""
    between = claim.sentence_text[trigger.end - sentence.start : first - sentence.start].casefold()
    taken = _WORD.findall(_PART_OF.split(f"{between} ")[0])
    return taken[-1] if taken and _PART_OF.search(between) and "," not in between else ""


def returns(claim: Claim, *, rules: Rules) -> bool:
    """Whether the act undoes an earlier one: a town retaken, or its holders driven out of it."""
    trigger = claim.mention.trigger.text.casefold()
    if trigger in rules.weights.return_words:
        return True
    return trigger.split()[0] in rules.weights.expelling_words and claim.mention.type == "territory.capture"


def refers_back(claim: Claim, *, rules: Rules) -> bool:
    """Whether the act is spoken of as known: its noun is definite, or its verb has it ("claimed the attack").

    A party before its verb is no article's noun, and "the death of nine soldiers" is definite by what follows.
    """
    trigger, start = claim.mention.trigger, claim.mention.sentence.start
    if _is_done_to_a_deed(claim.sentence_text[trigger.start - start :], rules):
        return True
    if _OF.match(claim.sentence_text[trigger.end - start :]):
        return False
    found = _KNOWN_BEFORE.search(claim.sentence_text[: trigger.start - start])
    if found is None:
        return False
    start += found.start(1)
    return not any(a.span and a.span.end > start and a.span.start < trigger.start for a in _parties(claim.mention))


def _is_done_to_a_deed(words: str, rules: Rules) -> bool:
    """Whether the first words tell of a deed taken for known: "claimed the attack", "carried out Monday's bombing"."""
    found = _OBJECT.match(words.casefold())
    return found is not None and any(word in rules.weights.deed_nouns for word in found[1].split())


def is_known_before(argument: Argument, claim: Claim) -> bool:
    """Whether words for a place name none and are definite: "the city", "the first capital", but not "a village".

    So is a place that is only understood and that nobody knows.
    """
    if argument.resolved is not None:
        return False
    if argument.span is None:
        return True
    if not argument.text.islower():
        return False
    before = claim.sentence_text[: argument.span.start - claim.mention.sentence.start]
    return bool(_OWN.search(before) or _KNOWN_BEFORE.search(before))


def _parties(mention: Mention) -> tuple[Argument, ...]:
    return mention.role("actor") + mention.role("target") + mention.role("people")


def victims(claim: Claim, *, rules: Rules) -> str:
    """Who was harmed: `attackers`, other `fighters`, `civilians`, or "" where it is not said or there were several."""
    if not claim.mention.type.startswith("harm."):
        return ""
    kinds = {_bearing(a, rules) for a in claim.mention.role("target") + claim.mention.role("people")}
    return kinds.pop() if len(kinds) == 1 else ""


def _bearing(argument: Argument, rules: Rules) -> str:
    if isinstance(argument.resolved, Actor):
        return "fighters" if argument.resolved.kind in _ARMED else ""
    words = set(wording(argument).split())
    if words & rules.weights.attackers:
        return "attackers"
    if words & rules.weights.fighters:
        return "fighters"
    return "civilians" if words & rules.weights.civilians else ""
