"""What every store does, whichever database keeps it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, Protocol

from khabar.records import (
    Alert,
    Claim,
    Coded,
    Correction,
    Document,
    Heartbeat,
    Issue,
    Judgement,
    Release,
    SetAside,
)
from khabar.store.box import Box

State = Literal["new", "already", "recoded", "revised"]


@dataclass(frozen=True, slots=True)
class Added:
    """What became of a coded document.

    `new`; `already` = it is held, coded the same; `recoded` = it is held, its coding changed; `revised` = the outlet
    changed the text it publishes under this id. `document_id` is the id it is held under.
    """

    document_id: str
    state: State
    claims_added: int = 0
    claims_closed: int = 0


@dataclass(frozen=True, slots=True)
class Counts:
    """How much the store holds now; closed records do not count."""

    documents: int
    copies: int
    claims: int
    set_aside: int
    judgements: int
    issues: int


@dataclass(frozen=True, slots=True)
class Word:
    """One thing a person said of a claim: that it is one act with another, may be published at a place, or is wrong.

    `entry` is its number in the ledger. `verdict`: `same`, `different`, `unsure`, `released`, `withdrawn`, `put
    right` or `as coded` (a correction was taken back). `other` is the other claim, the place's id, or the field; "" =
    none.
    """

    entry: int
    at: datetime
    by: str
    verdict: str
    one: str
    other: str
    note: str


class Store(Protocol):
    """An append-only record with two clocks.

    `known_at` is when a reader of the outlets could know a thing; `recorded_at`, always given by the caller, when this
    store took it in. A record is closed with `superseded_at`, never changed and never deleted. What a method has
    returned for is on disk.
    """

    @property
    def theatre(self) -> str:
        """The theatre the store was made for; "" = none named."""
        ...

    def add(self, coded: Coded, *, recorded_at: datetime, copy_of: str | None = None, coder: str = "") -> Added:
        """Takes in a coded document, all of it or nothing.

        The same text of the same outlet, day and address is one report and is held once, whatever id it comes with;
        the same text from another outlet is another report. Coding that changed closes the old claims and adds the
        new; claims that are the same stay. Another text under a held id is a revision where address, or outlet and
        source, agree. `copy_of` is the id of the report it repeats; `coder` names the version that coded it.
        Raises UnreadableDocument (`id-taken`) where the id is another report's.
        """
        ...

    def add_all(self, coded: Iterable[Coded], *, recorded_at: datetime, coder: str = "") -> tuple[Added, ...]:
        """Takes in coded documents as `add` does, in one step: all of them or none."""
        ...

    def mark_copy(self, document_id: str, *, original: str, recorded_at: datetime, by: str = "") -> bool:
        """Notes that a report repeats another; False where that is noted already. Closes what was noted before.

        `by` names who or what says so, for the ledger.
        """
        ...

    def set_aside(self, record: SetAside, *, recorded_at: datetime, by: str = "") -> bool:
        """Keeps a document that could not be read, with its reason; False where it is kept already.

        `by` names what tried to read it, for the ledger.
        """
        ...

    def add_judgements(self, judgements: Iterable[Judgement], *, recorded_at: datetime, seen: int | None = None) -> int:
        """Keeps judgements, all or none, and closes the judge's earlier one of each pair; how many were new.

        A pair has no order. What is already the last word on its pair is not kept again. `seen` is what `spoken` gave
        when the claims were looked at: Overtaken is raised, and nothing kept, where others have spoken of them since;
        None = not asked.
        """
        ...

    def claims(
        self,
        *,
        known: datetime | None = None,
        recorded: datetime | None = None,
        types: Collection[str] | None = None,
        reports: Collection[str] | None = None,
    ) -> tuple[Claim, ...]:
        """The claims, by `known_at`, then document, then place in the text.

        `known`: only what readers could know by then. `recorded`: what the store held at that moment; None = holds now.
        `reports`: only of reports with these ids; None = of all.
        """
        ...

    def reports_since(self, entry: int) -> frozenset[str]:
        """The ids of the reports that came, went or were coded otherwise after an entry of the ledger; see `head`."""
        ...

    def last_published(self, *, by: date) -> date | None:
        """The last day up to one that a report was published on; None = there is none."""
        ...

    def document(self, document_id: str) -> Document | None:
        """A report as read; None where there is none of that id."""
        ...

    def coded(self, document_id: str) -> Coded | None:
        """A report with its present coding; None where there is none of that id."""
        ...

    def documents(self) -> Iterator[Document]:
        """The reports, by day of publication (undated last), then id."""
        ...

    def search(self, words: str = "", *, within: Box | None = None) -> tuple[str, ...]:
        """The ids of the reports that hold now, newest first (undated last), then by id.

        `words`: every word, or phrase in quotation marks, stands in title or text, whatever its case and accents.
        `within`: a claim of an act at a place in the box rests on it. Raises BadInput for words without a letter.
        """
        ...

    def coded_by(self, coder: str) -> frozenset[tuple[str, str]]:
        """The id and sha256 of each report whose present coding `coder` made."""
        ...

    def set_asides(self) -> tuple[SetAside, ...]:
        """What could not be read, in order of arrival."""
        ...

    def issues(self) -> tuple[tuple[str, Issue], ...]:
        """What was unclear, each with its document's id."""
        ...

    def judgements(self, *, recorded: datetime | None = None, ever: bool = False) -> tuple[Judgement, ...]:
        """The judgements that hold, or held at a moment, or were `ever` kept, in order of arrival."""
        ...

    def add_releases(self, releases: Iterable[Release], *, recorded_at: datetime, seen: int | None = None) -> int:
        """Keeps words on what may be published, all or none; how many were new.

        Of two words on a claim at a place the later holds, whoever said them. `seen` as in `add_judgements`.
        """
        ...

    def add_corrections(
        self, corrections: Iterable[Correction], *, recorded_at: datetime, seen: int | None = None
    ) -> int:
        """Keeps what people put right in claims, all or none; how many were new.

        Of two words on a field of a claim the later holds, whoever said them. `seen` as in `add_judgements`.
        """
        ...

    def take_back(
        self, claim: str, fields: Collection[str], *, by: str, recorded_at: datetime, seen: int | None = None
    ) -> int:
        """Closes the corrections that hold on fields of a claim, so that these are as coded again; how many."""
        ...

    def corrections(self, *, recorded: datetime | None = None, ever: bool = False) -> tuple[Correction, ...]:
        """The corrections that hold, or held at a moment, or were `ever` kept, in order of arrival."""
        ...

    def spoken(self, claims: Collection[str]) -> int:
        """The number of the ledger's last entry on what people said of any of these claims; 0 = nobody has."""
        ...

    def add_heartbeat(self, heartbeat: Heartbeat, *, by: str = "") -> None:
        """Keeps what came of asking a source. `by` names what asked, for the ledger."""
        ...

    def heartbeats(self, *, since: datetime | None = None) -> tuple[Heartbeat, ...]:
        """What came of asking sources, oldest first; only from a moment on where one is given."""
        ...

    def add_alert(self, alert: Alert, *, by: str = "") -> bool:
        """Keeps that somebody was told of a change; False where they were told already."""
        ...

    def alerts(self) -> tuple[Alert, ...]:
        """What somebody was told of, oldest first."""
        ...

    def releases(self, *, recorded: datetime | None = None) -> tuple[Release, ...]:
        """The words on what may be published that hold, or held at a moment, in order of arrival."""
        ...

    def head(self, *, of_events: bool = False) -> int:
        """The number of the ledger's last entry, 0 = nothing was recorded: while it stands, so does every answer.

        `of_events`: of the last that can make other events of the claims; words on publication cannot.
        """
        ...

    def words_on(self, claims: Collection[str]) -> tuple[Word, ...]:
        """All that people ever said of these claims, judgements and releases, in order of arrival."""
        ...

    def heirs(self, claims: Collection[str]) -> Mapping[str, str]:
        """Of these claims those no longer coded, each with the claim that now rests on the same words.

        Left out where nothing, or more than one claim, rests on them now, and where the report itself was revised.
        """
        ...

    def counts(self) -> Counts:
        """How much it holds."""
        ...

    def close(self) -> None:
        """Lets go of the database."""
        ...
