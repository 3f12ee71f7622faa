"""Which place lies in which, as far as codes tell."""

from __future__ import annotations

from khabar.records import Place


def holds(holder: Place, place: Place) -> bool:
    """Whether a country or province is where a place lies, by their codes."""
    if holder.id == place.id or not holder.country or holder.country != place.country:
        return False
    if holder.precision == "country":
        return place.precision != "country"
    return (
        holder.precision == "province"
        and holder.admin1 == place.admin1
        and place.precision in ("settlement", "district")
    )
