"""Whose words a verb of saying hands on: its subject by the tree, checked against what stands right before the verb."""

from __future__ import annotations

from khabar.coding.attribution.speech_line import FINITE_TAGS, RELATIVE, Line, Phrase
from khabar.coding.grammar.noun_phrase import over_aside, phrase_at, phrase_before
from khabar.records import Token

_LONGEST_NAME = 7
_IN_NAMES = frozenset({"al", "el", "ul", "bin", "ibn", "abu", "de", "da", "van", "von", "-", "."})


def speaker_of(line: Line, verb: Token) -> Phrase | None:
    """The subject's words: by the tree, unless it passes over a likelier speaker right before the verb."""
    by_tree, aside = subject_of(line, verb), over_aside(line.sentence, verb.i)
    before = aside or _appositive_name(line, phrase_before(line.sentence, verb.i))
    if verb.tag == "VBG" and before is not None and _is_vessel(line, before):
        return _shared_subject(line, verb) or before
    if before is not None and (aside or _is_nearer(line, verb, before, by_tree)):
        return _joined(line, before)
    if by_tree is not None:
        return _joined(line, _appositive_name(line, by_tree) or by_tree)
    if before is None and (verb.tag == "VBG" or (verb.relation == "conj" and not _stands_alone(line, verb))):
        return _shared_subject(line, verb)
    if before is None or not line.is_voice(before):
        before = _over_relative(line, verb) or before
    return before or _checked(line, phrase_at(line.sentence, verb.i + 1))


def _joined(line: Line, phrase: Phrase) -> Phrase:
    """The phrase with a speaker joined to it by "and": "a local official and a medic said"."""
    i = phrase[0] - 1
    while i > 0 and line.tokens[i].pos == "DET":
        i -= 1
    if i < 1 or line.tokens[i].text != "and":
        return phrase
    other = phrase_before(line.sentence, i)
    return (other[0], phrase[1]) if other is not None and line.is_voice(other) else phrase


def _over_relative(line: Line, verb: Token) -> Phrase | None:
    """ "The Observatory which monitors violence in the country quoted ...": the words before the relative clause."""
    opener = next((t for t in reversed(line.tokens[: verb.i]) if t.text.lower() in ("who", "which")), None)
    if opener is None or sum(t.tag in FINITE_TAGS for t in line.tokens[opener.i : verb.i]) != 1:
        return None
    before = phrase_before(line.sentence, opener.i)
    return before if before is not None and line.is_voice(before) else None


def _is_nearer(line: Line, verb: Token, before: Phrase, by_tree: Phrase | None) -> bool:
    """Whether the words right before a verb are likelier to speak than the subject that the tree gives."""
    if by_tree is None or by_tree[1] > verb.i or before[1] <= by_tree[1]:
        return by_tree is None and line.is_voice(before)
    between = [t.text.lower() for t in line.tokens[by_tree[1] + 1 : before[0]]]
    if any(word in RELATIVE for word in between):
        return False
    held = _holds(line, verb, before)
    if held and _hangs_on_preposition(line, before):
        return False
    if line.is_voice(before):
        return True
    return not line.is_voice(by_tree) and (not held or _closes(line, verb))


def _hangs_on_preposition(line: Line, phrase: Phrase) -> bool:
    """ "an official in the ministry said": the ministry only tells where the official is."""
    opener = line.before(phrase[0], skipping=("DET",))
    return opener is not None and opener.pos == "ADP" and opener.text.lower() not in line.lexicon.words.outside_openers


def _closes(line: Line, verb: Token) -> bool:
    """Whether nothing said can follow: "... on Monday activists said."."""
    return not line.opens_clause(verb.i + 1)


def _is_vessel(line: Line, phrase: Phrase) -> bool:
    return line.tokens[phrase[1]].lemma.lower() in line.lexicon.words.vessels


def subject_of(line: Line, verb: Token) -> Phrase | None:
    """The subject of a verb by the tree; a relative pronoun gives way to what it stands for. None where it has none."""
    for subject in sorted(line.sentence.children(verb, "nsubj"), key=lambda s: abs(s.i - verb.i)):
        if subject.text.lower() in RELATIVE and subject.i < verb.i:
            return phrase_before(line.sentence, subject.i)
        found = _checked(line, phrase_at(line.sentence, subject.i, is_head=True))
        if found:
            return found
    return None


def _checked(line: Line, phrase: Phrase | None) -> Phrase | None:
    """The phrase after any word for a day or a time; None where it ends in one."""
    if phrase is None:
        return None
    times = [
        i for i in range(phrase[0], phrase[1] + 1) if line.tokens[i].text.lower() in line.lexicon.words.not_speakers
    ]
    start = times[-1] + 1 if times else phrase[0]
    return (start, phrase[1]) if start <= phrase[1] else None


def _holds(line: Line, verb: Token, phrase: Phrase) -> bool:
    """Whether the tree puts the phrase inside the verb's own subject."""
    own = {t.i for s in line.sentence.children(verb, "nsubj") for t in line.sentence.subtree(s)}
    return phrase[1] in own


def _appositive_name(line: Line, phrase: Phrase | None) -> Phrase | None:
    """ "Ayman Odeh a member of the council said": the name at the sentence's start, not what he is."""
    if phrase is None or phrase[0] < 2 or line.tokens[phrase[0] - 1].text.lower() not in ("a", "an"):
        return _checked(line, phrase)
    name = line.tokens[: phrase[0] - 1]
    is_name = len(name) <= _LONGEST_NAME and all(t.text[0].isupper() or t.text.lower() in _IN_NAMES for t in name)
    return (0, phrase[0] - 2) if is_name else phrase


def _stands_alone(line: Line, verb: Token) -> bool:
    before = line.before(verb.i, skipping=("ADV", "AUX", "PART"))
    return before is not None and before.pos in ("NOUN", "PROPN", "PRON")


def _shared_subject(line: Line, verb: Token) -> Phrase | None:
    """The subject of the clause a participle or second verb hangs on; None where that is itself an act of saying."""
    for above in line.sentence.ancestors(verb):
        says = above.lemma.lower() in line.lexicon.manner_of and above.pos == "VERB"
        if says:
            return subject_of(line, above) if above.i > verb.i else None
        subjects = line.sentence.children(above, "nsubj")
        if subjects and subjects[0].i < verb.i:
            return phrase_at(line.sentence, subjects[0].i, is_head=True)
    return None
