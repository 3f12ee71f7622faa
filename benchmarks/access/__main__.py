"""Who could be supplied by road, day by day in July and August 2021: as the access room derives it, beside the facts.

    uv run python -m benchmarks.access [--broken] [--write]

From the facts given as reports, and from the example's own dispatches. --broken tells the losses of other places than
they befell, and tells of none: neither may score well. --write keeps the figures in docs/evaluation/access.md and
benchmarks/access/result.json. Without the facts tables nothing is measured.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from benchmarks.access.derived import THEATRE, Day, derive, from_example, from_facts, shuffled
from benchmarks.access.facts import FILES, FOLDER, Link, Loss, read_links, read_losses
from benchmarks.access.known_ways import known_ways
from benchmarks.access.page import Measured, printed, write_page
from benchmarks.access.score import agreement, pairs, place_cuts, reliability, road_cuts
from khabar.packs import load_theatre


def main() -> int:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--broken", action="store_true", help="score deliberately wrong input")
    options.add_argument("--write", action="store_true", help="keep the figures in the docs")
    given = options.parse_args()
    if given.write and given.broken:
        options.error("--write keeps true figures only")
    if not all((FOLDER / file).is_file() for file in FILES):
        print(f"Skipped: the facts tables are not at {FOLDER}.")
        return 0
    losses, links = read_losses(), read_links()
    broken = {
        "losses told of other places": compared(derive(from_facts(shuffled(losses))), losses, links),
        "no report at all": compared(derive(()), losses, links),
    }
    if given.broken:
        print(printed(broken))
        return 0
    true, told = measured(losses, links)
    print(printed(true))
    if given.write:
        write_page(true, broken, told)
    return 0


def measured(losses: Sequence[Loss], links: Sequence[Link]) -> tuple[dict[str, Measured], Measured]:
    """The figures of each material against the facts, and all of what the reports lead to."""
    by_facts, by_reports = derive(from_facts(losses)), derive(from_example())
    true = {
        "facts as reports": compared(by_facts, losses, links),
        "the example's reports": compared(by_reports, losses, links),
        "the same, as confirmed by then": compared(by_reports, losses, links, confirmed=True),
    }
    return true, true["the example's reports"]


def compared(
    derived: Sequence[Day], losses: Sequence[Loss], links: Sequence[Link], *, confirmed: bool = False
) -> Measured:
    """All figures of some derived days."""
    theatre = load_theatre(THEATRE)
    found = tuple(pairs(derived, losses, links, confirmed=confirmed))
    return Measured(
        agreement=agreement(found),
        reliability=reliability(found),
        roads=road_cuts(derived, losses, theatre),
        places=place_cuts(derived, losses, links),
        ways=tuple(known_ways(theatre)),
    )


if __name__ == "__main__":
    sys.exit(main())
