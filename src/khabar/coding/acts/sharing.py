"""What the acts of one sentence share: "air strikes on Karsin killed 12" tells one place, one hand, some victims."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from khabar.coding.acts.merging import Draft
from khabar.coding.acts.roles import Filled, is_calendar_word, is_unnamed_site, most_exact
from khabar.coding.grammar.case_words import case_of
from khabar.coding.grammar.governors import governor_of
from khabar.coding.grammar.kinship import coordinated, hang_together
from khabar.coding.grammar.sentence_context import SentenceContext
from khabar.coding.lexicon.carriers import load_carriers
from khabar.records import PlaceName, Token

_PLACES = ("place", "origin", "destination")
STRUCK = ("violence.airstrike", "violence.shelling", "violence.bombing", "violence.attack")
_WHERE = frozenset({"in", "at", "near", "on", "outside", "inside", "across", "around", "of", "object", "from", "over"})
# Acts of words happen nowhere in particular.
_NOWHERE = (
    "politics.offer",
    "politics.demand",
    "politics.reject",
    "politics.accuse",
    "politics.threat",
    "politics.leadership",
    "forces.support",
    "forces.surrender",
)
_FOUGHT = ("violence.clash", "territory.advance")
_IN_THE_COURSE_OF = frozenset({"in", "during", "after", "following", "amid", "from", "since"})
_HURT = ("harm.casualties", "harm.property")
_HURT_OR_STRUCK = (*_HURT, *STRUCK)


def share_arguments(context: SentenceContext, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts of a sentence, each completed by those it hangs together with in the grammar.

    Casualties take the hand and the place of the attack that caused them, the attack takes their victims where it
    names none; a place holds for all that happens in its clause.
    """
    shared = list(drafts)
    for i, draft in enumerate(shared):
        if not draft.descriptive:
            shared[i] = _with_hand_and_victims(context, draft, [d for d in drafts if d is not draft])
    for i, draft in enumerate(shared):
        if not draft.descriptive and not _is_placed(context, draft) and not draft.type.startswith(_NOWHERE):
            found = _place_of_clause(context, draft, [d for d in shared if d is not draft])
            if found:
                rest = tuple(f for f in draft.filled if f.role != "place")
                shared[i] = replace(draft, filled=(*rest, *found))
    return shared


def _is_placed(context: SentenceContext, draft: Draft) -> bool:
    """Whether it has a place of its own that is more than an unnamed site ("in a market"), or the site itself fell."""
    if draft.type.startswith(("territory.", "access.")) and draft.heads("place"):
        return True
    return any(f.role in _PLACES and not is_unnamed_site(context, f.head) for f in draft.filled)


def _with_hand_and_victims(context: SentenceContext, draft: Draft, others: Sequence[Draft]) -> Draft:
    added: list[Filled] = []
    for other in others:
        if other.descriptive or not hang_together(context.sentence, draft.token, other.token):
            continue
        hand = [f for f in other.filled if f.role == "actor" and f.head.i not in draft.heads("target")]
        if draft.type in _HURT and other.type in STRUCK and not draft.heads("actor"):
            added += hand
        if draft.type == "harm.casualties" and other.type == "violence.clash" and not draft.heads("actor"):
            # "two soldiers died in a gunfight with the militia": their opponents killed them.
            added += [replace(f, role="actor") for f in other.filled if f.role == "target" and not other.heads("actor")]
        if draft.type == "territory.transfer" and other.type == "politics.agreement" and not draft.heads("actor"):
            # "a deal with the rebels after which they gave up the city": it passed to those they dealt with.
            added += hand
        if draft.type in STRUCK and other.type == "harm.casualties" and not draft.heads("target"):
            added += [f for f in other.filled if f.role == "target" and f.head.i not in draft.heads("actor")]
        beside = _is_told_beside(context, draft, other)
        if draft.type in STRUCK and other.type in _HURT and not draft.heads("actor") and not beside:
            added += hand
        if added:
            break
    if draft.type in _HURT_OR_STRUCK and not draft.heads("actor") and not any(f.role == "actor" for f in added):
        added += [Filled("actor", head) for head in _carried_out_by(context, draft)]
    if draft.type in _FOUGHT and not draft.heads("actor") and not added:
        added = [f for f in _whose_clause(context, draft) if f.head.i not in draft.heads("target")]
    if draft.type in STRUCK and not added and not draft.heads("target"):
        added = [Filled("target", head) for head in _meant(context, draft) if head.i not in draft.heads("actor")]
    return replace(draft, filled=(*draft.filled, *added)) if added else draft


def _carried_out_by(context: SentenceContext, draft: Draft) -> list[Token]:
    """ "died in the attack, reportedly carried out by the militia": whose work the clause beside it says it was."""
    sentence = context.sentence
    causes = [k for k in sentence.children(draft.voice, "obl") if case_of(sentence, k) in ("in", "by", "from")]
    beside = (k for t in (draft.voice, draft.token, *causes) for k in sentence.children(t, "advcl", "acl", "parataxis"))
    carried = [k for k in beside if k.lemma.lower() in load_carriers().carries]
    agents = [context.nouns.semantic_head(sentence, a) for k in carried for a in sentence.children(k, "obl:agent")]
    return [head for head in agents if context.is_in(head, ["ARMED"]) is not None]


def _is_told_beside(context: SentenceContext, one: Draft, other: Draft) -> bool:
    """ "a convoy was attacked and the army killed two gunmen": joined, but the second with a subject of its own."""
    second = max(one.token, other.token, key=lambda t: t.i)
    has_its_own = bool(context.sentence.children(second, "nsubj", "nsubj:pass"))
    return has_its_own and coordinated(context.sentence, one.token, other.token)


def _whose_clause(context: SentenceContext, draft: Draft) -> list[Filled]:
    """ "rebels surrounded the village after clashes with troops", "lost ten men in the battle": it was their fight."""
    sentence, noun = context.sentence, draft.token
    verb = next((t for t in sentence.ancestors(noun) if t.pos == "VERB"), None)
    if verb is None or case_of(sentence, noun) not in _IN_THE_COURSE_OF or noun.relation not in ("obl", "nmod"):
        return []
    fighters = [context.nouns.semantic_head(sentence, s.head) for s in context.slots(verb) if s.name == "subject"]
    if not fighters and draft.type == "violence.clash":
        # "45 fighters and 43 soldiers were killed in the fighting": the dead of both sides say who fought whom.
        objects = (s.head for s in context.slots(verb) if s.name == "object")
        fallen = [context.nouns.semantic_head(sentence, head) for head in objects]
        fallen = [head for head in fallen if context.is_in(head, ["ARMED"], strict=True) is not None]
        return [Filled("actor" if n == 0 else "target", head) for n, head in enumerate(fallen)]
    return [Filled("actor", head) for head in fighters if context.is_in(head, ["ARMED"], strict=True) is not None]


def _meant(context: SentenceContext, draft: Draft) -> list[Token]:
    """ "strikes to dislodge the rebels": whom an attack's purpose names as those it is meant for."""
    governor = governor_of(context.sentence, draft.token)
    verb = governor[0] if governor else draft.token
    purposes = [s.head for s in context.slots(verb) if s.name == "purpose"]
    purposes += context.sentence.children(draft.token, "acl")
    purposes += [k for p in purposes for k in context.sentence.children(p, "conj")]
    aims = load_carriers().aims
    wanted = [p for p in purposes if context.lexicon.base_form(lemma=p.lemma.lower(), text=p.text.lower()) in aims]
    objects = [s.head for p in wanted for s in context.slots(p) if s.name == "object"]
    return [head for head in objects if context.is_in(head, ["ARMED"], strict=True) is not None]


def _place_of_clause(context: SentenceContext, draft: Draft, others: Sequence[Draft]) -> list[Filled]:
    near = [d for d in others if hang_together(context.sentence, draft.token, d.token) and not d.descriptive]
    for other in near:
        places = [f for f in other.filled if f.role == "place" and f.head.pos == "PROPN"]
        if places:
            return places
    wide: list[Filled] = []
    for above in (draft.voice, *context.sentence.ancestors(draft.token)) if context.places else ():
        level = list(_named_below(context, above))
        if any(not _is_country(context, f) for f in level):
            return most_exact(context, level)
        wide = wide or level
    return most_exact(context, list(_unheard_of(context, draft)) or wide)


def _unheard_of(context: SentenceContext, draft: Draft) -> Iterator[Filled]:
    """ "lost ten men in clashes with rebels in Kokang": a name no gazetteer has, where only a place can stand."""
    sentence = context.sentence
    for token in sentence.subtree(draft.voice):
        if not any(k.text.lower() in ("in", "at", "near") for k in sentence.children(token, "case")):
            continue
        known = is_calendar_word(token) or context.actor_at(token) is not None
        if not known and context.is_unsure_name(token) and not sentence.children(token, "det"):
            yield Filled("place", token)


def _is_country(context: SentenceContext, filled: Filled) -> bool:
    name = context.place_at(filled.head)
    return name is not None and name.place is not None and name.place.precision in ("country", "region")


def _named_below(context: SentenceContext, verb: Token) -> Iterator[Filled]:
    """The places named by what hangs on a word, in text order."""
    for slot in context.slots(verb):
        if slot.name not in _WHERE:
            continue
        for token in context.sentence.subtree(slot.head):
            name = context.place_at(token)
            if name is None or name.use != "place" or not _is_last_of(token, name):
                continue
            if token.relation not in _OWNING or _is_place_noun(context, context.sentence.head(token)):
                yield Filled("place", token, "near" if slot.name == "near" else "in")


# "U.S. raids", "Syria's army": whose it is, not where.
_OWNING = ("compound", "amod")


def _is_place_noun(context: SentenceContext, token: Token) -> bool:
    return context.kinds(token)[:1] in (("place",), ("site",), ("road",))


def _is_last_of(token: Token, name: PlaceName) -> bool:
    return token.end == name.span.end
