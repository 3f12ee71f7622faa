"""The picture in the formats the field reads: each with a gate, a report of what it lost, and a feed of changes."""

from khabar.export.account import Account
from khabar.export.care import NONE, PERSONS, Care, load_care
from khabar.export.formats import FORMATS, Format, format_named
from khabar.export.outgoing import Gate, Outgoing
from khabar.export.record import Record
from khabar.export.run import write_export
from khabar.export.withhold import past_embargo, with_care

__all__ = [
    "FORMATS",
    "NONE",
    "PERSONS",
    "Account",
    "Care",
    "Format",
    "Gate",
    "Outgoing",
    "Record",
    "format_named",
    "load_care",
    "past_embargo",
    "with_care",
    "write_export",
]
