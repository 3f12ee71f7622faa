"""The names a theatre adds to the gazetteer: its places, in every spelling it gives."""

from __future__ import annotations

from khabar.packs.theatre import Theatre
from khabar.places.gazetteer import Bearer
from khabar.places.spelling import folded, plain


def names_of(theatre: Theatre) -> dict[str, tuple[Bearer, ...]]:
    """From plain and folded keys to the theatre's places of that name; weak names are marked weak."""
    found: dict[str, tuple[Bearer, ...]] = {}

    def add(key: str, bearer: Bearer) -> None:
        if key and all(b.place.id != bearer.place.id for b in found.get(key, ())):
            found[key] = (*found.get(key, ()), bearer)

    for place in theatre.places:
        for i, name in enumerate(place.names):
            key = plain(name)
            add(key, Bearer(place.place, "own" if i == 0 else "alternate"))
            if len(key) >= 5:
                add("~" + folded(key), Bearer(place.place, "folded"))
        for name in place.weak_names:
            add(plain(name), Bearer(place.place, "alternate", weak=True))
    return found
