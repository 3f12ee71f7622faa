"""Who says what within one sentence: frames of speech, each with its speaker's words and the words it covers.

Feeds lose their commas and parsers lose their way in such sentences ("... in Idlib a monitor said."), so that the
order of the words decides first and the tree refines: a clause after the verb is what is said; failing that, what
stands before the speaker is.
"""

from __future__ import annotations

from dataclasses import dataclass

from khabar.coding.attribution.said_words import said_by, says_something
from khabar.coding.attribution.speaker_words import speaker_of, subject_of
from khabar.coding.attribution.speech_lexicon import Manner, SpeechLexicon
from khabar.coding.attribution.speech_line import RELATIVE, Line, Phrase
from khabar.coding.grammar.noun_phrase import phrase_at, phrase_before
from khabar.records import Sentence, Token

_FEWEST_LEFT = 3


@dataclass(frozen=True, slots=True)
class Frame:
    """One act of saying: `cue` says it, `speaker` are the first and last token of who, `scope` the tokens said.

    `speaker` None = the speaker of the words before ("adding that"). `adds` marks verbs that go on with what somebody
    said before. `told` are the words between the verb and what is said ("told SANA that"). `responsibility`: the cue
    itself claims the act. `by` is who quotes the speaker.
    """

    cue: Token
    manner: Manner
    speaker: Phrase | None
    scope: frozenset[int]
    adds: bool = False
    told: str = ""
    responsibility: bool = False
    by: Phrase | None = None


def frames_of(sentence: Sentence, lexicon: SpeechLexicon, *, named: frozenset[int] = frozenset()) -> tuple[Frame, ...]:
    """The acts of saying in a sentence, in text order: verbs, "according to", hearsay nouns, headline colons.

    `named` are the tokens that belong to names of actors.
    """
    line = Line(sentence, lexicon, named)
    cues = (t for t in line.tokens if t.lemma.lower() in lexicon.cues or t.text.lower() == "according")
    found = [f for t in cues if (f := _according(line, t) or _hearsay(line, t) or _verb(line, t))]
    colon = _colon(line)
    if colon and not any(f.speaker and colon.speaker and f.speaker[0] == colon.speaker[0] for f in found):
        found.append(colon)
    return tuple(found)


def _verb(line: Line, verb: Token) -> Frame | None:
    lemma = verb.lemma.lower()
    manner = line.lexicon.manner_of.get(lemma)
    if manner is None or not _is_verb(line, verb) or _is_infinitive(line, verb):
        return None
    if manner == "quote":
        return _quoting(line, verb)
    if _is_passive(line, verb):
        return _passive(line, verb, manner)
    if lemma == "claim" and line.follows(verb, "responsibility"):
        return _responsibility(line, verb)
    speaker = speaker_of(line, verb)
    if manner == "accuse":
        return _accusing(line, verb, speaker)
    scope, told = said_by(line, verb, speaker)
    if lemma in line.lexicon.words.only_with_clause and not says_something(line, verb, speaker, scope):
        return None
    return Frame(verb, manner, speaker, scope, lemma in line.lexicon.words.adds, told)


def _is_verb(line: Line, token: Token) -> bool:
    """A verb by its tag, or by its place: "the agency reports that" is often read as a noun."""
    if (token.i > 0 and line.tokens[token.i - 1].text == "-") or token.relation == "amod":
        return False
    if token.tag == "VBN" and token.relation == "acl" and not line.sentence.children(token, "nsubj", "ccomp"):
        return line.follows(token, "by")
    if token.pos in ("VERB", "AUX"):
        return True
    before = line.tokens[token.i - 1].pos if token.i > 0 else ""
    alike = token.lemma.lower() in line.lexicon.words.noun_lookalikes and token.tag in ("NNS", "VBZ")
    return alike and before in ("NOUN", "PROPN") and line.follows(token, "that")


def _is_infinitive(line: Line, verb: Token) -> bool:
    # "to say", "will say": nobody has said it yet.
    before = {t.lemma.lower() for t in line.sentence.children(verb, "mark", "aux")}
    before |= {t.lemma.lower() for t in line.tokens[max(verb.i - 1, 0) : verb.i]}
    return verb.tag in ("VB", "VBP") and bool(before & {"to", "will", "would", "should", "must"})


def _is_passive(line: Line, verb: Token) -> bool:
    """Whether what is said is the subject: "was reported", "38 people reported dead"."""
    following = line.tokens[verb.i + 1 : verb.i + 2]
    if verb.lemma.lower() == "report" and following and following[0].tag in ("JJ", "VBN"):
        return True
    if any(c.dep == "aux:pass" for c in line.sentence.children(verb)):
        return True
    first = line.sentence.head(verb)
    if (
        verb.relation == "conj"
        and verb.tag == "VBN"
        and any(c.dep == "aux:pass" for c in line.sentence.children(first))
    ):
        return not line.sentence.children(verb, "nsubj")
    before = line.tokens[max(verb.i - 3, 0) : verb.i]
    be = next((t.i for t in reversed(before) if t.lemma.lower() == "be"), None)
    between = line.tokens[be + 1 : verb.i] if be is not None else ()
    return verb.tag == "VBN" and (
        (be is not None and not any(t.pos == "VERB" for t in between)) or [t.text for t in before[-1:]] == ["as"]
    )


def _passive(line: Line, verb: Token, manner: Manner) -> Frame | None:
    """ "as reported by X": the agent speaks; without one nobody is named."""
    if not line.follows(verb, "by"):
        return None
    speaker = phrase_at(line.sentence, verb.i + 2)
    if speaker is None:
        return None
    return Frame(verb, manner, speaker, line.range(0, verb.i - 1))


def _quoting(line: Line, verb: Token) -> Frame | None:
    """ "quoted X as saying", "X was quoted as saying": who is quoted speaks, not who quotes."""
    as_at = _as_saying(line, verb)
    if as_at is None:
        return None
    quoted = phrase_before(line.sentence, verb.i) if _is_passive(line, verb) else phrase_at(line.sentence, verb.i + 1)
    by = None if _is_passive(line, verb) else speaker_of(line, verb)
    return Frame(verb, "quote", quoted, line.range(as_at + 2, line.last), by=by)


def _as_saying(line: Line, verb: Token) -> int | None:
    pairs = zip(line.tokens[verb.i :], line.tokens[verb.i + 1 :], strict=False)
    return next((a.i for a, b in pairs if a.text == "as" and b.lemma.lower() in line.lexicon.manner_of), None)


def _responsibility(line: Line, verb: Token) -> Frame | None:
    """ "X claimed responsibility for the attack": X says that X did it."""
    speaker = speaker_of(line, verb)
    if speaker and any(
        t.lemma.lower() in ("no", "nobody", "none") for t in line.tokens[max(speaker[0] - 1, 0) : speaker[1] + 1]
    ):
        return None
    return Frame(verb, "claim", speaker, line.range(verb.i, line.last), responsibility=True)


def _accusing(line: Line, verb: Token, speaker: Phrase | None) -> Frame | None:
    """ "accused Y of Z": Z is said, Y is not."""
    of_at = next((t.i for t in line.tokens[verb.i + 1 : -1] if t.text == "of" and _opens_deed(line, t)), None)
    return Frame(verb, "accuse", speaker, line.range(of_at + 1, line.last)) if of_at else None


def _opens_deed(line: Line, of: Token) -> bool:
    # "accused the government of Iran of shelling": a name after "of" still tells who is accused.
    return line.tokens[of.i + 1].pos != "PROPN"


def _according(line: Line, token: Token) -> Frame | None:
    if token.text.lower() != "according" or not line.follows(token, "to"):
        return None
    speaker = phrase_at(line.sentence, token.i + 2)
    if speaker is None:
        return None
    if token.dep == "case":  # "According to Al-Manar Syrian forces": the tree knows where the name ends
        own = {t.i for t in line.sentence.subtree(line.sentence.head(token))}
        speaker = speaker[0], max((i for i in range(speaker[0], speaker[1] + 1) if i in own), default=speaker[1])
    scope = line.range(0, line.last) - line.range(token.i, speaker[1])
    if token.i > 0:
        scope -= _relative_after(line, speaker[1])
    return Frame(token, "say", speaker, scope)


def _relative_after(line: Line, end: int) -> frozenset[int]:
    following = line.tokens[end + 1 : end + 3]
    opens = any(t.text.lower() in RELATIVE for t in following)
    return line.range(end + 1, line.last) if opens else frozenset()


def _hearsay(line: Line, noun: Token) -> Frame | None:
    """ "reports suggesting that ...", "allegations of ...": the reports speak, and nobody vouches for them."""
    if noun.pos != "NOUN" or noun.lemma.lower() not in line.lexicon.words.hearsay_nouns or noun.i == line.last:
        return None
    if _is_verb(line, noun) or (noun.i == 0 and noun.lemma.lower() == "report"):
        return None
    before = {t.text.lower() for t in line.tokens[max(noun.i - 3, 0) : noun.i]}
    following = line.tokens[noun.i + 1]
    opens = following.text.lower() in ("that", "of") or (
        following.tag == "VBG" and following.lemma.lower() in ("suggest", "allege", "claim", "indicate", "say")
    )
    if not opens or before & {"in", "no"} or line.tokens[min(noun.i + 2, line.last)].text == "responsibility":
        return None
    made = line.sentence.head(noun)
    if made.lemma.lower() == "make" and subject_of(line, made):
        return Frame(noun, "claim", subject_of(line, made), line.range(noun.i + 2, line.last))
    if made.lemma.lower() in line.lexicon.words.dismissing and subject_of(line, made):
        return Frame(noun, "deny", subject_of(line, made), line.range(noun.i + 2, line.last))
    return Frame(noun, "allege", (noun.i, noun.i), line.range(noun.i + 2, line.last))


def _colon(line: Line) -> Frame | None:
    """ "Death toll rises to 76: monitor", "Ministry: 12 killed", "... - NGO"."""
    for mark in line.tokens:
        if mark.text not in (":", "-", "–", "—") or (mark.text != ":" and not line.stands_apart(mark)):
            continue
        after = _source_words(line, mark.i + 1, line.end_of_words())
        if after:
            return Frame(mark, "say", after, line.range(0, mark.i - 1))
        before = _source_words(line, 0, mark.i - 1) if mark.text == ":" else None
        if before and mark.i < line.last:
            return Frame(mark, "say", before, line.range(mark.i + 1, line.last))
    return _tail(line)


def _tail(line: Line) -> Frame | None:
    """A headline that lost its colon: "88 dead in two days of clashes Monitor"."""
    last = line.tokens[line.last] if line.tokens else None
    if last is None or last.pos == "PUNCT" or line.last < _FEWEST_LEFT:
        return None
    if last.text.lower() not in line.lexicon.words.headline_tails or line.tokens[line.last - 1].pos not in (
        "NOUN",
        "PROPN",
    ):
        return None
    return Frame(last, "say", (line.last, line.last), line.range(0, line.last - 1))


def _source_words(line: Line, start: int, end: int) -> Phrase | None:
    words = line.tokens[start : end + 1]
    if not 1 <= len(words) <= 4 or any(t.pos in ("VERB", "NUM", "PUNCT") for t in words):
        return None
    kinds = line.lexicon.voice_kinds(" ".join(t.text for t in words))
    return (start, end) if kinds else None
