"""The record kept in memory: linked, with all that the situation is put together from."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime

from khabar.linking import LinkedLedger
from khabar.linking.linked import Linked
from khabar.linking.relink import Relinked
from khabar.packs.theatre import Theatre
from khabar.records import Claim, Document, Event, Judgement
from khabar.situation.assemble import assembled, out_at
from khabar.situation.kept.acts import Acts, Settled
from khabar.situation.kept.claim_order import ClaimOrder
from khabar.situation.kept.ground import Ground
from khabar.situation.kept.rows import Firsts, Moments, Row, Rows, ticks
from khabar.situation.kept.view import HELD_DAYS, View
from khabar.situation.kept.witness import Witness
from khabar.situation.overview import Situation
from khabar.situation.state_words import ControlReading
from khabar.situation.weights import Rules, packaged_rules

# Moments of knowledge whose events are held, the last asked for.
_HELD = 16


class KeptRecord:
    """Claims that come and go, with their events and the situation on any day by what was known at any moment.

    Every answer is the one that linking and assembling the claims anew would give. Not for several threads at once.
    """

    def __init__(
        self,
        claims: Iterable[Claim] = (),
        *,
        theatre: Theatre,
        judgements: Sequence[Judgement] = (),
        documents: Iterable[Document] = (),
        rules: Rules | None = None,
    ) -> None:
        self.theatre = theatre
        self.rules = rules or packaged_rules()
        self.ledger = LinkedLedger(theatre=theatre, judgements=judgements)
        self.acts = Acts(theatre, self.rules.roads)
        self.witness = Witness(theatre, self.rules.control)
        self.ground = Ground(theatre, self.rules.control)
        self.claims = ClaimOrder()
        # Reports by when they were out, and those of them with claims by when the first of these was known.
        self.outlets, self.documents, self.coded = Firsts(), Firsts(), Firsts()
        self.copies = Moments()
        self._read: dict[str, int] = {}
        self._linked: Rows[Linked] = Rows(lambda one: one.name)
        self._by_name: dict[str, Linked] = {}
        self._views: OrderedDict[datetime, View] = OrderedDict()
        self.read(documents)
        self.revise(added=tuple(claims))

    def revise(self, *, added: Sequence[Claim] = (), gone: Collection[str] = ()) -> Relinked:
        """Takes claims in, and lets others go, by id; see `LinkedLedger.revise`."""
        return self._follow(self.ledger.revise(added=added, gone=gone))

    def judge(self, judgements: Sequence[Judgement]) -> Relinked:
        """Obeys what people say now: all of it, in order of arrival."""
        return self._follow(self.ledger.judge(judgements))

    def read(self, documents: Iterable[Document]) -> None:
        """Counts reports, whether anything was coded in them or not; each once."""
        dated = {document.id: ticks(at) for document in documents if (at := out_at(document)) is not None}
        self.documents.change([(id, self._read[id]) for id in dated if id in self._read], dated.items())
        self._read.update(dated)

    def unread(self, ids: Iterable[str]) -> None:
        """Counts reports no more but for their claims."""
        self.documents.change([(id, self._read.pop(id)) for id in set(ids) & self._read.keys()], ())

    def _follow(self, found: Relinked) -> Relinked:
        before = [self._by_name.pop(name) for name in found.gone]
        self._by_name.update((one.name, one) for one in found.linked)
        self._linked.remove(before)
        self._linked.add(Row(one, ticks(one.begins_at), ticks(one.settled_at)) for one in found.linked)
        was, now = _settled(before), _settled(found.linked)
        kept = was.keys() & now.keys()
        gone = [was[key] for key in was.keys() - kept]
        come = [now[key] for key in now.keys() - kept]
        self._count(_claims_in(before, found.renewed), _claims_in(found.linked, found.renewed))
        self.acts.change(gone, come)
        differ = self.witness.change([event for event, _ in gone], come, self.coded)
        self.ground.renew({place: self.witness.final(place) for place in differ}, differ)
        self._views.clear()
        return found

    def _count(self, gone: Collection[Claim], come: Collection[Claim]) -> None:
        self.claims.change(gone, come)
        were, are = ([(claim, ticks(claim.known_at)) for claim in some] for some in (gone, come))
        for names, name_of in ((self.outlets, _outlet), (self.documents, _document), (self.coded, _document)):
            names.change(
                [(name, at) for claim, at in were if (name := name_of(claim))],
                [(name, at) for claim, at in are if (name := name_of(claim))],
            )
        self.copies.change(*([at for claim, at in some if claim.copy_of is not None] for some in (were, are)))

    @property
    def last_known(self) -> datetime | None:
        """The moment at which the last of the claims could be known; None where there is none."""
        return self.claims.last_known

    def events(self, known: datetime | None = None) -> tuple[Event, ...]:
        """The events, by the moment each was first known; `known` None = by all claims."""
        return self.ledger.events if known is None else self.ledger.known_by(known)

    def situation(self, *, on: date, known: datetime, since: datetime | None = None) -> Situation:
        """See `assemble`."""
        return assembled(self.at(known), on=on, since=None if since is None else self.at(since))

    def controls(self, *, on: date, known: datetime) -> tuple[ControlReading, ...]:
        """See `control_of_all`."""
        return self.at(known).controls(on)

    def at(self, known: datetime) -> View:
        """All of it as it was known at a moment."""
        if known not in self._views:
            moment = ticks(known)
            partly = [
                event
                for one in self._linked.unsettled(moment, moment=moment)
                for _, event in self.ledger.of_one(one, known)
            ]
            self._views[known] = View(self, known, moment, partly)
        self._views.move_to_end(known)
        while len(self._views) > _HELD or (len(self._views) > 1 and self.held_days > HELD_DAYS):
            self._views.popitem(last=False)
        return self._views[known]

    @property
    def held_days(self) -> int:
        """Of how many days answers are held, of all moments."""
        return sum(view.days for view in self._views.values())


def _settled(linked: Iterable[Linked]) -> dict[tuple[int, int], Settled]:
    """The events of neighbourhoods, each with the moment it is settled from, by what tells one from another."""
    found = ((event, ticks(one.settled_at)) for one in linked for event in one.events)
    return {(id(event), at): (event, at) for event, at in found}


def _claims_in(linked: Iterable[Linked], ids: Collection[str]) -> Collection[Claim]:
    found = (s.claim for one in linked for s in one.sightings if s.claim.id in ids)
    return {claim.id: claim for claim in found}.values()


def _outlet(claim: Claim) -> str:
    return claim.outlet


def _document(claim: Claim) -> str:
    return claim.document_id
