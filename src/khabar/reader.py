"""Reading: a document goes in, coded mentions come out. Every room from language to coding, in order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from khabar.actors import ActorFinder, ground_of
from khabar.coding.coder import Coder
from khabar.documents import from_text
from khabar.garbage import no_garbage
from khabar.language.pipeline import Parser
from khabar.language.portions import in_portions
from khabar.packs import load_theatre
from khabar.packs.theatre import Theatre
from khabar.places.find import Geoparser
from khabar.places.gazetteer import edition_of
from khabar.records import Coded, Document


def coder_name(theatre: Theatre | None, gazetteers: Sequence[Path] = (), *, haste: int = 0) -> str:
    """What codes reports: one coded by another version, theatre or set of gazetteers, or with haste, is coded anew."""
    from khabar import __version__

    named = theatre.id if theatre else "no theatre"
    hasty = (f"haste {haste}",) if haste else ()
    return ", ".join((f"khabar {__version__}", named, *map(edition_of, gazetteers), *hasty))


@dataclass(frozen=True)
class Reader:
    """The rooms a document passes through, loaded once. Reading is pure: the same document gives the same mentions."""

    parser: Parser
    geoparser: Geoparser
    actors: ActorFinder
    coder: Coder

    @classmethod
    def load(
        cls,
        *,
        theatre: Theatre | str | None = None,
        pipeline: str | None = None,
        gazetteers: Sequence[Path] = (),
        haste: int = 0,
    ) -> Reader:
        """A reader, for one theatre or for the world.

        `pipeline` names an installed spaCy pipeline to use in place of the embedded one. `gazetteers` are files that
        `khabar gazetteer add` made, read beside the embedded one. `haste` reads faster and misses more: with 1
        sentences that hardly tell of an act are left out, with 2 a smaller network sees the words, too (what that saves
        and costs: docs/evaluation/speed.md and coding.md). Raises UnknownTheatre, BadPack and MissingPart.
        """
        pack = load_theatre(theatre) if isinstance(theatre, str) else theatre
        actors = ActorFinder.load(pack)
        parser = Parser.load(pipeline, sides=actors.side_names, haste=haste)
        return cls(parser, Geoparser.load(pack, gazetteers=gazetteers), actors, Coder.load())

    def read(self, document: Document) -> Coded:
        """One document, coded."""
        (coded,) = self._together([document])
        return coded

    def read_all(self, documents: Iterable[Document]) -> Iterator[Coded]:
        """Documents coded in order; several are read together, which is faster than one by one."""
        for portion in in_portions(documents):
            yield from self._together(portion)

    @no_garbage()
    def _together(self, documents: Sequence[Document]) -> list[Coded]:
        """All of them through one room before the next: what a room works with then stays near the processor."""
        parsed = list(zip(documents, self.parser.pipe(documents), strict=True))
        places = [self.geoparser.find(document, parse) for document, parse in parsed]
        actors = [self.actors.find(*pair, found) for pair, found in zip(parsed, places, strict=True)]
        return [
            self.coder.code(document, parse, places=ground_of(found, who), actors=who)
            for (document, parse), found, who in zip(parsed, places, actors, strict=True)
        ]


def read(
    text: str,
    *,
    published: date | None = None,
    title: str = "",
    publisher: str = "",
    theatre: str | None = None,
) -> Coded:
    """The coded mentions of one report's text.

    `published` is the day of publication at the outlet; without it relative times ("on Tuesday") stay open. Loading
    takes about a second: for many documents keep a `Reader`. Raises UnreadableDocument, UnknownTheatre.
    """
    document = from_text(text, published=published, title=title, publisher=publisher)
    return Reader.load(theatre=theatre).read(document)
