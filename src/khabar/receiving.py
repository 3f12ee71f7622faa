"""Taking in what another desk exported: event by event, safe to repeat and to interrupt, never told twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from itertools import islice
from pathlib import Path

from khabar.datasets import is_row_of_data
from khabar.errors import BadInput
from khabar.importing import PORTION, added_of
from khabar.intake import Ingested
from khabar.linking.voices import at_home
from khabar.picture import Picture
from khabar.places.gazetteer import Gazetteer
from khabar.received import CODER, EventReader, Received, Reports, Whereabouts, row_of_document
from khabar.records import Coded, SetAside
from khabar.store import Added
from khabar.store.contract import State
from khabar.times.moments import end_of_day


def import_export(
    picture: Picture, path: str | Path, *, released: date | None = None, desk: str = ""
) -> Iterator[Ingested]:
    """Takes in the events of a file that Khabar exported; yields what became of each, once it is on disk.

    An event is held already where the store has all its claims from the reports themselves, or its row as it is. One
    that changed is kept as a newer version; one that a change feed withdraws loses its claims. `released` is the day
    the file could be had, `desk` who exported it, "" = not told: events of one desk are kept apart as it has them.

    Raises BadInput for no file, or none that can be read back; MissingPart for Parquet without pyarrow.
    """
    theatre = picture.theatre_named
    outlets = {d.publisher for d in picture.store.documents() if d.publisher and not is_row_of_data(d)}
    places = Whereabouts(theatre=theatre, gazetteer=Gazetteer.load(own=picture.gazetteers))
    moment = end_of_day(released) if released else None
    reader = EventReader(Reports(places, theatre=theatre, outlets=outlets, released=moment, desk=desk))
    receiver = _Receiver(picture)
    try:
        with Path(path).open(encoding="utf-8-sig", errors="replace", newline="") as lines:
            events = reader.read(lines, name=str(path))
            while portion := list(islice(events, PORTION)):
                yield from receiver.take_in(portion)
    except OSError as error:
        raise BadInput(f"Cannot read {path}: {error.strerror}.", next_step="Give a file of an export.") from None


class _Receiver:
    """Knows what the store holds of others' exports, and of the reports they rest on."""

    def __init__(self, picture: Picture) -> None:
        self._picture = picture
        self._coder = ", ".join((picture.coder, CODER))
        self._reports: dict[str, dict[str, str]] = defaultdict(dict)
        for id, sha256 in picture.store.coded_by(self._coder):
            self._reports[row_of_document(id)][id] = sha256
        # What is coded from a row of another desk is no report of ours.
        self._claims = {c.id for c in picture.store.claims() if not row_of_document(c.document_id)}

    def take_in(self, portion: Iterable[Received | SetAside]) -> Iterator[Ingested]:
        """Puts some events on disk together; of several rows of one event the last holds."""
        events = list(portion)
        last = {one.id: one for one in events if isinstance(one, Received) and not self._is_ours(one)}
        fresh = [coded for one in last.values() for coded in self._fresh(one)]
        became = dict(added_of(self._picture, fresh, self._coder))
        for one in events:
            if isinstance(one, SetAside):
                self._picture.store.set_aside(one, recorded_at=self._picture.now, by=self._coder)
                yield Ingested(one.source, set_aside=one)
            elif last.get(one.id) is one:
                yield self._told(one, became)
            else:
                yield Ingested(one.where, Added(one.id, "already"))

    @cached_property
    def _events(self) -> frozenset[str]:
        """The events that reports of our own tell. Asked only by formats without ids of claims: it takes linking."""
        told = self._picture.events()
        return frozenset(event.id for event in told if not self._claims.isdisjoint(c.id for c in event.claims))

    def _is_ours(self, event: Received) -> bool:
        """Whether the reports themselves tell it here: all its claims are held or, where none are named, it is."""
        if not event.reports:
            return False  # what another desk withdraws is its own row
        if not event.claims:
            return event.id in self._events
        return self._claims.issuperset(map(at_home, event.claims))

    def _fresh(self, event: Received) -> list[Coded]:
        held = self._reports[event.row]
        return [coded for coded in event.reports if held.get(coded.document.id) != coded.document.sha256]

    def _told(self, event: Received, became: Mapping[str, Added | SetAside]) -> Ingested:
        """What became of an event: all that became of its reports, and of those it has no longer."""
        told = [became[coded.document.id] for coded in event.reports if coded.document.id in became]
        refused = next((one for one in told if isinstance(one, SetAside)), None)
        if refused is not None:
            return Ingested(event.where, set_aside=refused)
        added = [one for one in told if isinstance(one, Added)]
        held, now = self._reports[event.row], {coded.document.id: coded.document.sha256 for coded in event.reports}
        added += [self._taken_back(document) for document in sorted(held.keys() - now.keys())]
        self._reports[event.row] = now
        closed = sum(one.claims_closed for one in added)
        whole = Added(event.id, _state(added, was_held=bool(held)), sum(one.claims_added for one in added), closed)
        return Ingested(event.where, whole, coded=event.reports[0] if event.reports else None)

    def _taken_back(self, document: str) -> Added:
        """Records that nothing is coded from a report any more; by another hand, so that it can come back."""
        found = self._picture.store.document(document)
        if found is None:
            raise KeyError(document)
        return self._picture.store.add(Coded(found), recorded_at=self._picture.now, coder=f"{self._coder}, taken back")


def _state(added: Iterable[Added], *, was_held: bool) -> State:
    """What became of a row by what became of its reports."""
    states = {one.state for one in added} - {"already"}
    if not states:
        return "already"
    if states == {"recoded"}:
        return "recoded"
    return "revised" if was_held else "new"
