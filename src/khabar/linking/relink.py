"""A claim that comes in, or goes: only the neighbourhoods it is likened to are linked anew.

The outcome is that of linking the whole ledger, whatever came in which order. What was compared before, judged before
and told before of sightings that stay as they are is not worked out again.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Protocol

from khabar.linking.blocks import can_be_one, candidate_pairs
from khabar.linking.clusters import Known, People
from khabar.linking.linked import Linked, Made, fusing_by, made_of, said_in
from khabar.linking.neighbourhoods import gathered, grouped
from khabar.linking.score import compare
from khabar.linking.sighting import Rank, Sighting, sightings_of
from khabar.linking.told_again import with_what_was_told
from khabar.linking.voices import by_document, sides_of_outlets
from khabar.linking.weights import Rules
from khabar.packs.theatre import Theatre
from khabar.records import Claim, Judgement

Groups = Sequence[list[Sighting]]


@dataclass(frozen=True, slots=True)
class Relinked:
    """What a change came to: the neighbourhoods that are no more, by name, and those in their stead.

    `renewed` are the claims that went, and those that came or were looked at as if they did.
    """

    renewed: frozenset[str]
    gone: frozenset[str]
    linked: tuple[Linked, ...]

    @property
    def touched(self) -> int:
        """How many claims were linked anew."""
        return len({sighting.claim.id for one in self.linked for sighting in one.sightings})


class Shelf(Protocol):
    """Where linked claims stand in their neighbourhoods."""

    def near(self, sighting: Sighting) -> Iterable[Sighting]:
        """At least those heads of groups that stand in a block this one looks under, each once."""
        ...

    def alike(self, sighting: Sighting) -> set[str]:
        """The neighbourhoods with a sighting that agrees with this one in every field."""
        ...

    def home(self, sighting: Sighting) -> str:
        """The neighbourhood of a linked sighting."""
        ...

    def homes(self, claims: Collection[str]) -> set[str]:
        """The neighbourhoods of claims, at all their places; of those that are not linked yet none."""
        ...

    def linked(self, homes: Iterable[str]) -> Sequence[Linked]:
        """These neighbourhoods."""
        ...

    def claims_of(self, documents: Collection[str]) -> Iterable[Claim]:
        """The linked claims of these reports."""
        ...

    def copies_of(self, documents: Collection[str]) -> set[str]:
        """The reports with linked claims that repeat one of these, directly."""
        ...


def relink(
    shelf: Shelf,
    *,
    added: Sequence[Claim],
    gone: Collection[str],
    people: People,
    rules: Rules,
    theatre: Theatre | None,
) -> Relinked:
    """What becomes of the neighbourhoods around claims that come in or go; the shelf itself is left as it is.

    A claim that changed, or of which people said something else, comes in again. `people` is all that people say now.
    """
    added = _with_their_reports(shelf, added, gone)
    leaving = {*gone, *(claim.id for claim in added)}
    told = [sighting for claim in added for sighting in sightings_of(claim, rules=rules)]
    arriving = with_what_was_told(told, rules=rules, theatre=theatre)
    homes = shelf.homes(leaving).union(*map(shelf.alike, arriving))
    documents = {claim.document_id for claim in added} | _reports(shelf, added, gone)
    changed = documents | _repeating(shelf, documents)
    homes |= shelf.homes(_called_one_with(leaving, people)) | shelf.homes({c.id for c in shelf.claims_of(changed)})
    meeting = _Meeting(shelf, rules, theatre)
    groups = _groups(shelf, homes, arriving, leaving, people)
    new = meeting.new_heads(groups, homes)
    if further := meeting.likened(new) - homes:
        homes |= further
        groups = _groups(shelf, homes, arriving, leaving, people)
    before = shelf.linked(homes)
    known, likely = _compared_before(before, groups)
    meeting.compare_new(groups, new, known, likely)
    said = {pair: judgement for one in before for pair, judgement in said_in(one) if _stay(judgement, leaving)}
    found = gathered(groups, known=known, likely=likely, people=people, rules=rules, theatre=theatre, said=said)
    originals = originals_of(shelf, [s.claim for group in groups for s in group], leaving)
    fusing, made = fusing_by(rules, sides_of_outlets(theatre)), _made_before(before, changed)
    linked = tuple(Linked.of(one, originals=originals, fusing=fusing, before=made) for one in found)
    return Relinked(frozenset(leaving), frozenset(homes), linked)


def _groups(
    shelf: Shelf, homes: Iterable[str], arriving: Iterable[Sighting], leaving: Collection[str], people: People
) -> list[list[Sighting]]:
    groups = (group for one in shelf.linked(homes) for group in one.neighbourhood.groups)
    left = ([s for s in group if s.claim.id not in leaving] for group in groups)
    return grouped(arriving, people, beside=filter(None, left))


class _Meeting:
    """Sightings that are compared for the first time: those that head a group and did not before."""

    def __init__(self, shelf: Shelf, rules: Rules, theatre: Theatre | None) -> None:
        self.shelf = shelf
        self.rules = rules
        self.theatre = theatre
        # By the sightings themselves: one that comes in again is another, of the same rank.
        self.met: dict[tuple[int, int], float] = {}
        self._found: dict[int, list[Sighting]] = {}

    def new_heads(self, groups: Groups, homes: Collection[str]) -> list[Sighting]:
        """The heads that were none before."""
        were = {id(group[0]) for one in self.shelf.linked(homes) for group in one.neighbourhood.groups}
        return [group[0] for group in groups if id(group[0]) not in were]

    def likened(self, new: Iterable[Sighting]) -> set[str]:
        """The neighbourhoods with a head that one of these is likely one act with."""
        same_from = self.rules.weights.same_from
        return {
            self.shelf.home(other)
            for head in new
            for other in self._near(head)
            if self._score(head, other) >= same_from
        }

    def compare_new(self, groups: Groups, new: Sequence[Sighting], known: Known, likely: set[tuple[int, int]]) -> None:
        """Adds how new heads compare with all others, by the positions of the groups."""
        at = {id(group[0]): position for position, group in enumerate(groups)}
        among = ((new[i], new[j]) for i, j in candidate_pairs(new, rules=self.rules))
        beside = ((head, other) for head in new for other in self._near(head) if id(other) in at)
        same_from = self.rules.weights.same_from
        for one, other in chain(among, beside):
            if not self._is_open(one, other):
                continue
            found = compare(one, other, rules=self.rules, theatre=self.theatre)
            if found.score >= same_from:
                i, j = at[id(one)], at[id(other)]
                pair = (i, j) if i < j else (j, i)
                known[pair] = found
                likely.add(pair)

    def _near(self, head: Sighting) -> list[Sighting]:
        if id(head) not in self._found:
            near = self.shelf.near(head)
            self._found[id(head)] = [other for other in near if can_be_one(head, other, rules=self.rules)]
        return self._found[id(head)]

    def _is_open(self, one: Sighting, other: Sighting) -> bool:
        """Whether they may be likely: False where they were found not to be."""
        return self.met.get((id(one), id(other)), 1.0) >= self.rules.weights.same_from

    def _score(self, head: Sighting, other: Sighting) -> float:
        pair = (id(head), id(other))
        if pair not in self.met:
            self.met[pair] = compare(head, other, rules=self.rules, theatre=self.theatre).score
        return self.met[pair]


def _compared_before(before: Iterable[Linked], groups: Groups) -> tuple[Known, set[tuple[int, int]]]:
    """What was compared of heads that still are some, by their positions now, and the likely pairs of these."""
    at = {id(group[0]): position for position, group in enumerate(groups)}
    known: Known = {}
    likely: set[tuple[int, int]] = set()
    for one in before:
        now = [at.get(id(group[0])) for group in one.neighbourhood.groups]
        was, were_likely = one.neighbourhood.notes.known()
        for (i, j), found in was.items():
            first, second = now[i], now[j]
            if first is not None and second is not None:
                known[(first, second)] = found
                if (i, j) in were_likely:
                    likely.add((first, second))
    return known, likely


def _stay(judgement: Judgement, leaving: Collection[str]) -> bool:
    return judgement.one not in leaving and judgement.other not in leaving


def _made_before(before: Iterable[Linked], changed: Collection[str]) -> dict[Rank, Made]:
    """The events made before of acts that no changed report tells of."""
    return {
        rank: (act, event)
        for one in before
        for rank, (act, event) in made_of(one).items()
        if all(claim.document_id not in changed for claim in event.claims)
    }


def _with_their_reports(shelf: Shelf, added: Sequence[Claim], gone: Collection[str]) -> list[Claim]:
    """The claims with all others of their reports, and of the reports of those that go: a report is read as a whole."""
    held = {claim.id: claim for claim in shelf.claims_of(_reports(shelf, added, gone)) if claim.id not in gone}
    return list({**held, **{claim.id: claim for claim in added}}.values())


def _reports(shelf: Shelf, added: Sequence[Claim], gone: Collection[str]) -> set[str]:
    going = (s.claim for one in shelf.linked(shelf.homes(gone)) for s in one.sightings if s.claim.id in gone)
    return {claim.document_id for claim in (*added, *going)}


def _called_one_with(claims: Collection[str], people: People) -> set[str]:
    """Claims that people called one act with any of these, at first hand."""
    pairs = (pair for pair, said in people.items() if said.verdict == "same" and not pair.isdisjoint(claims))
    return {claim for pair in pairs for claim in pair}


def _repeating(shelf: Shelf, documents: Collection[str]) -> set[str]:
    """The reports that repeat one of these, directly or through others: whose word they are hangs on it."""
    found: set[str] = set()
    new = shelf.copies_of(documents)
    while new:
        found |= new
        new = shelf.copies_of(new) - found
    return found


def originals_of(shelf: Shelf, claims: Iterable[Claim], leaving: Collection[str]) -> dict[str, Claim]:
    """A claim of each report that claims come from, or repeat, directly or through others."""
    found = by_document(claims)
    asked: set[str] = set()
    while wanted := {c.copy_of for c in found.values() if c.copy_of} - found.keys() - asked:
        asked |= wanted
        found |= by_document(claim for claim in shelf.claims_of(wanted) if claim.id not in leaving)
    return found
