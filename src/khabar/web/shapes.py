"""The shapes of the answers, from which the reference and the tests are made.

What the commands print with --json has its form there (`docs/reference/json.md`); here its outer fields are named.
"""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from khabar.reviewing import State
from khabar.web.accounts import Role

Json = dict[str, Any]


class _Form(BaseModel):
    """A documented form of the command line: its fields are those of the reference, more than are named here."""

    model_config = ConfigDict(extra="allow")


class _Answer(BaseModel):
    """An answer of the web alone: nothing but what is named here."""

    model_config = ConfigDict(extra="forbid")


class Error(_Answer):
    """What every failure says of itself."""

    code: str
    message: str
    next_step: str


class Failure(_Answer):
    """Any failure."""

    error: Error


class Word(_Answer):
    """What somebody else said of the claims meanwhile: `same`, `different`, `unsure`, `released` or `withdrawn`."""

    by: str
    at: str
    what: str
    note: str


class Conflict(_Answer):
    """409: the event is no longer what was looked at, and nothing was changed. `theirs` empty = its reports changed."""

    error: Error
    event: str
    mine: str
    now: str
    theirs: list[Word]


class Days(_Answer):
    """The first and the last of some days or moments."""

    first: str
    last: str


class Point(_Answer):
    """WGS84 degrees; null = not known."""

    lat: float | None
    lon: float | None


class Side(_Answer):
    """A party that can hold ground; `base` null = none known."""

    id: str
    name: str
    adjective: str
    base: str | None
    allies: list[str]


class Place(_Answer):
    """A place the theatre watches. `holder` is the side that held it at the start, "" = unknown."""

    key: str
    name: str
    names: list[str]
    lat: float | None
    lon: float | None
    kind: str
    province: str
    sets: list[str]
    holder: str


class Road(_Answer):
    """A link between two places. `points` are its ends; `via` are names of what lies between."""

    id: str
    name: str
    one: str
    other: str
    via: list[str]
    length_km: float
    grade: int
    points: list[Point]


class TheTheatre(_Answer):
    """The theatre. `reported` are days of publication, `events` days of acts, `known` moments; null = no report."""

    format: Literal["khabar.theatre/1"]
    id: str
    name: str
    start: str
    end: str | None
    zone: str
    sides: list[Side]
    sets: list[str]
    places: list[Place]
    roads: list[Road]
    types: dict[str, str]
    reported: Days | None
    events: Days | None
    known: Days | None


class SourceRow(_Answer):
    """An outlet's reports; `name` "" = those of no named outlet. `days` are by day of publication."""

    name: str
    reports: int
    undated: int
    first: str | None
    last: str | None
    days: dict[str, int]


class Expected(_Answer):
    """The band a source's reports usually lie in, over so many days."""

    days: int
    low: int
    usual: float
    high: int


class WatchedSource(_Answer):
    """How a watched source does; `gap` = what it would tell may be missing."""

    source: str
    state: str
    gap: bool
    since: str | None
    words: str
    expected: Expected | None
    got: int


class WatchStatus(_Answer):
    """The watched sources in the order of their file; none = it is not known which are watched."""

    format: Literal["khabar.watch-status/1"]
    at: str
    sources: list[WatchedSource]


class Sources(_Answer):
    """The outlets, that of most reports first."""

    format: Literal["khabar.sources/1"]
    sources: list[SourceRow]


class Situation(_Form):
    """`khabar.situation/1`."""

    format: Literal["khabar.situation/1"]
    on: str
    known: str
    controls: list[Json]
    tallies: list[Json]
    roads: list[Json]
    links: list[Json]
    access: list[Json]
    critical: list[Json]
    harm: Json
    politics: list[Json]
    claims: list[Json]
    sources: list[Json]


class Changes(_Answer):
    """What differs from an earlier moment of knowledge; `before` "" = it was not in the picture then."""

    format: Literal["khabar.changes/1"]
    on: str
    known: str
    since: str
    changes: list[Json]
    sources: list[Json]


class Access(_Form):
    """`khabar.access/1`."""

    format: Literal["khabar.access/1"]
    on: str
    known: str
    supplies: list[Json]
    sources: list[Json]


class Why(_Form):
    """`khabar.why/1`."""

    format: Literal["khabar.why/1"]
    place_key: str
    reading: Json
    reasons: list[Json]


class Course(_Form):
    """`khabar.course/1`."""

    format: Literal["khabar.course/1"]
    place_key: str
    periods: list[Json]


class Toll(_Answer):
    """The harm of a day as one camp gives it, "" = no party is named as the source; `high` null = no upper bound."""

    what: str
    camp: str
    low: int
    best: int
    high: int | None
    events: int
    uncounted: int


class DayRow(_Answer):
    """One day. `held` by side with `claimed`, `contested` and `unknown` are all places; `besieged` are held too."""

    day: str
    held: dict[str, int]
    besieged: int
    claimed: int
    contested: int
    unknown: int
    harm: list[Toll]


class Timeline(_Answer):
    """Day after day, by what was known at one moment."""

    format: Literal["khabar.timeline/1"]
    known: str
    days: list[DayRow]


class EventRow(_Form):
    """An event in short: `khabar.event/1` without its claims, and what a list shows. `state` is for analysts alone."""

    id: str
    type: str
    standing: str
    day: str
    place_keys: list[str]
    reports: int
    outlets: list[str]
    known_at: str
    sentence: str
    state: State | None = None


class EventList(_Answer):
    """A page of events; `total` is how many match."""

    total: int
    offset: int
    events: list[EventRow]


class TheEvent(_Answer):
    """One event, `khabar.event/1`, and the `titles` of its reports by id.

    The rest is for analysts, and only where no moment was asked about: `pairs` and `judgements` as in
    `khabar.event-why/1`, its `state`, and the version they look at, `seen`.
    """

    event: Json
    day: str
    place_keys: list[str]
    titles: dict[str, str]
    pairs: list[Json] | None = None
    judgements: list[Json] | None = None
    state: State | None = None
    seen: str | None = None


class Stretch(_Answer):
    """Characters of a report's text."""

    start: int
    end: int


class Said(Stretch):
    """Characters of a report's text with the words."""

    text: str


class Mark(_Answer):
    """What a claim rests on, and the events it stands in."""

    claim: str
    type: str
    events: list[str]
    trigger: Said
    sentence: Said


class Report(_Answer):
    """What is told of a report: null or "" = not known."""

    id: str
    published: str | None
    publisher: str
    title: str
    url: str | None


class TheDocument(Report):
    """A report as read. `text` null = the visitor may see the marked words alone."""

    format: Literal["khabar.document/1"]
    author: str
    language: str
    copy_of: str | None
    text: str | None
    boilerplate: list[Stretch]
    marks: list[Mark]


class FoundReport(Report):
    """A report that was found, with the stretch of its text to show."""

    excerpt: Said


class SearchAnswer(_Answer):
    """The reports found; `more` = there are others."""

    reports: list[FoundReport]
    more: bool


class TakenIn(_Answer):
    """What became of a report: `new`, `already`, `recoded`, `revised` or `set aside`, the last with its reason."""

    id: str
    state: str
    claims: int
    copy_of: str | None
    reason: str | None = None
    message: str | None = None
    next_step: str | None = None


class QueueRow(_Answer):
    """An event to look at. `consequence` and `doubt` are from 0 to 1; `reasons` are in words."""

    event: Json
    day: str
    state: State
    consequence: float
    doubt: float
    reasons: list[str]
    seen: str


class Queue(_Answer):
    """The events to look at, the first first; `total` is how many there are."""

    total: int
    queue: list[QueueRow]


class DecidedEvent(_Answer):
    """An event that the claims stand in now, `khabar.event/1`, and its new version."""

    event: Json
    day: str
    state: State
    seen: str


class Decision(_Answer):
    """What was done, by whom, and what came of it."""

    done: Literal["released", "withdrawn", "merged", "split", "undone", "corrected", "as coded"]
    by: str
    events: list[DecidedEvent]


class TilesTold(_Answer):
    """A background map that the page may show, with whom to credit."""

    url: str
    credit: str


class Me(_Answer):
    """Who asks; `role` null = nobody has logged in. `tiles` null = there is no background map."""

    name: str
    role: Role | None
    token: str
    has_accounts: bool
    may_review: bool
    tiles: TilesTold | None
