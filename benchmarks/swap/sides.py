"""The two sides of a report by Khabar's own reading, and its text with their names exchanged or one of them unknown."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from benchmarks.swap.compare import Read
from benchmarks.swap.edits import Edit, Rewriting, cased_like
from khabar.records import Span, Token

ARMED = ("armed group", "militia")
FORCES = ("state force", "foreign force")
OFFICIAL = (*FORCES, "government", "police")
UNKNOWN = ("Ansar al-Wadi", "Northern Eagles Front")
KNOWN = ("Hezbollah", "Boko Haram")
_PEOPLE = ("NNS", "NNPS")
_COUNTS = frozenset({"hundreds", "dozens", "scores", "thousands", "many", "some", "several"})

_TELLS_WHOSE = re.compile(r"\b(?:to|with)\b")


@dataclass(frozen=True, slots=True)
class Use:
    """A name where it stands. `people` are its last words where they are a noun in the plural ("fighters"), else "".

    `before_noun` = it only describes the noun behind it ("a Hezbollah ambush"). `counted` = it stands for people, with
    a number before it ("hundreds of Taliban"). `article` = "the " as written before it, else "". `nation` = apart from
    the people it is but a nation's adjective ("Iranian forces"), which alone can only describe a noun.
    """

    span: Span
    people: str
    before_noun: bool
    counted: bool = False
    article: str = ""
    nation: bool = False

    @property
    def is_people(self) -> bool:
        """Whether it stands for the side's people rather than for the side."""
        return not self.before_noun and (bool(self.people) or self.counted)

    @property
    def is_alone(self) -> bool:
        """Whether it stands for the side and describes nothing."""
        return not self.before_noun and not self.is_people

    @property
    def whole(self) -> Span:
        """The characters a like name replaces: the article too where the name stands alone."""
        lead = len(self.article) if self.is_alone else 0
        return Span(self.span.start - lead, self.span.end, self.article[:lead] + self.span.text)

    @property
    def bare(self) -> str:
        """The name without such a noun; all of it where nothing else is left."""
        return self.span.text[: len(self.span.text) - len(self.people)].strip() or self.span.text


@dataclass(frozen=True)
class Side:
    """An actor of a report with all uses of its names there, in order. `members` are its people in one word."""

    id: str
    members: str
    uses: tuple[Use, ...]

    def like(self, use: Use) -> str:
        """This side's name in the shape of another's use: before a noun, as people in the plural, or by itself."""
        people = [own.span.text for own in self.uses if own.people]
        names = [own.bare for own in self.uses if not own.nation]
        if use.before_noun:
            return _commonest([own.bare for own in self.uses])
        if use.is_people:
            return _commonest(people) if people else f"{_commonest(names)} {self.members}"
        return self._article() + _commonest(names) if names else _commonest(people)

    def _article(self) -> str:
        """ "the " where the report mostly writes it before this side's name standing by itself."""
        alone = [own for own in self.uses if own.is_alone]
        return "the " if 2 * sum(bool(own.article) for own in alone) > len(alone) else ""


def _commonest(spellings: list[str]) -> str:
    """The most frequent spelling; of equals the one with the fewest capitals, then the first."""
    counted = Counter(spellings)
    return max(counted, key=lambda s: (counted[s], -sum(word[:1].isupper() for word in s.split())))


def sides_of(read: Read) -> tuple[Side | None, Side | None]:
    """The most named armed group and the most named force, or else government, of a report; None where it has none."""
    force = _most_named(read, FORCES) or _most_named(read, OFFICIAL)
    return _most_named(read, ARMED), force


def exchanged(read: Read) -> tuple[Rewriting, dict[str, str]] | None:
    """The text with the two sides' names exchanged and who stands for whom; None where it has not two sides."""
    group, force = sides_of(read)
    if group is None or force is None:
        return None
    text = read.coded.document.text
    edits = [edit for one, other in ((group, force), (force, group)) for use in one.uses
             for edit in _renamed(text, use.whole, _in_case(use.whole.text, other.like(use)))]  # fmt: skip
    return Rewriting.of(text, edits), {group.id: force.id, force.id: group.id}


def renamed(read: Read, name: str) -> tuple[Rewriting, dict[str, str]] | None:
    """The text with another name for its most named armed group; None where it names none, or that name already.

    A noun in the plural behind the name stays ("Taliban fighters" becomes "Ansar al-Wadi fighters").
    """
    group, _ = sides_of(read)
    text = read.coded.document.text
    if group is None or name in text:
        return None
    edits = [edit for use in group.uses for edit in _renamed(text, use.span, f"{name} {use.people}".strip())]
    return Rewriting.of(text, edits), {group.id: name}


def _in_case(model: str, words: str) -> str:
    """The words with a capital where the name stood at a sentence's start; "the" inside a sentence is small."""
    return words if words.startswith("the ") and not model.startswith("The ") else cased_like(model, words)


def _most_named(read: Read, kinds: tuple[str, ...]) -> Side | None:
    """Only proper names count, not phrases that tell whose a force is ("forces loyal to the president").

    An air force is left out: exchanged with a group on foot it would change the act.
    """
    ground = [p.span for p in read.coded.places if p.use != "demonym"]
    named: dict[str, list[Span]] = {}
    for name in read.coded.names:
        # A name that holds a place's name is ground too: exchanging it would move the war.
        on_ground = any(name.span.overlaps(place) for place in ground)
        told = _TELLS_WHOSE.search(name.span.text)
        if name.actor.kind in kinds and not name.actor.id.endswith(":air") and not on_ground and not told:
            named.setdefault(name.actor.id, []).append(name.span)
    proper = {id: spans for id, spans in named.items() if any(_is_proper(read, span) for span in spans)}
    if not proper:
        return None
    most = max(proper, key=lambda id: len(proper[id]))
    spans = proper[most] + _unseen(read, {span.text for span in proper[most]})
    members = "fighters" if kinds == ARMED else "soldiers"
    return Side(most, members, tuple(_use(read, span) for span in sorted(spans)))


def _is_proper(read: Read, span: Span) -> bool:
    """Whether a name holds a proper noun, or a nation's adjective before a force ("Syrian army")."""
    nation = any(p.use == "demonym" and span.overlaps(p.span) for p in read.coded.places)
    force = any(n.span == span and n.actor.kind in OFFICIAL for n in read.coded.names)
    return (nation and force) or any(t.pos == "PROPN" for t in _tokens(read, span))


def _unseen(read: Read, spellings: set[str]) -> list[Span]:
    """Where proper spellings stand that were taken for no name at all."""
    taken = [n.span for n in read.coded.names] + [p.span for p in read.coded.places]
    text = read.coded.document.text
    found = []
    for spelling in sorted(s for s in spellings if s[:1].isupper() and len(s) > 2):
        for match in re.finditer(rf"(?<!\w){re.escape(spelling)}(?!\w)", text):
            span = Span(match.start(), match.end(), spelling)
            if not any(span.overlaps(other) for other in taken):
                taken.append(span)
                found.append(span)
    return found


def _use(read: Read, span: Span) -> Use:
    inside = _tokens(read, span)
    sentence = read.parse.sentence_at(span.start)
    if sentence is None or not inside:
        return Use(span, "", before_noun=False)
    last, indices = inside[-1], {t.i for t in inside}
    people = last.text if last.tag in _PEOPLE and (len(inside) > 1 or last.text.islower()) else ""
    head = next((t for t in inside if t.head not in indices or t.head == t.i), last)
    before = head.dep in ("compound", "amod", "nmod") and last.i < head.head < last.i + 3
    people = people if last.end == span.end else ""
    rest = span.text[: len(span.text) - len(people)].strip()
    nation = any(p.use == "demonym" and p.span.start == span.start and p.span.text == rest for p in read.coded.places)
    lead = sentence.tokens[: inside[0].i][-2:]
    counted = any(t.tag == "CD" or t.text.lower() in _COUNTS for t in lead[-1:]) or (
        len(lead) == 2 and lead[1].text == "of" and lead[0].text.lower() in _COUNTS
    )
    text = read.coded.document.text
    article = re.search(r"(?<!\w)the $", text[max(0, span.start - 5) : span.start], re.IGNORECASE)
    return Use(span, people, before_noun=before, counted=counted, article=article[0] if article else "", nation=nation)


def _tokens(read: Read, span: Span) -> tuple[Token, ...]:
    sentence = read.parse.sentence_at(span.start)
    return sentence.between(span.start, span.end) if sentence else ()


def _renamed(text: str, span: Span, new: str) -> list[Edit]:
    """The name replaced, and "a" or "an" before it made to fit."""
    edits = [Edit(span.start, span.end, new)]
    article = re.search(r"(?<!\w)([Aa])n?\s$", text[max(0, span.start - 4) : span.start])
    if article:
        start = span.start - len(article[0])
        edits.append(Edit(start, span.start - 1, article[1] + ("n" if new[:1].lower() in "aeiou" else "")))
    return edits
