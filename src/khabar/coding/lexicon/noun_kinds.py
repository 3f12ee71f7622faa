"""What kind of thing a noun phrase stands for: a force, people, a place, a weapon, an agreement, a football team.

"Captured" takes a town, a man or footage; the kind of its object says which.  Kinds come first from the names found
in the text, then from a lexicon of common nouns, then from bare numbers ("12 were killed").  Source: data file
`languages/<code>/nouns.yaml`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from pydantic import Field

from khabar.errors import BadPack
from khabar.packs.yaml_file import Node, Strict, load_yaml
from khabar.records import ActorName, PlaceName, Sentence, Token
from khabar.records.parse import Named, NameSpan

NOUN_KINDS = (
    "force", "weapon_platform", "people", "person", "detainee", "official", "body", "place", "site", "road", "weapon",
    "vehicle", "supplies", "agreement", "event", "disaster", "vote", "sport", "time", "abstract",
)  # fmt: skip

_OF_ACTOR: Mapping[str, tuple[str, ...]] = {
    "state force": ("force",),
    "police": ("force",),
    "intelligence": ("force", "body"),
    "armed group": ("force", "body"),
    "militia": ("force",),
    "foreign force": ("force",),
    "government": ("body",),
    "official": ("official", "person"),
    "leader": ("official", "person"),
    "person": ("person",),
    "civilians": ("people",),
    "detainees": ("detainee",),
    "media": ("body",),
    "un/ngo": ("body",),
    "company": ("body",),
    "political party": ("body",),
    "country": ("body", "place"),
    "organisation": ("body",),
}
_OF_PRECISION: Mapping[str, tuple[str, ...]] = {
    "site": ("site", "place"),
    "route": ("road", "place"),
    "country": ("place", "body"),
}
_OF_USE: Mapping[str, tuple[str, ...]] = {"demonym": ("people", "force", "body"), "metonym": ("body", "force")}
_OF_LABEL: Mapping[str, tuple[str, ...]] = {"PERSON": ("person",), "ORG": ("body",), "LOC": ("place",)}
_OF_PRONOUN: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(("he", "she", "him", "her", "his", "i", "me", "himself", "herself"), ("person",)),
    **dict.fromkeys(("they", "them", "their", "we", "us", "our", "themselves"), ("people", "force", "body")),
    **dict.fromkeys(("who", "whom", "everyone", "everybody", "someone", "somebody", "anyone", "nobody"), ("people",)),
}


class _Back(Strict):
    places: dict[str, list[str]]
    sites: list[str]
    wars: list[str]
    groups: list[str]
    of_places: list[str]
    of_bodies: list[str]
    held_verbs: list[str]
    place_verbs: list[str]


class _Schema(Strict):
    version: int = Field(alias="schema")
    language: str
    source: str
    license: str
    kinds: dict[str, list[str]]
    several: dict[str, list[str]]
    compounds: dict[str, list[str]]
    partitives: list[str]
    same_place: list[str]
    counted: list[str]
    refers_back: _Back


@dataclass(frozen=True)
class BackWords:
    """What nouns and pronouns can stand for, as lower-case lemmas.

    `places`: noun -> the precisions of places it can stand for, "any" for all. `sites` stand for any building, `groups`
    for armed groups; `wars` speak of the whole war. `of_places` and `of_bodies` are what "its" owns; `held_verbs` have
    places as object "it", `place_verbs` as subject.
    """

    places: Mapping[str, frozenset[str]]
    sites: frozenset[str]
    wars: frozenset[str]
    groups: frozenset[str]
    of_places: frozenset[str]
    of_bodies: frozenset[str]
    held_verbs: frozenset[str]
    place_verbs: frozenset[str]


@dataclass(frozen=True)
class NounKinds:
    """The lexicon of one language. All words are lower-case lemmas; kinds are ordered, likeliest first."""

    nouns: Mapping[str, tuple[str, ...]]
    compounds: Mapping[tuple[str, str], tuple[str, ...]]
    partitives: frozenset[str]
    same_place: frozenset[str]
    counted: frozenset[str]
    back: BackWords

    @classmethod
    def load(cls, language: str = "en") -> NounKinds:
        """The packaged lexicon. Raises BadPack where the file breaks its schema, FileNotFoundError where none is."""
        file = files("khabar") / "data" / "languages" / language / "nouns.yaml"
        return cls.read(file.read_text(encoding="utf-8"), file=f"languages/{language}/nouns.yaml")

    @classmethod
    def read(cls, text: str, *, file: str) -> NounKinds:
        """The lexicon in a YAML text; `file` is the name faults are shown under. Raises BadPack."""
        node = load_yaml(text, file=file)
        data = node.bind(_Schema)
        _refuse_unknown_kinds(node)
        _refuse_unordered_words(node, data)
        nouns: dict[str, tuple[str, ...]] = {word: (kind,) for kind, words in data.kinds.items() for word in words}
        nouns.update((word, tuple(kinds)) for word, kinds in data.several.items())
        return cls(
            nouns,
            {_pair(key): tuple(kinds) for key, kinds in data.compounds.items()},
            frozenset(data.partitives),
            frozenset(data.same_place),
            frozenset(data.counted),
            _back_words(data.refers_back),
        )

    def of(
        self,
        sentence: Sentence,
        token: Token,
        *,
        places: Sequence[PlaceName] = (),
        actors: Sequence[ActorName] = (),
    ) -> tuple[str, ...]:
        """The kinds the phrase headed by `token` may be, likeliest first; empty where nothing is known of it.

        "dozens of civilians" is what its inner noun is. Names decide before words, and a longer name before a shorter.
        """
        head = self.semantic_head(sentence, token)
        words: tuple[str, ...] | None = None
        if head.pos == "NOUN" and not _is_covered(head, places) and not _is_covered(head, actors):
            words = self._of_words(sentence, head)
            if words:
                return words  # a name finder takes any capital for a name: "Guerrillas" at the head of a sentence
        if named := _kinds_of_name(sentence, head, places, actors):
            return named
        words = self._of_words(sentence, head) if words is None else words
        return words or self._of_quantity(sentence, head)

    def of_word(self, word: str) -> tuple[str, ...]:
        """The kinds of a bare noun, in any number or case; empty where the lexicon lacks it."""
        for form in _forms_of(word):
            if form in self.nouns:
                return self.nouns[form]
        return ()

    def semantic_head(self, sentence: Sentence, token: Token) -> Token:
        """The noun a phrase is about: "civilians" in "dozens of civilians", "gunmen" in "a group of gunmen".

        "The city of Homs" is about Homs. `token` itself where it is no partitive or nothing follows "of".
        """
        seen = {token.i}
        while (inner := self._inner(sentence, token)) is not None and inner.i not in seen:
            seen.add(inner.i)
            token = inner
        return token

    def _inner(self, sentence: Sentence, token: Token) -> Token | None:
        lemma, lowered = token.lemma.lower(), token.text.lower()
        same = lemma in self.same_place or lowered in self.same_place
        partitive = lemma in self.partitives or lowered in self.partitives or token.pos in ("NUM", "DET")
        if not same and not partitive:
            return None
        of = next((k for k in sentence.children(token, "nmod", "obl") if _is_of(sentence, k)), None)
        if of is None or not same:
            return of
        named = any(k.pos == "PROPN" and k.i == token.i - 1 for k in sentence.children(token, "compound"))
        return of if of.pos == "PROPN" and not named else None  # "the Sukma district of Chhattisgarh" is Sukma

    def _of_words(self, sentence: Sentence, head: Token) -> tuple[str, ...]:
        if head.pos == "PRON" or head.lemma.lower() in _OF_PRONOUN:
            return _OF_PRONOUN.get(head.text.lower(), ())
        lemma = head.lemma.lower()
        for before in _modifiers(sentence, head):
            for pair in ((before.lemma.lower(), lemma), (before.text.lower(), head.text.lower())):
                if found := self.compounds.get((singular(pair[0]), singular(pair[1]))):
                    return found
        if head.pos == "NUM":
            return ()
        return self.of_word(head.lemma) or self.of_word(head.text)

    def _of_quantity(self, sentence: Sentence, head: Token) -> tuple[str, ...]:
        """A number with no noun is people, unless it is money, a share or a measure."""
        if head.pos not in ("NUM", "DET", "ADJ", "PRON", "NOUN"):
            return ()
        money = any(k.pos == "SYM" or k.text in "$€£%" for k in sentence.children(head))
        number = head.pos == "NUM" and not _is_year(head)
        quantity = head.lemma.lower() in self.counted or head.text.lower() in self.counted
        return ("people",) if (number or quantity) and not money else ()


def _is_covered(token: Token, names: Sequence[Named]) -> bool:
    return any(name.span.start <= token.start and token.end <= name.span.end for name in names)


def _kinds_of_name(
    sentence: Sentence, token: Token, places: Sequence[PlaceName], actors: Sequence[ActorName]
) -> tuple[str, ...]:
    """What the longest name over `token` says it is; of a place and an actor of one length, the place."""
    holding: list[tuple[int, int, tuple[str, ...]]] = []
    for place in places:
        if place.span.start <= token.start and token.end <= place.span.end:
            holding.append((place.span.end - place.span.start, 2, _kinds_of_place(place)))
    for actor in actors:
        if actor.span.start <= token.start and token.end <= actor.span.end:
            holding.append((actor.span.end - actor.span.start, 1, _OF_ACTOR.get(actor.actor.kind, ())))
    for name in sentence.names:
        if name.span.start <= token.start and token.end <= name.span.end and _is_head_of(sentence, token, name):
            holding.append((name.span.end - name.span.start, 0, _OF_LABEL.get(name.label, ())))
    known = [row for row in holding if row[2]]
    return max(known, key=lambda row: (row[1] > 0, row[0], row[1]))[2] if known else ()


def _kinds_of_place(name: PlaceName) -> tuple[str, ...]:
    if name.use != "place":
        return _OF_USE[name.use]
    return _OF_PRECISION.get(name.place.precision, ("place",)) if name.place else ("place",)


def _is_head_of(sentence: Sentence, token: Token, name: NameSpan) -> bool:
    """Whether nothing else in the name governs `token`."""
    head = sentence.head(token)
    return head is token or not (name.span.start <= head.start and head.end <= name.span.end)


def _modifiers(sentence: Sentence, head: Token) -> tuple[Token, ...]:
    """The words that qualify a noun from the left, nearest first."""
    kids = [k for k in sentence.children(head, "compound", "amod", "flat", "nmod") if k.i < head.i]
    return tuple(reversed(kids))


def _is_of(sentence: Sentence, token: Token) -> bool:
    return any(k.lemma.lower() in ("of", "among") for k in sentence.children(token, "case"))


def _is_year(token: Token) -> bool:
    return len(token.text) == 4 and token.text.isdigit() and 1900 <= int(token.text) <= 2100


@lru_cache(maxsize=20_000)
def _forms_of(word: str) -> tuple[str, ...]:
    """A noun in small letters as it stands and in the singular, and its last part: "co-conspirators"."""
    lowered = word.lower().replace("’", "'")
    last = lowered.rpartition("-")[2]
    return tuple(dict.fromkeys((lowered, singular(lowered), last, singular(last))))


@lru_cache(maxsize=20_000)
def singular(word: str) -> str:
    """A plain guess at the singular, for words the lemmatiser left as they stood."""
    if word.endswith("men"):
        return word[:-3] + "man"
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "xes", "sses")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


def _back_words(data: _Back) -> BackWords:
    return BackWords(
        {noun: frozenset(precisions) for noun, precisions in data.places.items()},
        frozenset(data.sites),
        frozenset(data.wars),
        frozenset(data.groups),
        frozenset(data.of_places),
        frozenset(data.of_bodies),
        frozenset(data.held_verbs),
        frozenset(data.place_verbs),
    )


def _pair(words: str) -> tuple[str, str]:
    *_, before, head = words.split()
    return singular(before), singular(head)


def _refuse_unknown_kinds(node: Node) -> None:
    for kind, words in node["kinds"].items():
        if kind not in NOUN_KINDS:
            raise words.fault(f"{kind!r} is no kind of noun", next_step=f"Kinds: {', '.join(NOUN_KINDS)}.")
    for section in ("several", "compounds"):
        for _, kinds in node[section].items():
            for kind_node in kinds:
                if kind_node.plain not in NOUN_KINDS:
                    raise kind_node.fault(f"{kind_node.plain!r} is no kind of noun")


def _refuse_unordered_words(node: Node, data: _Schema) -> None:
    """A word of two kinds needs an order: without one, the order of sections would decide by accident."""
    for kind, words in node["kinds"].items():
        listed = Counter(data.kinds[kind])
        for word in words:
            if listed[word.plain] > 1:
                raise word.fault(f"{word.plain!r} stands twice under {kind}")
    owners = Counter(word for words in data.kinds.values() for word in words)
    for words in node["kinds"]:
        for word in words:
            if owners[word.plain] > 1 and word.plain not in data.several:
                raise word.fault(f"{word.plain!r} has more than one kind and no order", next_step="Add it to several.")
    for pair, kinds in node["compounds"].items():
        if len(pair.split()) < 2:
            raise BadPack(node.file, "a compound has at least two words", line=kinds.line, field=kinds.field)
