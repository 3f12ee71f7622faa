"""Which of a sentence's numbers count the people an act befell, and what became of them.

Grammar first: the number's noun is the object, passive subject or complement of the act.  Then what stands side by
side ("killing 12", "35 killed"), because headlines and long sentences break trees.  A part of a number already given
("30 people, including 4 children") is no further count.  Source: codebook, section 2; annotation rules 1 and 10.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from khabar.coding.quantities.number_words import NumberWords, load_number_words
from khabar.coding.quantities.numbers import Number
from khabar.records import Count, Sentence, Token
from khabar.records.mention import Counted

_HARM = ("killed", "wounded", "missing")
_NOMINAL = ("NOUN", "PROPN", "NUM", "PRON", "ADJ", "DET", "ADP", "CCONJ", "PUNCT", "PART", "SYM", "ADV")
_STATES = ("dead", "killed", "wounded", "injured", "hurt", "missing", "displaced", "detained")
_LINKS = ("other", "others", "more", "people", "of", "those", "the")
_OF_THEM = re.compile(r"\s+of\s+(?:them|whom|these|which)\b")
_CLAUSES = ("conj", "acl", "advcl", "xcomp", "parataxis", "ccomp", "list", "dep", "appos")
_BELOW_A_CLAUSE = (*_CLAUSES, "nsubj", "obj", "obl", "nmod", "amod")


def counts_of(
    sentence: Sentence,
    trigger: Token,
    arguments: Sequence[Token],
    *,
    what: Counted | None,
    numbers: Sequence[Number],
    language: str = "en",
) -> tuple[Count, ...]:
    """The counts of an act, in text order; empty where the sentence gives none for it.

    `arguments` are the heads of those who underwent the act. `what` None = taken from the trigger's lemma, `other`
    where that says nothing. A trigger of harm also takes the killed, wounded and missing of the same act
    ("killed 12 and injured 20").
    """
    words = load_number_words(language)
    reading = _Reading(sentence, words, tuple(numbers))
    phrase = reading.phrase_of(trigger)
    outcome = what or reading.outcome_of(phrase) or "other"
    # "Captured a stronghold": only where the caller knows that people are meant is one thing a count of one.
    if outcome in _HARM or what in ("detained", "freed"):
        reading = _Reading(sentence, words, _with_singles(sentence, reading.numbers, words))
    found: list[tuple[int, Count]] = []
    for number in reading.numbers:
        if reading.is_part(number):
            continue
        told = reading.outcome(number, phrase, arguments, outcome)
        if told is not None:
            found.append((number.span.start, _count(sentence, number, told)))
    return tuple(count for _, count in sorted(found, key=lambda one: one[0]))


def _count(sentence: Sentence, number: Number, what: Counted) -> Count:
    noun = ""
    if what == "other" and number.head_i is not None:
        head = sentence.tokens[number.head_i]
        first = min(head.i, number.last_i + 1)
        noun = sentence.span_of(sentence.tokens[first], head).text
    return Count(what, number.text, number.low, number.best, number.high, number.of, noun)


@dataclass(frozen=True)
class _Reading:
    """A sentence with its numbers, asked what each number counts."""

    sentence: Sentence
    words: NumberWords
    numbers: tuple[Number, ...]

    def lemma_outcome(self, token: Token) -> Counted | None:
        return self.words.outcome_of.get(token.lemma.lower()) or self.words.outcome_of.get(token.text.lower())

    def phrase_of(self, trigger: Token) -> tuple[Token, ...]:
        """The trigger with the words it says nothing without: "cost the lives", "shot dead", "death toll"."""
        near = self.sentence.children(trigger, "obj", "xcomp", "nmod", "compound", "conj", "advmod", "amod")
        carrying = [k for k in near if k.lemma in self.words.bearers or self.lemma_outcome(k)]
        below = [k for k in carrying if k.relation != "conj" or k.lemma == trigger.lemma]
        return (trigger, *below)

    def outcome_of(self, phrase: Sequence[Token]) -> Counted | None:
        return next((o for t in phrase if (o := self.lemma_outcome(t))), None)

    def outcome(
        self, number: Number, phrase: Sequence[Token], arguments: Sequence[Token], own: Counted
    ) -> Counted | None:
        """What became of those the number counts, as far as it is this act; None = it counts something else."""
        acts = self.acts(number)
        ids = {t.i for t in phrase}
        unit = number.head_i if number.head_i is not None else number.anchor_i
        others = [a for a in acts if a.i not in ids and (o := self.lemma_outcome(a)) and o != own and o in _HARM]
        if own in _HARM and others and acts[0].i not in ids:
            return self.lemma_outcome(others[0]) if self.is_one_act(phrase[0], others[0]) else None
        is_other_act = own == "other" and any(self.lemma_outcome(a) for a in acts if a.i not in ids)
        if is_other_act:
            return None
        if any(a.i in ids for a in acts) or unit in ids or unit in {a.i for a in arguments}:
            return own
        return None

    def acts(self, number: Number) -> tuple[Token, ...]:
        """The words whose act befell those the number counts, most certain first."""
        beside = self._beside(number)
        return (*beside, *(t for t in self._above(number) if t.i not in {b.i for b in beside}), *self._shared(number))

    def _unit(self, number: Number) -> Token:
        return self.sentence.tokens[number.head_i if number.head_i is not None else number.anchor_i]

    def _top(self, number: Number) -> Token:
        """The word by which the whole number phrase hangs in the tree."""
        anchor, unit = self.sentence.tokens[number.anchor_i], self._unit(number)
        return unit if anchor.head == unit.i or unit.i == anchor.i else anchor if unit.head == anchor.i else unit

    def _above(self, number: Number) -> list[Token]:
        unit, node = self._unit(number), self._top(number)
        found = [unit] if self.lemma_outcome(unit) else []
        for one in {unit.i: unit, node.i: node}.values():
            found += [k for k in self.sentence.children(one, "acl", "amod") if self._befalls(k)]
        for _ in range(6):
            head, relation = self.sentence.head(node), node.relation
            if head.i == node.i or self._is_agent(node, head):
                break
            case = next((c.lemma for c in self.sentence.children(node, "case")), "")
            if relation == "conj" and head.pos not in ("VERB", "AUX"):
                node = head
            elif relation in ("nmod", "compound", "nummod") and head.pos in ("NOUN", "PROPN", "NUM"):
                if not (case in ("of", "", "along") or head.lemma in self.words.bearers):
                    break
                found += [head, *(k for k in self.sentence.children(head, "acl") if self._befalls(k))]
                node = head
            else:
                return [*found, *self._of_clause(node, head, case)]
        return found

    def _befalls(self, token: Token) -> bool:
        """Whether a modifier tells what befell its noun: "people killed", "those who were killed"."""
        if token.dep == "acl:relcl":
            return bool(self.sentence.children(token, "nsubj:pass")) or token.lemma in self.words.undergo
        is_passive = self.lemma_outcome(token) is not None and not token.text.lower().endswith("ing")
        return is_passive and not self._has_object(token)

    def _has_object(self, token: Token) -> bool:
        """Whether the act has someone it befalls after it, as a noun or a bare number."""
        tokens, at = self.sentence.tokens, token.i + 1
        if at < len(tokens) and tokens[at].pos == "ADP" and not any(n.first_i == at for n in self.numbers):
            return False  # "killed in ...", whatever the tree makes of the rest
        return bool(self.sentence.children(token, "obj")) or any(n.first_i == at for n in self.numbers)

    def _of_clause(self, node: Token, head: Token, case: str) -> list[Token]:
        """The act of the clause in which a number phrase is subject, object or complement."""
        relation = node.relation
        small = [k for k in self.sentence.children(head, "xcomp", "ccomp", "advmod") if self.lemma_outcome(k)]
        if relation == "nsubj":
            return [*small, head] if self._undergoes(node, head) else []
        if relation in ("obl", "nmod") and head.pos == "ADJ" and case == "as":
            return self._subjects(head)  # "the toll could be as high as 120"
        if relation in ("obj", "iobj", "xcomp", "ccomp", "obl", "dep") and head.lemma in self.words.reach:
            return self._subjects(head)
        if relation in ("obj", "iobj") or (relation == "obl" and case in ("", "with")):
            return [*small, head]
        return [head] if relation in ("xcomp", "ccomp") and self.lemma_outcome(node) is None else []

    def _subjects(self, verb: Token) -> list[Token]:
        """What "has risen to 21" speaks of: the toll, or the people killed."""
        above = self.sentence.head(verb)
        subjects = self.sentence.children(verb, "nsubj", "csubj") or ((above,) if above.pos == "NOUN" else ())
        below = [t for s in subjects for t in self.sentence.subtree(s) if t.i != s.i and self.lemma_outcome(t)]
        return [*subjects, *below]

    def _is_agent(self, node: Token, head: Token) -> bool:
        return any(c.lemma == "by" for c in self.sentence.children(node, "case")) and head.pos == "VERB"

    def _undergoes(self, node: Token, head: Token) -> bool:
        """Whether a subject is the one the act befalls: passive, intransitive, or a bare participle after it."""
        is_state = head.pos == "ADJ" or (head.pos == "NOUN" and bool(self.sentence.children(head, "cop")))
        if node.dep == "nsubj:pass" or head.lemma in self.words.undergo or is_state:
            return True
        if self.sentence.children(head, "aux:pass"):
            return True
        has_agent = any(self._is_agent(k, head) for k in self.sentence.children(head, "obl"))
        return has_agent or (head.tag == "VBN" and not self._has_object(head))

    def _beside(self, number: Number) -> list[Token]:
        """Acts right before the number ("killing at least 12") or right after its noun ("12 people were killed")."""
        tokens, found = self.sentence.tokens, []
        at = number.first_i - 1
        while at >= 0 and tokens[at].lemma.lower() in ("another", "the", "further", "additional", "also", "a", "about"):
            at -= 1
        # "Wounds 50" is often taken for a noun.
        if at >= 0 and tokens[at].pos in ("VERB", "ADJ", "NOUN") and self.lemma_outcome(tokens[at]):
            found.append(tokens[at])
        end = max(number.last_i, number.head_i if number.head_i is not None else 0)
        after = self._after(end + 1)
        if after is not None and not self._has_object(after):
            found.append(after)
        return found

    def _after(self, at: int) -> Token | None:
        """The outcome word that follows, over auxiliaries and adverbs only."""
        has_auxiliary = False
        for token in self.sentence.tokens[at : at + 5]:
            if token.pos == "AUX":
                has_auxiliary = True
            elif self.lemma_outcome(token) and (token.pos in ("VERB", "ADJ") or token.text.lower() in _STATES):
                if token.text.lower().endswith("ing") and token.text.lower() not in _STATES:
                    return None
                is_past = token.tag in ("VBN", "VBD", "JJ") or token.text.lower() in _STATES
                return token if has_auxiliary or is_past or token.lemma in self.words.undergo else None
            elif token.pos != "ADV" and token.text.lower() not in _LINKS:
                return None
        return None

    def _shared(self, number: Number) -> list[Token]:
        """The acts of a neighbouring number joined to this one by "and" or a comma alone."""
        at = self.numbers.index(number)
        if self._beside(number) or self._above(number):
            return []
        for other in (*self.numbers[at + 1 : at + 2], *self.numbers[max(0, at - 1) : at]):
            low, high = sorted((number, other), key=lambda n: n.first_i)
            between = self.sentence.tokens[low.last_i + 1 : high.first_i]
            is_list = any(t.pos == "CCONJ" for t in between) and all(t.pos in _NOMINAL for t in between)
            if is_list and not any(t.lemma in ("in", "on", "by", "at", "near", "from") for t in between):
                return [*self._beside(other), *self._above(other)]
        return []

    def is_one_act(self, one: Token, other: Token) -> bool:
        """Whether two words of harm tell of one act: joined clauses, and not each with a doer of its own."""
        if one.i == other.i:
            return True
        doers = [self._doer(t) for t in (one, other)]
        if doers[0] is not None and doers[1] is not None and doers[0].i != doers[1].i:
            return False
        return self._clause_top(one).i == self._clause_top(other).i or abs(one.i - other.i) <= 8

    def _doer(self, token: Token) -> Token | None:
        """The active subject of a verb that harms others; None for passives and those who die."""
        if token.lemma in self.words.undergo or token.pos != "VERB":
            return None
        return next((s for s in self.sentence.children(token, "nsubj") if not self._undergoes(s, token)), None)

    def _clause_top(self, token: Token) -> Token:
        while token.head != token.i and token.relation in _BELOW_A_CLAUSE:
            token = self.sentence.head(token)
        return token

    def is_part(self, number: Number) -> bool:
        """Whether the number only tells a part of one before it: "including 4 children", "12 of them"."""
        if not any(n.first_i < number.first_i for n in self.numbers):
            return False
        start = self.sentence.start
        text = self.sentence.text[: number.span.start - start].lower()
        last_word = self.sentence.text[number.span.end - start :].lower()
        if _OF_THEM.match(last_word):
            return not any(t.pos == "AUX" for t in self.sentence.tokens[number.last_i + 1 : number.last_i + 4])
        if self._is_broken_down(number):
            return True
        if _opening_of_a_part(self.words.subset).search(text):
            return True
        above = self.sentence.head(self._top(number))
        earlier = next((n for n in self.numbers if above.i in (n.head_i, n.anchor_i) and n != number), None)
        is_joined = self._top(number).relation == "conj" and earlier is not None and earlier.first_i < number.first_i
        return bool(is_joined and earlier is not None and self.is_part(earlier))

    def _is_broken_down(self, number: Number) -> bool:
        """Whether it stands in a list that tells who a number was made of: "six hostages: three nurses, two pilots"."""
        earlier = [n for n in self.numbers if n.last_i < number.first_i]
        if not earlier or self._beside(number):
            return False
        between = self.sentence.tokens[earlier[-1].last_i + 1 : number.first_i]
        if any(self.lemma_outcome(t) or t.pos in ("VERB", "AUX") for t in (*between, self._unit(number))):
            return False
        if any(t.text in (";", ":") for t in between):
            return True
        is_joined = any(t.text in (",", "and") for t in between) and all(t.pos in _NOMINAL for t in between)
        return is_joined and self._is_broken_down(earlier[-1])


@lru_cache(maxsize=4)
def _opening_of_a_part(signs: tuple[str, ...]) -> re.Pattern[str]:
    """What ends in a word such as "including", with at most a word behind it."""
    words = "|".join(re.escape(sign) for sign in signs)
    return re.compile(rf"\b(?:{words})\b(?:\s+(?:at least|the|about|some|\w+))?\s*$")


def _with_singles(sentence: Sentence, numbers: Sequence[Number], words: NumberWords) -> tuple[Number, ...]:
    """The numbers, and every "a soldier", "another man" as a count of one."""
    taken = {i for n in numbers for i in range(n.first_i, n.last_i + 1)} | {n.head_i for n in numbers}
    singles: list[Number] = []
    for noun in sentence.tokens:
        if noun.pos != "NOUN" or noun.tag == "NNS" or noun.i in taken or noun.lemma in words.groups:
            continue
        det = _article(sentence, noun)
        if det is not None and det.i not in taken:
            span = sentence.span_of(det, noun)
            singles.append(Number(span, det.i, det.i, 1, 1, 1, None, noun.i, span.text, noun.i))
    return tuple(sorted((*numbers, *singles), key=lambda n: n.first_i))


def _article(sentence: Sentence, noun: Token) -> Token | None:
    kids = sentence.children(noun, "det", "amod")
    return next((k for k in kids if k.text.lower() in ("a", "an", "another") and k.i < noun.i), None)
