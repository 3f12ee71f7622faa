"""An event of another desk as a text, so that its claims rest on characters: the sentence quoted, then what is told."""

from __future__ import annotations

from khabar.coding.lexicon.codebook import load_codebook
from khabar.datasets.sheet import Sheet
from khabar.received.told import BadRow, TellsDays, Told, range_in_words
from khabar.records import Span

# What those are called who speak in an export.
NAME = "Khabar"


def sheet_of_event(told: Told) -> Sheet:
    """The text that all reports of an event begin with. Without a sentence the event in words stands for it."""
    sheet = Sheet()
    if told.sentence.strip():
        sheet.put(told.sentence, "sentence")
        sheet.put("\n\n")
    _tell(sheet, told)
    if not told.sentence.strip():
        sheet.mark("sentence")
    return sheet


def _tell(sheet: Sheet, told: Told) -> None:
    sheet.put(load_codebook().label_of(told.type))
    for opening, parties in ((": ", told.actors), (", toward ", told.targets)):
        for number, party in enumerate(parties):
            sheet.put(", " if number else opening)
            sheet.put(party.name, f"party {party.name}")
    if told.place is not None:
        sheet.put("; ")
        sheet.put(told.place.name, "place")
    if told.days is not None:
        sheet.put(f"; {_days_in_words(told.days)}")
    for count in (*told.counts, *([told.toll.killed] if told.toll else ())):
        sheet.put("; ")
        sheet.put(f"{count.what}: {range_in_words(count.low, count.best, count.high)}", count.what)
    sheet.put("; ")
    sheet.put(f"standing: {told.standing}", "standing")
    if told.speaker:
        sheet.put("; said by ")
        sheet.put(told.speaker, "speaker")
    sheet.put(f". Exported by {NAME} as {told.id}.", "coders")


def _days_in_words(days: TellsDays) -> str:
    return f"{days.first}" if days.first == days.last else f"{days.first} to {days.last}"


def words_of(sheet: Sheet, name: str) -> Span:
    """The words put under a name. Raises BadRow where none were."""
    span = sheet.span(name)
    if span is None:
        raise BadRow(f"it does not give the {name}")
    return span
