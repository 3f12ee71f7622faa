"""Which claims speak of one act, and what each act comes to."""

from khabar.linking.compared import Compared, Explained, compared
from khabar.linking.judged import RULE, Decided, by_people, called_apart, called_one, taken_back
from khabar.linking.link import link, why_merged
from khabar.linking.linked_ledger import LinkedLedger
from khabar.linking.part import part_of
from khabar.linking.put_right import put_right
from khabar.linking.sighting import places_named

__all__ = [
    "RULE",
    "Compared",
    "Decided",
    "Explained",
    "LinkedLedger",
    "by_people",
    "called_apart",
    "called_one",
    "compared",
    "link",
    "part_of",
    "places_named",
    "put_right",
    "taken_back",
    "why_merged",
]
