"""One report from text to answer: the seed article's mentions against those expected, then the picture made from it.

    uv run python -m benchmarks.seed.measure

Ends with status 1 where something that must hold does not, and with 0 and the reason where the article is absent.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable

from benchmarks.seed.checks import THEATRE, Check, mention_checks, picture_checks, situation_of_the_article
from benchmarks.seed.facts import FOLDER, is_present
from benchmarks.seed.mentions import Agreement, Found, agreement, coded_article


def printed_agreement(read: Agreement) -> str:
    """The mentions found, those missed or found in part, and the false ones, a line each."""
    complete = [f for f in read.hits if not f.understood]
    of_type = [f for f in read.required if f.mention is not None]
    told = [f for f in of_type if f.is_well_told]
    lines = [
        f"required {len(read.required)}: {len(of_type)} of the right type, {len(read.hits)} with the roles their own"
        f" sentence fills, {len(complete)} with those understood from others too; {len(read.false)} false",
        f"modality and speaker right for {len(told)} of {len(of_type)}",
        *(_line(f) for f in read.found),
        *(f"  false   {m.type} {m.trigger.text!r}" for m in read.false),
    ]
    return "\n".join(lines)


def _line(found: Found) -> str:
    expected = found.expected
    what = "/".join(sorted(expected.types))
    standing = "hit " if found.is_hit else ("part" if found.mention is not None else "miss")
    lacks = [f"lacks {', '.join(found.lacking)}"] if found.lacking else []
    lacks += [f"understood and lacking: {', '.join(found.understood)}"] if found.understood else []
    lacks += ["modality or speaker wrong"] if found.mention is not None and not found.is_well_told else []
    mark = " (optional)" if expected.optional else ""
    return f"  {standing} {expected.id:5}{what}{mark} {'; '.join(lacks)}".rstrip()


def printed_checks(checks: Iterable[Check]) -> tuple[str, bool]:
    """The checks, a line each, and whether all hold."""
    rows = list(checks)
    lines = [f"  {'yes' if c.holds else 'NO '} {c.name} [{c.found}]" for c in rows]
    return "\n".join(lines), all(c.holds for c in rows)


def main() -> int:
    """The command."""
    if not is_present():
        print(f"Skipped: the seed article is not at {FOLDER}.")
        return 0
    good = True
    for theatre in (None, THEATRE):
        read = agreement(coded_article(theatre))
        checks, hold = printed_checks(mention_checks(read))
        good = good and hold
        print(f"read {f'for the theatre {theatre}' if theatre else 'with no theatre'}")
        print(f"{printed_agreement(read)}\n{checks}")
    checks, hold = printed_checks(picture_checks(situation_of_the_article()))
    print(f"the picture made from it alone\n{checks}")
    return 0 if good and hold else 1


if __name__ == "__main__":
    sys.exit(main())
