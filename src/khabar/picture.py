"""The picture of a conflict: a store of claims, and the answers derived from it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import BinaryIO

from khabar.documents import read
from khabar.errors import BadInput, UnknownSide
from khabar.intake import Ingested, Intake
from khabar.linking import link, put_right
from khabar.packs import load_theatre, theatres
from khabar.packs.theatre import Side, Theatre
from khabar.reader import Reader, coder_name
from khabar.readers import PATIENCE
from khabar.records import Claim, Correction, Document, Event, Judgement, Release
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
from khabar.store import Store, open_store
from khabar.supposing import side_called, supposed_events
from khabar.times.moments import end_of_day

Clock = Callable[[], datetime]


def _now() -> datetime:
    return datetime.now(UTC)


class Picture:
    """One store seen through one theatre. Everything is asked for a world day and a moment of knowledge."""

    def __init__(
        self,
        store: Store,
        *,
        theatre: Theatre | None = None,
        gazetteers: Sequence[Path] = (),
        haste: int = 0,
        clock: Clock = _now,
    ) -> None:
        self.store = store
        self.haste = haste
        """With how much haste reports are read, as `Reader.load` says."""
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
        jobs: int = 1,
        patience: float = PATIENCE,
    ) -> Iterator[Ingested]:
        """Reads, codes and keeps reports one by one, each on disk before the next; safe to repeat and to interrupt.

        `only_theatre` sets aside unread what names no place, actor or country of the theatre. `jobs` processes read at
        once, each with a reader of its own; what is kept is the same, in the same order, and a report that takes longer
        than `patience` seconds is set aside. Raises BadInput where `only_theatre` is asked for without a theatre.
        """
        return Intake(self, reader=reader, only_theatre=only_theatre).take_all(
            read(paths, published=published, stdin=stdin), jobs=jobs, patience=patience
        )

    @property
    def coder(self) -> str:
        """What codes reports here: a report coded otherwise (version, theatre, gazetteers, haste) is coded anew."""
        return coder_name(self._theatre, self._gazetteers, haste=self.haste)

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

    def documents(self) -> Iterator[Document]:
        """The reports the picture rests on, by day of publication (undated last), then id."""
        return self.store.documents()

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

    def judge(self, judgements: Sequence[Judgement], *, seen: int | None = None) -> None:
        """Keeps judgements for good, from now on; `seen` as in `Store.add_judgements`."""
        self.store.add_judgements(judgements, recorded_at=self._clock(), seen=seen)

    def put_right(self, corrections: Sequence[Correction], *, seen: int | None = None) -> int:
        """Keeps corrections for good, from now on; how many were new. `seen` as in `Store.add_corrections`."""
        return self.store.add_corrections(corrections, recorded_at=self._clock(), seen=seen)

    def take_back(self, claim: str, fields: Sequence[str], *, by: str, seen: int | None = None) -> int:
        """Has fields of a claim be as coded again, from now on; how many were put right before.

        What was said of the claim while it was coded otherwise is taken back too.
        """
        said = zip(self.store.corrections(), self.corrections(), strict=True)
        homes = {kept.claim_id for kept, now in said if now.claim_id == claim}
        moment = self._clock()
        return sum(self.store.take_back(home, fields, by=by, recorded_at=moment, seen=seen) for home in sorted(homes))

    def releases(self, *, recorded: datetime | None = None) -> tuple[Release, ...]:
        """What analysts said of what may be published, in order of arrival: what holds now, or held at a moment."""
        return self.store.releases(recorded=recorded)

    def release(self, releases: Sequence[Release], *, seen: int | None = None) -> int:
        """Keeps words on what may be published for good, from now on; how many were new."""
        return self.store.add_releases(releases, recorded_at=self._clock(), seen=seen)

    def _linked(self, known: datetime | None, judgements: Sequence[Judgement]) -> tuple[Event, ...]:
        return link(self.claims(known=known), theatre=self._theatre, judgements=judgements)

    def situation(
        self,
        *,
        on: date | None = None,
        known: datetime | None = None,
        since: datetime | None = None,
        only: Callable[[Sequence[Event]], Sequence[Event]] | None = None,
    ) -> Situation:
        """Who holds what, who is cut off, harm, politics and open claims on a day, by what was known at a moment.

        `known` None = all the store holds; `on` None = the last day the reports speak of by then. `since` adds what has
        changed against an earlier moment of knowledge. `only` makes of all events those it may rest on, None = all are;
        documents that tell of none of them are then not counted either.
        """
        moment, day, linked = self.asked(on, known)
        then = self.events(known=since) if since else None
        return assemble(
            only(linked) if only else linked,
            self.theatre,
            on=day,
            known=moment,
            since=since,
            then=only(then) if only and then is not None else then,
            documents=() if only else tuple(self.documents()),
        )

    def why(self, place: str, *, on: date | None = None, known: datetime | None = None) -> Why:
        """The sentences behind the reading of a place. Raises UnknownPlace."""
        watched = self.theatre.place_named(place)
        moment, day, linked = self.asked(on, known)
        events = known_by(linked, moment, theatre=self.theatre)
        return why(watched.key, day, known=moment, events=events, theatre=self.theatre)

    def courses(
        self, places: Sequence[str], *, until: date | None = None, known: datetime | None = None
    ) -> tuple[Course, ...]:
        """Who held each place from when to when, looking back from `known`. Raises UnknownPlace."""
        keys = [self.theatre.place_named(place).key for place in places]
        moment, day, linked = self.asked(until, known)
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
        moment, day, linked = self.asked(on, known)
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
        moment, day, linked = self.asked(on, known)
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

    def asked(self, on: date | None, known: datetime | None) -> tuple[datetime, date, tuple[Event, ...]]:
        """The moment of knowledge and the world day a question means where it does not say, and the events by then.

        Without a moment given it is that of the last report; what people judged later counts all the same.
        """
        linked = self.events(known=known)
        moment = known or max((c.known_at for event in linked for c in event.claims), default=self._clock())
        return moment, on or self.last_day(moment), linked

    def last_day(self, known: datetime | None = None) -> date:
        """The last day that a report was published on by a moment, None = by now; without any, the moment's own day."""
        day = (known or self.now).date()
        return self._last_published(day) or day

    def _last_published(self, by: date) -> date | None:
        return self.store.last_published(by=by)


def open_picture(
    store: str | Path = "khabar.db",
    *,
    theatre: str | None = None,
    gazetteers: Sequence[Path] = (),
    haste: int = 0,
    create: bool = True,
    clock: Clock = _now,
) -> Picture:
    """The picture kept in a store, seen through a theatre.

    `theatre` is a pack's name or folder; without it, the one the store was made for. `gazetteers` are files that
    `khabar gazetteer add` made, for reading reports; `haste` as in `Reader.load`. Raises StoreError and its kinds,
    UnknownTheatre, BadPack.
    """
    pack = load_theatre(theatre) if theatre else None
    opened = open_store(store, create=create, theatre=_lasting_name(theatre))
    if pack is None and opened.theatre:
        pack = load_theatre(opened.theatre)
    return Picture(opened, theatre=pack, gazetteers=gazetteers, haste=haste, clock=clock)


def _lasting_name(theatre: str | None) -> str:
    """The name a store keeps for its theatre; a folder by its whole path, so that it is found from anywhere."""
    if not theatre or theatre in theatres():
        return theatre or ""
    return str(Path(theatre).resolve())
