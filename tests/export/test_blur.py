"""A blurred point is never the place's own, is near it, and says no more than its cell."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from khabar.export.blur import blurred
from khabar.places.distance import distance_km

LATS = st.integers(-8_500_000, 8_500_000).map(lambda n: n / 100_000)
LONS = st.integers(-18_000_000, 18_000_000).map(lambda n: n / 100_000)
KM = st.integers(1, 200)


@given(LATS, LONS, KM)
def test_the_exact_point_is_never_left(lat: float, lon: float, km: int) -> None:
    vague = blurred(lat=lat, lon=lon, km=km)
    assert vague[0] != lat
    assert vague[1] != lon


@given(LATS, LONS, KM)
def test_it_lies_within_the_cell_on_the_globe(lat: float, lon: float, km: int) -> None:
    vague_lat, vague_lon = blurred(lat=lat, lon=lon, km=km)
    assert -90 <= vague_lat <= 90
    assert -180 <= vague_lon <= 180
    assert distance_km(lat=lat, lon=lon, other_lat=vague_lat, other_lon=vague_lon) <= km * 0.75 + 0.01


@given(LATS, LONS, KM)
def test_blurring_again_changes_nothing(lat: float, lon: float, km: int) -> None:
    once = blurred(lat=lat, lon=lon, km=km)
    assert blurred(lat=once[0], lon=once[1], km=km) == once


def test_two_places_of_one_cell_cannot_be_told_apart() -> None:
    here, there = blurred(lat=34.34801, lon=62.19967, km=20), blurred(lat=34.35112, lon=62.20418, km=20)
    assert here == there
    assert here != blurred(lat=35.9, lon=62.2, km=20)
