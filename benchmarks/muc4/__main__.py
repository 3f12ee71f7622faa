"""MUC-4's incident templates from Khabar's coding.

    uv run python -m benchmarks.muc4 [--write] [--broken]
    uv run python -m benchmarks.muc4 --docs DOCS.jsonl --out PRED.jsonl

Without --docs: the development set, scored by its own scorer in two halves, of which only one was ever looked at. A
document is an object with `id`, `text` and where known `date` and `dateline`; a prediction has `id` and `events`.
--write keeps the figures in the docs. --broken spoils the templates first: a scorer that still gives points is broken.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.development_sets import development_set, fingerprint
from benchmarks.muc4.incidents import incidents_of, template
from benchmarks.muc4.page import as_table, write_page
from benchmarks.muc4.reading import read_all
from benchmarks.own_process import printed
from khabar.documents import from_text
from khabar.errors import UnreadableDocument
from khabar.reader import Reader
from khabar.records import Document

Row = dict[str, Any]


def rows_in(file: Path) -> list[Row]:
    """The objects of a JSONL file."""
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]


def documents_of(rows: list[Row]) -> Iterator[Document]:
    """The reports that can be read; the others are named on standard error."""
    for row in rows:
        day = date.fromisoformat(row["date"]) if row.get("date") else None
        try:
            yield from_text(row["text"], id=row["id"], published=day)
        except UnreadableDocument as error:
            print(f"{row['id']}: {error}", file=sys.stderr)


def answers(rows: list[Row]) -> Iterator[Row]:
    """Each report's incidents as the scorer reads them, in the order of the reports; none for an unreadable one."""
    found = {r.coded.document.id: incidents_of(r) for r in read_all(Reader.load(), list(documents_of(rows)))}
    for row in rows:
        yield {"id": row["id"], "events": [template(i) for i in found.get(row["id"], [])]}


def spoiled(answer: Row) -> Row:
    """The same number of incidents and fillers, every word wrong."""
    events = [{k: "none" if k == "type" else [["none"] for _ in v] for k, v in e.items()} for e in answer["events"]]
    return {"id": answer["id"], "events": events}


def scored(scorer: Path, gold: list[Row], predicted: list[Row]) -> Row:
    """What the set's scorer says of some of its documents."""
    wanted = {row["id"] for row in gold}
    with tempfile.TemporaryDirectory() as scratch:
        files = [Path(scratch) / "gold.jsonl", Path(scratch) / "pred.jsonl"]
        for file, rows in zip(files, (gold, [p for p in predicted if p["id"] in wanted]), strict=True):
            file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        told = printed(str(scorer), *map(str, files))
    return {name: json.loads(rest) for name, _, rest in (line.partition(" ") for line in told.splitlines())}


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--docs", type=Path, help="reports to answer for; the development set where left out")
    parser.add_argument("--out", type=Path, help="where the answers go")
    parser.add_argument("--write", action="store_true", help="write the figures into the docs")
    parser.add_argument("--broken", action="store_true", help="score deliberately spoiled templates")
    given = parser.parse_args()
    folder = None if given.docs else development_set("muc4")
    source = given.docs if folder is None else folder / "dev.jsonl"
    rows = rows_in(source)
    found = [spoiled(a) if given.broken else a for a in answers(rows)]
    if given.out:
        given.out.write_text("".join(json.dumps(a, ensure_ascii=False) + "\n" for a in found), encoding="utf-8")
    if folder is None:
        return
    halves = {"half looked at": rows[::2], "half only scored": rows[1::2], "all": rows}
    figures = {name: scored(folder / "score.py", part, found) for name, part in halves.items()}
    print(as_table(figures))
    if given.write:
        write_page(figures, corpus=fingerprint(source), documents=len(rows))


if __name__ == "__main__":
    main()
