"""From events to answers: pure functions of what was known, each for a world day and a moment of knowledge."""

from khabar.situation.access import PlaceAccess, access_to
from khabar.situation.as_json import (
    access_json,
    changes_json,
    course_json,
    timeline_json,
    to_json,
    what_if_json,
    why_json,
)
from khabar.situation.assemble import assemble
from khabar.situation.barriers import Barrier, cited_by
from khabar.situation.change import Change
from khabar.situation.changes import changes
from khabar.situation.claims import ClaimStanding, claims_standing
from khabar.situation.control import DayReading, control_at, control_by_day, control_of_all
from khabar.situation.course import Course, Period, course_of
from khabar.situation.critical import UNSUPPLIED, Critical, critical_of
from khabar.situation.doubt import Chances
from khabar.situation.harm import HarmLedger, HarmTotal, Toll, harm, totals_of
from khabar.situation.influence import Weighed
from khabar.situation.known import known_by
from khabar.situation.network import Network, network_of
from khabar.situation.outlook import Outlook, Risk, outlook
from khabar.situation.overview import Counts, Situation
from khabar.situation.politics import PoliticalAct, politics
from khabar.situation.road_statements import RoadStatement, road_statements
from khabar.situation.roads import RoadGraph, Way
from khabar.situation.sources import Source
from khabar.situation.state_words import ControlReading
from khabar.situation.supply import AccessAnswer, Supply, access_answer
from khabar.situation.tally import StatedTally, Tally, stated_tallies, tallies
from khabar.situation.timeline import DayTally, timeline
from khabar.situation.trunk_roads import RoadLink, TrunkRoad, links_of, trunk_roads_of
from khabar.situation.weights import Rules, packaged_rules
from khabar.situation.what_if import AccessChange, ControlChange, RoadChange, WhatIf, what_if
from khabar.situation.why import Reason, Why, why

__all__ = [
    "UNSUPPLIED",
    "AccessAnswer",
    "AccessChange",
    "Barrier",
    "Chances",
    "Change",
    "ClaimStanding",
    "ControlChange",
    "ControlReading",
    "Counts",
    "Course",
    "Critical",
    "DayReading",
    "DayTally",
    "HarmLedger",
    "HarmTotal",
    "Network",
    "Outlook",
    "Period",
    "PlaceAccess",
    "PoliticalAct",
    "Reason",
    "Risk",
    "RoadChange",
    "RoadGraph",
    "RoadLink",
    "RoadStatement",
    "Rules",
    "Situation",
    "Source",
    "StatedTally",
    "Supply",
    "Tally",
    "Toll",
    "TrunkRoad",
    "Way",
    "Weighed",
    "WhatIf",
    "Why",
    "access_answer",
    "access_json",
    "access_to",
    "assemble",
    "changes",
    "changes_json",
    "cited_by",
    "claims_standing",
    "control_at",
    "control_by_day",
    "control_of_all",
    "course_json",
    "course_of",
    "critical_of",
    "harm",
    "known_by",
    "links_of",
    "network_of",
    "outlook",
    "packaged_rules",
    "politics",
    "road_statements",
    "stated_tallies",
    "tallies",
    "timeline",
    "timeline_json",
    "to_json",
    "totals_of",
    "trunk_roads_of",
    "what_if",
    "what_if_json",
    "why",
    "why_json",
]
