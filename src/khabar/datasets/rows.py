"""One row as one report with its claims, or the reason why it is none."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import TextIO

from khabar.coding.lexicon.codebook import load_codebook
from khabar.datasets.outlets import Outlets
from khabar.datasets.parties import Parties
from khabar.datasets.points import Points
from khabar.datasets.scheme import NO_TYPE, Act, Scheme
from khabar.datasets.sheet import Sheet, sheet_of, source_of_row
from khabar.datasets.table import RawRow, read_rows
from khabar.documents.publication import publication_of
from khabar.errors import BadDate
from khabar.linking.voices import CODERS
from khabar.packs.theatre import Theatre
from khabar.places.gazetteer import Gazetteer
from khabar.records import Actor, Argument, Attribution, Coded, Count, Document, Issue, Mention, RoleName, SetAside
from khabar.records.event import EVENT_ID
from khabar.records.mention import Modality
from khabar.times.occurred import Occurred

_NEXT_STEP = "Look at the row in the file; the others were read."
_NOBODY = ("", "0", "-99")
# The columns in which Khabar's own exports, in the columns of these datasets, hold the ids of its events.
_KHABARS_ID = ("event_id_cnty", "relid")


class BadRow(Exception):
    """Why a row cannot be a claim; caught where rows are read."""


class RowReader:
    """Reads a dataset's rows.

    `outlets` are those whose reports are held: a row that cites one is that one's word. `released` is when a file
    without moments of its own could be had, None = unknown.
    """

    def __init__(
        self,
        scheme: Scheme,
        *,
        theatre: Theatre | None = None,
        gazetteer: Gazetteer | None = None,
        outlets: Collection[str] = (),
        released: datetime | None = None,
    ) -> None:
        self.scheme = scheme
        self._points = Points(scheme, theatre=theatre, gazetteer=gazetteer)
        self._parties = Parties(theatre, scheme.bodies)
        self._outlets = Outlets(outlets)
        self._released = released

    def read(self, lines: TextIO, *, name: str) -> Iterator[Coded | SetAside]:
        """The rows of a file, each coded or set aside with its line and the reason. Raises UnreadableDataset."""
        for row in read_rows(lines, self.scheme, name=name):
            try:
                yield self._coded(row)
            except BadRow as fault:
                yield _aside(row, f"{name}, line {row.line}", f"The row is no claim: {fault}.")

    def _coded(self, row: RawRow) -> Coded:
        if row.fault:
            raise BadRow(row.fault)
        fields, cells = self.scheme.fields, row.cells
        if any(cells.get(column, "").startswith(EVENT_ID) for column in _KHABARS_ID):
            raise BadRow("Khabar exported it: `khabar import khabar` takes it in as what it is")
        id = _needed(cells, fields.id)
        act = self._act(_needed(cells, fields.act))
        cited = self._outlets.cited(cells.get(fields.outlets, ""), article=cells.get(fields.cited, ""))
        words = act.words or cells[fields.act]
        sheet = sheet_of(cells, self.scheme, act_words=words, outlet=cells.get(fields.outlets, "") or "; ".join(cited))
        document = self._document(id, sheet, cells, outlet=cited[0] if cited else "")
        if act.type == NO_TYPE:
            unclear = Issue("type-unclear", words, "kept without a claim: it names no one act", 0, len(words))
            return Coded(document, issues=(unclear,))
        return Coded(document, tuple(self._mentions(document, sheet, cells, act, cited)))

    def _act(self, word: str) -> Act:
        found = self.scheme.acts.get(word)
        if found is None:
            alike = {known.casefold(): act for known, act in self.scheme.acts.items()}
            found = alike.get(word.casefold())
        if found is None:
            raise BadRow(f"{self.scheme.fields.act} {word!r} is not known")
        return found

    def _document(self, id: str, sheet: Sheet, cells: Mapping[str, str], *, outlet: str) -> Document:
        text = sheet.whole()
        return Document(
            id=f"{self.scheme.id}:{id}",
            text=text,
            sha256=hashlib.sha256(text.encode()).hexdigest(),
            published_at=_stamped(cells.get(self.scheme.fields.stamped, "")) or self._released,
            title=f"{self.scheme.name} {id}",
            publisher=outlet or self.scheme.name,
            author=self.scheme.name,
            source=source_of_row(self.scheme.id, id),
        )

    def _mentions(
        self, document: Document, sheet: Sheet, cells: Mapping[str, str], act: Act, cited: tuple[str, ...]
    ) -> Iterator[Mention]:
        roles = self._roles(sheet, cells, act)
        said, modality = self._voice(sheet, cited)
        best, counts = self._killed(sheet, cells)
        trigger, sentence = sheet.span("act"), sheet.span("sentence")
        if trigger is None or sentence is None:
            raise BadRow("it says nothing")
        main = Mention(
            id=f"{document.id}:{act.type}",
            type=act.type,
            codebook=load_codebook().version,
            trigger=trigger,
            sentence=sentence,
            roles=roles,
            occurred=self._occurred(cells),
            modality=modality,
            attribution=said,
            why=(f"{self.scheme.name} codes it as {cells[self.scheme.fields.act]}",),
        )
        yield main
        killed = sheet.span("killed")
        if best and killed is not None:
            yield Mention(
                id=f"{document.id}:harm.casualties",
                type="harm.casualties",
                codebook=main.codebook,
                trigger=killed,
                sentence=sentence,
                roles=roles,
                counts=counts,
                occurred=main.occurred,
                modality=modality,
                attribution=said,
                why=(f"{self.scheme.name} counts {best} killed",),
            )

    def _roles(
        self, sheet: Sheet, cells: Mapping[str, str], act: Act
    ) -> tuple[tuple[RoleName, tuple[Argument, ...]], ...]:
        fields, country = self.scheme.fields, self._points.country_code(cells.get(self.scheme.fields.country, ""))
        actor = self._party(sheet, "actor", cells.get(fields.actor_kind, ""), country)
        target = self._party(sheet, "target", cells.get(fields.target_kind, ""), country)
        if act.taker and _is_taker(target, act) and not _is_taker(actor, act):
            actor, target = target, actor
        if target is None and cells.get(fields.civilians):
            target = Argument(None, Actor("civilians", "civilians", "civilians"))
        place, near = self._points.place_at(
            lat=_degrees(cells, fields.lat, 90),
            lon=_degrees(cells, fields.lon, 180),
            name=cells.get(fields.place, ""),
            area=next((cells[area] for area in (*fields.areas, fields.country) if area in cells), ""),
            country=country,
            precision=_needed(cells, fields.place_precision).removesuffix(".0"),
        )
        if place is None:
            raise BadRow(f"{fields.place_precision} {cells[fields.place_precision]!r} is not known")
        at = Argument(sheet.span("place"), place, relation="near" if near else "in")
        filled: tuple[tuple[RoleName, Argument | None], ...] = (("actor", actor), ("target", target), ("place", at))
        return tuple((role, (argument,)) for role, argument in filled if argument is not None)

    def _party(self, sheet: Sheet, name: str, code: str, country: str) -> Argument | None:
        span = sheet.span(name)
        if span is None:
            return None
        state = self._parties.body_of(span.text)
        kind = self.scheme.kinds.get(code.removesuffix(".0"), "")
        actor = self._parties.actor(
            span.text, kind=kind, country=self._points.country_code(state) if state else country
        )
        return Argument(span, actor)

    def _voice(self, sheet: Sheet, cited: tuple[str, ...]) -> tuple[Attribution, Modality]:
        """Who vouches: the coders, or the party whose own outlet is all they cite."""
        coders = sheet.span("coders")
        if coders is None:
            raise BadRow("it says nothing")
        parties = [self._parties.party_of(outlet) for outlet in cited]
        if parties and all(parties) and len({p.side for p in parties if p}) == 1:
            return Attribution("belligerent", sheet.span("outlets") or coders, parties[0]), "claimed"
        return Attribution(
            "analyst", coders, Actor(f"{CODERS}{self.scheme.id}", self.scheme.name, "organisation")
        ), "reported"

    def _killed(self, sheet: Sheet, cells: Mapping[str, str]) -> tuple[int, tuple[Count, ...]]:
        fields, words = self.scheme.fields, sheet.span("best")
        best = _whole(cells, fields.best)
        low, high = _whole(cells, fields.low), _whole(cells, fields.high)
        most = max((n for n in (best, high) if n is not None), default=0)
        return most, (Count("killed", words.text if words else "", low=low, best=best, high=high),)

    def _occurred(self, cells: Mapping[str, str]) -> Occurred:
        fields = self.scheme.fields
        code = _needed(cells, fields.time_precision).removesuffix(".0")
        time = self.scheme.times.get(code)
        if time is None:
            raise BadRow(f"{fields.time_precision} {code!r} is not known")
        first = _day(_needed(cells, fields.first_day))
        last = _day(cells.get(fields.last_day, "") or cells[fields.first_day])
        if last < first:
            raise BadRow(f"{fields.last_day} {last} lies before {first}")
        around = timedelta(days=time.around_days)
        first, last = first - around, last + around
        if time.whole == "month":
            first, last = first.replace(day=1), (last.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(1)
        words = cells[fields.first_day]
        return Occurred.within(first, last, precision=time.precision, basis="explicit", text=words)


def _is_taker(argument: Argument | None, act: Act) -> bool:
    kind = argument.resolved.kind if argument and isinstance(argument.resolved, Actor) else ""
    of_the_state = kind in ("state force", "police", "government", "foreign force")
    return bool(kind) and of_the_state == (act.taker == "state")


def _needed(cells: Mapping[str, str], column: str) -> str:
    if column not in cells:
        raise BadRow(f"{column} is empty")
    return cells[column]


def _degrees(cells: Mapping[str, str], column: str, most: int) -> float:
    text = _needed(cells, column)
    try:
        value = float(text)
    except ValueError:
        raise BadRow(f"{column} {text!r} is no number") from None
    if not -most <= value <= most:
        raise BadRow(f"{column} {text} is out of bounds")
    return value


def _whole(cells: Mapping[str, str], column: str) -> int | None:
    text = cells.get(column, "")
    if not text:
        return None
    if not text.removesuffix(".0").isdecimal():
        raise BadRow(f"{column} {text!r} is no count")
    return int(text.removesuffix(".0"))


def _day(text: str) -> date:
    try:
        found = publication_of(text.partition(" 00:00")[0])
    except BadDate:
        found = None
    if found is None:
        raise BadRow(f"{text!r} is no date")
    return found.day


def _stamped(text: str) -> datetime | None:
    """The moment of a row's last change, in seconds since 1970; None where it gives none."""
    return datetime.fromtimestamp(int(text), UTC) if text.isdecimal() and len(text) <= 10 else None


def _aside(row: RawRow, where: str, message: str) -> SetAside:
    text = "\n".join(f"{column}: {value}" for column, value in row.cells.items())
    made = hashlib.sha256("\x1f".join((where, message, text)).encode("utf-8", "replace")).hexdigest()[:16]
    return SetAside(made, where, "bad-row", message, _NEXT_STEP, text=text)
