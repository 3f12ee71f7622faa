"""Is a report coded the same whoever fights? The development texts rewritten, coded again, and compared.

    uv run python -m benchmarks.swap [--docs DOCS.jsonl] [--exceptions N] [--only NAME] [--write] [--broken]

- exchanged: the names of the two sides exchanged: the most named armed group and the most named force or government.
- unknown group: a name nobody knows in place of that armed group's. known group, for comparison: one known everywhere;
  what differs there as well is for the sentence's shape, not for what Khabar knows of a side.
- neutral, loaded: loaded words (wording.yaml) replaced by neutral ones, and neutral ones by loaded ones.

A mention is coded the same when type, trigger, polarity, modality, place and the head words of all roles are, up to the
swap and the shift of characters. --broken makes every type of the second coding wrong first: nothing may be the same.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.coding.measure import documents_in
from benchmarks.development_sets import development_set, fingerprint
from benchmarks.swap.compare import Comparison, Difference, Read, compared
from benchmarks.swap.edits import Rewriting
from benchmarks.swap.sides import KNOWN, UNKNOWN, exchanged, renamed
from benchmarks.swap.wording import loaded, neutral
from khabar.documents import from_text
from khabar.reader import Reader
from khabar.records import Document

RESULT = Path(__file__).with_name("result.json")
Rewritten = tuple[Rewriting, Mapping[str, str]]
Rewrite = Callable[[Read], Rewritten | None]

REWRITINGS: Mapping[str, tuple[Rewrite, ...]] = {
    "exchanged": (exchanged,),
    "unknown group": tuple(partial(renamed, name=name) for name in UNKNOWN),
    "known group": tuple(partial(renamed, name=name) for name in KNOWN),
    "neutral": (lambda read: (neutral(read.coded), {}),),
    "loaded": (lambda read: (loaded(read.coded), {}),),
}


def read_all(reader: Reader, documents: Iterable[Document]) -> Iterator[Read]:
    """Each report coded, with its parse."""
    for document in documents:
        parse = reader.parser.parse(document)
        places = reader.geoparser.find(document, parse)
        actors = reader.actors.find(document, parse, places)
        yield Read(reader.coder.code(document, parse, places=places, actors=actors), parse)


def rewritten(document: Document, rewriting: Rewriting) -> Document:
    """The report with its text rewritten, and its title where the same words stand there."""
    title = document.title
    words = {rewriting.old[e.start : e.end]: e.new for e in rewriting.edits}
    if words:
        either = "|".join(re.escape(old) for old in sorted(words, key=len, reverse=True))
        title = re.sub(rf"(?<!\w)(?:{either})(?!\w)", lambda found: words[found[0]], title)
    return from_text(
        rewriting.new, id=document.id, published=document.published, title=title, publisher=document.publisher
    )


def measured(reader: Reader, reads: list[Read], ways: tuple[Rewrite, ...], *, broken: bool) -> list[Comparison]:
    """The reports that one of the ways changes, compared with themselves."""
    found = []
    for way in ways:
        for read in reads:
            made = way(read)
            if made is None or not made[0].edits:
                continue
            (again,) = read_all(reader, [rewritten(read.coded.document, made[0])])
            if broken:
                wrong = tuple(replace(m, type="none") for m in again.coded.mentions)
                again = Read(replace(again.coded, mentions=wrong), again.parse)
            found.append(compared(read, again, *made))
    return found


def figures(found: list[Comparison]) -> dict[str, Any]:
    """The shares that are the same, and what the others differ in."""
    different = [d for c in found for d in c.differences]
    mentions = sum(c.mentions for c in found)
    touched, alike = sum(c.touched for c in found), sum(c.touched_same for c in found)
    same = mentions - len(different)
    written = [c for c in found if c.commas]
    with_commas = sum(c.mentions for c in written)
    same_with_commas = with_commas - sum(len(c.differences) for c in written)
    return {
        "documents": len(found),
        "mentions": mentions,
        "same": same,
        "share": round(same / mentions, 4) if mentions else None,
        "with_commas_mentions": with_commas,
        "with_commas_same": same_with_commas,
        "with_commas_share": round(same_with_commas / with_commas, 4) if with_commas else None,
        "touched_mentions": touched,
        "touched_same": alike,
        "touched_share": round(alike / touched, 4) if touched else None,
        "same_and_same_actors": sum(c.who for c in found),
        "differ_in": dict(Counter(field for d in different for field in d.fields).most_common()),
    }


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--docs", type=Path, help="reports to rewrite; the development sets where left out")
    parser.add_argument("--exceptions", type=int, default=1000, metavar="N", help="show at most N of each rewriting")
    parser.add_argument("--only", choices=tuple(REWRITINGS), help="only this rewriting")
    parser.add_argument("--write", action="store_true", help="keep the figures in benchmarks/swap/result.json")
    parser.add_argument("--broken", action="store_true", help="compare with a deliberately broken coding")
    given = parser.parse_args()
    reader = Reader.load()
    kept: dict[str, Any] = {}
    for set_name, docs in ({"given": given.docs} if given.docs else sets()).items():
        print(f"# {set_name}: {docs.name}")
        reads = list(read_all(reader, documents_in(docs)))
        results: dict[str, Any] = {}
        for name, ways in REWRITINGS.items():
            if given.only in (None, name):
                found = measured(reader, reads, ways, broken=given.broken)
                results[name] = figures(found)
                show(name, results[name], [d for c in found for d in c.differences][: given.exceptions])
        kept[set_name] = {"documents": len(reads), "corpus": fingerprint(docs), "figures": results}
    if given.write and not (given.broken or given.docs or given.only):
        RESULT.write_text(json.dumps(kept, indent=2, sort_keys=True) + "\n", encoding="utf-8")


def sets() -> Mapping[str, Path]:
    """The reports rewritten where no file is given: the development texts, and news items of a sentence or two."""
    return {"texts": development_set("coding") / "docs.jsonl", "items": development_set("control") / "news.jsonl"}


def show(name: str, row: Mapping[str, Any], differences: list[Difference]) -> None:
    """One rewriting's figures and exceptions on the screen."""
    print(
        f"== {name}: {row['same']} of {row['mentions']} mentions the same ({row['share']}) in {row['documents']} texts;"
    )
    print(
        f"   in texts that kept their commas {row['with_commas_same']} of {row['with_commas_mentions']}"
        f" ({row['with_commas_share']});"
    )
    print(f"   in sentences rewritten {row['touched_same']} of {row['touched_mentions']} ({row['touched_share']});")
    print(f"   with the same actors {row['same_and_same_actors']}; differ in {row['differ_in']}")
    for d in differences:
        print(f"- {d.document} {d.type} {d.trigger!r}: {', '.join(d.fields)}  {d.details}")
        print(f"    before: {d.before}\n    after:  {d.after}")


if __name__ == "__main__":
    main()
