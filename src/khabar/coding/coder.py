"""From a parsed document to coded mentions: the same document gives the same mentions, byte for byte."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from khabar.coding.acts.causes import without_natural_harm
from khabar.coding.acts.companions import companions
from khabar.coding.acts.days_apart import days_apart
from khabar.coding.acts.descriptive import Description, descriptions
from khabar.coding.acts.earlier_acts import earlier_act, ground_of, hand_of
from khabar.coding.acts.means import with_means
from khabar.coding.acts.merging import Draft, one_act_one_draft
from khabar.coding.acts.roles import ROLE_ORDER, argument_of, fill_roles
from khabar.coding.acts.sharing import share_arguments
from khabar.coding.acts.whereabouts import in_part
from khabar.coding.assertion.assertions import assertion_of
from khabar.coding.attribution.attributions import Attributions
from khabar.coding.grammar.governors import governor_of
from khabar.coding.grammar.sentence_context import SentenceContext
from khabar.coding.grammar.subjects import surface_subject
from khabar.coding.lexicon.carriers import load_carriers
from khabar.coding.lexicon.codebook import Codebook, EventType, load_codebook
from khabar.coding.lexicon.frames import Lexicon, load_lexicon
from khabar.coding.lexicon.noun_kinds import NounKinds
from khabar.coding.quantities.casualty_counts import counts_of
from khabar.coding.quantities.numbers import Number, numbers
from khabar.coding.referents.reference import Referents
from khabar.coding.timing.occurrence import is_background, occurred_of
from khabar.coding.timing.time_expressions import TimeExpression, document_day, time_expressions
from khabar.coding.triggers.find import find_triggers
from khabar.coding.triggers.trigger import Trigger
from khabar.records import (
    ActorName,
    Argument,
    Attribution,
    Coded,
    Count,
    Document,
    Issue,
    Mention,
    Parse,
    Place,
    PlaceName,
    RoleName,
    Sentence,
    Span,
    Token,
)

_NOT_CODED = ("caption", "dateline")


@dataclass(frozen=True)
class Coder:
    """The codebook, frames and noun lexicon of one language, loaded once and used for any number of documents."""

    codebook: Codebook
    lexicon: Lexicon
    nouns: NounKinds

    @classmethod
    def load(cls, language: str = "en") -> Coder:
        """The packaged coder of a language. Raises BadPack where a data file breaks its schema."""
        return cls(load_codebook(), load_lexicon(language), NounKinds.load(language))

    def code(
        self,
        document: Document,
        parse: Parse,
        *,
        places: Sequence[PlaceName] = (),
        actors: Sequence[ActorName] = (),
    ) -> Coded:
        """Everything the codebook asks for in a document. Pure: no clock, no network, no store."""
        day, conflict = document_day(parse, document.published)
        reading = _Reading(self, document, parse, tuple(places), tuple(actors), day)
        mentions = tuple(reading.mentions())
        unplaced = tuple(
            Issue("place-unresolved", p.span.text, "kept without coordinates", p.span.start, p.span.end)
            for p in places
            if p.place is None
        )
        issues = (*document.issues, *((conflict,) if conflict else ()), *unplaced)
        return Coded(document, mentions, tuple(places), tuple(actors), issues)


class _Reading:
    """One document being coded: what is computed once for all its sentences."""

    def __init__(
        self,
        coder: Coder,
        document: Document,
        parse: Parse,
        places: tuple[PlaceName, ...],
        actors: tuple[ActorName, ...],
        day: date | None,
    ) -> None:
        self.coder, self.document, self.parse, self.day = coder, document, parse, day
        self.places, self.actors = places, actors
        self._times_of: dict[int, tuple[TimeExpression, ...]] = {}
        self._numbers_of: dict[int, tuple[Number, ...]] = {}
        self._referents: Referents | None = None
        self._attributions: Attributions | None = None

    @property
    def referents(self) -> Referents:
        """Read where the report has an act at all."""
        if self._referents is None:
            kinds = self.coder.nouns
            self._referents = Referents.of(self.parse, places=self.places, actors=self.actors, kinds=kinds)
        return self._referents

    @property
    def attributions(self) -> Attributions:
        """Read where the report has an act at all."""
        if self._attributions is None:
            read = Attributions.of(self.document, self.parse, actors=self.actors, places=self.places)
            self._attributions = read
        return self._attributions

    def mentions(self) -> Iterator[Mention]:
        """The document's mentions, in text order."""
        contexts = self._contexts()
        drafts = with_means(contexts, without_natural_harm(contexts, [_drafts(context) for context in contexts]))
        told: list[tuple[int, Mention]] = []
        for context, row in zip(contexts, drafts, strict=True):
            told_once = one_act_one_draft(context.sentence, share_arguments(context, row))
            for draft in (one for whole in told_once for one in days_apart(context, whole)):
                mention = self._mention(context, draft, told)
                if mention is not None:
                    told.append((context.index, mention))
                    yield mention

    def _contexts(self) -> list[SentenceContext]:
        places, actors = self.parse.names_by_sentence(self.places), self.parse.names_by_sentence(self.actors)
        nouns, lexicon = self.coder.nouns, self.coder.lexicon
        return [
            SentenceContext.of(sentence, i, places=places[i], actors=actors[i], nouns=nouns, lexicon=lexicon)
            for i, sentence in enumerate(self.parse.sentences)
            if not _is_no_news(sentence)
        ]

    def _mention(self, context: SentenceContext, draft: Draft, told: Sequence[tuple[int, Mention]]) -> Mention | None:
        sentence = context.sentence
        saying = None if draft.descriptive else self.attributions.saying(context.index, draft.token)
        attribution = saying.attribution if saying is not None else None
        assertion = assertion_of(sentence, draft.token, saying, kind=draft.type)
        if not assertion.is_asserted and not draft.descriptive:
            return None
        if draft.token.lemma == "responsibility" and (assertion.polarity == "no" or _is_nobody(sentence, draft.voice)):
            return None  # "no group claimed responsibility" tells of no one's act
        row = draft.row
        occurred = occurred_of(
            sentence,
            draft.when or draft.voice,
            self._times(sentence),
            day=self.day,
            planned=assertion.modality in ("planned", "threatened"),
            is_speech=draft.type.startswith("politics."),
        )
        took_place = assertion.polarity == "yes" and not draft.descriptive
        earlier = earlier_act(context, draft, told) if took_place else None
        roles, placed = self._roles(context, without_speaker(sentence, draft, attribution), earlier)
        trigger = sentence.span_of(draft.first, draft.last)
        return Mention(
            id=_mention_id(self.document, draft.type, trigger, apart=draft.when),
            type=draft.type,
            codebook=self.coder.codebook.version,
            trigger=trigger,
            sentence=sentence.span,
            roles=roles,
            counts=() if draft.descriptive else self._counts(context, draft),
            occurred=occurred,
            polarity=assertion.polarity,
            modality=assertion.modality,
            aspect=assertion.aspect,
            background=is_background(occurred, self.day),
            descriptive=draft.descriptive,
            status=assertion.status if draft.type == "politics.talks" else "",
            attribution=attribution,
            why=(*draft.why, *(assertion.reasons if row is not None else ()), *placed),
        )

    def _times(self, sentence: Sentence) -> tuple[TimeExpression, ...]:
        if sentence.start not in self._times_of:
            self._times_of[sentence.start] = time_expressions(sentence, self.day)
        return self._times_of[sentence.start]

    def _numbers(self, sentence: Sentence) -> tuple[Number, ...]:
        if sentence.start not in self._numbers_of:
            self._numbers_of[sentence.start] = numbers(sentence)
        return self._numbers_of[sentence.start]

    def _counts(self, context: SentenceContext, draft: Draft) -> tuple[Count, ...]:
        heads = [f.head for f in draft.filled if f.role in ("target", "people")]
        if draft.type == "forces.surrender":
            heads = [f.head for f in draft.filled if f.role == "actor"]
        if draft.type.startswith("territory."):
            heads = [f.head for f in draft.filled if f.role == "place"]
        bodily = draft.type in ("harm.casualties", "harm.displacement", "detention.seize", "detention.release")
        stated = (draft.row.what or None) if draft.row is not None else None
        what = stated if bodily else "other"
        return counts_of(context.sentence, draft.token, heads, what=what, numbers=self._numbers(context.sentence))

    def _roles(
        self, context: SentenceContext, draft: Draft, earlier: Mention | None
    ) -> tuple[tuple[tuple[RoleName, tuple[Argument, ...]], ...], tuple[str, ...]]:
        """The roles, and how the act came by its place."""
        found: dict[RoleName, list[Argument]] = {}
        if earlier is not None and not draft.heads("actor"):
            found["actor"] = hand_of(earlier)
        for filled in sorted(draft.filled, key=lambda f: f.head.i):
            argument = argument_of(context, filled, self.referents, trigger_end=draft.last.i)
            if draft.type.startswith("territory.") and filled.role == "place":
                argument = in_part(context, filled.head, argument, act=draft.token)
            if not _is_told(argument, found.setdefault(filled.role, [])):
                found[filled.role].append(argument)
        found = _of_type(_without_reflexives(found), self.coder.codebook.types[draft.type])
        expected = self.coder.codebook.types[draft.type].place == "expected"
        how = "its own sentence"
        if expected and not {"place", "origin", "destination"} & found.keys() and not draft.descriptive:
            found["place"] = ground_of(earlier) if earlier is not None else []
            how = "the act told before"
            if not found["place"]:
                found["place"], how = self._ground_in_focus(context.index), "the place the report keeps to"
        roles = tuple((role, tuple(found[role])) for role in ROLE_ORDER if found.get(role))
        return roles, tuple(f"placed {told_place(a)}, by {how}" for a in found.get("place", ()))

    def _ground_in_focus(self, index: int) -> list[Argument]:
        focus = self.referents.focus_place(index)
        return [Argument(None, focus.resolved, stands_for=focus.text)] if focus is not None else []


def told_place(argument: Argument) -> str:
    """Where an act is put, in words: the place, how it lies to it, how far the true place may be."""
    place = argument.resolved
    if not isinstance(place, Place):
        return f"{argument.relation} {argument.text} (no point known)"
    doubt = f" within {place.uncertainty_km:g} km" if place.uncertainty_km is not None else ""
    return f"{argument.relation} {place.name} ({place.precision}{doubt})"


def _is_no_news(sentence: Sentence) -> bool:
    """A caption, a dateline, or the topic a digest files its items under ("2012 border clashes:")."""
    return sentence.block in _NOT_CODED or (sentence.block == "heading" and sentence.text.endswith(":"))


def _of_type(found: dict[RoleName, list[Argument]], kind: EventType) -> dict[RoleName, list[Argument]]:
    """Only the roles the codebook gives the type: troops that are sent are no target, but act where none sends them."""
    kept: dict[RoleName, list[Argument]] = {role: row for role, row in found.items() if role in kind.roles}
    if "target" in found and "target" not in kept and not kept.get("actor"):
        kept["actor"] = found["target"]
    return kept


def _without_reflexives(found: dict[RoleName, list[Argument]]) -> dict[RoleName, list[Argument]]:
    """ "the militia pushed the rebels back": whom an act is done to are not those who do it, whatever led to that."""
    actors = found.get("actor", ())
    doers = {a.resolved for a in actors if a.resolved is not None}
    names = {a.text for a in actors} | {a.stands_for for a in actors}
    return {
        role: [
            replace(a, stands_for="", resolved=None)
            if role == "target" and a.stands_for and (a.resolved in doers or a.stands_for in names)
            else a
            for a in arguments
        ]
        for role, arguments in found.items()
    }


def _is_nobody(sentence: Sentence, verb: Token) -> bool:
    subject = surface_subject(sentence, verb)
    if subject is None:
        return False
    denied = any(k.lemma.lower() == "no" for k in sentence.children(subject, "det"))
    return denied or subject.lemma.lower() in ("nobody", "none")


def _is_told(argument: Argument, told: Sequence[Argument]) -> bool:
    """ "Herat, the third-largest city": the same thing in other words, or inside words already taken."""
    return any(
        (argument.resolved is not None and other.resolved is not None and argument.resolved.id == other.resolved.id)
        or (argument.span is not None and other.span is not None and argument.span.overlaps(other.span))
        for other in told
    )


def _drafts(context: SentenceContext) -> list[Draft]:
    """All drafts of a sentence, in text order, before those of one act are brought together."""
    found = [d for trigger in find_triggers(context) for d in drafts_of(context, trigger)]
    found += [draft_of_description(d) for d in descriptions(context)]
    return sorted(found, key=lambda d: (d.first.start, d.type))


def drafts_of(context: SentenceContext, trigger: Trigger) -> Iterator[Draft]:
    """A trigger's drafts: one for its frame's type and one for each other type the same words assert."""
    filled = fill_roles(context, trigger)
    filled = (*filled, *companions(context, trigger.frame.type, trigger.voice, filled))
    row = trigger.frame.row
    words = trigger.span(context.sentence).text
    for kind in (row.type, *row.also):
        why = (f"{words}: {kind}{_because(trigger)}",)
        yield Draft(
            kind, trigger.token, trigger.first, trigger.last, trigger.voice, filled, row, row.descriptive, (), why
        )


def _because(trigger: Trigger) -> str:
    needs = [
        f"its {'/'.join(slots)} is {' or '.join(g.lower() for g in groups)}" for slots, groups in trigger.frame.needs
    ]
    return f" because {' and '.join(needs)}" if needs else ""


def draft_of_description(description: Description) -> Draft:
    """The draft of a describing compound."""
    d = description
    why = (f"{d.last.text}: {d.type}, as a description",)
    return Draft(d.type, d.last, d.first, d.last, d.last, d.filled, None, True, (), why)


def without_speaker(sentence: Sentence, draft: Draft, attribution: Attribution | None) -> Draft:
    """The draft without arguments that are the one who tells of it: "wounding dozens the monitor said"."""
    if attribution is None or draft.type.startswith("politics."):
        return draft
    said = attribution.span
    # "the group claimed responsibility", "the government announced the release": who says it is who does it.
    governor = governor_of(sentence, draft.token)
    carried = governor is not None and governor[0].lemma.lower() in load_carriers().carries
    doer = surface_subject(sentence, governor[0] if governor is not None and carried else draft.voice)
    kept = tuple(
        f
        for f in draft.filled
        if not (said.start <= f.head.start and f.head.end <= said.end) or (doer is not None and f.head.i == doer.i)
    )
    return replace(draft, filled=kept)


def _mention_id(document: Document, kind: str, trigger: Span, *, apart: Token | None) -> str:
    """One for document, type and trigger; of acts told with one trigger, the later ones by their own word too."""
    key = f"{document.id}\x1f{document.sha256}\x1f{kind}\x1f{trigger.start}:{trigger.end}"
    key += f"\x1f{apart.start}" if apart is not None else ""
    return hashlib.sha256(key.encode()).hexdigest()[:20]
