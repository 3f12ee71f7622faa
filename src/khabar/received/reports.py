"""An event of another desk as the reports it tells of: each a text of its own, with a claim that rests on it.

A row tells how many reports there were, of which outlets, and how well they attest the act; not which said what. So as
many outlets speak for themselves as the standing vouches for, and the others repeat the first. What disputes the act,
or takes it back, is the last report's word. Only the first report has the moment the row gives; the others are known
from the day the file could be had.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from khabar.coding.lexicon.codebook import load_codebook
from khabar.datasets import load_scheme
from khabar.datasets.outlets import Outlets
from khabar.datasets.parties import Parties
from khabar.datasets.sheet import Sheet, source_of_row
from khabar.linking.voices import CODERS, away, report_of_row
from khabar.linking.weights import load_rules
from khabar.packs.theatre import Theatre
from khabar.received.full_table import range_in_words
from khabar.received.told import BadRow, TellsDays, TellsParty, Told
from khabar.received.whereabouts import Whereabouts
from khabar.records import Actor, Argument, Attribution, Coded, Count, Document, Mention, Place, RoleName, Span
from khabar.records.event import EVENT_ID
from khabar.times.occurred import Occurred

DATASET = "khabar"
# What reads exports, for the ledger: the same row read by another edition is read anew.
CODER = "Khabar exports 1"
_NAME = "Khabar"
# A row of more than this, in characters of all its reports together, is no row of an export.
MOST_TEXT = 1_000_000
# How many outlets speak for themselves; where an act is disputed or taken back, no more than one is vouched for.
_VOUCHED = {"corroborated": 2}
_ANSWERED = ("disputed", "retracted")
Roles = tuple[tuple[RoleName, tuple[Argument, ...]], ...]


@dataclass(frozen=True, slots=True)
class _Report:
    """One of an event's reports: its outlet, "" = unnamed, its claims, and whether it answers the others."""

    number: int
    outlet: str
    claims: tuple[str, ...]
    answers: bool


def row_of_event(id: str) -> str:
    """What the row of another desk's event is called here."""
    return f"{DATASET}:{id}"


def row_of_document(id: str) -> str:
    """The row that a report was made of, by its document's id; "" where it is a report of our own."""
    return id.partition("#")[0] if id.startswith(row_of_event(EVENT_ID)) else ""


class Reports:
    """Makes reports of events.

    `outlets` are those whose reports are held. `released` is when the file could be had, None = not told: then what has
    no moment of its own is known from when it is taken in.
    """

    def __init__(
        self, whereabouts: Whereabouts, *, theatre: Theatre | None, outlets: Iterable[str], released: datetime | None
    ) -> None:
        self._whereabouts = whereabouts
        self._actors = theatre.actor_by_id if theatre else {}
        self._names = Parties(theatre, load_scheme("ucdp").bodies)
        self._outlets = Outlets(frozenset(outlets))
        self._released = released

    def of(self, told: Told) -> tuple[Coded, ...]:
        """The reports of an event, the oldest first. Raises BadRow for an unknown type, or days that run backwards."""
        if told.type not in load_codebook().types:
            raise BadRow(f"type {told.type!r} is not in this version's codebook")
        reports = tuple(_reports(told, self._named(told)))
        sheet = _sheet_of(told)
        cells = "\n".join(f"{column}: {value}" for column, value in told.cells)
        if len(sheet.whole()) * len(reports) + len(cells) > MOST_TEXT:
            raise BadRow(f"its reports run over more than {MOST_TEXT:,} characters")
        return tuple(self._coded(told, report, len(reports), cells) for report in reports)

    def _named(self, told: Told) -> tuple[str, ...]:
        """The outlets under the names they are held by."""
        held = {name: self._outlets.cited(name) for name in told.outlets}
        return tuple(dict.fromkeys(held[name][0] if held[name] else name for name in told.outlets))

    def _coded(self, told: Told, report: _Report, of: int, cells: str) -> Coded:
        sheet = _sheet_of(told)
        sheet.put("\n")
        sheet.put(f"Report {report.number} of {of}: {report.outlet or 'outlet not named'}", "report")
        sheet.put(f"; {'; '.join(report.claims)}.")
        if report.number == 1:
            sheet.put(f"\n\n{cells}")
        text = sheet.whole()
        first = report.number == 1
        document = Document(
            id=report_of_row(row_of_event(told.id), report.number),
            text=text,
            sha256=hashlib.sha256(text.encode("utf-8", "replace")).hexdigest(),
            published=told.published if first else None,
            published_at=self._known_at(told, report),
            title=told.title if first else "",
            publisher=report.outlet,
            url=told.url if first else None,
            author=_NAME,
            source=source_of_row(DATASET, told.id),
        )
        return Coded(document, tuple(self._mentions(told, report, sheet)))

    def _known_at(self, told: Told, report: _Report) -> datetime | None:
        if report.number == 1 and (told.known_at or told.published):
            return told.known_at
        if self._released and told.known_at:
            return max(self._released, told.known_at)
        return self._released

    def _mentions(self, told: Told, report: _Report, sheet: Sheet) -> Iterator[Mention]:
        act, toll = self._act(told, report, sheet), told.toll
        for claim in report.claims:
            mention = replace(act, id=away(claim, told.id))
            yield mention
            if toll is not None and not report.answers:
                yield replace(
                    mention,
                    id=away(f"{claim}/toll", told.id),
                    type="harm.casualties",
                    trigger=_words(sheet, "killed"),
                    roles=_filled(target=self._parties(toll.victims, sheet, by_name=told.by_name), place=dict(act.roles).get("place", ())),
                    counts=(replace(toll.killed, text=_words(sheet, "killed").text),),
                )

    def _act(self, told: Told, report: _Report, sheet: Sheet) -> Mention:
        takes_back = report.answers and told.standing == "retracted"
        denies = report.answers and not takes_back
        sentence = _words(sheet, "standing" if takes_back else "sentence")
        return Mention(
            id="",
            type=told.type,
            codebook=told.codebook or load_codebook().version,
            trigger=sentence,
            sentence=sentence,
            roles=_filled(
                actor=self._parties(told.actors, sheet, by_name=told.by_name),
                target=self._parties(told.targets, sheet, by_name=told.by_name),
                place=self._places(told, sheet),
            ),
            counts=told.counts,
            occurred=_occurred(told, told.days),
            polarity="yes" if told.happened is not denies else "no",
            modality="reported" if denies and told.modality == "denied" else told.modality,
            aspect=told.aspect,
            background=told.kind == "history",
            descriptive=told.kind == "description",
            aggregate=told.kind == "total",
            status=told.status,
            attribution=self._voice(told, report, sheet, denies=denies),
            why=(f"{_NAME} exported it as {told.id}",),
        )

    def _voice(self, told: Told, report: _Report, sheet: Sheet, *, denies: bool) -> Attribution:
        """Who vouches: Khabar for the outlet, for a party it does not name, or for what the first outlet told before."""
        coders, standing = _words(sheet, "coders"), _words(sheet, "standing")
        outlets = self._named(told)
        party = self._names.party_of(told.speaker)
        if party is not None:
            return Attribution("belligerent", sheet.span("speaker") or coders, party)
        if denies or told.standing == "claimed":
            return Attribution("belligerent", standing, Actor(f"{CODERS}{DATASET}", _NAME, "organisation"))
        if report.outlet in outlets[_VOUCHED.get(told.standing, 1) :]:
            return Attribution("media", coders, Actor(f"{CODERS}{DATASET}", outlets[0], "media"))
        return Attribution("analyst", coders, Actor(f"{CODERS}{DATASET}", _NAME, "organisation"))

    def _parties(self, parties: Iterable[TellsParty], sheet: Sheet, *, by_name: bool) -> tuple[Argument, ...]:
        return tuple(Argument(sheet.span(f"party {p.name}"), self._actor(p, by_name=by_name)) for p in parties)

    def _actor(self, party: TellsParty, *, by_name: bool) -> Actor | None:
        """The theatre's actor of that id, else what the id itself tells: a country, its forces, or a body."""
        if party.id in self._actors:
            return self._actors[party.id].actor
        if not party.id:
            return self._named_actor(party) if by_name else None
        root, _, rest = party.id.partition(":")
        country = rest[:2] if root in ("country", "force") else ""
        kinds = {"country": "country", "force": "state force", "group": "armed group"}
        return Actor(party.id, party.name, party.kind or kinds.get(root, "organisation"), country=country)

    def _named_actor(self, party: TellsParty) -> Actor | None:
        """The theatre's actor of that name, else a body of the kind the row gives; None = words for nobody known."""
        found = self._names.actor(party.name, kind=party.kind, country="")
        return found if found.id in self._actors or party.kind else None

    def _places(self, told: Told, sheet: Sheet) -> tuple[Argument, ...]:
        if told.place is None:
            return ()
        place = self._whereabouts.place(told.place)
        others: tuple[Place, ...] = ()
        # A claim of several places is an act at each where the type has one act a place; a row is one act.
        if told.kind == "total" or not load_rules().family(told.type).per_place:
            others = self._whereabouts.others(told.further, country=place.country)
        relation = "near" if told.place.near else "in"
        return (Argument(sheet.span("place"), place, relation=relation), *(Argument(None, other) for other in others))


def _reports(told: Told, outlets: tuple[str, ...]) -> Iterator[_Report]:
    """The reports with their claims: one each, those left over with the last. What is answered has an answer."""
    claims = tuple(dict.fromkeys(told.claims)) or (told.id,)
    answered = told.standing in _ANSWERED
    if answered and len(claims) == 1:
        claims = (*claims, f"{claims[0]}/{told.standing}")
    number = min(max(told.reports, 2 if answered else 1), len(claims))
    if len(outlets) < _VOUCHED.get(told.standing, 0):
        outlets = (*outlets, "")
    before = number - 1
    for i, share in enumerate((*((claim,) for claim in claims[:before]), claims[before:])):
        outlet = outlets[min(i, len(outlets) - 1)] if outlets else ""
        yield _Report(i + 1, outlet, share, answers=answered and i == number - 1)


def _sheet_of(told: Told) -> Sheet:
    """The text of a report: the sentence quoted, then the event in words."""
    sheet = Sheet()
    if told.sentence:
        sheet.put(told.sentence, "sentence")
        sheet.put("\n\n")
    _tell(sheet, told)
    if not told.sentence:
        sheet.mark("sentence")
    return sheet


def _tell(sheet: Sheet, told: Told) -> None:
    sheet.put(load_codebook().label_of(told.type))
    for opening, parties in ((": ", told.actors), (", toward ", told.targets)):
        for number, party in enumerate(parties):
            sheet.put(", " if number else opening)
            sheet.put(party.name, f"party {party.name}")
    if told.place is not None:
        sheet.put("; ")
        sheet.put(told.place.name, "place")
    if told.days is not None:
        sheet.put(f"; {_days_in_words(told.days)}")
    for count in (*told.counts, *([told.toll.killed] if told.toll else ())):
        sheet.put("; ")
        sheet.put(f"{count.what}: {range_in_words(count.low, count.best, count.high)}", count.what)
    sheet.put("; ")
    sheet.put(f"standing: {told.standing}", "standing")
    if told.speaker:
        sheet.put("; said by ")
        sheet.put(told.speaker, "speaker")
    sheet.put(f". Exported by {_NAME} as {told.id}.", "coders")


def _days_in_words(days: TellsDays) -> str:
    return f"{days.first}" if days.first == days.last else f"{days.first} to {days.last}"


def _occurred(told: Told, days: TellsDays | None) -> Occurred | None:
    """When it happened. A single day that is the report's own may be no more than that: no format tells."""
    if days is None:
        return None
    if days.last < days.first:
        raise BadRow(f"its last day {days.last} lies before the first, {days.first}")
    if days.last == date.max:
        raise BadRow(f"{days.last} is no day of an event")
    basis = "document" if days.first == days.last == told.published else "explicit"
    return Occurred.within(days.first, days.last, precision=days.precision, basis=basis)


def _filled(**roles: tuple[Argument, ...]) -> Roles:
    named: tuple[tuple[RoleName, tuple[Argument, ...]], ...] = (
        ("actor", roles.get("actor", ())),
        ("target", roles.get("target", ())),
        ("place", roles.get("place", ())),
    )
    return tuple((role, arguments) for role, arguments in named if arguments)


def _words(sheet: Sheet, name: str) -> Span:
    span = sheet.span(name)
    if span is None:
        raise BadRow(f"it does not give the {name}")
    return span
