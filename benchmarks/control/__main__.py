"""From dated news to who held which town when.

    uv run python -m benchmarks.control [--tasks TASKS.jsonl --news NEWS.jsonl --out PRED.jsonl] [--names CSV]

Without options: the development set, scored by its own scorer.  A task line has conflict, place, aliases, lat, lon,
country, covered_from, covered_to, initial_holder, holders, and where it can `parties` with their names; a news line has
id, date, title, text, source.  Every conflict is read with a theatre made from its task alone.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from benchmarks.control.claims import claims_of
from benchmarks.control.tasks import Task, tasks_in
from benchmarks.development_sets import development_set
from khabar.actors import ActorFinder
from khabar.documents import from_text
from khabar.linking import link
from khabar.places.find import Geoparser
from khabar.reader import Reader
from khabar.records import Claim, Document, SetAside
from khabar.situation.belief import Belief, beliefs


def news_in(file: Path) -> list[Document]:
    """The news items as documents; those that cannot be read are named and left out."""
    found: list[Document] = []
    for line in file.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        made = from_text(
            row["text"],
            id=row["id"],
            published=date.fromisoformat(row["date"][:10]),
            title=row.get("title", ""),
            publisher=row.get("source", ""),
        )
        if isinstance(made, SetAside):
            print(f"{row['id']}: {made.message}", file=sys.stderr)
        else:
            found.append(made)
    return found


def predict(tasks: Iterable[Task], news: list[Document], *, first: Reader) -> Iterator[dict[str, Any]]:
    """The holder of each place on each day it is asked for, with the probability that it is right."""
    for task in tasks:
        lo = min(start for _, start, _ in task.asked.values()) - timedelta(days=1)
        hi = max(end for _, _, end in task.asked.values()) + timedelta(days=1)
        items = [d for d in news if d.published and lo <= d.published <= hi]
        claims = _claims(task, items, first)
        events = link(claims, theatre=task.theatre)
        for part in task.by_first_day():
            for key, days in beliefs(events, part, until=hi).items():
                name, start, end = task.asked[key]
                yield from _rows(task.conflict, name, days, start, end)


def _claims(task: Task, items: list[Document], first: Reader) -> list[Claim]:
    reader = Reader(first.parser, Geoparser.load(task.theatre), ActorFinder.load(task.theatre), first.coder)
    return [claim for coded in reader.read_all(items) for claim in claims_of(coded)]


def _rows(conflict: str, name: str, days: list[Belief], start: date, end: date) -> Iterator[dict[str, Any]]:
    for belief in days:
        if start <= belief.day <= end:
            yield {
                "conflict": conflict,
                "place": name,
                "date": belief.day.isoformat(),
                "holder": belief.side,
                "p": round(belief.probability, 4),
            }


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tasks", type=Path, help="what is asked; the development set's where left out")
    parser.add_argument("--news", type=Path, help="the dated news; the development set's where left out")
    parser.add_argument("--out", type=Path, help="where the answers go; scored at once where left out")
    parser.add_argument("--names", type=Path, help="a CSV of conflict, holder, aliases")
    parser.add_argument("--conflicts", help="only these, with commas between them")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        run(given, Path(scratch))


def run(given: argparse.Namespace, scratch: Path) -> None:
    """Answers the tasks and, where no file is asked for, scores the answers."""
    folder = development_set("control") if not (given.tasks and given.news) else None
    tasks_file, names = given.tasks, given.names
    if folder is not None:
        tasks_file = scratch / "tasks.jsonl"
        scorer = [sys.executable, str(folder / "score.py")]
        subprocess.run([*scorer, "tasks", str(tasks_file)], check=True)  # noqa: S603
        names = names or folder / "gold" / "holders.csv"
    tasks = tasks_in(tasks_file, names=names)
    if given.conflicts:
        tasks = [t for t in tasks if t.conflict in given.conflicts.split(",")]
    news = news_in(given.news or (folder or Path()) / "news.jsonl")
    out = given.out or scratch / "answers.jsonl"
    with out.open("w", encoding="utf-8") as lines:
        for row in predict(tasks, news, first=Reader.load()):
            lines.write(json.dumps(row, ensure_ascii=False) + "\n")
    if folder is not None:
        chosen = ["--conflicts", given.conflicts or "dev"]
        subprocess.run([*scorer, str(out), *chosen], check=True)  # noqa: S603


if __name__ == "__main__":
    main()
