"""Reports that are left unread though nothing is wrong with their text, each with its reason."""

from __future__ import annotations

from typing import Literal

from khabar.packs.theatre import Theatre
from khabar.places.name_search import NameSearch
from khabar.records import Document, SetAside

# It ends its reader, or keeps it longer than it may.
Unread = Literal["crashed", "too-slow"]
STEPS: dict[Unread, str] = {
    "crashed": "Please report it: this is a fault of Khabar's. The other reports were read.",
    "too-slow": "Give it more time with --patience, or report it: the fault is Khabar's. The other reports were read.",
}


def unread_words(why: Unread, *, patience: float) -> str:
    """Why a report was not read, in words; `patience` are the seconds it had."""
    if why == "crashed":
        return "Reading it ends the program that reads it, by a crash or for want of memory."
    return f"Reading it took longer than {patience:g} seconds, and was given up."


def unread(document: Document, why: Unread, *, patience: float, where: str = "") -> SetAside:
    """A report that was not read; `where` = what it is called in its message, "" = nothing."""
    message = f"{where and f'{where}: '}{unread_words(why, patience=patience)}"
    return SetAside(document.id, document.source, why, message, STEPS[why], document.language, document.text)


class Elsewhere:
    """Tells which reports are about no part of a theatre, as far as names tell."""

    def __init__(self, theatre: Theatre) -> None:
        self._search = NameSearch.of_theatre(theatre)
        self._name = theatre.name

    def set_aside(self, document: Document) -> SetAside | None:
        """Such a report, set aside without its text; None where it names a place, an actor or a country of it."""
        if self._search.any_in(f"{document.title}\n{document.text}"):
            return None
        message = f"It names no place, actor or country of {self._name}."
        step = "Leave out --only-theatre to read it."
        return SetAside(document.id, document.source, "elsewhere", message, step, document.language)
