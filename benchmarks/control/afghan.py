"""The shipped example of Afghanistan in 2021 against the days on which its 34 capitals fell.

    uv run python -m benchmarks.control.afghan

The timeline is kept beside the repository, gathered from the press of those days.  Each capital is asked for on every
day from the first report to the last, three times: as known on that day; by all that is known at the end of days up to
it ("as it was"); and looking back, by what is said of later days too.
A reading that names no holder (contested, claimed, besieged, unknown) is counted apart: it is no answer, and not wrong.
"""

from __future__ import annotations

import csv
import sys
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from benchmarks.development_sets import BESIDE
from benchmarks.linking.reading import link_example
from khabar.situation import control_of_all, course_of
from khabar.situation.known import claims_of
from khabar.times import Interval
from khabar.times.moments import end_of_day

TIMELINE = BESIDE / "facts" / "afghanistan-2021" / "control_timeline.csv"
BEFORE, AFTER = "government", "taliban"
ON_THE_DAY, AS_IT_WAS, BACK = "as known on the day", "as it was", "looking back"


@dataclass(frozen=True, slots=True)
class Fall:
    """The days on which a capital fell: between the earliest and the latest day that sources give."""

    earliest: date
    latest: date

    def holder(self, day: date) -> str:
        """The holder on a day; "" on days on which it may have fallen."""
        return BEFORE if day < self.earliest else AFTER if day > self.latest else ""


def falls_in(file: Path) -> dict[str, Fall]:
    """By place key, the fall of each capital."""
    with file.open(encoding="utf-8", newline="") as lines:
        return {
            row["place_id"]: Fall(date.fromisoformat(row["date_earliest"]), date.fromisoformat(row["date_latest"]))
            for row in csv.DictReader(lines)
        }


def counted(falls: Mapping[str, Fall]) -> dict[str, Counter[str]]:
    """For each way of asking, the capital-days that are right, wrong and without a holder."""
    example = link_example()
    theatre = example.theatre
    if theatre is None:
        raise ValueError("the example has no theatre")
    days = [claim.published for claim in claims_of(example.events) if claim.published]
    last = max(days)
    found: dict[str, Counter[str]] = {ON_THE_DAY: Counter(), AS_IT_WAS: Counter(), BACK: Counter()}
    courses = {
        key: course_of(key, last, known=end_of_day(last), events=example.events, theatre=theatre)
        for key in falls
        if key in theatre.place_by_key
    }
    for day in Interval.of_days(min(days), last):
        for way, known in ((ON_THE_DAY, day), (AS_IT_WAS, last)):
            readings = control_of_all(day, known=end_of_day(known), events=example.events, theatre=theatre)
            for reading in readings:
                true = falls[reading.place_key].holder(day) if reading.place_key in falls else ""
                if true:
                    held = reading.state == "held"
                    found[way]["no holder" if not held else "right" if reading.holder == true else "wrong"] += 1
        for key, course in courses.items():
            if true := falls[key].holder(day):
                state = next(period.state for period in course.periods if day <= period.last)
                held = state in {side.id for side in theatre.sides}
                found[BACK]["no holder" if not held else "right" if state == true else "wrong"] += 1
    return found


def as_table(found: Mapping[str, Counter[str]]) -> str:
    """A row for each way of asking."""
    lines = ["| | capital-days | right | wrong | no holder named |", "|---|---|---|---|---|"]
    for way, counts in found.items():
        total = counts.total()
        shares = (f"{counts[name]} ({counts[name] / total:.1%})" for name in ("right", "wrong", "no holder"))
        lines.append(f"| {way} | {total} | {' | '.join(shares)} |")
    return "\n".join(lines)


def main() -> None:
    """The command."""
    if not TIMELINE.is_file():
        sys.exit(f"Skipped: the timeline is not at {TIMELINE}.")
    print(as_table(counted(falls_in(TIMELINE))))


if __name__ == "__main__":
    main()
