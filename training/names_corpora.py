"""Texts with proper names marked PERSON, ORG, LOC or MISC, from four corpora with four habits."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from treebanks import Tree, in_paragraphs, read_trees

_CROSSNER = {
    **dict.fromkeys(("person", "politician", "writer", "musicalartist", "scientist", "researcher"), "PERSON"),
    **dict.fromkeys(("organisation", "politicalparty", "band", "university"), "ORG"),
    **dict.fromkeys(("location", "country"), "LOC"),
}
_RE3D = {"Organisation": "ORG", "Location": "LOC", "Person": "PERSON", "Nationality": "MISC"}
_WIKIGOLD = {"PER": "PERSON", "ORG": "ORG", "LOC": "LOC", "MISC": "MISC"}
_GUM = {"person": "PERSON", "organization": "ORG", "place": "LOC"}
_ARTICLE = re.compile(r"(?:the|a|an|its|their|his)\s+", re.IGNORECASE)
_TITLES = re.compile(r"President|Nation|States?|Senator|Governor|Mayor|Minister|King|Queen|Members?|Mr\.|Mrs\.|Dr\.")
_PRONOUNS = frozenset({"We", "I", "He", "She", "They", "It", "Us", "You"})
RE3D_HELD_OUT = 14


@dataclass(frozen=True, slots=True)
class NamedText:
    """A text and its names as (start, end, label), sorted, not overlapping."""

    text: str
    names: tuple[tuple[int, int, str], ...]


def _from_tags(words: list[str], tags: list[str]) -> NamedText:
    """A text of words joined by spaces as written, with the names that IOB tags mark."""
    text, spans = "", []
    current: list[object] | None = None
    for i, (word, tag) in enumerate(zip(words, tags, strict=True)):
        if text and not (word in {",", ".", ")", ";", ":", "'s", "’s", "?", "!", "%"} or words[i - 1] in {"("}):
            text += " "
        start = len(text)
        text += word
        kind = tag[2:]
        if tag == "O" or not kind:
            current = None
        elif current and tag[0] == "I" and current[2] == kind:
            current[1] = len(text)
        else:
            current = [start, len(text), kind]
            spans.append(current)
    return NamedText(text, tuple((s[0], s[1], s[2]) for s in spans))  # type: ignore[misc]


def _tagged_sentences(path: Path) -> Iterator[tuple[list[str], list[str]]]:
    words: list[str] = []
    tags: list[str] = []
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        cells = line.split()
        if len(cells) >= 2 and cells[0] != "-DOCSTART-":
            words.append(cells[0])
            tags.append(cells[-1])
        elif words:
            yield words, tags
            words, tags = [], []


def wikigold(shared: Path) -> list[NamedText]:
    """Wikipedia sentences with four kinds of names."""
    path = shared / "train/names/wikigold/CONLL-format/data/wikigold.conll.txt"
    texts = []
    for words, tags in _tagged_sentences(path):
        kinds = [t if t == "O" else f"{t[:2]}{_WIKIGOLD[t[2:]]}" for t in tags]
        texts.append(_from_tags(words, kinds))
    return texts


def crossner(shared: Path, part: str, domains: tuple[str, ...]) -> list[NamedText]:
    """Wikipedia sentences of some domains; small-letter terms (`jazz`, `benzene`) are no names here."""
    texts = []
    for domain in domains:
        for words, tags in _tagged_sentences(shared / f"train/names/crossner/{domain}/{part}.txt"):
            text = _from_tags(words, tags)
            names = tuple((s, e, _CROSSNER.get(k, "MISC")) for s, e, k in text.names if text.text[s].isupper())
            texts.append(NamedText(text.text, names))
    return texts


def re3d(shared: Path) -> list[NamedText]:
    """Documents about Iraq and Syria: the outermost marked spans that hold a capital, without their article."""
    texts = []
    for line in (shared / "train/names/re3d.jsonl").read_text(encoding="utf-8").splitlines():
        item = json.loads(line)
        marks = [e for e in item["entities"] if e["type"] in _RE3D and e["confidence"] >= 0.5]
        marks.sort(key=lambda e: (e["start"], -e["end"]))
        texts += _paragraphs(item["text"], marks)
    return texts


def _paragraphs(text: str, marks: list[dict[str, object]]) -> Iterator[NamedText]:
    names, end = [], 0
    for mark in marks:
        start, stop = int(mark["start"]), int(mark["end"])  # type: ignore[call-overload]
        article = _ARTICLE.match(text, start, stop)
        start = article.end() if article else start
        words = text[start:stop].split()
        if start >= end and words and words[-1][:1].isupper() and words[-1] not in _PRONOUNS:
            names.append((start, stop, _RE3D[str(mark["type"])]))
            end = stop
    yield NamedText(text, tuple(names))


def gum(path: Path) -> list[NamedText]:
    """GUM's named people, organisations and places: runs of proper nouns that head a marked entity."""
    return [_gum_text(trees) for trees in in_paragraphs(read_trees(path))]


def _gum_text(trees: list[Tree]) -> NamedText:
    text, names = "", []
    for tree in trees:
        starts = []
        for word in tree.words:
            starts.append(len(text))
            text += word.text + (" " if word.space else "")
        for first, last, label in _gum_names(tree):
            names.append((starts[first], starts[last] + len(tree.words[last].text), label))
    return NamedText(text.rstrip(), tuple(sorted(names)))


def _gum_names(tree: Tree) -> Iterator[tuple[int, int, str]]:
    """Each run of proper nouns, by the kind of the smallest entity that holds all of it; unmarked runs are MISC."""
    entities = _entity_spans(tree)
    i = 0
    while i < len(tree.words):
        j = i
        while j < len(tree.words) and (tree.words[j].xpos in {"NNP", "NNPS"} or _inside_name(tree, j, i)):
            j += 1
        if j == i:
            i += 1
            continue
        holders = [e for e in entities if e[0] <= i and j - 1 <= e[1] and _heads(tree, e, i, j)]
        kind = min(holders, key=lambda e: e[1] - e[0])[2] if holders else "other"
        people_of = j - i == 1 and tree.words[i].xpos == "NNPS"
        if tree.words[i].text[:1].isupper() and kind != "time" and not _is_lone_title(tree, i, j):
            yield i, j - 1, "MISC" if people_of else _GUM.get(kind, "MISC")
        i = j


def _is_lone_title(tree: Tree, i: int, j: int) -> bool:
    return j - i == 1 and bool(_TITLES.fullmatch(tree.words[i].text))


def _inside_name(tree: Tree, j: int, start: int) -> bool:
    """Whether word j is the `of` of `University of Kent` or the hyphen of `al-Ani`."""
    if not start < j < len(tree.words) - 1 or tree.words[j + 1].xpos not in {"NNP", "NNPS"}:
        return False
    return tree.words[j].text in {"of", "-"} and tree.words[j - 1].xpos in {"NNP", "NNPS"}


def _heads(tree: Tree, entity: tuple[int, int, str], i: int, j: int) -> bool:
    return any(not entity[0] <= tree.words[k].head <= entity[1] or tree.words[k].head == k for k in range(i, j))


def _entity_spans(tree: Tree) -> list[tuple[int, int, str]]:
    spans, open_marks = [], []
    for i, word in enumerate(tree.words):
        for mark in re.findall(r"\(?[^()]+\)?", word.entity if word.entity != "_" else ""):
            body = mark.strip("()").split("-")
            if mark.startswith("("):
                open_marks.append((body[0], i, body[1] if len(body) > 1 else ""))
            if mark.endswith(")"):
                at = next((k for k in range(len(open_marks) - 1, -1, -1) if open_marks[k][0] == body[0]), None)
                if at is not None:
                    _, first, kind = open_marks.pop(at)
                    spans.append((first, i, kind))
    return spans


def training_texts(shared: Path) -> list[NamedText]:
    """What the names are trained on; the held-out folds of `held_out_texts` are not in it."""
    gold = wikigold(shared)
    domains = ("ai", "literature", "music", "politics", "science")
    return [
        *gold[: len(gold) * 4 // 5],
        *crossner(shared, "train", domains),
        *crossner(shared, "dev", domains),
        *crossner(shared, "test", ("literature", "music")),
        *(re3d(shared)[:-RE3D_HELD_OUT] * 3),
        *gum(shared / "train/syntax/gum/train.conllu"),
    ]


def held_out_texts(shared: Path) -> dict[str, list[NamedText]]:
    """The folds that names are scored on and never trained on."""
    gold = wikigold(shared)
    return {
        "wikigold, last fifth": gold[len(gold) * 4 // 5 :],
        "crossner politics test": crossner(shared, "test", ("politics",)),
        "re3d, last documents": re3d(shared)[-RE3D_HELD_OUT:],
        "gum test": gum(shared / "train/syntax/gum/test.conllu"),
    }
