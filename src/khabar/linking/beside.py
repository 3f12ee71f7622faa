"""Why sightings that agree in every field are one act: worked out once for all that lie to the first alike."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator

from khabar.linking.likeness import are_one_claim, of_one_sentence
from khabar.linking.score import explain, shared_words
from khabar.linking.sighting import Sighting
from khabar.linking.weights import Rules
from khabar.packs.theatre import Theatre

Explained = tuple[float, tuple[str, ...]]


def explained_beside(
    head: Sighting, others: Iterable[Sighting], *, rules: Rules, theatre: Theatre | None
) -> Iterator[Explained]:
    """`explain` of each of the others with the first of their group; see `alike_in_every_field`."""
    found: dict[Hashable, Explained] = {}
    for other in others:
        lying = _lying(head, other, rules)
        if lying not in found:
            found[lying] = explain(head, other, rules=rules, theatre=theatre)
        yield found[lying]


def _lying(head: Sighting, other: Sighting, rules: Rules) -> Hashable:
    """All of the other that a comparison looks at and its `signature` leaves open."""
    one_report = other.claim.document_id == head.claim.document_id
    share = shared_words(head, other)
    return (
        other.claim.id == head.claim.id,
        are_one_claim(head, other),
        one_report and of_one_sentence(head, other),
        one_report,
        other.print == head.print,
        share if share >= rules.weights.wording.like else None,
        other.dated,
        other.places == head.places,
        other.place_names,
        other.titled,
        other.slain,
        other.revises,
        tuple(other.numbers.items()),
    )
