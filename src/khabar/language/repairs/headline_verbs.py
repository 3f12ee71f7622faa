"""Clauses in the present tense whose verb was read as a noun: `Army shells rebel-held town`.

Headlines are written so, and so are whole digests of current events.
"""

from __future__ import annotations

from khabar.language.lemmas import Lemmas
from khabar.language.repairs.draft import Draft
from khabar.language.repairs.words import repair_words
from khabar.records.parse import Token

_NOMINAL = frozenset({"NOUN", "PROPN", "NUM", "PRON"})
_OPENS_OBJECT = frozenset({"NOUN", "PROPN", "NUM", "PRON", "DET", "ADJ"})
_OF_A_NOUN = frozenset({"compound", "amod", "nummod", "det", "nmod", "punct", "flat", "case", "appos", "cc", "conj"})


def names_before_their_verb(draft: Draft) -> None:
    """`Ansar al-Wadi captures the island`: what stands before a verb as part of its name is its subject."""
    for verb in [t for t in draft.tokens if t.pos == "VERB" and draft.is_finite(t)]:
        names = [t for t in draft.children(verb.i, "compound") if t.i < verb.i and t.pos in _NOMINAL]
        if not names or draft.children(verb.i, "nsubj", "csubj"):
            continue
        if verb.tag == "NNS":
            draft.change(verb.i, tag="VBZ")
        for part in names[:-1]:
            draft.attach(part.i, names[-1].i, "compound")
        draft.give_subject(names[-1].i, verb.i)


def find_the_verb(draft: Draft) -> None:
    """Where a clause's root is no verb, make the first word that can be its verb the root."""
    if _has_its_verb(draft):
        return
    for token in draft.tokens[1:-1]:
        lemma = _lemma_as_verb(token)
        if not lemma or not _has_complement(draft, token, lemma):
            continue
        subject = _subject_before(draft, token.i)
        if subject and _agrees(subject, token, lemma):
            _make_root_verb(draft, token.i, lemma, subject.i)
            return


def _has_its_verb(draft: Draft) -> bool:
    """Whether the root is a verb, or something is said of it: `Ten killed in blast`, `Omar is the commander`."""
    root = draft.root()
    if root.tag == "VBG" and not draft.children(root.i, "aux", "cop"):
        return False  # "Militants fire rockets, injuring an elder"
    return draft.is_finite(root) or root.pos == "AUX" or bool(draft.children(root.i, "nsubj", "csubj", "cop", "aux"))


def _subject_before(draft: Draft, verb: int) -> Token | None:
    """The noun that the words before the verb hang from: `attack` in `An attack on a village results in ...`."""
    if draft.tokens[verb - 1].pos not in _NOMINAL | {"ADV"} and not _closes_an_aside(draft, verb - 1):
        return None
    tops = [t for t in draft.tokens[:verb] if t.head >= verb or t.head == t.i]
    nouns = [t for t in tops if t.pos in _NOMINAL and not draft.children(t.i, "case") and not _is_behind_by(draft, t)]
    return nouns[-1] if nouns else None


def _closes_an_aside(draft: Draft, comma: int) -> bool:
    """`Fighters, backed by jets, regain Daran`: the comma that ends what is said of the subject by the way."""
    if draft.tokens[comma].text != ",":
        return False
    return any(t.tag == "VBN" and t.dep == "acl" and draft.tokens[t.i - 1].text == "," for t in draft.tokens[1:comma])


def _is_behind_by(draft: Draft, noun: Token) -> bool:
    """`Rebels backed by Turkey capture Azaz`: Turkey only backs."""
    before = [t for t in draft.tokens[: noun.i] if t.pos not in {"DET", "ADJ"} and t.dep != "compound"]
    return len(before) > 1 and before[-1].text == "by" and before[-2].tag == "VBN"


def _lemma_as_verb(token: Token) -> str:
    """The headline verb this word may be a present tense of; "" for none."""
    lower = token.text.lower()
    words = repair_words()
    known = words.headline_verbs | set(words.headline_verbs_with_preposition)
    if lower in known:
        return lower
    lemma = Lemmas.english().of(lower, "VERB", "VBZ", "") if lower.endswith("s") else ""
    return lemma if lemma in known else ""


def _agrees(subject: Token, token: Token, lemma: str) -> bool:
    """`Army shells`, `Rebels down`, `Taliban storm`."""
    singular_verb = token.text.lower() != lemma
    plural_subject = subject.tag in {"NNS", "NNPS"} or subject.text.lower() in {
        "police",
        "taliban",
        "isis",
        "isil",
        "dozens",
    }
    plural_subject = plural_subject or (subject.pos == "NUM" and subject.text != "1")
    return plural_subject != singular_verb or (subject.pos == "PROPN" and not singular_verb)


def _has_complement(draft: Draft, token: Token, lemma: str) -> bool:
    after = draft.tokens[token.i + 1]
    words = repair_words()
    if after.text.lower() in words.headline_verbs_with_preposition.get(lemma, ()):
        return True
    opens = after.pos in _OPENS_OBJECT or after.tag in {"VBN", "VBG"}
    return lemma in words.headline_verbs and opens and any(t.pos in _NOMINAL for t in draft.tokens[token.i + 1 :])


def _make_root_verb(draft: Draft, verb: int, lemma: str, subject: int) -> None:
    singular = draft.tokens[verb].text.lower() != lemma
    morph = "Mood=Ind|Number=" + ("Sing" if singular else "Plur") + "|Person=3|Tense=Pres|VerbForm=Fin"
    outside_left = [t for t in draft.tokens[:verb] if t.i != subject and (t.head >= verb or t.head == t.i)]
    tops_right = [t for t in draft.tokens[verb + 1 :] if t.head <= verb or t.head == t.i]
    draft.change(verb, pos="VERB", tag="VBZ" if singular else "VBP", lemma=lemma, morph=morph)
    draft.make_root(verb)
    draft.attach(subject, verb, "nsubj")
    for token in _without_backer(draft, outside_left):
        draft.attach(token.i, subject, token.dep if token.relation in _OF_A_NOUN else "compound")
    _hang_right(draft, verb, tops_right)


def _without_backer(draft: Draft, left: list[Token]) -> list[Token]:
    """What is left of the words before the verb once "by Turkey" hangs on "backed"."""
    by = next((t for t in left if t.text == "by" and draft.tokens[t.i - 1].tag == "VBN"), None)
    backers = [t for t in left if by is not None and t.i > by.i and t.pos in _NOMINAL]
    if by is None or not backers:
        return left
    for word in left:
        if by.i <= word.i < backers[-1].i:
            draft.attach(word.i, backers[-1].i, "case" if word.i == by.i else word.dep)
    draft.attach(backers[-1].i, by.i - 1, "obl:agent")
    return [t for t in left if t.i < by.i or t.i > backers[-1].i]


def _hang_right(draft: Draft, verb: int, tops: list[Token]) -> None:
    has_object = False
    for token in tops:
        if token.pos == "PUNCT":
            draft.attach(token.i, verb, "punct")
        elif draft.children(token.i, "case") or token.pos not in _NOMINAL | {"ADJ", "VERB"}:
            draft.attach(token.i, verb, "obl" if draft.children(token.i, "case") else "advmod")
        elif token.tag == "VBG" and (things := draft.children(token.i, "nsubj")) and not has_object:
            draft.attach(things[0].i, verb, "obj")  # "fire rockets, injuring an elder"
            draft.attach(token.i, verb, "advcl")
            has_object = True
        elif not has_object and token.pos in _NOMINAL:
            draft.attach(token.i, verb, "obj")
            has_object = True
            for clause in draft.children(token.i, "conj", "advcl"):
                if clause.pos == "VERB":
                    draft.attach(clause.i, verb, clause.dep)
        else:
            draft.attach(token.i, verb, "parataxis")
