"""The ledger's unit: speaker S, via outlet O, on date D, said P, with modality M, tied to exact characters."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from khabar.records.mention import Mention


@dataclass(frozen=True, slots=True)
class Claim:
    """A mention with the report that carries it and the two moments of knowledge.

    `known_at` is when a reader of the outlet could know it (UTC): the publication instant, or the end of the
    publication day where only the day is known, or `recorded_at` where the report has no date. `recorded_at` is when
    our store took it (UTC). `outlet` "" = unknown. `copy_of` is the id of the document this one repeats, None = its own
    voice. `corrects` = its document says that it corrects the text it repeats. `sentence_text` is the whole sentence
    the mention rests on. `retracted` = a person noted that who told it took it back.
    """

    mention: Mention
    document_id: str
    outlet: str
    published: date | None
    known_at: datetime
    recorded_at: datetime
    sentence_text: str
    title: str = ""
    url: str | None = None
    copy_of: str | None = None
    corrects: bool = False
    retracted: bool = False

    @property
    def id(self) -> str:
        """Stable across runs: the same characters of the same document, coded the same way, have the same id."""
        return self.mention.id

    @property
    def voice(self) -> str:
        """Who vouches: the named speaker's actor or words, else the outlet."""
        said = self.mention.attribution
        if said is None:
            return self.outlet
        return said.actor.name if said.actor else (said.stands_for or said.span.text)
