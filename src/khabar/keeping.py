"""A picture kept in memory, in step with its store: what comes into the ledger is taken in, and nothing else."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from datetime import date, datetime

from khabar.garbage import no_garbage
from khabar.linking import LinkedLedger, put_right
from khabar.picture import Picture
from khabar.records import Claim, Correction, Document, Event, Judgement
from khabar.situation import Situation
from khabar.situation.kept import KeptRecord

# More changed reports than these are not looked up one by one.
_MANY = 5_000


class Keeper:
    """The events and the situation of a picture's store, the same as the picture itself would work out.

    Made with the first question, and brought up to the store's last entry with each. Several threads may ask.
    """

    def __init__(self, picture: Picture) -> None:
        self._picture = picture
        self._lock = threading.RLock()
        self._head = -1
        self._ledger: LinkedLedger | None = None
        self._record: KeptRecord | None = None
        self._judgements: tuple[Judgement, ...] = ()
        self._corrections: tuple[Correction, ...] = ()
        # Claims that people put right or dismissed, as they are coded.
        self._coded: dict[str, Claim] = {}

    def events(self, known: datetime | None = None) -> tuple[Event, ...]:
        """See `Picture.events`. What people said after `known` is left out, which takes linking it all anew."""
        with self._lock:
            ledger = self._follow()
            if known is None:
                return ledger.events
            if self._said_the_same(known):
                return ledger.known_by(known)
        return self._picture.events(known=known)

    def situation(self, *, on: date, known: datetime, as_said_now: bool = False) -> Situation | None:
        """See `Picture.situation`; None where people said something since `known`, or there is no theatre.

        `as_said_now`: by what people say now, whenever they said it.
        """
        with self._lock:
            self._follow()
            if self._record is None or not (as_said_now or self._said_the_same(known)):
                return None
            with no_garbage():
                return self._record.situation(on=on, known=known)

    def claims(self, ids: Iterable[str]) -> dict[str, Claim]:
        """Claims by their ids, as people put them right; those that are not there are left out."""
        with self._lock:
            ledger = self._follow()
            return {id: claim for id in ids if (claim := ledger.claim(id)) is not None}

    def _said_the_same(self, known: datetime) -> bool:
        """Whether people had said by then what they say now."""
        now = (self._judgements, self._corrections)
        return now == (self._picture.judgements(known=known), self._picture.corrections(known=known))

    def _follow(self) -> LinkedLedger:
        """Takes in what the store has taken in since."""
        head = self._picture.store.head(of_events=True)
        if self._ledger is None:
            return self._made(head)
        if head != self._head:
            touched = self._picture.store.reports_since(self._head)
            if len(touched) > _MANY:
                return self._made(head)
            with no_garbage():
                self._take_in(self._ledger, touched)
            self._head = head
        return self._ledger

    def _made(self, head: int) -> LinkedLedger:
        picture, theatre = self._picture, self._picture.theatre_named
        self._judgements, self._corrections = picture.judgements(), picture.corrections()
        coded = picture.store.claims()
        named = {correction.claim_id for correction in self._corrections}
        self._coded = {claim.id: claim for claim in coded if claim.id in named}
        claims = put_right(coded, self._corrections)
        with no_garbage():
            if theatre is None:
                self._ledger = LinkedLedger(theatre=None, judgements=self._judgements)
                self._ledger.revise(added=claims)
            else:
                reports = picture.store.documents()
                made = KeptRecord(claims, theatre=theatre, judgements=self._judgements, documents=reports)
                self._record, self._ledger = made, made.ledger
        self._head = head
        return self._ledger

    def _take_in(self, ledger: LinkedLedger, touched: frozenset[str]) -> None:
        """Reports that came, went or were coded otherwise, and what people said."""
        picture, keeping = self._picture, self._record or ledger
        coded = {claim.id: claim for claim in picture.store.claims(reports=touched)} if touched else {}
        corrections, judgements = picture.corrections(), picture.judgements()
        for id in {c.claim_id for c in {*corrections} ^ {*self._corrections}} - coded.keys():
            claim = self._coded.get(id) or ledger.claim(id)
            if claim is not None and claim.document_id not in touched:
                coded[id] = claim
        named = {correction.claim_id for correction in corrections}
        self._coded = {id: claim for id, claim in {**self._coded, **coded}.items() if id in named}
        added = {claim.id: claim for claim in put_right(coded.values(), corrections)}
        held = {claim.id for claim in ledger.claims_of(touched)}
        dismissed = {id for id in coded.keys() - added.keys() if ledger.claim(id) is not None}
        keeping.revise(added=tuple(added.values()), gone=(held - added.keys()) | dismissed)
        if judgements != self._judgements:
            keeping.judge(judgements)
        self._judgements, self._corrections = judgements, corrections
        if self._record is not None:
            self._record.unread(touched)
            self._record.read(self._reports(touched))

    def _reports(self, ids: frozenset[str]) -> Iterator[Document]:
        found = (self._picture.store.document(id) for id in sorted(ids))
        return (document for document in found if document is not None)
