"""Ways that the facts' own notes give in km, derived by the access room with the places named as lost."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from benchmarks.access.derived import SIDE
from khabar.packs.theatre import Theatre
from khabar.situation import Network, control_of_all, network_of, trunk_roads_of
from khabar.situation.network import barred
from khabar.supposing import supposed_events
from khabar.times.moments import end_of_day

DAY = date(2021, 8, 12)
# Lost by the end of 12 August 2021, as confirmed by then.
ELEVEN = ("zaranj", "sheberghan", "sar-e-pul", "kunduz", "taloqan", "aybak", "farah", "pul-e-khumri", "fayzabad",
          "ghazni", "herat")  # fmt: skip
KABUL_KANDAHAR, MAZAR_KABUL = "Kabul-Kandahar highway", "Mazar-Kabul highway"
ROUNDED_KM = 10.0


@dataclass(frozen=True, slots=True)
class KnownWay:
    """A way as the facts give it and as derived, in km; None = no way."""

    what: str
    given: float | None
    derived: float | None

    @property
    def agrees(self) -> bool:
        """Whether the two are one, rounding apart."""
        if self.given is None or self.derived is None:
            return self.given is self.derived
        return abs(self.given - self.derived) <= ROUNDED_KM


def known_ways(theatre: Theatre) -> Iterator[KnownWay]:
    """The ways with their figures, and the cases in which none is left."""
    peace, ghazni, salang = (_with_lost(theatre, lost) for lost in ((), ("ghazni",), ("salang",)))
    eleven = _with_lost(theatre, ELEVEN)
    yield KnownWay("Kabul - Kandahar, nothing lost", 487, _between(peace, "kabul", "kandahar", 3))
    yield KnownWay("Kabul - Kandahar, Ghazni lost, main roads", 1800, _between(ghazni, "kabul", "kandahar", 2))
    yield KnownWay("Kabul - Kandahar, Ghazni lost, supply roads", 1430, _between(ghazni, "kabul", "kandahar", 3))
    yield KnownWay("Kabul - Kandahar, Ghazni lost, with tracks", 730, _between(ghazni, "kabul", "kandahar", 4))
    yield KnownWay("Kabul - Kandahar, eleven capitals lost, supply roads", None, _detour(eleven, KABUL_KANDAHAR))
    gizab = _with_lost(theatre, (*ELEVEN, "gizab"))
    yield KnownWay("the same and Gizab, with tracks", None, _between(gizab, "kabul", "kandahar", 4))
    yield KnownWay("Kabul - Mazar-i-Sharif, nothing lost", 448, _between(peace, "kabul", "mazar-i-sharif", 3))
    yield KnownWay("Kabul - Mazar-i-Sharif, the Salang lost", 536, _detour(salang, MAZAR_KABUL))


def _with_lost(theatre: Theatre, lost: Sequence[str]) -> Network:
    events = supposed_events([f"{key}=taliban" for key in lost], theatre, day=DAY, known=end_of_day(DAY))
    readings = control_of_all(DAY, known=end_of_day(DAY), events=events, theatre=theatre)
    return network_of(theatre.side_by_id[SIDE], readings, events, theatre, on=DAY)


def _between(network: Network, one: str, other: str, grade: int) -> float | None:
    places, roads = barred(network.cut)
    way = network.graph.way(one, other, grade=grade, barred_places=places, barred_roads=roads)
    return way.length_km if way else None


def _detour(network: Network, name: str) -> float | None:
    road = next(r for r in trunk_roads_of(network) if r.name == name)
    return road.detour.length_km if road.detour else None
