"""Features of a GeoJSON file, one after another, and the point that stands for each of them."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator, Sequence
from typing import Any, BinaryIO

_CHUNK = 1 << 20  # characters
_LARGEST = 256 << 20  # characters of one feature
_LIST = re.compile(r'"features"\s*:\s*\[')
_BETWEEN = re.compile(r"[\s,]*")
_DECODER = json.JSONDecoder()
RawFeature = tuple[str, dict[str, str] | str]  # where it stands; its cells, or why it has none
Position = Sequence[float]


def raw_features(stream: BinaryIO) -> Iterator[RawFeature]:
    """The features as named cells, `lat` and `lon` among them; only one is held in memory at a time."""
    for number, found in enumerate(_features(stream), 1):
        yield f"feature {number}", found if isinstance(found, str) else _cells(found)


def _features(stream: BinaryIO) -> Iterator[Any]:
    """The values of the list `features`; a reason in words where the file ends or breaks before the list does."""
    text = codecs.getreader("utf-8-sig")(stream, "replace")
    held = text.read(_CHUNK)
    start = _LIST.search(held)
    at = start.end() if start else 0
    while start:
        at = _after(_BETWEEN, held, at)
        if held[at : at + 1] == "]":
            return
        try:
            value, at = _DECODER.raw_decode(held, at)
        except json.JSONDecodeError as error:
            more = text.read(max(_CHUNK, len(held) - at)) if len(held) - at < _LARGEST else ""
            held, at = held[at:] + more, 0
            if not more:
                yield f"is not JSON, or is cut off: {error.msg}"
                return
        else:
            yield value


def _after(pattern: re.Pattern[str], text: str, at: int) -> int:
    found = pattern.match(text, at)
    return found.end() if found else at


def _cells(feature: Any) -> dict[str, str] | str:
    """The properties as text, with the point; or why it has none."""
    geometry: dict[str, Any] | None = feature.get("geometry") if isinstance(feature, dict) else None
    point = point_of(geometry) if isinstance(geometry, dict) else None
    if geometry is None or point is None:
        return "has no geometry with coordinates"
    properties = feature.get("properties") or {}
    cells = {str(k): _text(v) for k, v in properties.items() if v is not None} if isinstance(properties, dict) else {}
    if geometry["type"].endswith("LineString") and not {"kind", "precision", "type"} & {k.casefold() for k in cells}:
        cells["kind"] = "route"
    return {k: v for k, v in cells.items() if k.casefold() not in ("lat", "lon")} | {
        "lat": repr(point[0]),
        "lon": repr(point[1]),
    }


def _text(value: Any) -> str:
    return "; ".join(map(str, value)) if isinstance(value, list) else str(value)


def point_of(geometry: dict[str, Any]) -> tuple[float, float] | None:
    """Latitude and longitude of the point that stands for a geometry; None where it has no coordinates.

    Of an area its centre by area (of several, that of the largest), of a line its middle vertex.
    """
    coordinates: Any = geometry.get("coordinates")
    try:
        match geometry.get("type"):
            case "Point":
                lon, lat = coordinates[0], coordinates[1]
            case "MultiPoint" | "LineString":
                lon, lat = coordinates[len(coordinates) // 2][:2]
            case "MultiLineString":
                longest = max(coordinates, key=len)
                lon, lat = longest[len(longest) // 2][:2]
            case "Polygon":
                _, lon, lat = _centre(coordinates[0])
            case "MultiPolygon":
                _, lon, lat = max(_centre(polygon[0]) for polygon in coordinates)
            case _:
                return None
        return float(lat), float(lon)
    except (TypeError, ValueError, IndexError, KeyError):
        return None


def _centre(ring: Sequence[Position]) -> tuple[float, float, float]:
    """The area of an outer ring in square degrees, and its centre (longitude, latitude)."""
    lon0, lat0 = ring[0][:2]
    twice = x = y = 0.0
    for (lon, lat, *_), (lon_next, lat_next, *_) in zip(ring, [*ring[1:], ring[0]], strict=True):
        a, b, c, d = lon - lon0, lat - lat0, lon_next - lon0, lat_next - lat0
        cross = a * d - c * b
        twice += cross
        x += (a + c) * cross
        y += (b + d) * cross
    if abs(twice) < 1e-12:
        return 0.0, sum(p[0] for p in ring) / len(ring), sum(p[1] for p in ring) / len(ring)
    return abs(twice) / 2, lon0 + x / (3 * twice), lat0 + y / (3 * twice)
