"""From dated news to the events of each conflict, and from those to who held what on each day."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from benchmarks.control.claims import claims_of
from benchmarks.control.tasks import Task
from khabar.actors import ActorFinder
from khabar.documents import from_text
from khabar.linking import link
from khabar.places.find import Geoparser
from khabar.reader import Reader
from khabar.records import Document, Event, SetAside
from khabar.situation.belief import beliefs
from khabar.situation.weights import Rules

Events = tuple[Event, ...]


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


def read_conflicts(tasks: Iterable[Task], news: list[Document]) -> Iterator[tuple[Task, Events]]:
    """Each conflict with the events told of in the news of its days, read with a theatre made from its task alone."""
    first = Reader.load()
    for task in tasks:
        lo, hi = _days_asked(task)
        items = [d for d in news if d.published and lo <= d.published <= hi]
        reader = Reader(first.parser, Geoparser.load(task.theatre), ActorFinder.load(task.theatre), first.coder)
        claims = [claim for coded in reader.read_all(items) for claim in claims_of(coded)]
        yield task, link(claims, theatre=task.theatre)


def answers(task: Task, events: Events, *, rules: Rules | None = None) -> Iterator[dict[str, Any]]:
    """The holder of each place on each day it is asked for, with the probability that it is right."""
    _, until = _days_asked(task)
    for key, days in beliefs(events, task.theatre, until=until, starts=task.first_days, rules=rules).items():
        name, start, end = task.asked[key]
        for belief in days:
            if start <= belief.day <= end:
                yield {
                    "conflict": task.conflict,
                    "place": name,
                    "date": belief.day.isoformat(),
                    "holder": belief.side,
                    "p": round(belief.probability, 4),
                }


def _days_asked(task: Task) -> tuple[date, date]:
    lo = min(start for _, start, _ in task.asked.values()) - timedelta(days=1)
    hi = max(end for _, _, end in task.asked.values()) + timedelta(days=1)
    return lo, hi
