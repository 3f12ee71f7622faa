"""All that is known of a conflict on one day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from khabar.packs.theatre import Theatre
from khabar.situation.access import PlaceAccess
from khabar.situation.change import Change
from khabar.situation.claims import ClaimStanding
from khabar.situation.critical import UNSUPPLIED, Critical
from khabar.situation.harm import HarmLedger
from khabar.situation.outlook import Outlook
from khabar.situation.politics import PoliticalAct
from khabar.situation.road_statements import RoadStatement
from khabar.situation.sources import Source
from khabar.situation.state_words import ControlReading
from khabar.situation.tally import StatedTally, Tally
from khabar.situation.trunk_roads import RoadLink, TrunkRoad


@dataclass(frozen=True, slots=True)
class Counts:
    """What the picture rests on.  `copies` are claims of documents that repeat another; `outlets` are those named."""

    documents: int
    outlets: int
    claims: int
    copies: int
    events: int


@dataclass(frozen=True, slots=True)
class Situation:
    """Who holds what, who is cut off, who was harmed, what is talked about and what is only claimed.

    `controls` has every place of the theatre, in its order; `roads`, `links`, `access` and `critical` every side that
    holds its base.
    `gaps` are the places of a tally set of which no report in the record says who holds them.  `changes` are empty
    unless an earlier moment of knowledge was given.  `outlook` None = the days after are known already, or the model of
    them has no skill.
    """

    on: date
    known: datetime
    theatre: Theatre
    controls: tuple[ControlReading, ...]
    tallies: tuple[Tally, ...]
    stated: tuple[StatedTally, ...]
    roads: tuple[TrunkRoad, ...]
    links: tuple[RoadLink, ...]
    access: tuple[PlaceAccess, ...]
    critical: tuple[Critical, ...]
    road_statements: tuple[RoadStatement, ...]
    harm: HarmLedger
    politics: tuple[PoliticalAct, ...]
    claims: tuple[ClaimStanding, ...]
    changes: tuple[Change, ...]
    gaps: tuple[str, ...]
    counts: Counts
    sources: Sequence[Source]
    since: datetime | None = None
    outlook: Outlook | None = None

    def control(self, place_key: str) -> ControlReading:
        """The reading of one place.  Raises KeyError where the theatre has no such key."""
        return {reading.place_key: reading for reading in self.controls}[place_key]

    @property
    def cut_off(self) -> tuple[PlaceAccess, ...]:
        """The places a side holds and cannot supply by road."""
        return tuple(a for a in self.access if a.status == "cut")

    def supply_of(self, side: str) -> tuple[PlaceAccess, ...]:
        """The places of a side that need supply, which road junctions and passes do not."""
        watched = self.theatre.place_by_key
        return tuple(a for a in self.access if a.side == side and watched[a.place_key].kind not in UNSUPPLIED)

    @property
    def open_claims(self) -> tuple[ClaimStanding, ...]:
        """What was claimed or alleged and neither confirmed nor taken back."""
        return tuple(c for c in self.claims if c.outcome in ("open", "denied"))
