"""The picture of a conflict: a store of claims, and the answers derived from it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import BinaryIO

from khabar.datasets import is_row_of_data
from khabar.documents import Copies, read
from khabar.errors import BadInput, UnknownSide, UnreadableDocument
from khabar.linking import link, put_right
from khabar.packs import load_theatre, theatres
from khabar.packs.theatre import Side, Theatre
from khabar.places.gazetteer import edition_of
from khabar.places.name_search import NameSearch
from khabar.reader import Reader
from khabar.records import Claim, Coded, Correction, Document, Event, Judgement, Release, SetAside
from khabar.situation import (
    AccessAnswer,
    Course,
    Situation,
    WhatIf,
    Why,
    access_answer,
    assemble,
    course_of,
    known_by,
    what_if,
    why,
)
from khabar.store import Added, Store, open_store
from khabar.supposing import side_called, supposed_events
from khabar.times.moments import end_of_day

Clock = Callable[[], datetime]


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Ingested:
    """What became of one document: taken into the store (`added`), or set aside with its reason (`set_aside`).

    `copy_of` is the id of the report it repeats, None = its own voice. `moved` are earlier reports that turned out with
    it to be copies, each with its original.
    """

    source: str
    added: Added | None = None
    set_aside: SetAside | None = None
    copy_of: str | None = None
    moved: tuple[tuple[str, str], ...] = ()
    coded: Coded | None = None


class Picture:
    """One store seen through one theatre. Everything is asked for a world day and a moment of knowledge."""

    def __init__(
        self, store: Store, *, theatre: Theatre | None = None, gazetteers: Sequence[Path] = (), clock: Clock = _now
    ) -> None:
        self.store = store
        self._theatre = theatre
        self._gazetteers = tuple(gazetteers)
        self._clock = clock

    def __enter__(self) -> Picture:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Lets go of the store."""
        self.store.close()

    @property
    def theatre(self) -> Theatre:
        """The theatre the questions are asked of. Raises BadInput where none was named."""
        if self._theatre is None:
            raise BadInput(
                "This store has no theatre.", next_step="Name one with --theatre; `khabar theatre list` lists them."
            )
        return self._theatre

    @property
    def theatre_named(self) -> Theatre | None:
        """The theatre, None where none was named: events are had without one."""
        return self._theatre

    def ingest(
        self,
        paths: str | Path | Iterable[str | Path],
        *,
        published: date | None = None,
        stdin: BinaryIO | None = None,
        reader: Reader | None = None,
        only_theatre: bool = False,
    ) -> Iterator[Ingested]:
        """Reads, codes and keeps reports one by one, each on disk before the next; safe to repeat and to interrupt.

        `only_theatre` sets aside unread what names no place, actor or country of the theatre. Raises BadInput where it
        is asked for without one.
        """
        return self.take(read(paths, published=published, stdin=stdin), reader=reader, only_theatre=only_theatre)

    def take(
        self, reports: Iterable[Document | SetAside], *, reader: Reader | None = None, only_theatre: bool = False
    ) -> Iterator[Ingested]:
        """Codes and keeps reports that are read already, as `ingest` does."""
        return map(Intake(self, reader=reader, only_theatre=only_theatre).take, reports)

    @property
    def coder(self) -> str:
        """What codes reports here: a report coded by another version, theatre or set of gazetteers is coded anew."""
        from khabar import __version__

        theatre = self._theatre.id if self._theatre else "no theatre"
        return ", ".join((f"khabar {__version__}", theatre, *map(edition_of, self._gazetteers)))

    @property
    def gazetteers(self) -> tuple[Path, ...]:
        """The files of the user's own gazetteers that it reads with."""
        return self._gazetteers

    @property
    def now(self) -> datetime:
        """The moment it is (UTC), by the clock the picture was opened with."""
        return self._clock()

    def events(self, *, known: datetime | None = None, recorded: datetime | None = None) -> tuple[Event, ...]:
        """The events, by the moment each was first known; `known` None = by all that the store holds.

        What people judged counts from the moment it was recorded. `recorded` = by what this store held at a moment,
        whenever readers could know it; None = by what it holds now.
        """
        if recorded is None:
            return self._linked(known, self.judgements(known=known))
        then = min(known or recorded, recorded)
        claims = put_right(self.store.claims(known=known, recorded=recorded), self.store.corrections(recorded=then))
        judgements = self.store.judgements(recorded=then)
        return link(claims, theatre=self._theatre, judgements=judgements)

    def claims(self, *, known: datetime | None = None) -> tuple[Claim, ...]:
        """The claims readers could know by a moment, None = all, as people had put them right by then."""
        return put_right(self.store.claims(known=known), self.corrections(known=known))

    def corrections(self, *, known: datetime | None = None, ever: bool = False) -> tuple[Correction, ...]:
        """What people put right in claims: what holds now, held at a moment, or was `ever` said, in order of arrival.

        A claim that is coded otherwise by now is named as the one that rests on the same words.
        """
        said = self.store.corrections(recorded=known, ever=ever)
        heirs = self.store.heirs({correction.claim_id for correction in said}) if said else {}
        return tuple(replace(c, claim_id=heirs.get(c.claim_id, c.claim_id)) for c in said)

    def judgements(self, *, known: datetime | None = None, ever: bool = False) -> tuple[Judgement, ...]:
        """What people said of claims, in order of arrival: what holds now, held at a moment, or was `ever` said.

        A claim that is coded otherwise by now is named as the one that rests on the same words.
        """
        said = self.store.judgements(recorded=known, ever=ever)
        heirs = self.store.heirs({claim for j in said for claim in (j.one, j.other)}) if said else {}
        return tuple(replace(j, one=heirs.get(j.one, j.one), other=heirs.get(j.other, j.other)) for j in said)

    def events_if(self, judgements: Sequence[Judgement]) -> tuple[Event, ...]:
        """The events as they would be if these judgements were kept too."""
        return self._linked(None, (*self.judgements(), *judgements))

    def judge(self, judgements: Sequence[Judgement]) -> None:
        """Keeps judgements for good, from now on."""
        self.store.add_judgements(judgements, recorded_at=self._clock())

    def releases(self, *, recorded: datetime | None = None) -> tuple[Release, ...]:
        """What analysts said of what may be published, in order of arrival: what holds now, or held at a moment."""
        return self.store.releases(recorded=recorded)

    def release(self, releases: Sequence[Release]) -> int:
        """Keeps words on what may be published for good, from now on; how many were new."""
        return self.store.add_releases(releases, recorded_at=self._clock())

    def _linked(self, known: datetime | None, judgements: Sequence[Judgement]) -> tuple[Event, ...]:
        return link(self.claims(known=known), theatre=self._theatre, judgements=judgements)

    def situation(
        self, *, on: date | None = None, known: datetime | None = None, since: datetime | None = None
    ) -> Situation:
        """Who holds what, who is cut off, harm, politics and open claims on a day, by what was known at a moment.

        `known` None = all the store holds; `on` None = the last day the reports speak of by then. `since` adds what has
        changed against an earlier moment of knowledge.
        """
        moment, day, linked = self._asked(on, known)
        return assemble(
            linked,
            self.theatre,
            on=day,
            known=moment,
            since=since,
            then=self.events(known=since) if since else None,
            documents=tuple(self.store.documents()),
        )

    def why(self, place: str, *, on: date | None = None, known: datetime | None = None) -> Why:
        """The sentences behind the reading of a place. Raises UnknownPlace."""
        watched = self.theatre.place_named(place)
        moment, day, linked = self._asked(on, known)
        events = known_by(linked, moment, theatre=self.theatre)
        return why(watched.key, day, known=moment, events=events, theatre=self.theatre)

    def courses(
        self, places: Sequence[str], *, until: date | None = None, known: datetime | None = None
    ) -> tuple[Course, ...]:
        """Who held each place from when to when, looking back from `known`. Raises UnknownPlace."""
        keys = [self.theatre.place_named(place).key for place in places]
        moment, day, linked = self._asked(until, known)
        return tuple(course_of(key, day, known=moment, events=linked, theatre=self.theatre) for key in keys)

    def access(
        self,
        places: Sequence[str] = (),
        *,
        on: date | None = None,
        known: datetime | None = None,
        side: str | None = None,
        base: str | None = None,
        tracks: bool = False,
    ) -> AccessAnswer:
        """Who can reach some places, by which road, and what would open it; with none named, the whole network.

        `side` None = every side that has a base; `base` has one side supplied from another place. `tracks` lets
        supplies move on tracks. Raises UnknownPlace, UnknownSide, and BadInput for a base without a side.
        """
        sides = self._sides(side, base)
        keys = tuple(dict.fromkeys(self.theatre.place_named(place).key for place in places))
        moment, day, linked = self._asked(on, known)
        return access_answer(keys, day, known=moment, events=linked, theatre=self.theatre, sides=sides, tracks=tracks)

    def what_if(
        self,
        sentences: Sequence[str],
        *,
        on: date | None = None,
        known: datetime | None = None,
        side: str | None = None,
        reader: Reader | None = None,
    ) -> WhatIf:
        """What would change in control and access if sentences came true the day after `on`; nothing is kept.

        Asked of a day with no moment, by what was known when it ended: later reports tell what did come true.
        Raises NotUnderstood, UnknownSide.
        """
        sides = self._sides(side, None)
        if on is not None and known is None:
            known = end_of_day(on)
        moment, day, linked = self._asked(on, known)
        day += timedelta(days=1)
        supposed = supposed_events(sentences, self.theatre, day=day, known=moment, reader=reader)
        return what_if(supposed, day, known=moment, events=linked, theatre=self.theatre, sides=sides)

    def _sides(self, name: str | None, base: str | None) -> tuple[Side, ...]:
        """The side of a name, supplied from a place of its own or from another; () where none is named."""
        if name is None:
            if base is not None:
                raise BadInput("A base is one side's.", next_step="Name the side with --side.")
            return ()
        side = self.side_named(name)
        return (replace(side, base=self.theatre.place_named(base).key) if base else side,)

    def side_named(self, name: str) -> Side:
        """The side of the theatre that a name means. Raises UnknownSide."""
        side = side_called(name, self.theatre)
        if side is None:
            raise UnknownSide(name, tuple(s.id for s in self.theatre.sides))
        return side

    def _asked(self, on: date | None, known: datetime | None) -> tuple[datetime, date, tuple[Event, ...]]:
        """The moment of knowledge and the world day a question means where it does not say, and the events by then.

        Without a moment given it is that of the last report; what people judged later counts all the same.
        """
        claims = self.claims(known=known)
        moment = known or max((c.known_at for c in claims), default=self._clock())
        linked = link(claims, theatre=self._theatre, judgements=self.judgements(known=known))
        if on is not None:
            return moment, on, linked
        days = (d.published for d in self.store.documents() if d.published)
        return moment, max((day for day in days if day <= moment.date()), default=moment.date()), linked


class Intake:
    """What takes reports into a picture, one at a time; it remembers what is held from its beginning on.

    `only_theatre` sets aside unread what names no place, actor or country of the theatre. Raises BadInput where it is
    asked for without one.
    """

    def __init__(self, picture: Picture, *, reader: Reader | None = None, only_theatre: bool = False) -> None:
        self._picture = picture
        self._reader = reader
        self._search = NameSearch.of_theatre(picture.theatre) if only_theatre else None
        self._coder = picture.coder
        self._held = dict(picture.store.coded_by(self._coder))
        self._copies = self._copies_held()

    def take(self, found: Document | SetAside) -> Ingested:
        """Codes and keeps one report; once this returns it is on disk."""
        if isinstance(found, SetAside):
            return self._put_aside(found)
        if self._held.get(found.id) == found.sha256:
            return Ingested(found.source, Added(found.id, "already"), copy_of=_original(self._copies, found.id))
        if self._search is not None and not self._search.any_in(f"{found.title}\n{found.text}"):
            return self._put_aside(self._elsewhere(found))
        taken = self._take_in(found)
        if taken.added is not None:
            self._held[found.id] = found.sha256
        return taken

    def has(self, id: str) -> bool:
        """Whether the report of an id is held; under another id, where another came first with the same words."""
        return id in self._held

    def _copies_held(self) -> Copies:
        """The copies among what is held, all of them noted: an earlier run may have been stopped before it had."""
        store, now = self._picture.store, self._picture.now
        documents = tuple(d for d in store.documents() if not is_row_of_data(d))
        copies = Copies(documents)
        for document in documents:
            if original := _original(copies, document.id):
                store.mark_copy(document.id, original=original, recorded_at=now, by=self._coder)
        return copies

    def _elsewhere(self, document: Document) -> SetAside:
        """A report that is about no part of the theatre, as far as names tell."""
        message = f"It names no place, actor or country of {self._picture.theatre.name}."
        next_step = "Leave out --only-theatre to read it."
        return SetAside(document.id, document.source, "elsewhere", message, next_step, document.language)

    def _put_aside(self, found: SetAside) -> Ingested:
        self._picture.store.set_aside(found, recorded_at=self._picture.now, by=self._coder)
        return Ingested(found.source, set_aside=found)

    def _take_in(self, document: Document) -> Ingested:
        picture, copies = self._picture, self._copies
        self._reader = self._reader or Reader.load(theatre=picture.theatre_named, gazetteers=picture.gazetteers)
        coded = self._reader.read(document)
        moved = tuple((c.document, c.original) for c in copies.add(document) if c.document != document.id)
        original = _original(copies, document.id)
        now = picture.now
        try:
            added = picture.store.add(coded, recorded_at=now, copy_of=original, coder=self._coder)
        except UnreadableDocument as error:
            return self._put_aside(refused(document, error))
        for copy, its_original in moved:
            picture.store.mark_copy(copy, original=its_original, recorded_at=now, by=self._coder)
        return Ingested(document.source, added, copy_of=original, moved=moved, coded=coded)


def refused(document: Document, error: UnreadableDocument) -> SetAside:
    """A report that the store could not take in, with its reason and its text."""
    return SetAside(document.id, document.source, error.reason, error.message, error.next_step, text=document.text)


def _original(copies: Copies, document_id: str) -> str | None:
    copy = copies.copy_of(document_id)
    return copy.original if copy else None


def open_picture(
    store: str | Path = "khabar.db",
    *,
    theatre: str | None = None,
    gazetteers: Sequence[Path] = (),
    create: bool = True,
    clock: Clock = _now,
) -> Picture:
    """The picture kept in a store, seen through a theatre.

    `theatre` is a pack's name or folder; without it, the one the store was made for. `gazetteers` are files that
    `khabar gazetteer add` made, for reading reports. Raises StoreError and its kinds, UnknownTheatre, BadPack.
    """
    pack = load_theatre(theatre) if theatre else None
    opened = open_store(store, create=create, theatre=_lasting_name(theatre))
    if pack is None and opened.theatre:
        pack = load_theatre(opened.theatre)
    return Picture(opened, theatre=pack, gazetteers=gazetteers, clock=clock)


def _lasting_name(theatre: str | None) -> str:
    """The name a store keeps for its theatre; a folder by its whole path, so that it is found from anywhere."""
    if not theatre or theatre in theatres():
        return theatre or ""
    return str(Path(theatre).resolve())
