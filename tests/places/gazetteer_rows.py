"""Made-up rows of gazetteer files, and the gazetteers made of them."""

from __future__ import annotations

from pathlib import Path

from khabar.places.gazetteer import Gazetteer
from khabar.places.own.build import Order, build
from khabar.places.own.features import Selection
from khabar.places.own.source import Source


def a_row(
    geonameid: object = 9_000_001,
    name: str = "Darvan",
    *,
    others: str = "",
    lat: object = 34.5,
    lon: object = 65.5,
    feature: str = "P.PPL",
    country: str = "AF",
    admin1: str = "24",
    population: object = 0,
) -> str:
    """A line of a GeoNames country file."""
    letter, code = feature.split(".")
    start = [geonameid, name, name, others, lat, lon, letter, code, country, "", admin1, "", "", ""]
    return "\t".join(map(str, [*start, population, "", 300, "Asia/Kabul", "2030-01-01"]))


def a_file(folder: Path, *rows: str, name: str = "AF.txt") -> Path:
    """A file of these lines."""
    file = folder / name
    file.write_text("".join(f"{row}\n" for row in rows), encoding="utf-8")
    return file


def made(file: Path, *, name: str = "mine", classes: str = "", country: str = "", block: int = 50_000) -> Path:
    """The gazetteer made of a file, beside it."""
    target = file.parent / f"{name}.gaz"
    order = Order(name, (Source.at(file),), Selection.of(classes.split(",")), country)
    list(build(order, target, block=block))
    return target


def with_own(*files: Path) -> Gazetteer:
    """The embedded gazetteer with these."""
    return Gazetteer.load(own=files)
