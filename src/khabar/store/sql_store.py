"""The store in SQL, the same for every database."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import date, datetime
from types import TracebackType

from sqlalchemy import Connection, Engine, and_, func, select, true

from khabar.errors import BadInput
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
from khabar.records.wire import issue_from_json
from khabar.store import tables
from khabar.store.box import Box
from khabar.store.contract import Added, Counts, Word
from khabar.store.queries import (
    claims_query,
    head_query,
    heirs_query,
    held,
    reports_since_queries,
    search_query,
    spoken_query,
    words_put_right_query,
    words_query,
)
from khabar.store.recording import (
    Recording,
    close_revised,
    held_claims,
    held_row,
    record_coding,
    record_copy,
    record_correction,
    record_document,
    record_judgement,
    record_release,
    refuse_overtaken,
    refuse_twins,
    take_back_corrections,
)
from khabar.store.rows import (
    RELEASED,
    WITHDRAWN,
    alert_from,
    alert_values,
    claim_from,
    coded_from,
    correction_from,
    document_from,
    heartbeat_from,
    heartbeat_values,
    identity_of,
    judgement_from,
    release_from,
    set_aside_from,
    set_aside_values,
    word_from,
    word_of_correction,
)
from khabar.store.search import phrases
from khabar.store.verify import Verified, verify

_PORTION = 200

Serving = Callable[[], AbstractContextManager[None]]


class SqlStore:
    """A store over a database connection pool.

    `serving` turns the database's failures into StoreError; `engine` begins a writing transaction as one where the
    execution option `writing` is set.
    """

    def __init__(self, engine: Engine, serving: Serving, *, place: str, theatre: str = "") -> None:
        self._engine = engine
        self._serving = serving
        self.place = place
        self.theatre = theatre

    def __enter__(self) -> SqlStore:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Lets go of the database."""
        self._engine.dispose()

    # Taking in

    def add(self, coded: Coded, *, recorded_at: datetime, copy_of: str | None = None, coder: str = "") -> Added:
        """Takes in a coded document, all of it or nothing; see `Store.add`."""
        with self._recording(recorded_at, by=coder) as recording:
            return _added(recording, coded, copy_of)

    def add_all(self, coded: Iterable[Coded], *, recorded_at: datetime, coder: str = "") -> tuple[Added, ...]:
        """Takes in coded documents, all of them or none; see `Store.add_all`."""
        with self._recording(recorded_at, by=coder) as recording:
            return tuple(_added(recording, one, None) for one in coded)

    def mark_copy(self, document_id: str, *, original: str, recorded_at: datetime, by: str = "") -> bool:
        """Notes that a report repeats another; see `Store.mark_copy`. Raises KeyError for an unknown report."""
        with self._recording(recorded_at, by=by) as recording:
            row = held_row(recording.connection, tables.documents, id=document_id)
            if row is None:
                raise KeyError(document_id)
            return record_copy(recording, row["number"], original)

    def set_aside(self, record: SetAside, *, recorded_at: datetime, by: str = "") -> bool:
        """Keeps a document that could not be read; False where it is kept already."""
        values = set_aside_values(record)
        kept = select(tables.set_aside.c.number).where(tables.set_aside.c.identity == values["identity"])
        with self._recording(recorded_at, by=by) as recording:
            if recording.connection.execute(kept).first() is not None:
                return False
            recording.inserted(tables.set_aside, values)
            return True

    def add_judgements(self, judgements: Iterable[Judgement], *, recorded_at: datetime, seen: int | None = None) -> int:
        """Keeps judgements, all or none; see `Store.add_judgements`."""
        said = tuple(judgements)
        about = {claim for judgement in said for claim in (judgement.one, judgement.other)}
        with self._speaking(recorded_at, about, seen, {judgement.by for judgement in said}) as recording:
            return sum(record_judgement(recording, judgement) for judgement in said)

    def add_releases(self, releases: Iterable[Release], *, recorded_at: datetime, seen: int | None = None) -> int:
        """Keeps words on what may be published; see `Store.add_releases`."""
        said = tuple(releases)
        about = {release.claim_id for release in said}
        with self._speaking(recorded_at, about, seen, {release.by for release in said}) as recording:
            return sum(record_release(recording, release) for release in said)

    def add_corrections(
        self, corrections: Iterable[Correction], *, recorded_at: datetime, seen: int | None = None
    ) -> int:
        """Keeps corrections; see `Store.add_corrections`."""
        said = tuple(corrections)
        about = {correction.claim_id for correction in said}
        with self._speaking(recorded_at, about, seen, {correction.by for correction in said}) as recording:
            return sum(record_correction(recording, correction) for correction in said)

    def take_back(
        self, claim: str, fields: Collection[str], *, by: str, recorded_at: datetime, seen: int | None = None
    ) -> int:
        """Has fields of a claim be as coded again; see `Store.take_back`."""
        with self._speaking(recorded_at, {claim}, seen, {by}) as recording:
            return take_back_corrections(recording, claim, fields, by=by)

    def add_heartbeat(self, heartbeat: Heartbeat, *, by: str = "") -> None:
        """Keeps what came of asking a source; see `Store.add_heartbeat`."""
        with self._recording(heartbeat.at, by=by) as recording:
            recording.inserted(tables.heartbeats, heartbeat_values(heartbeat))

    def add_alert(self, alert: Alert, *, by: str = "") -> bool:
        """Keeps that somebody was told of a change; see `Store.add_alert`."""
        table = tables.alerts
        with self._recording(alert.at, by=by) as recording:
            if recording.connection.execute(
                select(table.c.number).where(table.c.rule == alert.rule, table.c.change == alert.change)
            ).first():
                return False
            recording.inserted(table, alert_values(alert))
            return True

    # Giving out

    def claims(
        self,
        *,
        known: datetime | None = None,
        recorded: datetime | None = None,
        types: Collection[str] | None = None,
        reports: Collection[str] | None = None,
    ) -> tuple[Claim, ...]:
        """The claims in a stable order; see `Store.claims`."""
        query = claims_query(known=known, recorded=recorded, types=types, reports=reports)
        with self._reading() as connection:
            return tuple(claim_from(row) for row in connection.execute(query).mappings())

    def reports_since(self, entry: int) -> frozenset[str]:
        """The reports that changed after an entry of the ledger; see `Store.reports_since`."""
        with self._reading() as connection:
            return frozenset(id for query in reports_since_queries(entry) for id in connection.scalars(query))

    def last_published(self, *, by: date) -> date | None:
        """The last day up to one that a report was published on; see `Store.last_published`."""
        day = tables.documents.c.published
        with self._reading() as connection:
            found: date | None = connection.scalar(select(func.max(day)).where(held(tables.documents), day <= by))
            return found

    def document(self, document_id: str) -> Document | None:
        """A report as read; None where there is none of that id."""
        with self._reading() as connection:
            row = held_row(connection, tables.documents, id=document_id)
            return document_from(row) if row else None

    def coded(self, document_id: str) -> Coded | None:
        """A report with its present coding; None where there is none of that id."""
        with self._reading() as connection:
            row = held_row(connection, tables.documents, id=document_id)
            if row is None:
                return None
            coding = held_row(connection, tables.codings, document=row["number"])
            mentions = (claim["mention"] for claim in held_claims(connection, row["number"]).values())
            return coded_from(document_from(row), coding or {"places": (), "names": (), "issues": ()}, mentions)

    def documents(self) -> Iterator[Document]:
        """The reports, by day of publication (undated last), then id."""
        table = tables.documents
        order = (table.c.published.is_(None), table.c.published, table.c.id)
        with self._reading() as connection:
            numbers = connection.scalars(select(table.c.number).where(held(table)).order_by(*order)).all()
        # In portions, so that whoever walks through them may write to the store between two reports.
        for start in range(0, len(numbers), _PORTION):
            query = select(table).where(table.c.number.in_(numbers[start : start + _PORTION])).order_by(*order)
            with self._reading() as connection:
                rows = connection.execute(query).mappings().all()
            yield from map(document_from, rows)

    def search(self, words: str = "", *, within: Box | None = None) -> tuple[str, ...]:
        """The ids of reports that say the words and have a claim in the box; see `Store.search`."""
        wanted = phrases(words)
        if words.strip() and not wanted:
            raise BadInput(f"{words!r} has no word to look for.", next_step="Give letters or digits.")
        with self._reading() as connection:
            return tuple(connection.scalars(search_query(connection, wanted, within)))

    def coded_by(self, coder: str) -> frozenset[tuple[str, str]]:
        """The id and sha256 of each report whose present coding `coder` made."""
        documents, codings = tables.documents, tables.codings
        query = (
            select(documents.c.id, documents.c.sha256)
            .join(codings, codings.c.document == documents.c.number)
            .where(held(documents), held(codings), codings.c.coder == coder)
        )
        with self._reading() as connection:
            return frozenset((id, sha256) for id, sha256 in connection.execute(query))

    def set_asides(self) -> tuple[SetAside, ...]:
        """What could not be read, in order of arrival."""
        query = select(tables.set_aside).order_by(tables.set_aside.c.number)
        with self._reading() as connection:
            return tuple(set_aside_from(row) for row in connection.execute(query).mappings())

    def issues(self) -> tuple[tuple[str, Issue], ...]:
        """What was unclear, each with its document's id, documents by id."""
        documents, codings = tables.documents, tables.codings
        query = (
            select(documents.c.id, documents.c.issues, codings.c.issues.label("coded"))
            .outerjoin(codings, and_(codings.c.document == documents.c.number, held(codings)))
            .where(held(documents))
            .order_by(documents.c.id)
        )
        with self._reading() as connection:
            rows = connection.execute(query).all()
        return tuple((id, issue_from_json(issue)) for id, read, coded in rows for issue in (*read, *(coded or ())))

    def judgements(self, *, recorded: datetime | None = None, ever: bool = False) -> tuple[Judgement, ...]:
        """The judgements that hold, or held at a moment, or were `ever` kept, in order of arrival."""
        table = tables.judgements
        wanted = and_(true() if ever else held(table, recorded), table.c.verdict.not_in((RELEASED, WITHDRAWN)))
        query = select(table).where(wanted).order_by(table.c.number)
        with self._reading() as connection:
            return tuple(judgement_from(row) for row in connection.execute(query).mappings())

    def releases(self, *, recorded: datetime | None = None) -> tuple[Release, ...]:
        """The words on what may be published; see `Store.releases`."""
        table = tables.judgements
        wanted = and_(held(table, recorded), table.c.verdict.in_((RELEASED, WITHDRAWN)))
        query = select(table).where(wanted).order_by(table.c.number)
        with self._reading() as connection:
            return tuple(release_from(row) for row in connection.execute(query).mappings())

    def corrections(self, *, recorded: datetime | None = None, ever: bool = False) -> tuple[Correction, ...]:
        """The corrections that hold, or held at a moment, or were `ever` kept, in order of arrival."""
        table = tables.corrections
        query = select(table).where(true() if ever else held(table, recorded)).order_by(table.c.number)
        with self._reading() as connection:
            return tuple(correction_from(row) for row in connection.execute(query).mappings())

    def spoken(self, claims: Collection[str]) -> int:
        """The ledger's last entry on what people said of claims; see `Store.spoken`."""
        with self._reading() as connection:
            return max(connection.scalars(spoken_query(claims)), default=0)

    def heartbeats(self, *, since: datetime | None = None) -> tuple[Heartbeat, ...]:
        """What came of asking sources, oldest first; see `Store.heartbeats`."""
        table = tables.heartbeats
        query = select(table).order_by(table.c.recorded_at, table.c.number)
        if since is not None:
            query = query.where(table.c.recorded_at >= since)
        with self._reading() as connection:
            return tuple(heartbeat_from(row) for row in connection.execute(query).mappings())

    def alerts(self) -> tuple[Alert, ...]:
        """What somebody was told of, oldest first."""
        query = select(tables.alerts).order_by(tables.alerts.c.number)
        with self._reading() as connection:
            return tuple(alert_from(row) for row in connection.execute(query).mappings())

    def head(self, *, of_events: bool = False) -> int:
        """The number of the ledger's last entry; see `Store.head`."""
        with self._reading() as connection:
            return connection.scalar(head_query(of_events=of_events)) or 0

    def words_on(self, claims: Collection[str]) -> tuple[Word, ...]:
        """All that people ever said of these claims; see `Store.words_on`."""
        with self._reading() as connection:
            said = [word_from(row) for row in connection.execute(words_query(claims)).mappings()]
            said += map(word_of_correction, connection.execute(words_put_right_query(claims)).mappings())
            return tuple(sorted(said, key=lambda word: word.entry))

    def heirs(self, claims: Collection[str]) -> dict[str, str]:
        """The claims that now rest on the words of those no longer coded; see `Store.heirs`."""
        found: dict[str, set[str]] = {}
        with self._reading() as connection:
            for gone, heir in connection.execute(heirs_query(claims)):
                found.setdefault(gone, set()).add(heir)
        return {gone: heir for gone, (heir, *others) in found.items() if not others and gone != heir}

    def counts(self) -> Counts:
        """How much the store holds now."""
        with self._reading() as connection:
            sizes = {
                table.name: connection.scalar(select(func.count()).select_from(table).where(held(table))) or 0
                for table in (tables.documents, tables.copies, tables.claims, tables.judgements)
            }
            aside = connection.scalar(select(func.count()).select_from(tables.set_aside)) or 0
        return Counts(**sizes, set_aside=aside, issues=len(self.issues()))

    def verify(self, *, head: str = "") -> Verified:
        """Whether everything it holds is as it was recorded; `head` as in `khabar.store.verify.verify`."""
        with self._reading() as connection:
            return verify(connection, head=head)

    # Inside

    @contextmanager
    def _recording(self, recorded_at: datetime, *, by: str) -> Iterator[Recording]:
        if recorded_at.tzinfo is None:
            raise ValueError(f"the moment {recorded_at} has no time zone")
        with self._serving(), self._engine.execution_options(writing=True).begin() as connection:
            recording = Recording(connection, at=recorded_at, by=by)
            yield recording
            recording.seal()

    @contextmanager
    def _speaking(
        self, recorded_at: datetime, claims: Collection[str], seen: int | None, by: Collection[str]
    ) -> Iterator[Recording]:
        """Recording what people say of claims; refused where others have spoken of them since they looked."""
        with self._recording(recorded_at, by="") as recording:
            if seen is not None:
                refuse_overtaken(recording, claims, seen=seen, by=by)
            yield recording

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with self._serving(), self._engine.begin() as connection:
            yield connection


def _added(recording: Recording, coded: Coded, copy_of: str | None) -> Added:
    refuse_twins(coded)
    document = coded.document
    row = held_row(recording.connection, tables.documents, identity=identity_of(document))
    if row is not None and row["id"] != document.id:
        return Added(row["id"], "already")
    revised = close_revised(recording, document) if row is None else None
    number = row["number"] if row else record_document(recording, document)
    added, dropped = record_coding(recording, number, coded, recording.by, is_first=row is None)
    if copy_of is not None:
        record_copy(recording, number, copy_of)
    if row is None:
        return Added(document.id, "new" if revised is None else "revised", added, revised or 0)
    return Added(document.id, "recoded" if added or dropped else "already", added, dropped)
