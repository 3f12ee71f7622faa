"""Clauses that were run together: where one ends, whose verb is whose, and who does it."""

from __future__ import annotations

from khabar.language.repairs.draft import Draft
from khabar.language.repairs.words import repair_words
from khabar.records.parse import Token

_WHO = frozenset({"it", "he", "she", "they", "we", "i"})
_PLANS = frozenset(
    {"plan", "intention", "decision", "threat", "pledge", "promise", "vow", "offer", "order", "attempt", "bid"}
)
_HELPERS = frozenset({"be", "have", "get", "keep", "do"})
_LOOSE = frozenset({"xcomp", "ccomp", "advcl", "parataxis", "conj"})


def verbs_behind_pronouns(draft: Draft) -> None:
    """`it struck positions`, read as struck positions: right behind a pronoun that can only be a subject."""
    for verb in [t for t in draft.tokens if t.tag in {"VBN", "VBD"} and t.dep == "amod" and t.i]:
        who, thing = draft.tokens[verb.i - 1], draft.tokens[verb.head]
        if who.text.lower() not in _WHO or thing.i < verb.i or draft.is_under(who.i, thing.i):
            continue
        draft.attach(verb.i, thing.head, "ccomp" if thing.head != thing.i and thing.head < verb.i else thing.dep)
        draft.make_past(verb.i)
        draft.attach(thing.i, verb.i, "obj")
        draft.attach(who.i, verb.i, "nsubj")


def states_behind_verbs_of_report(draft: Draft) -> None:
    """`were confirmed killed in battle`: a participle right behind a passive tells what was confirmed."""
    for state in [t for t in draft.tokens if t.tag == "VBN" and t.dep == "advcl" and t.i]:
        verb = draft.tokens[state.i - 1]
        if state.head == verb.i and verb.tag == "VBN" and draft.children(verb.i, "aux:pass"):
            draft.change(state.i, dep="xcomp")


def plans_to_do(draft: Draft) -> None:
    """`announces plans to send aid`: what is to be done is the plan, not what the announcing was for."""
    for deed in [t for t in draft.tokens if t.dep in {"xcomp", "advcl"} and t.tag == "VB"]:
        marks = [t for t in draft.children(deed.i, "mark") if t.text.lower() == "to" and t.i]
        plan = draft.tokens[marks[0].i - 1] if marks else deed
        if plan.dep == "obj" and plan.head == deed.head and plan.lemma in _PLANS:
            draft.attach(deed.i, plan.i, "acl")


def backers_read_as_doers(draft: Draft) -> None:
    """`Rebels backed by Turkey capture Azaz`: whoever stands behind `by` helped, and the rebels did it."""
    for backed in [t for t in draft.tokens if t.tag == "VBN" and t.dep == "acl"]:
        force = draft.tokens[backed.head]
        backer = draft.tokens[force.head] if force.dep == "compound" else None
        if backer is not None and backer.relation == "nsubj" and _is_behind_by(draft, backer, backed):
            draft.attach(force.i, backer.head, backer.dep)
            draft.attach(backer.i, backed.i, "obl:agent")
        for noun in draft.children(backed.i, "obl:agent"):
            names = [t for t in draft.children(noun.i, "compound") if t.i == noun.i - 1]
            known = repair_words().headline_verbs
            if names and force.head == force.i and noun.tag == "NN" and noun.lemma in known:
                _make_verb_of(draft, noun, force=force, backed=backed, backer=names[0])


def _is_behind_by(draft: Draft, backer: Token, backed: Token) -> bool:
    return any(t.text == "by" and t.i > backed.i for t in draft.children(backer.i, "case"))


def _make_verb_of(draft: Draft, noun: Token, *, force: Token, backed: Token, backer: Token) -> None:
    """`capture` in `forces backed by the coalition capture the dam`, read as the coalition's capture."""
    draft.change(noun.i, pos="VERB", tag="VBP", morph="Mood=Ind|Tense=Pres|VerbForm=Fin")
    draft.make_root(noun.i)
    draft.attach(force.i, noun.i, "nsubj")
    draft.attach(backer.i, backed.i, "obl:agent")
    for kid in draft.children(noun.i):
        if backed.i < kid.i < backer.i:
            draft.attach(kid.i, backer.i, kid.dep)
    things = [t for t in draft.children(noun.i) if t.i > noun.i and t.pos in {"NOUN", "PROPN"}]
    if things:
        draft.change(things[0].i, dep="obj")
    for mark in draft.children(force.i, "punct"):
        draft.attach(mark.i, noun.i, "punct")


def clauses_read_as_subjects(draft: Draft) -> None:
    """`Rebels retake the island, at least 23 are killed`: a clause with its own subject is not the next one's."""
    for verb in [t for t in draft.tokens if t.relation == "nsubj" and t.pos == "VERB" and draft.is_finite(t)]:
        others = [t for t in draft.children(verb.head, "nsubj") if t.i > verb.i]
        if draft.children(verb.i, "nsubj") and others and verb.i < verb.head:
            draft.change(verb.i, dep="parataxis")


def verbs_read_as_auxiliaries(draft: Draft) -> None:
    """`using weapons brought from abroad`: only a few words are helpers; `using` has an object, which was brought."""
    for verb in [t for t in draft.tokens if t.tag == "VBG" and t.relation == "aux" and t.lemma not in _HELPERS]:
        other = draft.tokens[verb.head]
        thing = draft.tokens[other.i - 1]
        if other.tag != "VBN" or thing.i <= verb.i or thing.head != other.i or thing.text.endswith("ly"):
            continue
        draft.change(verb.i, pos="VERB")
        if other.head == other.i:
            draft.make_root(verb.i)
        else:
            draft.attach(verb.i, other.head, "advcl")
        draft.change(thing.i, pos="NOUN", tag="NN")
        draft.attach(thing.i, verb.i, "obj")
        for kid in draft.children(other.i):
            if kid.i < verb.i:
                draft.attach(kid.i, verb.i if other.dep == "root" else other.head, kid.dep)
        draft.attach(other.i, thing.i, "acl")


def clauses_within(draft: Draft) -> None:
    """`before the day was over had seized`: a clause inside another gave the outer verb its own subject and `was`."""
    for verb in [t for t in draft.tokens if t.tag == "VBN" and t.pos == "VERB"]:
        was = [t for t in draft.children(verb.i, "aux:pass", "cop") if t.i < verb.i]
        had = [t for t in draft.children(verb.i, "aux") if t.lemma == "have"]
        if not was or not had or not was[0].i < had[0].i:
            continue
        inner = [t for t in draft.children(verb.i) if was[0].i < t.i < had[0].i and t.pos in {"ADV", "ADJ", "ADP"}]
        if not inner:
            continue
        draft.attach(inner[-1].i, verb.i, "advcl")
        for kid in draft.children(verb.i, "mark", "nsubj", "aux:pass", "cop"):
            if kid.i < had[0].i:
                dep = {"nsubj": "nsubj", "mark": "mark"}.get(kid.relation, "cop")
                draft.attach(kid.i, inner[-1].i, dep)


def verbs_led_by_others(draft: Draft) -> None:
    """`Rebels led by X captured Y`: of two verbs without a joint, the first of which has a `by`, the second tells."""
    agents = {t.head for t in draft.tokens if t.dep == "obl:agent"}
    for verb in [draft.tokens[i] for i in sorted(agents) if draft.tokens[i].tag in {"VBN", "VBD"}]:
        subjects = draft.children(verb.i, "nsubj")
        if not subjects or draft.children(verb.i, "aux", "obj"):
            continue
        for other in draft.children(verb.i, "conj"):
            between = draft.tokens[verb.i : other.i]
            joined = draft.children(other.i, "cc") or any(t.text in {",", ";"} for t in between)
            if joined or not draft.is_finite(other) or draft.children(other.i, "nsubj", "aux"):
                continue
            draft.attach(other.i, verb.head if verb.head != verb.i else other.i, verb.dep)
            draft.attach(subjects[-1].i, other.i, "nsubj")
            for mark in draft.children(verb.i, "punct"):
                draft.attach(mark.i, other.i, "punct")
            draft.attach(verb.i, subjects[-1].i, "acl")
            break


def subjects_joined_to_objects(draft: Draft) -> None:
    """`Rebels seized Karsin and the army seized Daran`: the noun behind the joint is the second verb's subject."""
    if not any(t.pos == "CCONJ" for t in draft.tokens):
        return
    for verb in [t for t in draft.tokens if t.tag in {"VBD", "VBZ", "VBP"} and t.dep in _LOOSE]:
        if draft.children(verb.i, "nsubj", "mark", "aux") or not draft.children(verb.i, "obj", "obl"):
            continue
        noun = _joined_noun_before(draft, verb)
        if noun is None:
            continue
        above = draft.tokens[draft.tokens[noun.head].head]
        joint = draft.children(noun.i, "cc")[0]
        draft.attach(verb.i, above.i, "conj")
        draft.attach(noun.i, verb.i, "nsubj")
        draft.attach(joint.i, verb.i, "cc")


def _joined_noun_before(draft: Draft, verb: Token) -> Token | None:
    """The noun before a verb that hangs by `and` on an earlier verb's object, where that governs this one."""
    noun = draft.tokens[verb.i - 1] if verb.i else None
    if noun is None or noun.dep != "conj" or noun.pos not in {"NOUN", "PROPN"} or not draft.children(noun.i, "cc"):
        return None
    first = draft.tokens[noun.head]
    governs = first.dep in {"obj", "obl"} and draft.tokens[first.head].pos == "VERB"
    return noun if governs and verb.head in (first.head, first.i, noun.i) else None


def names_behind_called(draft: Draft) -> None:
    """`a coalition called Saraya take the town`: "called" only names its subject; what is done is the verb behind."""
    called = draft.root()
    subjects = [t for t in draft.children(called.i, "nsubj") if t.i < called.i]
    deeds = [t for t in draft.children(called.i, "xcomp") if t.pos == "VERB" and draft.children(called.i, "obj")]
    if called.text.lower() not in ("called", "named", "dubbed") or not subjects or len(deeds) != 1:
        return
    deed, subject = deeds[0], subjects[-1]
    if draft.children(deed.i, "mark", "aux") or draft.children(called.i, "aux") or deed.i < called.i:
        return
    draft.make_root(deed.i)
    draft.attach(subject.i, deed.i, "nsubj")
    draft.attach(called.i, subject.i, "acl")
    for kid in draft.children(called.i):
        if kid.i > deed.i:
            draft.attach(kid.i, deed.i, kid.dep)


def clauses_led_by_as(draft: Draft) -> None:
    """`rebels enter the town as troops withdraw`: a phrase with "as" right before a verb in a tense is its subject."""
    for noun in [t for t in draft.tokens if t.dep == "obl" and t.pos in {"NOUN", "PROPN"}]:
        led = [c for c in draft.children(noun.i, "case") if c.text.lower() in _LEADS_A_CLAUSE]
        verb = draft.tokens[noun.i + 1] if noun.i + 1 < len(draft.tokens) else None
        if not led or verb is None or verb.head != noun.head or verb.relation not in {"xcomp", "conj", "ccomp"}:
            continue
        if draft.is_finite(verb) and verb.pos == "VERB" and not draft.children(verb.i, "nsubj", "mark", "aux", "cc"):
            draft.attach(verb.i, noun.head, "advcl")
            draft.attach(noun.i, verb.i, "nsubj")
            draft.attach(led[0].i, verb.i, "mark")


_LEADS_A_CLAUSE = frozenset({"as", "after", "before", "until", "since"})
