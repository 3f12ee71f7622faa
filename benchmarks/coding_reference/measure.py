"""How well pronouns, definite nouns and unspoken places are resolved, against the development gold.

    python benchmarks/coding_reference/measure.py ../shared/dev/coding [--errors]

Counts only gold arguments whose referent shares no word with the argument itself: "Homss" for Homs is no reference.
Right = the referent shares a content word with the gold's. Silent = the gold gives no referent for that phrase.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from khabar.actors import ActorFinder
from khabar.actors.lexicon import ActorLexicon
from khabar.actors.spelling import key_of
from khabar.coding.lexicon.noun_kinds import NounKinds
from khabar.coding.referents.discourse import head_of
from khabar.coding.referents.reference import Referent, Referents
from khabar.language.pipeline import Parser
from khabar.places.find import Geoparser
from khabar.records import Document, Parse, Span

_LEXICON = ActorLexicon.load()
ROLES = ("actor", "target", "people", "origin", "destination", "place")
_STOP = frozenset(("the", "a", "an", "of", "in", "on", "and", "its", "their", "city", "town", "province", "al", "el"))


def words(text: str) -> frozenset[str]:
    """The content words two mentions of one thing would share."""
    return frozenset(re.findall(r"[^\W_]+", text.lower())) - _STOP


def arguments(mentions: list[dict[str, Any]]) -> Iterator[tuple[int, str, dict[str, Any]]]:
    """Each distinct argument with its sentence's start and its role."""
    seen = set()
    for mention in mentions:
        for role in ROLES:
            for argument in mention.get(role, ()):
                key = (tuple(argument.get("span", mention["sentence"])), argument.get("is"), role)
                if key not in seen:
                    seen.add(key)
                    yield mention["sentence"][0], role, argument


def sentence_of(parse: Parse, offset: int) -> int | None:
    """The index of our sentence that holds a character of the text, or begins next after it."""
    return next((i for i, s in enumerate(parse.sentences) if offset < s.end), None)


def is_right(found: Referent, wanted: str) -> bool:
    """Whether the referent and the gold's share a content word, or are spellings of one actor."""
    resolved = found.resolved.name if found.resolved else ""
    if found.resolved and any(s.actor.id == found.resolved.id for s in _LEXICON.spellings.get(key_of(wanted), ())):
        return True
    return bool((words(found.text) | words(resolved)) & words(wanted))


def main(folder: Path, *, show: bool) -> Counter[str]:
    """Measure and print; the counts by class and outcome."""
    parser, geoparser, actors, kinds = Parser.load(), Geoparser.load(), ActorFinder.load(), NounKinds.load()
    gold = {row["id"]: row["mentions"] for row in map(json.loads, (folder / "gold.jsonl").open())}
    tally: Counter[str] = Counter()
    for row in map(json.loads, (folder / "docs.jsonl").open()):
        document = Document(row["id"], row["text"], "")
        parse = parser.parse(document)
        places = geoparser.find(document, parse)
        referents = Referents.of(parse, places=places, actors=actors.find(document, parse, places), kinds=kinds)
        for at, role, argument in arguments(gold.get(row["id"], [])):
            for outcome, line in judged(document, parse, referents, at, role, argument):
                tally[outcome] += 1
                if show:
                    print(outcome.ljust(22), row["id"], line)
    for outcome, count in sorted(tally.items()):
        print(f"{outcome:24s} {count}")
    return tally


def judged(
    document: Document, parse: Parse, referents: Referents, at: int, role: str, argument: dict[str, Any]
) -> Iterator[tuple[str, str]]:
    """What became of one gold argument: class and outcome, and a line to read."""
    wanted = argument.get("is", "")
    if "span" not in argument:
        if wanted and role == "place" and (index := sentence_of(parse, at)) is not None:
            found = referents.focus_place(index)
            outcome = "none" if found is None else "right" if is_right(found, wanted) else "wrong"
            yield f"focus {outcome}", f"{wanted} <- {found}"
        return
    index = sentence_of(parse, argument["span"][0])
    head = head_of(parse.sentences[index], Span.of(document.text, *argument["span"])) if index is not None else None
    if index is None or head is None:
        return
    kind = "pronoun" if head.pos in ("PRON", "DET") else "noun"
    found = referents.antecedent(index, head)
    line = f"{argument['text']!r} = {wanted!r} <- {found.text if found else None!r}"
    if not wanted:
        if found is not None and not words(found.text) & words(argument["text"]):
            yield f"{kind} silent", line + " | " + parse.sentences[index].text[:160]
    elif not words(wanted) & words(argument["text"]):
        yield f"{kind} {'none' if found is None else 'right' if is_right(found, wanted) else 'wrong'}", line


if __name__ == "__main__":
    main(Path(sys.argv[1]), show="--errors" in sys.argv)
