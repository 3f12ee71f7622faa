"""Who says what within one sentence: frames of speech, each with its speaker's words and the words it covers.

Feeds lose their commas and parsers lose their way in such sentences ("... in Idlib a monitor said."), so that the order
of the words decides first and the tree refines: a clause after the verb is what is said; failing that, what stands before
the speaker is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from khabar.coding.noun_phrase import over_aside, phrase_at, phrase_before
from khabar.coding.speech_lexicon import Manner, SpeechLexicon
from khabar.records import Sentence, Token

_FINITE_TAGS = frozenset({"VBD", "VBZ", "VBP", "MD"})
_RELATIVE = frozenset({"who", "which", "that", "whom", "whose", "where"})
_QUOTES = frozenset({'"', "“", "”", "''", "``", "«", "»"})
_FEWEST_LEFT = 3
_SKIPPED = frozenset({"ADV", "AUX", "PART"})


@dataclass(frozen=True, slots=True)
class Frame:
    """One act of saying: `cue` says it, `speaker` are the first and last token of who, `scope` the tokens said.

    `speaker` None = the speaker of the words before ("adding that"). `adds` marks verbs that go on with what somebody
    said before. `told` are the words between the verb and what is said ("told SANA that"). `by` is who quotes the speaker.
    """

    cue: Token
    manner: Manner
    speaker: tuple[int, int] | None
    scope: frozenset[int]
    adds: bool = False
    told: str = ""
    responsibility: bool = False
    by: tuple[int, int] | None = None


def frames_of(sentence: Sentence, lexicon: SpeechLexicon) -> tuple[Frame, ...]:
    """The acts of saying in a sentence, in text order; those without anything said in this sentence are kept too."""
    return tuple(_Frames(sentence, lexicon).all())


class _Frames:
    """The search through one sentence."""

    def __init__(self, sentence: Sentence, lexicon: SpeechLexicon) -> None:
        self.sentence = sentence
        self.lexicon = lexicon
        self.tokens = sentence.tokens
        self.last = len(sentence.tokens) - 1

    def all(self) -> Iterator[Frame]:
        """Verbs, "according to", hearsay nouns and headline colons, in text order."""
        found: list[Frame] = []
        for token in self.tokens:
            frame = self._according(token) or self._hearsay(token) or self._verb(token)
            if frame:
                found.append(frame)
        colon = self._colon()
        if colon and not any(f.speaker and colon.speaker and f.speaker[0] == colon.speaker[0] for f in found):
            found.append(colon)
        return iter(found)

    # --- verbs ------------------------------------------------------------------------------------------------

    def _verb(self, verb: Token) -> Frame | None:
        lemma = verb.lemma.lower()
        manner = self.lexicon.manner_of.get(lemma)
        if manner is None or not self._is_verb(verb) or self._is_infinitive(verb):
            return None
        if manner == "quote":
            return self._quoting(verb)
        if self._is_passive(verb):
            return self._passive(verb, manner)
        if lemma == "claim" and self._follows(verb, "responsibility"):
            return self._responsibility(verb)
        speaker = self._speaker(verb)
        if manner == "accuse":
            return self._accusing(verb, speaker)
        scope, told = self._said(verb, speaker)
        if lemma in self.lexicon.words.only_with_clause and not self._has_clause(verb, speaker, scope):
            return None
        return Frame(verb, manner, speaker, scope, lemma in self.lexicon.words.adds, told)

    def _is_verb(self, token: Token) -> bool:
        """A verb by its tag, or by its place: "the agency reports that" is often read as a noun."""
        if (token.i > 0 and self.tokens[token.i - 1].text == "-") or token.relation == "amod":
            return False
        if token.pos in ("VERB", "AUX"):
            return True
        before = self.tokens[token.i - 1].pos if token.i > 0 else ""
        alike = token.lemma.lower() in self.lexicon.words.noun_lookalikes and token.tag in ("NNS", "VBZ")
        return alike and before in ("NOUN", "PROPN") and self._follows(token, "that")

    def _is_infinitive(self, verb: Token) -> bool:
        # "to say", "will say": nobody has said it yet.
        before = {t.lemma.lower() for t in self.sentence.children(verb, "mark", "aux")}
        before |= {t.lemma.lower() for t in self.tokens[max(verb.i - 1, 0) : verb.i]}
        return verb.tag in ("VB", "VBP") and bool(before & {"to", "will", "would", "should", "must"})

    def _is_passive(self, verb: Token) -> bool:
        if any(c.dep == "aux:pass" for c in self.sentence.children(verb)):
            return True
        before = [t.lemma.lower() for t in self.tokens[max(verb.i - 3, 0) : verb.i]]
        return verb.tag == "VBN" and ("be" in before or before[-1:] == ["as"])

    def _passive(self, verb: Token, manner: Manner) -> Frame | None:
        """ "as reported by X": the agent speaks; without one nobody is named."""
        if not self._follows(verb, "by"):
            return None
        speaker = phrase_at(self.sentence, verb.i + 2)
        if speaker is None:
            return None
        return Frame(verb, manner, speaker, self._range(0, verb.i - 1))

    def _quoting(self, verb: Token) -> Frame | None:
        """ "quoted X as saying", "X was quoted as saying": who is quoted speaks, not who quotes."""
        as_at = self._as_saying(verb)
        if as_at is None:
            return None
        quoted = (
            phrase_before(self.sentence, verb.i) if self._is_passive(verb) else phrase_at(self.sentence, verb.i + 1)
        )
        by = None if self._is_passive(verb) else self._speaker(verb)
        return Frame(verb, "quote", quoted, self._range(as_at + 2, self.last), by=by)

    def _as_saying(self, verb: Token) -> int | None:
        pairs = zip(self.tokens[verb.i :], self.tokens[verb.i + 1 :], strict=False)
        return next((a.i for a, b in pairs if a.text == "as" and b.lemma.lower() in self.lexicon.manner_of), None)

    def _responsibility(self, verb: Token) -> Frame | None:
        """ "X claimed responsibility for the attack": X says that X did it."""
        speaker = self._speaker(verb)
        if speaker and any(
            t.lemma.lower() in ("no", "nobody", "none") for t in self.tokens[speaker[0] - 1 : speaker[1] + 1]
        ):
            return None
        return Frame(verb, "claim", speaker, self._range(verb.i, self.last), responsibility=True)

    def _accusing(self, verb: Token, speaker: tuple[int, int] | None) -> Frame | None:
        """ "accused Y of Z": Z is said, Y is not."""
        of_at = next((t.i for t in self.tokens[verb.i + 1 : -1] if t.text == "of" and self._opens_deed(t)), None)
        return Frame(verb, "accuse", speaker, self._range(of_at + 1, self.last)) if of_at else None

    def _opens_deed(self, of: Token) -> bool:
        # "accused the government of Iran of shelling": a name after "of" still tells who is accused.
        return self.tokens[of.i + 1].pos != "PROPN"

    # --- what is said -----------------------------------------------------------------------------------------

    def _said(self, verb: Token, speaker: tuple[int, int] | None) -> tuple[frozenset[int], str]:
        """The tokens said, and the words between the verb and them."""
        inverted = speaker is not None and speaker[0] > verb.i
        left_end = (min(speaker[0], verb.i) if speaker else verb.i) - 1
        while (
            left_end >= 0
            and self.tokens[left_end].pos in ("DET", "PUNCT")
            and self.tokens[left_end].text not in _QUOTES
        ):
            left_end -= 1
        right_start = (speaker[1] if inverted and speaker else verb.i) + 1
        left, right = self._range(0, left_end), self._range(right_start, self.last)
        noun = self._noun_said(verb)
        if noun:
            return noun, ""
        if self._is_relative(verb, speaker):
            return self._clause_of(verb) if self._has_relative_subject(verb) else right, ""
        told = self._told(verb)
        if self._has_finite(0, left_end) and (inverted or self._is_parenthetical(right_start)):
            return left | self._resumed(right_start), told
        if self._opens_clause(right_start) or len(left) < _FEWEST_LEFT:
            return self._without_others(verb, right), told
        return left | self._trailing(right_start), told

    def _is_relative(self, verb: Token, speaker: tuple[int, int] | None) -> bool:
        """ "fighters who have declared", "fires which state media said were out"."""
        if speaker is None or speaker[0] > verb.i or self._has_relative_subject(verb):
            return self._has_relative_subject(verb)
        before = [t.text.lower() for t in self.tokens[max(speaker[0] - 2, 0) : speaker[0]]]
        return any(word in ("which", "who", "whom") for word in before)

    def _has_relative_subject(self, verb: Token) -> bool:
        return any(s.text.lower() in _RELATIVE for s in self.sentence.children(verb, "nsubj"))

    def _clause_of(self, verb: Token) -> frozenset[int]:
        clauses = self.sentence.children(verb, "ccomp")
        return frozenset(t.i for c in clauses for t in self.sentence.subtree(c))

    def _trailing(self, start: int) -> frozenset[int]:
        """What goes on after a closing "they said" without a verb of its own: "in a major offensive", "killing ten"."""
        words = self.tokens[start:]
        if not words or words[0].text.lower() in self.lexicon.words.outside_openers or words[0].pos == "PUNCT":
            return frozenset()
        if words[0].tag == "VBG" and self._is_participle_of_saying(words[0]):
            return frozenset()
        end = next((t.i for t in words if t.text.lower() in self.lexicon.words.outside_openers), self.last + 1)
        saying = next((t.i for t in words if self._is_participle_of_saying(t)), self.last + 1)
        return self._range(start, min(end, saying) - 1)

    def _noun_said(self, verb: Token) -> frozenset[int]:
        """ "reported a string of air strikes": the object with its noun complements, not its clauses."""
        that = self._follows(verb, "that")
        if verb.lemma.lower() not in self.lexicon.words.takes_noun or that or self.sentence.children(verb, "ccomp"):
            return frozenset()
        objects = [
            o
            for o in self.sentence.children(verb, "obj")
            if o.pos in ("NOUN", "PROPN", "NUM")
            and o.i > verb.i
            and o.text.lower() not in self.lexicon.words.not_speakers
        ]
        reached = {o.i for o in objects}
        queue = list(objects)
        while queue:
            for kid in self.sentence.children(queue.pop()):
                if kid.relation not in ("acl", "advcl", "parataxis", "ccomp") and kid.i not in reached:
                    reached.add(kid.i)
                    queue.append(kid)
        return frozenset(reached)

    def _opens_clause(self, start: int) -> bool:
        """Whether what follows the verb is a clause of its own, not a time, a place or an "as Sunday became ..."."""
        for token in self.tokens[start:]:
            lower = token.text.lower()
            if lower in ("that", "how", "whether", "if") or token.text in _QUOTES or token.text == ":":
                return True
            if token.i == start and (
                lower == "to" or (token.tag == "VBG" and not self._is_participle_of_saying(token))
            ):
                return lower == "to" or not self._has_finite(0, start - 2)
            if (
                lower in self.lexicon.words.outside_openers
                or lower in _RELATIVE
                or self._is_participle_of_saying(token)
            ):
                return False
            if token.tag in _FINITE_TAGS or "VerbForm=Fin" in token.morph:
                return True
        return False

    def _is_participle_of_saying(self, token: Token) -> bool:
        return token.tag == "VBG" and token.lemma.lower() in (*self.lexicon.manner_of, "blame")

    def _is_parenthetical(self, start: int) -> bool:
        """ "The explosions, the sources affirmed, caused no casualties": the said goes on around the verb."""
        following = self.tokens[start : start + 3]
        if not following:
            return False
        first = following[0]
        if first.text == ",":
            return True
        return first.tag in _FINITE_TAGS and first.pos in ("VERB", "AUX") and not first.text[0].isupper()

    def _resumed(self, start: int) -> frozenset[int]:
        """What is said again after "he said,": the rest, unless it opens with a word that leads out of the speech."""
        words = [t for t in self.tokens[start:] if t.pos != "PUNCT" or t.text in _QUOTES]
        if not words or words[0].text.lower() in self.lexicon.words.outside_openers:
            return frozenset()
        if words[0].tag == "VBG" or words[0].pos in ("ADP", "PRON") and words[0].text not in _QUOTES:
            return frozenset()
        return self._range(start, self.last) if self._has_finite(start, self.last) else frozenset()

    def _without_others(self, verb: Token, right: frozenset[int]) -> frozenset[int]:
        """`right` less the clauses that stand beside the saying: "X said A and Y did B"."""
        out: set[int] = set()
        for other in self.sentence.children(verb, "conj"):
            marked = any(m.text.lower() == "that" for m in self.sentence.children(other, "mark"))
            says = other.lemma.lower() in self.lexicon.manner_of
            if self.sentence.children(other, "nsubj") and not says and not marked:
                out |= {t.i for t in self.sentence.subtree(other)}
        return right - out

    def _told(self, verb: Token) -> str:
        if verb.lemma.lower() not in ("tell", "inform"):
            return ""
        phrase = phrase_at(self.sentence, verb.i + 1)
        return " ".join(t.text for t in self.tokens[phrase[0] : phrase[1] + 1]) if phrase else ""

    def _has_clause(self, verb: Token, speaker: tuple[int, int] | None, scope: frozenset[int]) -> bool:
        """Whether something is said: a clause, words in quotation marks, or a colon; a mere object is not."""
        if speaker is not None and speaker[0] > verb.i:
            return True
        if any(self.tokens[i].text in (*_QUOTES, "that", ":") for i in (verb.i + 1, verb.i - 1) if i in scope):
            return True
        if verb.lemma.lower() in self.lexicon.words.only_with_quotation:
            return False
        if self.sentence.children(verb, "ccomp", "parataxis") or self._noun_said(verb):
            return True
        if any(x.tag == "VBG" for x in self.sentence.children(verb, "xcomp")):
            return True
        finite = any(self.tokens[i].tag in _FINITE_TAGS for i in scope)
        return finite and not self.sentence.children(verb, "obj", "xcomp")

    # --- who says it ------------------------------------------------------------------------------------------

    def _speaker(self, verb: Token) -> tuple[int, int] | None:
        """The subject's words: by the tree, unless it passes over a likelier speaker right before the verb."""
        by_tree, aside = self._subject(verb), over_aside(self.sentence, verb.i)
        before = aside or self._appositive_name(phrase_before(self.sentence, verb.i))
        if verb.tag == "VBG" and before is not None and self._is_vessel(before):
            return self._shared_subject(verb) or before
        if before is not None and (aside or self._is_nearer(verb, before, by_tree)):
            return before
        if by_tree is not None:
            return by_tree
        if before is None and (verb.tag == "VBG" or (verb.relation == "conj" and not self._stands_alone(verb))):
            return self._shared_subject(verb)
        return before or self._checked(phrase_at(self.sentence, verb.i + 1))

    def _is_nearer(self, verb: Token, before: tuple[int, int], by_tree: tuple[int, int] | None) -> bool:
        """Whether the words right before a verb are likelier to speak than the subject that the tree gives."""
        if by_tree is None or by_tree[1] > verb.i or before[1] <= by_tree[1]:
            return by_tree is None and self._is_voice(before)
        between = [t.text.lower() for t in self.tokens[by_tree[1] + 1 : before[0]]]
        if any(word in _RELATIVE for word in between):
            return False
        opened = self.tokens[before[0] - 1].text.lower() if before[0] else ""
        if self._is_voice(before):
            return not self._holds(verb, before) or opened in ("as", "a", "an", "the", "on") or self._closes(verb)
        return not self._is_voice(by_tree) and (not self._holds(verb, before) or self._closes(verb))

    def _closes(self, verb: Token) -> bool:
        """Whether nothing said can follow: "... on Monday activists said."."""
        return not self._opens_clause(verb.i + 1)

    def _is_vessel(self, phrase: tuple[int, int]) -> bool:
        return self.tokens[phrase[1]].lemma.lower() in self.lexicon.words.vessels

    def _subject(self, verb: Token) -> tuple[int, int] | None:
        for subject in sorted(self.sentence.children(verb, "nsubj"), key=lambda s: abs(s.i - verb.i)):
            if subject.text.lower() in _RELATIVE and subject.i < verb.i:
                return phrase_before(self.sentence, subject.i)
            found = self._checked(phrase_at(self.sentence, subject.i, is_head=True))
            if found:
                return found
        return None

    def _checked(self, phrase: tuple[int, int] | None) -> tuple[int, int] | None:
        """The phrase, unless it is a word for a day or a time."""
        if phrase and self.tokens[phrase[1]].text.lower() in self.lexicon.words.not_speakers:
            return None
        return phrase

    def _holds(self, verb: Token, phrase: tuple[int, int]) -> bool:
        """Whether the tree puts the phrase inside the verb's own subject."""
        own = {t.i for s in self.sentence.children(verb, "nsubj") for t in self.sentence.subtree(s)}
        return phrase[1] in own

    def _is_voice(self, phrase: tuple[int, int]) -> bool:
        return bool(self.lexicon.voice_kinds(self._text(phrase)))

    def _text(self, phrase: tuple[int, int]) -> str:
        first, last = self.tokens[phrase[0]], self.tokens[phrase[1]]
        return self.sentence.span_of(first, last).text

    def _appositive_name(self, phrase: tuple[int, int] | None) -> tuple[int, int] | None:
        """ "Ayman Odeh a member of the council said": the name at the sentence's start, not what he is."""
        if phrase is None or phrase[0] < 2 or self.tokens[phrase[0] - 1].text.lower() not in ("a", "an"):
            return self._checked(phrase)
        run = phrase[0] - 2
        while (
            run >= 0
            and self.tokens[run].pos in ("PROPN", "PUNCT")
            and self.tokens[run].text in ("-", "–")
            or (run >= 0 and self.tokens[run].pos == "PROPN")
        ):
            run -= 1
        return (0, phrase[0] - 2) if run < 0 else phrase

    def _stands_alone(self, verb: Token) -> bool:
        before = self._before(verb.i, skipping=tuple(_SKIPPED))
        return before is not None and before.pos in ("NOUN", "PROPN", "PRON")

    def _shared_subject(self, verb: Token) -> tuple[int, int] | None:
        """The subject of the clause a participle or second verb hangs on; None where that is itself an act of saying."""
        for above in self.sentence.ancestors(verb):
            says = above.lemma.lower() in self.lexicon.manner_of and above.pos == "VERB"
            if says:
                return self._subject(above) if above.i > verb.i else None
            subjects = self.sentence.children(above, "nsubj")
            if subjects and subjects[0].i < verb.i:
                return phrase_at(self.sentence, subjects[0].i, is_head=True)
        return None

    # --- other frames -----------------------------------------------------------------------------------------

    def _according(self, token: Token) -> Frame | None:
        if token.text.lower() != "according" or not self._follows(token, "to"):
            return None
        speaker = phrase_at(self.sentence, token.i + 2)
        if speaker is None:
            return None
        own = {t.i for t in self.sentence.subtree(self.sentence.head(token))}
        while speaker[0] < speaker[1] and speaker[0] in own and speaker[1] not in own:
            speaker = (speaker[0], speaker[1] - 1)
        scope = self._range(0, self.last) - self._range(token.i, speaker[1])
        if token.i > 0:
            scope -= self._relative_after(speaker[1])
        return Frame(token, "say", speaker, scope)

    def _relative_after(self, end: int) -> frozenset[int]:
        following = self.tokens[end + 1 : end + 3]
        opens = any(t.text.lower() in _RELATIVE for t in following)
        return self._range(end + 1, self.last) if opens else frozenset()

    def _hearsay(self, noun: Token) -> Frame | None:
        """ "reports suggesting that ...", "allegations of ...": the reports speak, and nobody vouches for them."""
        if noun.pos != "NOUN" or noun.lemma.lower() not in self.lexicon.words.hearsay_nouns or noun.i == self.last:
            return None
        if self._is_verb(noun) or noun.i == 0 and noun.lemma.lower() == "report":
            return None
        before = {t.text.lower() for t in self.tokens[max(noun.i - 3, 0) : noun.i]}
        following = self.tokens[noun.i + 1]
        opens = following.text.lower() in ("that", "of") or (
            following.tag == "VBG" and following.lemma.lower() in ("suggest", "allege", "claim", "indicate", "say")
        )
        if not opens or before & {"in", "no"} or self.tokens[min(noun.i + 2, self.last)].text == "responsibility":
            return None
        made = self.sentence.head(noun)
        if made.lemma.lower() == "make" and self._subject(made):
            return Frame(noun, "claim", self._subject(made), self._range(noun.i + 2, self.last))
        return Frame(noun, "allege", (noun.i, noun.i), self._range(noun.i + 2, self.last))

    def _colon(self) -> Frame | None:
        """ "Death toll rises to 76: monitor", "Ministry: 12 killed", "... - NGO"."""
        for mark in self.tokens:
            if mark.text not in (":", "-", "–", "—") or (mark.text != ":" and not self._stands_apart(mark)):
                continue
            after = self._source_words(mark.i + 1, self._end_of_words())
            if after:
                return Frame(mark, "say", after, self._range(0, mark.i - 1))
            before = self._source_words(0, mark.i - 1) if mark.text == ":" else None
            if before and mark.i < self.last:
                return Frame(mark, "say", before, self._range(mark.i + 1, self.last))
        return self._tail()

    def _tail(self) -> Frame | None:
        """A headline that lost its colon: "88 dead in two days of clashes Monitor"."""
        last = self.tokens[self.last] if self.tokens else None
        if last is None or last.pos == "PUNCT" or self.last < _FEWEST_LEFT:
            return None
        if last.text.lower() not in self.lexicon.words.headline_tails or self.tokens[self.last - 1].pos not in (
            "NOUN",
            "PROPN",
        ):
            return None
        return Frame(last, "say", (self.last, self.last), self._range(0, self.last - 1))

    def _stands_apart(self, mark: Token) -> bool:
        before = self.tokens[mark.i - 1].end if mark.i else mark.start
        after = self.tokens[mark.i + 1].start if mark.i < self.last else mark.end
        return before < mark.start and mark.end < after

    def _source_words(self, start: int, end: int) -> tuple[int, int] | None:
        words = self.tokens[start : end + 1]
        if not 1 <= len(words) <= 4 or any(t.pos in ("VERB", "NUM", "PUNCT") for t in words):
            return None
        kinds = self.lexicon.voice_kinds(" ".join(t.text for t in words))
        return (start, end) if kinds else None

    def _end_of_words(self) -> int:
        return max((t.i for t in self.tokens if t.pos != "PUNCT"), default=-1)

    # --- positions --------------------------------------------------------------------------------------------

    def _range(self, first: int, last: int) -> frozenset[int]:
        return frozenset(range(max(first, 0), last + 1))

    def _has_finite(self, first: int, last: int) -> bool:
        """Whether the tokens hold a main clause: a finite verb not opened by a word such as "after"."""
        words = self.tokens[first : last + 1]
        if words and words[0].text.lower() in self.lexicon.words.outside_openers:
            return False
        return any(t.tag in _FINITE_TAGS or "VerbForm=Fin" in t.morph for t in words)

    def _follows(self, token: Token, word: str) -> bool:
        return token.i < self.last and self.tokens[token.i + 1].text.lower() == word

    def _before(self, i: int, *, skipping: tuple[str, ...]) -> Token | None:
        return next((t for t in reversed(self.tokens[:i]) if t.pos not in skipping), None)
