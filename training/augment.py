"""What feeds do to news text, done to treebank sentences, so that the parser has seen it.

Real feeds lose every comma, drop the full stop of a headline, write headlines without articles and in the
present tense, shout in capitals, and mix two kinds of quotes.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace

from names_pool import NamePool
from treebanks import Tree, Word

OTHER_NAMES = 0.3
_CURLY = {'"': "“”", "'": "‘’"}
_STRAIGHT = {"“": '"', "”": '"', "‘": "'", "’": "'"}


def without(tree: Tree, drop: Callable[[int, Word], bool]) -> Tree:
    """The tree less the words that `drop` names; only words that nothing depends on can go."""
    heads = {w.head for i, w in enumerate(tree.words) if w.head != i}
    kept = [i for i, w in enumerate(tree.words) if i in heads or w.head == i or not drop(i, w)]
    if not kept:
        return tree
    place = {old: new for new, old in enumerate(kept)}
    words = []
    for old in kept:
        word = tree.words[old]
        gone_after = old + 1 < len(tree.words) and old + 1 not in place
        space = word.space or (gone_after and tree.words[old + 1].space)
        words.append(replace(word, head=place[word.head], space=space))
    return replace(tree, words=tuple(words))


def without_commas(tree: Tree) -> Tree:
    """The sentence as a feed that loses its commas sends it."""
    return without(tree, lambda _, w: w.text == ",")


def without_final_stop(tree: Tree) -> Tree:
    """The sentence without the full stop at its end."""
    last = len(tree.words) - 1
    return without(tree, lambda i, w: i == last and w.text == ".")


def lower_cased(tree: Tree) -> Tree:
    """The sentence in small letters."""
    return _each_text(tree, str.lower)


def capitals(tree: Tree) -> Tree:
    """The sentence in capitals."""
    return _each_text(tree, str.upper)


def title_cased(tree: Tree) -> Tree:
    """The sentence with its longer words capitalised, as American headlines are."""
    return _each_text(tree, lambda t: t[:1].upper() + t[1:] if len(t) > 3 else t)


def _each_text(tree: Tree, change: Callable[[str], str]) -> Tree:
    words = []
    for word in tree.words:
        text = change(word.text)
        words.append(replace(word, text=text if len(text) == len(word.text) else word.text))
    return replace(tree, words=tuple(words))


def other_quotes(tree: Tree) -> Tree:
    """Curly quotes for straight ones and the other way round."""
    words = []
    for i, word in enumerate(tree.words):
        text = word.text
        if text in _CURLY and word.upos == "PUNCT":
            opens = i + 1 < len(tree.words) and not word.space
            text = _CURLY[text][0 if opens else 1]
        elif "'" in text:
            text = text.replace("'", "’")
        else:
            text = "".join(_STRAIGHT.get(c, c) for c in text)
        words.append(replace(word, text=text))
    return replace(tree, words=tuple(words))


def headline(tree: Tree) -> Tree:
    """The sentence as a headline: no articles, no full stop, no passive auxiliary, the simple past made present."""
    articles = {"a", "an", "the"}
    short = without(tree, lambda _, w: w.text.lower() in articles or w.dep == "aux:pass")
    short = without_final_stop(short)
    words = [_in_present(short, i, w) for i, w in enumerate(short.words)]
    first = words[0]
    words[0] = replace(first, text=first.text[:1].upper() + first.text[1:])
    return replace(short, words=tuple(words))


def _in_present(tree: Tree, i: int, word: Word) -> Word:
    if word.xpos != "VBD" or word.upos != "VERB" or not word.lemma.isalpha():
        return word
    subjects = [w for w in tree.words if w.head == i and w.dep == "nsubj"]
    plural = bool(subjects) and (subjects[0].xpos in {"NNS", "NNPS", "CD"} or _is_joined(tree, subjects[0]))
    if plural:
        return replace(word, text=word.lemma, xpos="VBP", feats="Mood=Ind|Number=Plur|Person=3|Tense=Pres|VerbForm=Fin")
    return replace(
        word, text=third_person(word.lemma), xpos="VBZ", feats="Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin"
    )


def _is_joined(tree: Tree, subject: Word) -> bool:
    at = tree.words.index(subject)
    return any(w.head == at and w.dep == "conj" for w in tree.words)


def third_person(lemma: str) -> str:
    """`strikes` for strike, `carries` for carry, `catches` for catch."""
    if lemma.endswith(("s", "x", "z", "ch", "sh", "o")):
        return lemma + "es"
    if lemma.endswith("y") and lemma[-2:-1] not in "aeiou":
        return lemma[:-1] + "ies"
    return lemma + "s"


def without_apostrophes(tree: Tree) -> Tree:
    """`Syrias Daraa province` for `Syria's`: some feeds lose the apostrophe and keep the s."""
    owners = {
        i - 1
        for i, w in enumerate(tree.words)
        if i and w.text in {"'s", "’s"} and w.upos == "PART" and w.head == i - 1 and not tree.words[i - 1].space
    }
    words = [replace(w, text=w.text + "s") if i in owners else w for i, w in enumerate(tree.words)]
    return without(replace(tree, words=tuple(words)), lambda i, _: i - 1 in owners)


def with_attribution_last(tree: Tree, chance: random.Random) -> Tree:
    """`The town fell[,] the ministry said.` made of `The ministry said that the town fell.`

    Wire reports end most sentences so and treebanks of the web few; feeds lose the comma too.
    """
    at = next((i for i, w in enumerate(tree.words) if w.dep == "root"), 0)
    verb = tree.words[at]
    claims = [i for i, w in enumerate(tree.words) if w.head == at and w.dep == "ccomp" and i > at]
    own = {w.dep for i, w in enumerate(tree.words) if w.head == at and i != at}
    if verb.lemma not in SPEECH or len(claims) != 1 or verb.xpos not in {"VBD", "VBZ", "VBP"}:
        return tree
    if own & {"cc", "conj", "aux", "discourse", "mark", "parataxis", "dislocated", "reparandum"}:
        return tree
    claim = _under(tree, claims[0])
    first = min(claim)
    while first < at + 3 and tree.words[first].upos == "PUNCT":
        first += 1
    head_part = list(range(first))
    subjects = {w.text.lower() for w in tree.words if w.head == at and w.dep == "nsubj"}
    if subjects & {"i", "you", "we"}:
        return tree
    claim -= set(range(first))
    if not claim or set(range(first, len(tree.words))) - claim - {len(tree.words) - 1}:
        return tree
    if (
        tree.words[-1].text != "."
        or not 2 <= len(head_part) <= 12
        or not any(w.dep == "nsubj" for w in tree.words[:at])
    ):
        return tree
    said = list(head_part)
    while said and tree.words[said[-1]].upos == "PUNCT":
        said.pop()
    told = sorted(i for i in claim if not (tree.words[i].dep == "mark" and tree.words[i].text.lower() == "that"))
    if any(w.head in claim for i, w in enumerate(tree.words) if i not in claim):
        return tree
    order = [*told, *([] if chance.random() < 0.45 else [-1]), *said, len(tree.words) - 1]
    return _in_order(tree, order, at)


SPEECH = frozenset(
    [
        "say",
        "announce",
        "report",
        "claim",
        "state",
        "declare",
        "confirm",
        "add",
        "note",
        "warn",
        "tell",
        "allege",
        "believe",
        "think",
        "explain",
    ]
)


def _under(tree: Tree, top: int) -> set[int]:
    found = {top}
    grown = True
    while grown:
        more = {i for i, w in enumerate(tree.words) if w.head in found} - found
        grown = bool(more)
        found |= more
    return found


def _in_order(tree: Tree, order: list[int], at: int) -> Tree:
    """The words in a new order; -1 stands for a comma that belongs to the word `at`."""
    place = {old: new for new, old in enumerate(order) if old >= 0}
    words = []
    for new, old in enumerate(order):
        if old < 0:
            comma = Word(",", True, ",", "PUNCT", ",", "", place[at], "punct")
            words[-1] = replace(words[-1], space=False)
            words.append(comma)
            continue
        word = tree.words[old]
        head = place.get(word.head, place[at])
        text = word.text
        if new == 0:
            text = text[:1].upper() + text[1:]
        elif old == 0 and word.upos not in {"PROPN"} and text != "I":
            text = text[:1].lower() + text[1:]
        words.append(replace(word, head=head, text=text, space=word.space))
    for new, old in enumerate(order[:-1]):
        if old >= 0 and order[new + 1] != old + 1 and words[new + 1].upos != "PUNCT":
            words[new] = replace(words[new], space=True)
    words[-2] = replace(words[-2], space=False)
    return replace(tree, words=tuple(words))


def with_other_names(text: list[Tree], pool: NamePool, chance: random.Random) -> list[Tree]:
    """The text with rare names changed for others, so that a tree does not hang on whose name stands in it."""
    if chance.random() > OTHER_NAMES:
        return text
    given: dict[str, str] = {}
    return [_each_name(tree, pool, given, chance) for tree in text]


def _each_name(tree: Tree, pool: NamePool, given: dict[str, str], chance: random.Random) -> Tree:
    words = []
    for word in tree.words:
        if word.upos == "PROPN" and word.text in pool.rare:
            word = replace(word, text=given.setdefault(word.text, chance.choice(pool.names)))
        words.append(word)
    return replace(tree, words=tuple(words))


def as_feeds_send(text: list[Tree], chance: random.Random) -> list[Tree]:
    """The text with the damage that a feed might do to it, by chance; most texts stay as they are."""
    if len(text) == 1 and len(text[0].words) > 4 and chance.random() < 0.10:
        text = [headline(text[0])]
        if chance.random() < 0.3:
            text = [title_cased(text[0])]
    draw = chance.random()
    if draw < 0.05:
        text = [lower_cased(t) for t in text]
    elif draw < 0.07:
        text = [capitals(t) for t in text]
    if chance.random() < 0.12:
        text = [without_commas(t) for t in text]
        if chance.random() < 0.4:
            text = [without_apostrophes(t) for t in text]
    if chance.random() < 0.08:
        text = [*text[:-1], without_final_stop(text[-1])]
    if chance.random() < 0.15:
        text = [other_quotes(t) for t in text]
    return text
