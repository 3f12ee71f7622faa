"""From a dataset's name of an actor to ours: the theatre's actor of that name, a country's forces, or the bare name."""

from __future__ import annotations

import re
from collections.abc import Mapping

from khabar.packs.theatre import Theatre
from khabar.records import Actor

_YEARS = re.compile(r"\s*\(\d{4}\s*-\s*(?:\d{4})?\)")
_QUALIFIED = re.compile(r"\s*\(([^()]*)\)\s*$")


class Parties:
    """Knows the actors of a theatre by every name, and how a dataset names bodies that every country has."""

    def __init__(self, theatre: Theatre | None, bodies: Mapping[str, str]) -> None:
        self._actors: dict[str, Actor] = {}
        for entry in theatre.actors if theatre else ():
            for name in (entry.actor.name, *entry.aliases):
                self._actors.setdefault(_key(name), entry.actor)
        self._bodies = {name.casefold(): kind for name, kind in bodies.items()}
        named = "|".join(map(re.escape, self._bodies)) or "(?!)"
        self._body = re.compile(rf"({named})(?: of (?P<of>.+)| \((?P<in>.+)\))?", re.IGNORECASE)

    def actor(self, name: str, *, kind: str, country: str) -> Actor:
        """The actor of a name. `kind` is what the row says it is, "" = nothing; `country` the code of its state."""
        bare = _YEARS.sub("", name).strip()
        found = self._actors.get(_key(bare)) or self._actors.get(_key(_QUALIFIED.sub("", bare)))
        if found is not None:
            return found
        body = self._body.fullmatch(bare)
        own = self._bodies[body[1].casefold()] if body else ""
        state = country if own in ("state force", "police", "government") else ""
        return Actor(f"name:{bare.casefold()}", bare, own or kind or "organisation", country=state)

    def body_of(self, name: str) -> str:
        """The country whose body a name is ("Military Forces of Mali (2012-)": Mali); "" where it is none."""
        body = self._body.fullmatch(_YEARS.sub("", name).strip())
        return (body["of"] or body["in"] or "") if body else ""

    def party_of(self, outlet: str) -> Actor | None:
        """The party to the conflict whose own outlet this is; None where it is nobody's."""
        found = self._actors.get(_key(outlet))
        return found if found and found.side else None


def _key(name: str) -> str:
    return name.casefold().removeprefix("the ").strip()
