"""Persons: who bears a name, what office they hold, and whom a surname alone stands for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from khabar.actors.found import Found
from khabar.actors.spelling import key_of, slug
from khabar.actors.wording import ActorWords, singular
from khabar.records import Actor, PlaceName, Sentence, Span, Token

_PARTICLES = frozenset(
    {
        "al",
        "el",
        "bin",
        "ibn",
        "ben",
        "ould",
        "de",
        "da",
        "van",
        "von",
        "abu",
        "ul",
        "ur",
        "abd",
        "bint",
        "umm",
        "ad",
        "la",
    }
)
_HYPHENS = frozenset("-‐‑–'’")
_LONGEST_TITLE = 3
_TRUST_FULL, _TRUST_SURNAME = 6, 3
_PERSONS = frozenset({"leader", "person", "official"})
_KIND = {"leader": "leader", "official": "official", "plain": "person", "": "person"}


@dataclass(frozen=True)
class Bearer:
    """A person's name at tokens `first` to `last`, with the title before it at `begin`. `rank` "" = no office known.

    `name` is the name without title, `span` where it stands with it.
    """

    sentence: Sentence
    begin: int
    first: int
    last: int
    rank: str
    name: str = field(init=False)
    span: Span = field(init=False)

    def __post_init__(self) -> None:
        tokens = self.sentence.tokens
        object.__setattr__(self, "name", self.sentence.span_of(tokens[self.first], tokens[self.last]).text)
        object.__setattr__(self, "span", self.sentence.span_of(tokens[self.begin], tokens[self.last]))


def persons_in(
    sentences: Sequence[Sentence], *, words: ActorWords, known: Sequence[Found], places: Sequence[PlaceName]
) -> Iterator[Found]:
    """The persons of a report. A part of a longer name stands for its only bearer; of several, for nobody known."""
    bodies = [f.span for f in known if f.actor.kind not in _PERSONS]
    bearers = [b for s in sentences for b in _bearers(s, words) if _is_plausible(b, bodies, places)]
    actors = {a.id: a for a in (f.actor for f in known) if a.kind in _PERSONS}
    full: dict[str, Actor] = {}
    for bearer in sorted(bearers, key=lambda b: (-len(key_of(b.name)), b.rank == "")):
        if len(key_of(bearer.name)) > 1:
            _learn(bearer, full, actors, known)
    surnames = _surnames(full, actors)
    for bearer in bearers:
        actor = _who(bearer, full, surnames)
        if (
            bearer.rank
            or len(key_of(bearer.name)) > 1
            or actor.id != f"name:{slug(bearer.name)}"
            or _is_subject(bearer)
        ):
            yield Found(bearer.span, actor, _TRUST_FULL)
    for sentence in sentences if surnames else ():
        yield from _bare_surnames(sentence, surnames)


def _is_plausible(bearer: Bearer, bodies: Sequence[Span], places: Sequence[PlaceName]) -> bool:
    """Not where a group is named, and without a title not where most of the name is a place."""
    if any(b.overlaps(bearer.span) for b in bodies):
        return False
    if bearer.rank:
        return True
    covered = sum(p.span.end - p.span.start for p in places if bearer.span.overlaps(p.span) and p.use == "place")
    return covered * 2 < len(bearer.name)


def _is_subject(bearer: Bearer) -> bool:
    """Whether a single unknown name at least does something; as a sentence's first word it may be any noun."""
    tokens = bearer.sentence.tokens
    return bearer.first > 0 and any(t.relation in ("nsubj", "appos") for t in tokens[bearer.first : bearer.last + 1])


def _bearers(sentence: Sentence, words: ActorWords) -> Iterator[Bearer]:
    """Names the pipeline calls persons, and capitalised names after a title."""
    taken: set[int] = set()
    for name in sentence.names:
        part = sentence.between(name.span.start, name.span.end)
        if name.label == "PERSON" and part:
            bearer = _titled(sentence, part[0].i, part[-1].i, words)
            if bearer is not None:
                taken.update(range(bearer.begin, bearer.last + 1))
                yield bearer
    for token in sentence.tokens:
        if (
            token.i not in taken
            and _is_name_word(token)
            and (token.i == 0 or not _is_name_word(sentence.tokens[token.i - 1]))
        ):
            last = _run_end(sentence.tokens, token.i)
            if not _may_be_titled(sentence.tokens, token.i, last, words):
                continue
            bearer = _titled(sentence, token.i, last, words)
            if (
                bearer is not None
                and bearer.rank
                and bearer.begin < bearer.first
                and not taken & set(range(token.i, last + 1))
            ):
                yield bearer


def _may_be_titled(tokens: Sequence[Token], first: int, last: int, words: ActorWords) -> bool:
    """Whether some word of a title stands in a run of names or before it, or its first is no name's own."""
    near = tokens[max(0, first - _LONGEST_TITLE) : last + 1]
    return any(k in words.title_words for t in near for k in key_of(t.text)) or _is_before_names(tokens[first], words)


def _titled(sentence: Sentence, first: int, last: int, words: ActorWords) -> Bearer | None:
    """The name with the titles inside and before it set apart; None where nothing but a title is left."""
    tokens = sentence.tokens
    while first < last and _is_before_names(tokens[first], words):
        first += 1
    begin, rank = first, ""
    while first <= last and (n := _title_at(tokens, first, last, words)):
        rank = _higher(rank, words.titles[_key(tokens[first : first + n])])
        first += n
    if rank and first <= last:
        first = _past_portfolio(tokens, first, last, words)
    while first <= last and tokens[first].text in (".", ",", "-", '"', "”"):
        first += 1
    while last > first and not _is_name_word(tokens[last]):
        last -= 1
    while begin > 0 and (n := _title_before(tokens, begin, words)):
        rank = _higher(rank, words.titles[_key(tokens[begin - n : begin])])
        begin -= n
    if first > last or not tokens[first].text[0].isupper() or _is_no_name(tokens[first : last + 1], words):
        return None
    return Bearer(sentence, begin, first, last, rank or _office(sentence, first, last, words))


def _is_before_names(token: Token, words: ActorWords) -> bool:
    return key_of(token.text) in words.adjectives or token.text.lower() in words.before_names


def _past_portfolio(tokens: Sequence[Token], first: int, last: int, words: ActorWords) -> int:
    """ "Minister of Foreign Affairs X": the position after what the office is of, one past `last` for all of it."""
    if tokens[first].text.lower() not in ("of", "for"):
        return first
    i = first + 1
    while i <= last and (tokens[i].text.lower() in words.portfolios or tokens[i].text.lower() in ("and", "the")):
        i += 1
    # "Prime Minister of Somalia X": one word is the country's.
    return i if i > first + 1 else min(first + 2, last + 1)


def _is_no_name(part: Sequence[Token], words: ActorWords) -> bool:
    """Titles, offices, forces and peoples by themselves: "Prime Minister", "Gunmen", "Libyans"."""
    key = _key(part)
    if key in words.titles or tuple(singular(k) for k in key) in words.branches or key in words.adjectives:
        return True
    if len(part) == 1 and (singular(key[0]) if key else "") in words.peoples:
        return True
    return any(singular(t.text.lower()) in words.offices for t in part if len(part) > 1)


def _title_at(tokens: Sequence[Token], first: int, last: int, words: ActorWords) -> int:
    sizes = range(min(_LONGEST_TITLE, last - first), 0, -1)
    return next((n for n in sizes if _key(tokens[first : first + n]) in words.titles), 0)


def _title_before(tokens: Sequence[Token], begin: int, words: ActorWords) -> int:
    sizes = range(min(_LONGEST_TITLE, begin), 0, -1)
    spelt = (n for n in sizes if _is_plain(tokens[begin - n]) and _is_plain(tokens[begin - 1]))
    return next((n for n in spelt if _key(tokens[begin - n : begin]) in words.titles), 0)


def _is_plain(token: Token) -> bool:
    return token.text[0].isalpha() or token.text == "."


def _key(part: Sequence[Token]) -> tuple[str, ...]:
    return tuple(k for t in part for k in key_of(t.text))


def _higher(one: str, other: str) -> str:
    order = ("", "plain", "official", "leader")
    return max(one, other, key=order.index)


def _office(sentence: Sentence, first: int, last: int, words: ActorWords) -> str:
    """The office a noun beside the name gives: "Nasir Ahmadi, a council member", "the mayor, Nasir Ahmadi"."""
    head = next((t for t in sentence.tokens[first : last + 1] if not first <= t.head <= last or t.head == t.i), None)
    if head is None:
        return ""
    beside = [*sentence.children(head, "appos", "nmod:desc", "compound")]
    if head.relation in ("appos", "flat") or head.dep == "nmod:desc":
        beside.append(sentence.head(head))
    return "official" if any(singular(t.text.lower()) in words.offices for t in beside) else ""


def _is_name_word(token: Token) -> bool:
    return token.pos == "PROPN" and token.text[0].isupper()


def _run_end(tokens: Sequence[Token], first: int) -> int:
    last = i = first
    while i + 1 < len(tokens):
        i += 1
        token = tokens[i]
        if _is_name_word(token):
            last = i
        elif not (token.text in _HYPHENS or token.text.lower() in _PARTICLES):
            break
    return last


def _learn(bearer: Bearer, full: dict[str, Actor], actors: dict[str, Actor], known: Sequence[Found]) -> None:
    """Remember a full name: a person of the lexicon keeps that id, and a part of a longer name is its bearer's."""
    id_ = f"name:{slug(bearer.name)}"
    if id_ in full:
        return
    listed = next((f.actor for f in known if f.actor.id in actors and _names(f, bearer)), None)
    if listed is not None:
        full[id_] = listed
        return
    parts = key_of(bearer.name)
    longer = [a for other, a in full.items() if set(parts) < set(other.removeprefix("name:").split("-"))]
    ranked = _KIND[bearer.rank]
    full[id_] = longer[0] if len(longer) == 1 else Actor(id_, bearer.name, ranked)


def _names(found: Found, bearer: Bearer) -> bool:
    """Whether a lexicon's name in the bearer's is his whole: of a surname alone the first names must begin alike."""
    if not bearer.span.contains(found.span):
        return False
    mine, listed = key_of(bearer.name), key_of(found.actor.name)
    return len(key_of(found.span.text)) > 1 or len(mine) == 1 or mine[0][:3] == listed[0][:3]


def _surnames(full: dict[str, Actor], actors: dict[str, Actor]) -> dict[str, Actor]:
    """Last name -> its only bearer in the report."""
    holders: dict[str, dict[str, Actor]] = {}
    for actor in (*full.values(), *actors.values()):
        parts = key_of(actor.name)
        if len(parts) > 1 and len(parts[-1]) > 2:
            holders.setdefault(parts[-1], {})[actor.id] = actor
    return {name: next(iter(found.values())) for name, found in holders.items() if len(found) == 1}


def _who(bearer: Bearer, full: dict[str, Actor], surnames: dict[str, Actor]) -> Actor:
    id_ = f"name:{slug(bearer.name)}"
    if id_ in full:
        return full[id_]
    parts = key_of(bearer.name)
    last = parts[-1] if parts else ""
    found = surnames.get(last) or surnames.get(last.removesuffix("s"))
    return found or Actor(id_, bearer.name, _KIND[bearer.rank])


def _bare_surnames(sentence: Sentence, surnames: dict[str, Actor]) -> Iterator[Found]:
    """Surnames the pipeline overlooked, each with its article ("al-Assad")."""
    tokens = sentence.tokens
    for token in tokens:
        if token.pos != "PROPN" or not token.text[0].isalpha():
            continue
        parts = key_of(token.text)
        if not parts:
            continue
        actor = surnames.get(parts[-1]) or surnames.get(parts[-1].removesuffix("s"))
        if actor is None or not token.text.rpartition("-")[2][:1].isupper():
            continue
        first = token.i
        if first >= 2 and tokens[first - 1].text in _HYPHENS and tokens[first - 2].text.lower() in ("al", "el"):
            first -= 2
        yield Found(sentence.span_of(tokens[first], token), actor, _TRUST_SURNAME)
