"""Who acts and who is acted upon, in the names other schemes use."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from khabar.export.mapping import Party, parties
from khabar.records import Actor, Event

_NOBODY_KNOWN = Party(acled="", ucdp="", plover="")
_CIVILIANS = Party(acled="Civilians", ucdp="civilians", plover="CVL")


@dataclass(frozen=True, slots=True)
class Named:
    """One party of an event: its name, or words where `id` is "", and what it is called elsewhere."""

    name: str
    party: Party
    id: str = ""

    @property
    def is_named(self) -> bool:
        """Whether there is anybody."""
        return bool(self.name)


NOBODY = Named("", _NOBODY_KNOWN)


def doers(event: Event) -> tuple[Named, ...]:
    """Those who act: known ones first, then the words for those who are nobody known."""
    return _named(event.actors, event.actor_words)


def sufferers(event: Event) -> tuple[Named, ...]:
    """Those acted upon, in the same order."""
    return _named(event.targets, event.target_words)


def chief(named: Sequence[Named]) -> Named:
    """The first of them; NOBODY where there is none."""
    return named[0] if named else NOBODY


def _named(actors: tuple[Actor, ...], words: tuple[str, ...]) -> tuple[Named, ...]:
    known = tuple(Named(a.name, parties().kinds.get(a.kind, _NOBODY_KNOWN), a.id) for a in actors)
    told = (text for text in words if text.casefold() not in parties().stand_ins)
    return known + tuple(Named(text, _CIVILIANS if _are_civilians(text) else _NOBODY_KNOWN) for text in told)


def _are_civilians(text: str) -> bool:
    words = {word.strip(".,;:'\"’").casefold() for word in text.split()}
    table = parties()
    return not words.isdisjoint(table.civilian_words) and words.isdisjoint(table.armed_words)
