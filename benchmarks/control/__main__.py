"""From dated news to who held which town when.

    uv run python -m benchmarks.control [--tasks TASKS.jsonl --news NEWS.jsonl --out PRED.jsonl] [--names CSV]
    uv run python -m benchmarks.control --write

Without options: the development set, scored by its own scorer.  A task line has conflict, place, aliases, lat, lon,
country, covered_from, covered_to, initial_holder, holders, and where it can `parties` with their names; a news line has
id, date, title, text, source.  Every conflict is read with a theatre made from its task alone.  --write measures the
whole development set, and what the weights are worth on conflicts they were not fitted on, and keeps the figures in
docs/evaluation/control.md and benchmarks/control/result.json.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.control.fit import trials_of_the_development_set
from benchmarks.control.page import write_page
from benchmarks.control.reading import answers, news_in, read_conflicts
from benchmarks.control.tasks import development_tasks, tasks_in
from benchmarks.development_sets import development_set


def main() -> None:
    """The command."""
    given = asked()
    if given.write:
        write_page(trials_of_the_development_set())
        return
    with tempfile.TemporaryDirectory() as scratch:
        run(given, Path(scratch))


def asked() -> argparse.Namespace:
    """What the command line asks for."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--tasks", type=Path, help="what is asked; the development set's where left out")
    options.add_argument("--news", type=Path, help="the dated news; the development set's where left out")
    options.add_argument("--out", type=Path, help="where the answers go; scored at once where left out")
    options.add_argument("--names", type=Path, help="a CSV of conflict, holder, aliases")
    options.add_argument("--conflicts", help="only these, with commas between them")
    options.add_argument("--write", action="store_true", help="keep the development set's figures in the docs")
    given = options.parse_args()
    if given.write and any((given.tasks, given.news, given.out, given.names, given.conflicts)):
        options.error("--write keeps the figures of the whole development set only")
    return given


def run(given: argparse.Namespace, scratch: Path) -> None:
    """Answers the tasks and, where no file is asked for, scores the answers."""
    folder = development_set("control") if not (given.tasks and given.news) else None
    names = given.names or (folder / "gold" / "holders.csv" if folder is not None else None)
    tasks = tasks_in(given.tasks, names=names) if given.tasks else development_tasks(folder or Path())
    if given.conflicts:
        tasks = [t for t in tasks if t.conflict in given.conflicts.split(",")]
    news = news_in(given.news or (folder or Path()) / "news.jsonl")
    out = given.out or scratch / "answers.jsonl"
    with out.open("w", encoding="utf-8") as lines:
        for task, events in read_conflicts(tasks, news):
            for row in answers(task, events):
                lines.write(json.dumps(row, ensure_ascii=False) + "\n")
    if folder is not None:
        scorer = [sys.executable, str(folder / "score.py")]
        subprocess.run([*scorer, str(out), "--conflicts", given.conflicts or "dev"], check=True)  # noqa: S603


if __name__ == "__main__":
    main()
