"""Two subjects, or two objects, that are one joined phrase: `The government and the rebels signed`."""

from __future__ import annotations

from khabar.language.repairs.draft import Draft
from khabar.language.repairs.words import repair_words
from khabar.records.parse import Token

_PARTS = ("nsubj", "obj")


def lists_hung_inside_names(draft: Draft) -> None:
    """`Kafr Nabl, Habeet and Idlib`: what is listed with a name is listed with all of it."""
    for one in [t for t in draft.tokens if t.dep == "conj" and draft.tokens[t.head].relation == "flat"]:
        name = draft.tokens[one.head]
        while name.relation == "flat" and name.head != name.i:
            name = draft.tokens[name.head]
        draft.attach(one.i, name.i, "conj")


def part_two_sides(draft: Draft) -> None:
    """`between Ansar al-Wadi and security forces`: two sides, not the forces of both."""
    for between in [t for t in draft.tokens if t.text.lower() == "between" and t.dep == "case"]:
        forces = draft.tokens[between.head]
        names = [t for t in draft.children(forces.i, "compound") if t.pos == "PROPN" and draft.children(t.i, "conj")]
        if not names or draft.children(forces.i, "conj"):
            continue
        name, other = names[0], draft.children(names[0].i, "conj")[0]
        if not name.i < other.i < forces.i:
            continue
        draft.attach(forces.i, name.i, "conj")
        draft.attach(other.i, forces.i, "compound")
        for kid in draft.children(forces.i, "case", "det"):
            if kid.i < name.i:
                draft.attach(kid.i, name.i, kid.dep)
        for joint in draft.children(name.i, "cc") + draft.children(other.i, "cc"):
            draft.attach(joint.i, forces.i, "cc")


def join_what_and_joins(draft: Draft) -> None:
    """Hang the second of two subjects (or objects) of one verb under the first, where a conjunction stands between."""
    if not any(t.pos == "CCONJ" for t in draft.tokens):
        return
    for verb in [t for t in draft.tokens if t.pos in {"VERB", "ADJ", "NOUN"}]:
        for relation in _PARTS:
            found = draft.children(verb.i, relation)
            if len(found) == 2:
                _join(draft, found[0], found[1])


def part_joined_participles(draft: Draft) -> None:
    """`170 were killed and dozens wounded`: the noun behind the conjunction is who was wounded."""
    for verb in [t for t in draft.tokens if t.pos == "VERB" and draft.children(t.i, "aux:pass")]:
        for noun in draft.children(verb.i, "conj"):
            after = draft.tokens[noun.i + 1] if noun.i + 1 < len(draft.tokens) else None
            joint = draft.children(noun.i, "cc")
            if after is None or not joint or noun.pos not in {"NOUN", "PROPN", "NUM"} or after.head != verb.i:
                continue
            if after.tag in {"VBN", "VBD"} and after.dep in {"xcomp", "advcl", "ccomp", "parataxis"}:
                draft.attach(after.i, verb.i, "conj")
                draft.attach(noun.i, after.i, "nsubj:pass")
                draft.attach(joint[0].i, after.i, "cc")


def give_joined_clauses_their_subject(draft: Draft) -> None:
    """`Six were killed by rebels and Karsin was shelled`: a noun right before the second verb's auxiliary."""
    for verb in [t for t in draft.tokens if t.dep == "conj" and t.pos == "VERB"]:
        auxiliaries = draft.children(verb.i, "aux")
        if not auxiliaries or draft.children(verb.i, "nsubj", "csubj") or draft.tokens[verb.head].pos != "VERB":
            continue
        noun = draft.tokens[auxiliaries[0].i - 1]
        joints = draft.children(noun.i, "cc")
        if noun.pos in {"NOUN", "PROPN"} and noun.dep == "conj" and joints and verb.head < noun.i:
            draft.give_subject(noun.i, verb.i)
            draft.attach(joints[0].i, verb.i, "cc")


def join_gapped_subjects(draft: Draft) -> None:
    """`Farah was taken in the afternoon, and Karsin in the evening`: the second name shares verb and part."""
    for verb in [t for t in draft.tokens if t.pos == "VERB" and draft.children(t.i, "aux:pass")]:
        subjects = [t for t in draft.children(verb.i, "nsubj") if t.pos == "PROPN"]
        joined = draft.children(verb.i, "conj", "dep")
        for phrase in draft.children(verb.i, "obl"):
            # "was taken after a clash, and Karsin in the evening": the name is none of the clash's.
            names = [k for k in draft.children(phrase.i, "conj") if phrase.pos == "NOUN" and draft.children(k.i, "cc")]
            joined += [k for k in names if any(_is_time(t) for t in draft.tokens[k.i :])]
        for name in joined:
            has_verb = any(k.pos in {"VERB", "AUX"} for k in draft.children(name.i))
            if subjects and name.pos == "PROPN" and name.i > verb.i and not has_verb:
                draft.attach(name.i, subjects[0].i, "conj")


def verbs_joined_as_nouns(draft: Draft) -> None:
    """`kills four soldiers and wounds eight others`: what looks like a plural behind the conjunction is a verb."""
    for word in [t for t in draft.tokens if t.dep == "conj" and t.tag == "NNS"]:
        above = draft.tokens[word.head]
        verb = draft.tokens[above.head]
        joint = draft.children(word.i, "cc")
        after = draft.tokens[word.i + 1] if word.i + 1 < len(draft.tokens) else None
        if above.dep != "obj" or verb.tag != "VBZ" or not joint or after is None or joint[0].i != word.i - 1:
            continue
        if word.lemma.lower() not in repair_words().headline_verbs or after.pos not in {"NUM", "DET"}:
            continue
        thing = after if after.pos == "NUM" and after.head <= word.i else draft.tokens[after.head]
        if thing.i <= word.i or draft.is_under(verb.i, thing.i):
            continue
        draft.change(word.i, pos="VERB", tag="VBZ")
        draft.attach(word.i, verb.i, "conj")
        draft.attach(thing.i, word.i, "obj")


def join_gapped_objects(draft: Draft) -> None:
    """`captured Herat on Thursday and Ghazni on Friday`: the second name shares verb and part, and has its own day."""
    if sum(_is_time(t) for t in draft.tokens) < 2:
        return
    for verb in [t for t in draft.tokens if t.pos == "VERB"]:
        held = draft.children(verb.i, "obj")
        days = [t for t in draft.children(verb.i, "obl", "nmod") if _is_time(t)]
        if not held or not days:
            continue
        for name in (k for above in (verb, *days) for k in draft.children(above.i, "conj")):
            day = _day_behind(draft, name)
            if day is None or name.i < held[0].i or name.pos not in {"PROPN", "NOUN"} or _is_time(name):
                continue
            if not draft.is_under(held[0].i, name.i):
                draft.attach(name.i, held[0].i, "conj")
                draft.attach(day.i, name.i, "nmod")


def _is_time(token: Token) -> bool:
    return token.text.lower() in repair_words().time_words


def _day_behind(draft: Draft, name: Token) -> Token | None:
    """The day that stands with its preposition right behind a name and what hangs on it."""
    end = max(
        (t.i for t in draft.tokens if draft.is_under(t.i, name.i) and not _is_time_phrase(draft, t)), default=name.i
    )
    behind = draft.tokens[end + 1 : end + 3]
    if len(behind) == 2 and behind[0].pos == "ADP" and _is_time(behind[1]):
        return behind[1]
    return None


def _is_time_phrase(draft: Draft, token: Token) -> bool:
    return _is_time(token) or (token.pos == "ADP" and _is_time(draft.tokens[token.head]))


def _join(draft: Draft, first: Token, second: Token) -> None:
    between = draft.tokens[first.i + 1 : second.i]
    joint = next((t for t in between if t.pos == "CCONJ" and t.text.lower() in {"and", "or", "&"}), None)
    if joint is None or any(t.pos in {"VERB", "AUX"} for t in between):
        return
    draft.attach(second.i, first.i, "conj")
    draft.attach(joint.i, second.i, "cc")
