"""Speech verbs at a sentence's end: `The town fell, the ministry announced.`

The reported clause is the speech verb's `ccomp`, as where the speech verb comes first, with or without a comma.
"""

from __future__ import annotations

from khabar.language.joined_names import HYPHENS
from khabar.language.repairs.draft import Draft
from khabar.language.repairs.words import repair_words
from khabar.records.parse import Token

_LINKS = frozenset(
    {"that", "which", "who", "whom", "when", "where", "as", "if", "because", "after", "before", "while", "than"}
)
_LOOSE = frozenset({"acl", "parataxis", "advcl", "conj", "dep", "appos", "ccomp", "xcomp", "nmod", "obl"})
_OF_THE_REPORT = frozenset({"advcl", "obl", "advmod", "conj", "xcomp", "parataxis"})


def govern_what_was_said(draft: Draft) -> None:
    """Make a final speech verb the head of the clause before it, and give that clause back what it lost to the verb."""
    speech = repair_words().speech_verbs
    for verb in [t for t in draft.tokens if t.lemma in speech and t.pos == "VERB"]:
        if _is_loose_at_the_end(draft, verb):
            _turn_over(draft, verb)
        _give_speaker(draft, verb)
        _give_back(draft, verb)
        _take_that_clause(draft, verb)
        _give_subject_to_what_was_said(draft, verb)


def subordinate_an_opening_participle(draft: Draft) -> None:
    """`Citing medical sources the group said ...`: the participle that opens a sentence does not govern its verb."""
    root = draft.root()
    if root.tag != "VBG" or root.i > 1 or draft.children(root.i, "nsubj", "aux", "cop"):
        return
    for verb in draft.tokens[root.i + 1 :]:
        if draft.is_finite(verb) and verb.relation in {"acl", "ccomp", "parataxis", "conj"} and verb.pos == "VERB":
            if _subject(draft, verb) and not _opens_with_a_link(draft, verb):
                _turn_over(draft, verb, dep="advcl")
            return


def _is_loose_at_the_end(draft: Draft, verb: Token) -> bool:
    if verb.head == verb.i or verb.relation not in _LOOSE or not draft.is_finite(verb):
        return False
    root = draft.root()
    if root.i >= verb.i or root.lemma in repair_words().speech_verbs or not draft.children(root.i, "nsubj", "csubj"):
        return False
    subject = _subject(draft, verb)
    if subject is None or draft.children(verb.i, "ccomp", "obj", "conj"):
        return False
    if any(t.text.lower() in _LINKS for t in draft.children(verb.i)) or _opens_with_a_link(draft, verb):
        return False
    return all(_may_follow(draft, t, verb) for t in draft.tokens[verb.i + 1 :])


def _subject(draft: Draft, verb: Token) -> Token | None:
    """The speaker: before the verb, or right behind it (`said the source`)."""
    found = draft.children(verb.i, "nsubj")
    return found[0] if found and found[0].text.lower() not in _LINKS else None


def _opens_with_a_link(draft: Draft, verb: Token) -> bool:
    first = min(t.i for t in draft.tokens if draft.is_under(t.i, verb.i))
    return draft.tokens[first].text.lower() in _LINKS or (
        first > 0 and draft.tokens[first - 1].text.lower() in {"as", "than", "what"}
    )


def _may_follow(draft: Draft, token: Token, verb: Token) -> bool:
    """Behind the verb only its own words may stand: `said on Sunday`, `said the source`."""
    return token.pos == "PUNCT" or draft.is_under(token.i, verb.i)


def _turn_over(draft: Draft, verb: Token, dep: str = "ccomp") -> None:
    root = draft.root()
    for mark in draft.children(root.i, "punct"):
        if mark.i == len(draft.tokens) - 1:
            draft.attach(mark.i, verb.i, "punct")
    draft.make_root(verb.i)
    draft.attach(root.i, verb.i, dep)


def _give_speaker(draft: Draft, verb: Token) -> None:
    """`killed 10 and wounded dozens the Observatory said`: the noun before a verb with no subject is who said it."""
    claims = [t for t in draft.children(verb.i, "ccomp") if t.i < verb.i]
    if not claims or not draft.is_finite(verb) or verb.i == 0 or draft.children(verb.i, "nsubj", "csubj"):
        return
    speaker = draft.tokens[verb.i - 1]
    while speaker.relation in _INSIDE_A_NAME and speaker.head < verb.i and speaker.head != speaker.i:
        speaker = draft.tokens[speaker.head]
    if speaker.pos in {"NOUN", "PROPN", "PRON"} and speaker.head != verb.i and claims[0].i < speaker.i:
        draft.attach(speaker.i, verb.i, "nsubj")


_INSIDE_A_NAME = frozenset({"nmod", "compound", "flat", "punct", "amod", "nummod"})


def _take_that_clause(draft: Draft, verb: Token) -> None:
    """`said in a report that the town fell`: the that-clause is what was said, not which report.

    And what the speaker did in saying so (`said, blaming the army`) is no report.
    """
    for clause in draft.children(verb.i, "ccomp"):
        if clause.i > verb.i and clause.tag == "VBG" and not draft.children(clause.i, "nsubj", "aux", "cop", "mark"):
            draft.attach(clause.i, verb.i, "advcl")
    if draft.children(verb.i, "ccomp"):
        return
    for means in draft.children(verb.i, "obl"):
        for clause in draft.children(means.i, "acl"):
            if any(m.text.lower() == "that" for m in draft.children(clause.i, "mark")):
                draft.attach(clause.i, verb.i, "ccomp")
                return


def _give_subject_to_what_was_said(draft: Draft, verb: Token) -> None:
    """`said their capitals, A and B, had been surrendered`: what follows without "that" is no object."""
    things = [t for t in draft.children(verb.i, "obj") if t.i > verb.i]
    for clause in draft.children(verb.i, "ccomp"):
        bare = not draft.children(clause.i, "nsubj", "csubj", "mark", "expl")
        finite = _is_clause(draft, clause)
        if len(things) == 1 and bare and finite and verb.i < things[0].i < clause.i:
            draft.give_subject(things[0].i, clause.i)


def _give_back(draft: Draft, verb: Token) -> None:
    """`killed 10 when they bombed the camp, a monitor said`: the when-clause is the killing's, not the saying's."""
    claims = [t for t in draft.children(verb.i, "ccomp") if t.i < verb.i]
    subject = _subject(draft, verb)
    if len(claims) != 1 or subject is None:
        return
    claim = claims[0]
    for part in draft.children(verb.i, *_OF_THE_REPORT):
        if part.i < min(subject.i, verb.i) and part.i != claim.i:
            draft.attach(part.i, claim.i, part.dep)


def part_sources_from_subjects(draft: Draft) -> None:
    """`According to Al-Manar Syrian forces attacked`, its comma lost: who says it ends where who did it begins."""
    for according in [t for t in draft.tokens[:-3] if t.text.lower() == "according"]:
        if draft.tokens[according.i + 1].text.lower() != "to" or according.head <= according.i + 3:
            continue
        who = draft.tokens[according.head]
        if who.pos in {"VERB", "AUX"}:
            who = next((t for t in draft.children(who.i, "nsubj") if t.i > according.i), who)
        verb = draft.tokens[who.head]
        others = [t for t in draft.children(verb.i, "nsubj") if t.i != who.i]
        if who.tag not in {"NNS", "NNPS"} or not _is_clause(draft, verb) or others or verb.i < who.i:
            continue
        split = _last_word_before(draft, who.i)
        source = draft.tokens[according.i + 2 : split]
        if not source or not all(t.text[0].isupper() or t.text in HYPHENS for t in source):
            continue
        if any(t.text == "," for t in draft.tokens[who.i : verb.i]):
            continue
        for part in source[1:]:
            draft.attach(part.i, source[0].i, "punct" if part.pos == "PUNCT" else "flat")
        for part in draft.tokens[split : who.i]:
            draft.attach(part.i, who.i, part.dep if part.dep in {"amod", "compound"} else "compound")
        draft.attach(source[0].i, verb.i, "obl")
        draft.attach(according.i, source[0].i, "case")
        draft.give_subject(who.i, verb.i)


def _is_clause(draft: Draft, verb: Token) -> bool:
    return draft.is_finite(verb) or any(draft.is_finite(t) for t in draft.children(verb.i, "aux"))


def _last_word_before(draft: Draft, i: int) -> int:
    """Where the word before `i` begins, an Arabic article or hyphens and what they join taken along."""
    start = i - 1
    while start > 1 and draft.tokens[start - 1].text in HYPHENS:
        start -= 2
    return start - (draft.tokens[start - 1].text.lower() in {"al", "el"})
