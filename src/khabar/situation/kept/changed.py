"""Of which places claims say something else, and of which days: what is gone and what has come is noted one by one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Set
from datetime import date

from khabar.situation.kept.told import Key, Told
from khabar.situation.testimony import Evidence

# What is told, by place, claim and event.
Raw = dict[str, dict[str, dict[str, Told]]]
# By place, the first day of which something else is told.
Since = dict[str, date]


class Changed:
    """The claims by place that say something else, and the first and last day of which they do."""

    def __init__(self, told: Raw, of_report: Mapping[str, Set[Key]]) -> None:
        self._told = told
        self._of_report = of_report
        self.claims: dict[str, set[str]] = defaultdict(set)
        self.since: Since = {}
        self.until: dict[str, date] = {}

    def note(self, key: Key, item: Evidence) -> None:
        """Something else is told by an item, or was."""
        place, claim, _ = key
        self.claims[place].add(claim)
        day = self._day(place, item)
        self.since[place] = min(day, self.since.get(place, day))
        self.until[place] = max(item.day, self.until.get(place, item.day))

    def _day(self, place: str, item: Evidence) -> date:
        """Its day; of a description the earlier one of the falls told with it."""
        if not item.claim.mention.descriptive:
            return item.day
        with_it = self._of_report.get(item.claim.document_id, ())
        beside = (self._told[at][claim][event].item for at, claim, event in with_it if at == place)
        return min((item.day, *(e.day for e in beside if e.is_gain)))
