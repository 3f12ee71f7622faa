"""From events to answers: pure functions of what was known, each for a world day and a moment of knowledge."""

from khabar.situation.access import PlaceAccess, TrunkRoad, access_for, trunk_roads
from khabar.situation.as_json import to_json, why_json
from khabar.situation.assemble import assemble
from khabar.situation.barriers import Barrier
from khabar.situation.change import Change
from khabar.situation.changes import changes
from khabar.situation.claims import ClaimStanding, claims_standing
from khabar.situation.control import ControlReading, control_at, control_of_all
from khabar.situation.harm import HarmLedger, HarmTotal, Toll, harm, totals_of
from khabar.situation.influence import Weighed
from khabar.situation.known import known_by
from khabar.situation.overview import Counts, Situation
from khabar.situation.politics import PoliticalAct, politics
from khabar.situation.roads import RoadGraph, Way
from khabar.situation.sources import Source
from khabar.situation.tally import StatedTally, Tally, stated_tallies, tallies
from khabar.situation.weights import Rules, packaged_rules
from khabar.situation.why import Reason, Why, why

__all__ = [
    "Barrier",
    "Change",
    "ClaimStanding",
    "ControlReading",
    "Counts",
    "HarmLedger",
    "HarmTotal",
    "PlaceAccess",
    "PoliticalAct",
    "Reason",
    "RoadGraph",
    "Rules",
    "Situation",
    "Source",
    "StatedTally",
    "Tally",
    "Toll",
    "TrunkRoad",
    "Way",
    "Weighed",
    "Why",
    "access_for",
    "assemble",
    "changes",
    "claims_standing",
    "control_at",
    "control_of_all",
    "harm",
    "known_by",
    "packaged_rules",
    "politics",
    "stated_tallies",
    "tallies",
    "to_json",
    "totals_of",
    "trunk_roads",
    "why",
    "why_json",
]
