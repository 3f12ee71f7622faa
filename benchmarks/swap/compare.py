"""Whether a report rewritten is coded as it was, mention by mention."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from benchmarks.coding.measure import lost_its_commas
from benchmarks.swap.edits import Point, Rewriting
from khabar.records import Coded, Mention, Parse, Place, Span

Filled = tuple[tuple[str, object, object, object], ...]


@dataclass(frozen=True, slots=True)
class Form:
    """A mention as it is compared, in points common to both texts.

    `trigger` is its head word, first and last character; `roles` hold role and the same, None where it is understood.
    """

    type: str
    trigger: tuple[Point, Point, Point]
    roles: Filled
    place: frozenset[str]
    modality: str
    polarity: str
    who: frozenset[str]


@dataclass(frozen=True)
class Read:
    """A coded report beside its parse."""

    coded: Coded
    parse: Parse


@dataclass(frozen=True)
class Difference:
    """A mention coded otherwise: what differs, its sentence before and after ("" where there is none).

    `fields` are `lost`, `new`, or the names of what differs.
    """

    document: str
    type: str
    trigger: str
    fields: tuple[str, ...]
    before: str
    after: str
    details: str


@dataclass(frozen=True)
class Comparison:
    """Mentions of both codings, those on the same words taken together, and how they differ.

    `commas` = the text has kept its commas. `touched` are the mentions in sentences that were rewritten, with
    `touched_same` the same. `who` of those that agree also resolve to the same actors, up to the swap.
    """

    commas: bool
    mentions: int
    touched: int
    touched_same: int
    who: int
    differences: tuple[Difference, ...]


def compared(old: Read, new: Read, rewriting: Rewriting, stands_for: Mapping[str, str]) -> Comparison:
    """Mentions of two codings side by side. `stands_for` says which actor's id answers to which id or name."""
    before = [(m, _form(m, old, rewriting.old_point, stands_for)) for m in old.coded.mentions]
    after = [(m, _form(m, new, rewriting.new_point, {})) for m in new.coded.mentions]
    pairs = list(_paired(before, after))
    differences, touched, touched_same, who = [], 0, 0, 0
    for one, other in pairs:
        fields = _differing(one, other)
        sentence = one[0].sentence if one else None
        near = rewriting.touches(sentence.start, sentence.end) if sentence else True
        touched += near
        touched_same += near and not fields
        if fields:
            differences.append(_told(one, other, fields, old, new, rewriting))
        elif one and other:
            who += _same_actors(one[1].who, other[1].who, unknown=set(stands_for.values()))
    return Comparison(not lost_its_commas(rewriting.old), len(pairs), touched, touched_same, who, tuple(differences))


Formed = tuple[Mention, Form]


def _paired(before: list[Formed], after: list[Formed]) -> Iterator[tuple[Formed | None, Formed | None]]:
    """Each mention with the one on the same trigger, of the same type first; None where there is none."""
    left = list(after)
    rest: list[Formed] = []
    for one in before:
        same = next((o for o in left if o[1].type == one[1].type and _same_words(o, one)), None)
        if same is None:
            rest.append(one)
        else:
            left.remove(same)
            yield one, same
    for one in rest:
        other = next((o for o in left if _same_words(o, one)), None)
        if other is not None:
            left.remove(other)
        yield one, other
    for other in left:
        yield None, other


def _form(mention: Mention, read: Read, point: Callable[[int], Point], stands_for: Mapping[str, str]) -> Form:
    """What must be the same, in points common to both texts, and the actors, by the ids they answer to."""
    roles: list[tuple[str, object, object, object]] = []
    places, who = set(), set()
    for role, arguments in mention.roles:
        for argument in arguments:
            extent = _extent(argument.span, read.parse, point) if argument.span else (None, None, None)
            if isinstance(argument.resolved, Place):
                places.add(argument.resolved.id)  # the same point is the same place, by whatever words
                continue
            roles.append((role, *extent))
            if argument.resolved is None:
                continue
            who.add(stands_for.get(argument.resolved.id, argument.resolved.id))
    return Form(
        type=mention.type,
        trigger=_extent(mention.trigger, read.parse, point),
        roles=tuple(roles),
        place=frozenset(places),
        modality=mention.modality,
        polarity=mention.polarity,
        who=frozenset(who),
    )


def _same_words(one: Formed, other: Formed) -> bool:
    """Whether two mentions are named by the same words: the same head word, or the same first and last character."""
    mine, its = one[1].trigger, other[1].trigger
    return mine[0] == its[0] or mine[1:] == its[1:]


def _extent(span: Span, parse: Parse, point: Callable[[int], Point]) -> tuple[Point, Point, Point]:
    return point(_head_start(span, parse)), point(span.start), point(span.end - 1)


def _head_start(span: Span, parse: Parse) -> int:
    """Where the word begins that the other words of a span hang on."""
    sentence = parse.sentence_at(span.start)
    inside = sentence.between(span.start, span.end) if sentence else ()
    indices = {t.i for t in inside}
    return next((t.start for t in inside if t.head == t.i or t.head not in indices), span.start)


def _same_actors(one: frozenset[str], other: frozenset[str], *, unknown: set[str]) -> bool:
    """Whether the actors are the same; a name nobody knows may have any id, but must have one."""
    free = {w for w in one if w in unknown and w not in other}
    return one - free <= other and len(one) == len(other)


def _same_fillers(one: Filled, other: Filled) -> bool:
    """Whether each filler has one in the same role with the same head or the same extent, and none is left over."""
    left = list(other)
    for role, head, start, end in one:
        same = next((f for f in left if f[0] == role and (f[1] == head or f[2:] == (start, end))), None)
        if same is None:
            return False
        left.remove(same)
    return not left


def _differing(one: Formed | None, other: Formed | None) -> tuple[str, ...]:
    if one is None or other is None:
        return ("new",) if one is None else ("lost",)
    old, new = one[1], other[1]
    same = {name: getattr(old, name) == getattr(new, name) for name in ("type", "place", "modality", "polarity")}
    same["roles"] = _same_fillers(old.roles, new.roles)
    return tuple(name for name, agrees in same.items() if not agrees)


def _told(
    one: Formed | None, other: Formed | None, fields: tuple[str, ...], old: Read, new: Read, rewriting: Rewriting
) -> Difference:
    mention = (one or other or (None,))[0]
    assert mention is not None
    return Difference(
        document=old.coded.document.id,
        type=mention.type,
        trigger=mention.trigger.text,
        fields=fields,
        before=one[0].sentence.text if one else "",
        after=other[0].sentence.text if other else _sentence_for(mention, new, rewriting),
        details="; ".join(f"{f}: {_shown(one, f)} -> {_shown(other, f)}" for f in fields if one and other),
    )


def _sentence_for(mention: Mention, new: Read, rewriting: Rewriting) -> str:
    """The sentence of the rewritten text where a mention that is lost should stand; "" where it is a word replaced."""
    kind, offset = rewriting.old_point(mention.trigger.start)
    sentence = new.parse.sentence_at(offset) if kind == "at" else None
    return sentence.text if sentence else ""


def _shown(formed: Formed | None, field: str) -> str:
    if formed is None:
        return ""
    if field == "roles":
        return ", ".join(f"{role} {a.text!r}" for role, row in formed[0].roles for a in row)
    value = getattr(formed[1], field)
    return ", ".join(sorted(value)) if isinstance(value, frozenset) else str(value)
