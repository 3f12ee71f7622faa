"""Which words of a sentence are said: the clause after the verb, or what stands before the speaker."""

from __future__ import annotations

from khabar.coding.attribution.speech_line import FINITE_TAGS, QUOTES, RELATIVE, Line, Phrase
from khabar.coding.grammar.noun_phrase import phrase_at
from khabar.records import Token

_FEWEST_LEFT = 3
_OPENERS = (*QUOTES, "that", ":")


def said_by(line: Line, verb: Token, speaker: Phrase | None) -> tuple[frozenset[int], str]:
    """The tokens said, and the words between the verb and them."""
    inverted = speaker is not None and speaker[0] > verb.i
    left_end = (min(speaker[0], verb.i) if speaker else verb.i) - 1
    while left_end >= 0 and line.tokens[left_end].pos in ("DET", "PUNCT") and line.tokens[left_end].text not in QUOTES:
        left_end -= 1
    right_start = (speaker[1] if inverted and speaker else verb.i) + 1
    left, right = line.range(0, left_end), line.range(right_start, line.last)
    noun = _noun_said(line, verb)
    if noun:
        return noun, ""
    if _is_relative(line, verb, speaker):
        return _clause_of(line, verb) if _has_relative_subject(line, verb) else right, ""
    told = _told(line, verb)
    if line.has_finite(0, left_end) and (inverted or _is_parenthetical(line, right_start)):
        return left | _resumed(line, right_start), told
    if line.opens_clause(right_start) or len(left) < _FEWEST_LEFT:
        return _without_others(line, verb, right), told
    return left | _trailing(line, right_start), told


def _is_relative(line: Line, verb: Token, speaker: Phrase | None) -> bool:
    """ "fighters who have declared", "fires which state media said were out"."""
    if speaker is None or speaker[0] > verb.i or _has_relative_subject(line, verb):
        return _has_relative_subject(line, verb)
    before = [t.text.lower() for t in line.tokens[max(speaker[0] - 2, 0) : speaker[0]]]
    return any(word in ("which", "who", "whom") for word in before)


def _has_relative_subject(line: Line, verb: Token) -> bool:
    return any(s.text.lower() in RELATIVE for s in line.sentence.children(verb, "nsubj"))


def _clause_of(line: Line, verb: Token) -> frozenset[int]:
    clauses = line.sentence.children(verb, "ccomp")
    return frozenset(t.i for c in clauses for t in line.sentence.subtree(c))


def _trailing(line: Line, start: int) -> frozenset[int]:
    """What goes on after a closing "they said" without a verb of its own: "in a major offensive", "killing ten"."""
    words = line.tokens[start:]
    if not words or words[0].text.lower() in line.lexicon.words.outside_openers or words[0].pos == "PUNCT":
        return frozenset()
    if words[0].tag == "VBG" and line.is_participle_of_saying(words[0]):
        return frozenset()
    end = next((t.i for t in words if t.text.lower() in line.lexicon.words.outside_openers), line.last + 1)
    saying = next((t.i for t in words if line.is_participle_of_saying(t)), line.last + 1)
    return line.range(start, min(end, saying) - 1)


def _noun_said(line: Line, verb: Token) -> frozenset[int]:
    """ "reported a string of air strikes": the object with its noun complements, not its clauses."""
    that = line.follows(verb, "that")
    if verb.lemma.lower() not in line.lexicon.words.takes_noun or that or line.sentence.children(verb, "ccomp"):
        return frozenset()
    objects = [
        o
        for o in line.sentence.children(verb, "obj")
        if o.pos in ("NOUN", "PROPN", "NUM") and o.i > verb.i and o.text.lower() not in line.lexicon.words.not_speakers
    ]
    reached = {o.i for o in objects}
    # "denied any part in the attack" leaves the attack standing: only the object itself is denied.
    queue = [] if line.lexicon.manner_of.get(verb.lemma.lower()) == "deny" else list(objects)
    while queue:
        for kid in line.sentence.children(queue.pop()):
            if kid.relation not in ("acl", "advcl", "parataxis", "ccomp") and kid.i not in reached:
                reached.add(kid.i)
                queue.append(kid)
    return frozenset(reached)


def _is_parenthetical(line: Line, start: int) -> bool:
    """ "The explosions, the sources affirmed, caused no casualties": the said goes on around the verb."""
    following = line.tokens[start : start + 3]
    if not following:
        return False
    first = following[0]
    if first.text == ",":
        return True
    return first.tag in FINITE_TAGS and first.pos in ("VERB", "AUX") and not first.text[0].isupper()


def _resumed(line: Line, start: int) -> frozenset[int]:
    """What is said again after "he said,": the rest, unless it opens with a word that leads out of the speech."""
    words = [t for t in line.tokens[start:] if t.pos != "PUNCT" or t.text in QUOTES]
    if not words or words[0].text.lower() in line.lexicon.words.outside_openers:
        return frozenset()
    if words[0].tag == "VBG" or (words[0].pos in ("ADP", "PRON") and words[0].text not in QUOTES):
        return frozenset()
    return line.range(start, line.last) if line.has_finite(start, line.last) else frozenset()


def _without_others(line: Line, verb: Token, right: frozenset[int]) -> frozenset[int]:
    """`right` less the clauses that stand beside the saying: "X said A and Y did B"."""
    out: set[int] = set()
    for other in line.sentence.children(verb, "conj"):
        marked = any(m.text.lower() == "that" for m in line.sentence.children(other, "mark"))
        says = other.lemma.lower() in line.lexicon.manner_of
        if line.sentence.children(other, "nsubj") and not says and not marked:
            out |= {t.i for t in line.sentence.subtree(other)}
    return right - out


def _told(line: Line, verb: Token) -> str:
    if verb.lemma.lower() not in ("tell", "inform"):
        return ""
    phrase = phrase_at(line.sentence, verb.i + 1)
    return " ".join(t.text for t in line.tokens[phrase[0] : phrase[1] + 1]) if phrase else ""


def says_something(line: Line, verb: Token, speaker: Phrase | None, scope: frozenset[int]) -> bool:
    """Whether something is said: a clause, words in quotation marks, or a colon; a mere object is not."""
    if speaker is not None and speaker[0] > verb.i:
        return True
    if any(line.tokens[i].text in _OPENERS for i in (verb.i + 1, verb.i - 1) if i in scope):
        return True
    if verb.lemma.lower() in line.lexicon.words.only_with_quotation:
        return False
    if line.sentence.children(verb, "ccomp", "parataxis") or _noun_said(line, verb):
        return True
    if any(x.tag == "VBG" for x in line.sentence.children(verb, "xcomp")):
        return True
    finite = any(line.tokens[i].tag in FINITE_TAGS for i in scope)
    return finite and not line.sentence.children(verb, "obj", "xcomp")
