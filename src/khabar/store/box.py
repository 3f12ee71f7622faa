"""A stretch of the map that claims are asked for by."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Box:
    """A stretch of the map between two parallels and two meridians, WGS84 degrees; `west` > `east` spans 180°.

    Raises ValueError for what is none.
    """

    south: float
    west: float
    north: float
    east: float

    def __post_init__(self) -> None:
        """Refuses what lies off the map."""
        if not (-90 <= self.south <= self.north <= 90):
            raise ValueError("south and north are degrees from -90 to 90, south first")
        if not (-180 <= self.west <= 180 and -180 <= self.east <= 180):
            raise ValueError("west and east are degrees from -180 to 180")
