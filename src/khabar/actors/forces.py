"""Forces, governments and rebels named by whose they are: "Syrian army", "Kurdish fighters", "Assad's forces".

Read off the words from right to left: the noun says which arm it is, and the name, people or demonym before it whose.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from khabar.actors.found import Found
from khabar.actors.setting import Setting
from khabar.actors.spelling import key_of, slug
from khabar.actors.wording import ActorWords, Branch, singular_key
from khabar.records import Actor, PlaceName, Sentence, Span, Token

_LONGEST_PHRASE = 3
_MOST_BETWEEN = 4
_BRANCH_OF_STATE = frozenset({"army", "air", "navy", "police", "intelligence"})
_HYPHENS = frozenset("-‐‑–")
_UNOFFICIAL = frozenset({"rebels", "militia"})
_ARGUMENTS = frozenset({"nsubj", "obj", "obl", "nmod"})
_ASSUMED, _OWNED = 2, 5
_ACTS = frozenset({"armed group", "militia", "state force", "foreign force", "intelligence", "police", "government"})


@dataclass(frozen=True, slots=True)
class Country:
    """An owner known by the adjective alone: "Syrian" -> SY."""

    code: str


Owner = PlaceName | Found | Country | str


@dataclass(frozen=True)
class Owners:
    """What may own a force, by the position of its last token."""

    places: Mapping[int, PlaceName]
    actors: Mapping[int, Found]

    @classmethod
    def in_(cls, sentence: Sentence, places: Sequence[PlaceName], actors: Sequence[Found]) -> Owners:
        """From the place names and actors of a sentence."""
        ends = {t.end: t.i for t in sentence.tokens}
        return cls(
            {ends[p.span.end]: p for p in places if p.span.end in ends},
            {ends[a.span.end]: a for a in actors if a.span.end in ends},
        )


def forces_in(sentence: Sentence, owners: Owners, *, words: ActorWords, setting: Setting) -> Iterator[Found]:
    """The forces of a sentence, each with the span from its owner to its noun."""
    tokens = sentence.tokens
    for head in tokens:
        phrase = _phrase_at(tokens, head, words)
        if phrase is None:
            continue
        first, branch = phrase
        start, owner = _owner(tokens, first, owners, words)
        if loyal := _loyal_to(tokens, head, owners, words):
            actor = _owned(loyal, branch, words, setting)
            if actor is not None:
                yield Found(_through(sentence, tokens[start], loyal), actor, _OWNED)
                continue
        actor = _owned(owner, branch, words, setting) if owner is not None else None
        if actor is not None:
            yield Found(sentence.span_of(tokens[_begin(tokens, start, owner)], head), actor, _OWNED)
        elif owner is None and (bare := _bare(tokens, start, head, branch, words, setting)) is not None:
            yield Found(sentence.span_of(tokens[start], head), bare, _ASSUMED)


def _phrase_at(tokens: Sequence[Token], head: Token, words: ActorWords) -> tuple[int, Branch] | None:
    """The longest phrase ending at `head` that names an arm, as its first position and the arm."""
    if head.pos not in ("NOUN", "PROPN", "ADJ", "VERB"):
        return None
    ending = singular_key(head.text)
    if ending and ending[-1] not in words.branch_ends:
        return None
    if _continues(tokens, head, words):
        return None
    for n in range(min(_LONGEST_PHRASE, head.i + 1), 0, -1):
        part = tokens[head.i - n + 1 : head.i + 1]
        key = tuple(k for t in part for k in singular_key(t.text)) if singular_key(part[0].text) else ()
        if branch := words.branches.get(key):
            return part[0].i, branch
    return None


def _continues(tokens: Sequence[Token], head: Token, words: ActorWords) -> bool:
    """Whether the noun only qualifies a further one: "army base", "police chief", "government buildings"."""
    if head.i + 1 >= len(tokens):
        return False
    after = tokens[head.i + 1]
    if after.text in _HYPHENS and after.start == head.end:
        return True
    if after.pos not in ("NOUN", "PROPN") or after.relation == "appos" or after.text.endswith("ing"):
        return False
    if singular_key(after.text) in words.deeds:
        return False
    return head.dep in ("compound", "amod", "nmod:desc", "flat") or _is_of_branch(after, words)


def _is_of_branch(token: Token, words: ActorWords) -> bool:
    return singular_key(token.text) in words.branches


def _owner(tokens: Sequence[Token], first: int, owners: Owners, words: ActorWords) -> tuple[int, Owner | None]:
    """Walk left over words that change nothing, to whose force it is; with the first position of the phrase."""
    start, k, steps = first, first - 1, 0
    while k >= 0 and steps < _MOST_BETWEEN:
        token = tokens[k]
        if token.text in ("'s", "’s", "'", "’") and k - 1 >= 0 and (k - 1 in owners.places or k - 1 in owners.actors):
            k -= 1
            token = tokens[k]
        key = "-".join(key_of(token.text))
        if key in words.peoples and token.text[:1].isupper() and not {k, k - 1} & owners.actors.keys():
            return k, words.peoples[key]
        if k in owners.actors:
            return (start, "") if _is_negated(tokens, k) else (k, owners.actors[k])
        if k in owners.places:
            return (start, "") if _is_negated(tokens, k) else (k, owners.places[k])
        if country := words.adjectives.get(key_of(token.text)):
            return (start, "") if _is_negated(tokens, k) else (k, Country(country))
        if key in words.linkers and k > 0 and tokens[k - 1].text in _HYPHENS:
            return start, ""
        if token.text in _HYPHENS or key in words.fillers or key in words.peoples:
            start = k if token.text not in _HYPHENS else start
            k -= 1
        elif token.pos in ("ADJ", "NUM") and not token.text[0].isupper():
            k -= 1
        else:
            break
        steps += 1
    blocked = k >= 0 and tokens[k].pos in ("PROPN", "NOUN", "ADJ") and steps < _MOST_BETWEEN
    return start, "" if blocked else None


def _loyal_to(tokens: Sequence[Token], head: Token, owners: Owners, words: ActorWords) -> Found | None:
    """ "Forces loyal to Gaddafi", "men allied with the council": whose force the words behind the noun say it is."""
    behind = tokens[head.i + 1 :]
    said = tuple([t.text.lower() for t in behind[: words.longest_loyalty]])
    for phrase in words.loyalties:
        n = len(phrase)
        if said[:n] == phrase:
            near = {t.start for t in behind[n : n + _MOST_BETWEEN]}
            named = [found for found in owners.actors.values() if found.span.start in near]
            return min(named, key=lambda found: found.span.start, default=None)
    return None


def _through(sentence: Sentence, first: Token, owner: Found) -> Span:
    start, end = first.start - sentence.start, owner.span.end - sentence.start
    return Span(first.start, owner.span.end, sentence.text[start:end])


def _is_negated(tokens: Sequence[Token], k: int) -> bool:
    """ "anti-Syrian", "pro-Russian": not the owner but a friend or foe of his."""
    return k >= 2 and tokens[k - 1].text in _HYPHENS and tokens[k - 2].text.lower() in ("anti", "pro", "non")


def _begin(tokens: Sequence[Token], start: int, owner: Owner | None) -> int:
    """The first token of the owner's own name."""
    if isinstance(owner, PlaceName | Found):
        while start > 0 and tokens[start].start > owner.span.start:
            start -= 1
    return start


def _owned(owner: Owner | None, branch: Branch, words: ActorWords, setting: Setting) -> Actor | None:
    if isinstance(owner, Found):
        return _of_actor(owner.actor, branch, words, setting)
    if isinstance(owner, Country):
        return _of_country(owner.code, branch, words, setting)
    if isinstance(owner, PlaceName):
        return _of_place(owner, branch, words, setting)
    if owner:
        return _of_people(owner, branch)
    return None


def _of_actor(actor: Actor, branch: Branch, words: ActorWords, setting: Setting) -> Actor | None:
    """ "Taliban fighters" are the Taliban; "Assad's forces" his state's; "Ismail Khan's fighters" his militia."""
    if branch.id in ("government", "ministry") and actor.kind != "leader":
        return None
    if actor.kind in _ACTS or actor.kind == "political party":
        if actor.kind == "government" and branch.id in _BRANCH_OF_STATE:
            return arm_of(actor.country, branch, words, setting) if actor.country else replace(actor, kind=branch.kind)
        return actor
    if actor.kind == "leader" and actor.country and branch.id not in _UNOFFICIAL:
        return arm_of(actor.country, branch, words, setting)
    if actor.kind in ("leader", "person", "official"):
        return Actor(f"group:forces-of-{slug(actor.name)}", f"forces of {actor.name}", "militia")
    return actor if actor.kind == "un/ngo" else None


def _of_place(name: PlaceName, branch: Branch, words: ActorWords, setting: Setting) -> Actor | None:
    place = name.place
    country = place.country if place else ""
    if country and (branch.id not in _UNOFFICIAL or (place and place.precision == "country")):
        return _of_country(country, branch, words, setting)
    if branch.id in _UNOFFICIAL:
        named = name.span.text
        return Actor(f"group:{slug(named)}:{branch.id}", f"{branch.words} {named}", branch.kind, country=country)
    return None


def _of_country(country: str, branch: Branch, words: ActorWords, setting: Setting) -> Actor:
    """ "Syrian rebels" and "Syrian militias" are of the country but not of its state."""
    if branch.id in _UNOFFICIAL:
        named = f"{branch.words} {words.country(country)}"
        return Actor(f"group:{country}:{branch.id}", named, branch.kind, country=country)
    return arm_of(country, branch, words, setting)


def _of_people(people: str, branch: Branch) -> Actor | None:
    if branch.id in ("government", "ministry"):
        return None
    return Actor(f"group:{slug(people)}:fighters", f"{people} fighters", "armed group")


def arm_of(country: str, branch: Branch, words: ActorWords, setting: Setting) -> Actor:
    """A state's army, police or government. Abroad, its army is a foreign force."""
    name = f"{branch.words} {words.country(country)}"
    if branch.id in ("government", "ministry"):
        return government_of(country, words.country(country))
    away = setting.main not in ("", country) and branch.kind == "state force"
    return Actor(f"force:{country}:{branch.id}", name, "foreign force" if away else branch.kind, country=country)


def government_of(country: str, name: str) -> Actor:
    """The government of a country of this code and name, which is also what its bare name stands for as an actor."""
    return Actor(f"country:{country}", f"government of {name}", "government", country=country)


def _bare(
    tokens: Sequence[Token], start: int, head: Token, branch: Branch, words: ActorWords, setting: Setting
) -> Actor | None:
    """ "The army", "government forces": the leading country's, where one leads and nothing else qualifies the noun."""
    key = tuple(k for t in tokens[start : head.i + 1] for k in singular_key(t.text))
    if not setting.main or key not in words.owned_by_the_country:
        return None
    article = start > 0 and tokens[start - 1].pos == "DET"
    if article and tokens[start - 1].text.lower() not in ("the", "all", "both"):
        return None
    if len(key) == 1 and not article and head.text.lower() in ("government", "state", "military", "army", "regime"):
        # "Government officials", "state television": without an article only a noun that stands for itself counts.
        return arm_of(setting.main, branch, words, setting) if head.relation in _ARGUMENTS else None
    return arm_of(setting.main, branch, words, setting)
