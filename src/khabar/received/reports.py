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
from khabar.linking.voices import CODERS, away, report_of_row, row_of_report
from khabar.linking.weights import load_rules
from khabar.packs.theatre import Theatre
from khabar.received.event_sheet import NAME, sheet_of_event, words_of
from khabar.received.told import BadRow, TellsParty, Told, Toll
from khabar.received.whereabouts import Whereabouts
from khabar.records import Actor, Argument, Attribution, Coded, Document, Mention, Place, RoleName, Span
from khabar.records.event import EVENT_ID
from khabar.times.occurred import Basis, Occurred

DATASET = "khabar"
# What reads exports, for the ledger: the same row read by another edition is read anew.
CODER = "Khabar exports 1"
# A row of more than this, in characters of all its reports together, is no row of an export.
MOST_TEXT = 1_000_000
# How many outlets speak for themselves; where an act is disputed or taken back, no more than one is vouched for.
_VOUCHED = {"corroborated": 2}
_ANSWERED = ("disputed", "retracted")
_OF_SEVERAL = ("corroborated", *_ANSWERED)
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
    return row_of_report(id) if id.startswith(row_of_event(EVENT_ID)) else ""


class Reports:
    """Makes reports of events.

    `outlets` are those whose reports are held. `released` is when the file could be had, None = not told: then what has
    no moment of its own is known from when it is taken in. `desk` is who exported it, "" = not told: the events of one
    desk are never one with each other, those of two can be.
    """

    def __init__(
        self,
        whereabouts: Whereabouts,
        *,
        theatre: Theatre | None,
        outlets: Iterable[str],
        released: datetime | None,
        desk: str = "",
    ) -> None:
        self._whereabouts = whereabouts
        self._actors = theatre.actor_by_id if theatre else {}
        self._names = Parties(theatre, load_scheme("ucdp").bodies)
        self._outlets = Outlets(frozenset(outlets))
        self._released = released
        coders = f"{CODERS}{DATASET}/{desk}" if desk else f"{CODERS}{DATASET}"
        self._coders = Actor(coders, desk or NAME, "organisation")

    def of(self, told: Told) -> tuple[Coded, ...]:
        """The reports of an event, the oldest first. Raises BadRow for an unknown type, or days that run backwards."""
        if told.type not in load_codebook().types:
            raise BadRow(f"type {told.type!r} is not in this version's codebook")
        told = replace(told, outlets=self._held_as(told.outlets))
        reports = tuple(_reports(told))
        sheet = sheet_of_event(told)
        cells = "\n".join(f"{column}: {value}" for column, value in told.cells)
        if (len(sheet.whole()) + len(cells)) * len(reports) > MOST_TEXT:
            raise BadRow(f"its reports run over more than {MOST_TEXT:,} characters")
        return tuple(self._coded(told, report, len(reports), cells) for report in reports)

    def _held_as(self, outlets: Iterable[str]) -> tuple[str, ...]:
        """The outlets under the names they are held by."""
        held = {name: self._outlets.cited(name) for name in outlets}
        return tuple(dict.fromkeys(cited[0] if cited else name for name, cited in held.items()))

    def _coded(self, told: Told, report: _Report, of: int, cells: str) -> Coded:
        sheet = sheet_of_event(told)
        sheet.put("\n")
        sheet.put(f"Report {report.number} of {of}: {report.outlet or 'outlet not named'}", "report")
        sheet.put(f"; {'; '.join(report.claims)}.")
        sheet.put(f"\n\n{cells}")  # in each of them, so that each is another text when the row changes
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
            author=NAME,
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
                yield self._toll(toll, mention, away(f"{claim}/toll", told.id), told, sheet)

    def _toll(self, toll: Toll, act: Mention, id: str, told: Told, sheet: Sheet) -> Mention:
        """The dead of an act, as the statement of its own that a toll is."""
        killed = words_of(sheet, "killed")
        victims = self._parties(toll.victims, sheet, by_name=told.by_name)
        return replace(
            act,
            id=id,
            type="harm.casualties",
            trigger=killed,
            roles=_filled(target=victims, place=act.role("place")),
            counts=(replace(toll.killed, text=killed.text),),
        )

    def _act(self, told: Told, report: _Report, sheet: Sheet) -> Mention:
        takes_back = report.answers and told.standing == "retracted"
        denies = report.answers and not takes_back
        sentence = words_of(sheet, "standing" if takes_back else "sentence")
        trigger = None if takes_back else _said(told.act_words, told)
        return Mention(
            id="",
            type=told.type,
            codebook=told.codebook or load_codebook().version,
            trigger=trigger or sentence,
            sentence=sentence,
            roles=_filled(
                actor=self._parties(told.actors, sheet, by_name=told.by_name),
                target=self._parties(told.targets, sheet, by_name=told.by_name),
                place=self._places(told, sheet),
            ),
            counts=told.counts,
            occurred=_occurred(told),
            polarity="yes" if told.happened is not denies else "no",
            modality="reported" if denies and told.modality == "denied" else told.modality,
            aspect=told.aspect,
            background=told.kind == "history",
            descriptive=told.kind == "description",
            aggregate=told.kind == "total",
            status=told.status,
            attribution=self._voice(told, report, sheet, denies=denies),
            why=(f"{NAME} exported it as {told.id}",),
        )

    def _voice(self, told: Told, report: _Report, sheet: Sheet, *, denies: bool) -> Attribution:
        """Who vouches: Khabar for the outlet, for a party it does not name, or for what an outlet vouched for told."""
        coders = words_of(sheet, "coders")
        # A party's own paper is the last to be taken for an independent word.
        outlets = sorted(told.outlets, key=lambda name: self._names.party_of(name) is not None)
        vouched = outlets[: _VOUCHED.get(told.standing, 1)]
        party = self._names.party_of(told.speaker) or self._names.party_of(report.outlet)
        of_party = Attribution("belligerent", coders, self._coders)
        if denies or told.standing == "claimed" or (told.speaker and party):
            return of_party
        if report.outlet in vouched or not report.outlet:
            return Attribution("analyst", coders, self._coders)
        if party is not None:
            return of_party
        return Attribution("media", coders, replace(self._coders, name=vouched[0], kind="media"))

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
        words = _said(told.place.words, told) or sheet.span("place")
        return (Argument(words, place, relation=relation), *(Argument(None, other) for other in others))


def _reports(told: Told) -> Iterator[_Report]:
    """The reports with their claims: one each, those left over with the last. What is answered has an answer."""
    claims = tuple(dict.fromkeys(told.claims)) or tuple(f"{told.id}/{n}" for n in range(1, max(told.reports, 1) + 1))
    if told.standing in _OF_SEVERAL and len(claims) == 1:
        claims = (*claims, f"{claims[0]}/{told.standing}")
    number = min(max(told.reports, 2 if told.standing in _OF_SEVERAL else 1), len(claims))
    outlets = told.outlets
    if len(outlets) < _VOUCHED.get(told.standing, 0):
        outlets = (*outlets, "")
    before = number - 1
    for i, share in enumerate((*((claim,) for claim in claims[:before]), claims[before:])):
        outlet = outlets[min(i, len(outlets) - 1)] if outlets else ""
        yield _Report(i + 1, outlet, share, answers=told.standing in _ANSWERED and i == number - 1)


def _occurred(told: Told) -> Occurred | None:
    """When it happened. A single day that is the report's own may be no more than that: no format tells."""
    days = told.days
    if days is None:
        return None
    if days.last < days.first:
        raise BadRow(f"its last day {days.last} lies before the first, {days.first}")
    if days.last == date.max:
        raise BadRow(f"{days.last} is no day of an event")
    basis: Basis = "document" if days.first == days.last == told.published else "explicit"
    return Occurred.within(days.first, days.last, precision=days.precision, basis=basis)


def _said(words: str, told: Told) -> Span | None:
    """Where words stand in the sentence quoted, with which each report's text begins; None where they do not."""
    start = told.sentence.find(words) if words.strip() else -1
    return None if start < 0 else Span(start, start + len(words), words)


def _filled(**roles: tuple[Argument, ...]) -> Roles:
    order: tuple[RoleName, ...] = ("actor", "target", "place")
    return tuple((role, roles[role]) for role in order if roles.get(role))
