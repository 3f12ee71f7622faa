"""How many ways there are that share no place: how many places would have to be lost for the last of them."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from typing import NamedTuple

from khabar.packs.theatre import Road


class _Gate(NamedTuple):
    """The way into a place, or out of it: one way may use the passage between the two."""

    place: str
    out: bool


Capacity = dict[_Gate, dict[_Gate, int]]


def independent_ways(base: str, goal: str, roads: Iterable[Road]) -> int:
    """The number of ways from a base to another place that share no place but these two, nor a road; 0 = no way.

    By Menger's theorem that many places or direct roads must be barred to cut the goal off.  Found as a maximum flow.
    """
    room = _rooms(roads)
    start, end = _Gate(base, True), _Gate(goal, False)
    if base == goal or start not in room or end not in room:
        return 0
    ways = 0
    while (came := _one_more(room, start, end)) is not None:
        here = end
        while here != start:
            before = came[here]
            room[before][here] -= 1
            room[here][before] = room[here].get(before, 0) + 1
            here = before
        ways += 1
    return ways


def _rooms(roads: Iterable[Road]) -> Capacity:
    room: Capacity = {}
    for road in roads:
        for one, other in ((road.one, road.other), (road.other, road.one)):
            into, out = _Gate(other, False), _Gate(one, True)
            room.setdefault(_Gate(one, False), {})[out] = 1
            room.setdefault(out, {})[into] = room.get(out, {}).get(into, 0) + 1
    return room


def _one_more(room: Capacity, start: _Gate, end: _Gate) -> dict[_Gate, _Gate] | None:
    """Where each gate is come to from on a further way; None where there is none."""
    came: dict[_Gate, _Gate] = {}
    queue = deque([start])
    while queue:
        here = queue.popleft()
        for there, left in room.get(here, {}).items():
            if left > 0 and there not in came and there != start:
                came[there] = here
                if there == end:
                    return came
                queue.append(there)
    return None
