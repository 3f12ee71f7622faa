"""A sentence with everything known of its nouns: what frames ask their questions of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from khabar.coding.grammar.slot import Slot
from khabar.coding.grammar.slots import slots_of
from khabar.coding.lexicon.frames import Lexicon
from khabar.coding.lexicon.noun_kinds import NounKinds, singular
from khabar.records import ActorName, PlaceName, Sentence, Span, Token
from khabar.records.parse import Named


@dataclass(frozen=True)
class SentenceContext:
    """One sentence of a document. `index` is its place in `Parse.sentences`."""

    sentence: Sentence
    index: int
    places: tuple[PlaceName, ...]
    actors: tuple[ActorName, ...]
    nouns: NounKinds = field(repr=False)
    lexicon: Lexicon = field(repr=False)
    known: dict[int, tuple[str, ...]] = field(default_factory=dict, repr=False, compare=False)
    read: dict[int, tuple[Slot, ...]] = field(default_factory=dict, repr=False, compare=False)
    fits: dict[tuple[int, tuple[str, ...], bool], int | None] = field(default_factory=dict, repr=False, compare=False)
    spelt: dict[int, frozenset[str]] = field(default_factory=dict, repr=False, compare=False)
    _place_over: dict[int, PlaceName] = field(init=False, repr=False, compare=False)
    _actor_over: dict[int, ActorName] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_place_over", _longest_over(self.sentence, self.places))
        object.__setattr__(self, "_actor_over", _longest_over(self.sentence, self.actors))

    @classmethod
    def of(
        cls,
        sentence: Sentence,
        index: int,
        *,
        places: Sequence[PlaceName],
        actors: Sequence[ActorName],
        nouns: NounKinds,
        lexicon: Lexicon,
    ) -> SentenceContext:
        """The context of a sentence with the names inside it."""
        ours = tuple(a for a in actors if not _is_common_word(a, lexicon))
        # "Islamic State", "the Damascus government": a place inside the name of who acts is no place of the act.
        free = tuple(p for p in places if not any(_is_part(p.span, a.span) for a in ours))
        return cls(sentence, index, free, ours, nouns, lexicon)

    def slots(self, token: Token) -> tuple[Slot, ...]:
        """The arguments and adjuncts of `token`."""
        if token.i not in self.read:
            self.read[token.i] = slots_of(self.sentence, token)
        return self.read[token.i]

    def kinds(self, token: Token) -> tuple[str, ...]:
        """What the phrase headed by `token` may be, likeliest first; empty = nothing known."""
        if token.i not in self.known:
            head = self.nouns.semantic_head(self.sentence, token)
            if head.lemma.lower() in self.nouns.counted and self.place_at(head) is None:
                found: tuple[str, ...] = ("people",)  # "Dozens", which name finders take for a name
            elif head is not token and token.lemma.lower() in self.nouns.same_place and self.actor_at(head) is None:
                found = ("place",)  # "the oil port of X", whoever a name finder takes X for
            elif self._is_named_disaster(head):
                found = ("disaster",)
            else:
                found = self.nouns.of(self.sentence, token, places=self.places, actors=self.actors)
            self.known[token.i] = found
        return self.known[token.i]

    def _is_named_disaster(self, head: Token) -> bool:
        """ "Cyclone Chapala", "Hurricane Mitch"."""
        if head.pos != "PROPN":
            return False
        kin = (*self.sentence.children(head, "compound", "flat", "nmod"), self.sentence.head(head))
        beside = (k for k in kin if abs(k.i - head.i) == 1 and k.pos == "PROPN")
        return any(self.nouns.of_word(k.text)[:1] == ("disaster",) for k in beside)

    def place_at(self, token: Token) -> PlaceName | None:
        """The place name that covers `token`, longest first; None where there is none."""
        return self._place_over.get(token.i)

    def actor_at(self, token: Token) -> ActorName | None:
        """The actor name that covers `token`, longest first; None where there is none."""
        return self._actor_over.get(token.i)

    def is_in(self, token: Token, groups: Sequence[str], *, strict: bool = False) -> int | None:
        """How well `token` fits one of the groups: 0 is best; None = not at all.

        A capitalised name nobody knows may be anything: it fits last, and not at all where `strict`.
        """
        asked = (token.i, tuple(groups), strict)
        if asked not in self.fits:
            self.fits[asked] = self._fit(token, groups, strict=strict)
        return self.fits[asked]

    def _fit(self, token: Token, groups: Sequence[str], *, strict: bool) -> int | None:
        kinds, best = self.kinds(token), None
        for name in groups:
            group = self.lexicon.group(name)
            rank = next((rank for rank, kind in enumerate(kinds) if kind in group.kinds), None)
            if rank != 0 and name in self._groups_with(token):
                rank = 0
            if rank is not None and (best is None or rank < best):
                best = rank
        if best is not None or strict or not any(self.lexicon.group(name).kinds & _NAMED for name in groups):
            return best
        unsure = (not kinds and token.pos in ("PROPN", "PRON")) or self.is_unsure_name(token)
        return _UNKNOWN if unsure else None

    def is_unsure_name(self, token: Token) -> bool:
        """Whether `token` heads a name that no list knows: what a name finder took it for is a guess."""
        head = self.nouns.semantic_head(self.sentence, token)
        actor = self.actor_at(head)
        known = self.place_at(head) is not None or (actor is not None and not actor.actor.id.startswith("name:"))
        full_name = any(
            n.label == "PERSON" and n.span.start <= head.start and head.end <= n.span.end and " " in n.span.text
            for n in self.sentence.names
        )
        return head.pos == "PROPN" and not known and not full_name and not self.nouns.of_word(head.text)

    def _groups_with(self, token: Token) -> frozenset[str]:
        """The groups that have the last one to three words of a phrase among their own."""
        if token.i not in self.spelt:
            known = self.lexicon.groups_with
            self.spelt[token.i] = frozenset(name for form in self._forms(token) for name in known.get(form, ()))
        return self.spelt[token.i]

    def _forms(self, token: Token) -> Iterator[tuple[str, ...]]:
        """The last one to three words of a phrase in every form by which a group may have them."""
        head = self.nouns.semantic_head(self.sentence, token)
        before = self.sentence.tokens[max(0, head.i - 3) : head.i + 1]
        words = [w for t in before if (w := t.text.lower()) != "-"]
        lemma = head.lemma.lower()
        ends = dict.fromkeys((*words[-1:], lemma, singular(lemma)))
        for size in range(1, min(3, len(words)) + 1):
            for end in ends:
                yield (*words[-size:-1], end)


# What may bear a name: no list of weapons or idioms is met by a name nobody knows.
_NAMED = frozenset(("force", "body", "person", "people", "place", "site", "road", "official", "detainee"))
_UNKNOWN = 6  # the rank of a name nobody knows: it fits, but after everything that is known to fit


def _longest_over(sentence: Sentence, names: Sequence[Named]) -> dict[int, Named]:
    """By token, the longest of the names that cover it; of equals the first."""
    over: dict[int, Named] = {}
    for name in sorted(names, key=lambda n: n.span.start - n.span.end):
        for token in sentence.tokens:
            if name.span.start <= token.start and token.end <= name.span.end:
                over.setdefault(token.i, name)
    return over


def named_below(context: SentenceContext, noun: Token) -> tuple[Token, ...]:
    """The heads of the actor names among the words that depend on a noun, however they are attached, in text order."""
    below = context.sentence.subtree(noun)
    return tuple(
        t for a in context.actors for t in below if t.end == a.span.end and t.start >= a.span.start and t.i != noun.i
    )


def _is_common_word(name: ActorName, lexicon: Lexicon) -> bool:
    """A word for an act that opens a sentence ("Clashes") and was taken for an unknown name."""
    word = name.span.text.lower()
    known = (
        word in lexicon.verb_forms
        or word in lexicon.nouns
        or word.rstrip("s") in lexicon.nouns
        or word[:-2] in lexicon.nouns
    )
    return known and name.actor.id.startswith("name:")


def _is_part(part: Span, whole: Span) -> bool:
    return whole.contains(part) and whole != part
