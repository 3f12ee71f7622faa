"""How the sources do, in words: what is missing is said before what is as usual."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from khabar.plain_text import clean
from khabar.report.wording import things
from khabar.watching import SourceState


def source_state_lines(states: Iterable[SourceState]) -> Iterator[str]:
    """A line a source, gaps first."""
    for state in sorted(states, key=lambda s: not s.is_gap):
        yield clean(f"{'GAP  ' if state.is_gap else '     '}{state.source}: {_about(state)}")


def _about(state: SourceState) -> str:
    since = f" since {state.since:%Y-%m-%d %H:%M} UTC" if state.since and state.begun else ""
    number = ""
    if (e := state.expected) is not None:
        days = "the last day" if e.days == 1 else f"the last {e.days} days"
        number = f" {things(state.got, 'new report')} in {days}; expected {e.low:,} to {e.high:,}."
    return f"{state.state}{since}. {state.words}{number}"
