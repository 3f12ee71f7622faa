"""Taking others' event data into a picture: row by row, safe to repeat and to interrupt."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice
from pathlib import Path

from khabar.datasets import RowReader, is_row_of_data, load_scheme
from khabar.errors import BadInput, UnreadableDocument
from khabar.intake import Ingested, refused
from khabar.picture import Picture
from khabar.places.gazetteer import Gazetteer
from khabar.records import Coded, SetAside
from khabar.store import Added
from khabar.times.moments import end_of_day

# So many rows are put on disk together: each is acknowledged when its portion is there.
PORTION = 200


def import_data(
    picture: Picture, dataset: str, path: str | Path, *, released: date | None = None
) -> Iterator[Ingested]:
    """Takes in the rows of a dataset's CSV file; yields what became of each, once it is on disk.

    A row that is held already is left alone; one that changed is kept as a newer version beside the old. `released` is
    the day the file could be had, for rows that do not say. Raises UnreadableDataset, and BadInput for no file.
    """
    scheme = load_scheme(dataset)
    outlets = {d.publisher for d in picture.store.documents() if d.publisher and not is_row_of_data(d)}
    theatre = picture.theatre_named
    coder = ", ".join((picture.coder, scheme.edition))
    reader = RowReader(
        scheme,
        theatre=theatre,
        gazetteer=Gazetteer.load(own=picture.gazetteers),
        outlets=outlets,
        released=end_of_day(released) if released else None,
    )
    held = picture.store.coded_by(coder)
    try:
        with Path(path).open(encoding="utf-8-sig", errors="replace", newline="") as lines:
            rows = reader.read(lines, name=str(path))
            while portion := list(islice(rows, PORTION)):
                yield from _taken_in(picture, portion, held, coder)
    except OSError as error:
        raise BadInput(f"Cannot read {path}: {error.strerror}.", next_step="Give the path of a CSV file.") from None


def _taken_in(
    picture: Picture, portion: list[Coded | SetAside], held: frozenset[tuple[str, str]], coder: str
) -> Iterator[Ingested]:
    # The last of several rows of one id is the one that holds.
    fresh = {one.document.id: one for one in portion if isinstance(one, Coded) and not _is_held(one, held)}
    added = dict(added_of(picture, fresh.values(), coder))
    for one in portion:
        if isinstance(one, SetAside):
            picture.store.set_aside(one, recorded_at=picture.now, by=coder)
            yield Ingested(one.source, set_aside=one)
            continue
        became = added.get(one.document.id)
        if isinstance(became, SetAside):
            yield Ingested(became.source, set_aside=became)
        elif became is None or fresh[one.document.id] is not one:
            yield Ingested(one.document.source, Added(one.document.id, "already"))
        else:
            yield Ingested(one.document.source, became, coded=one)


def _is_held(one: Coded, held: frozenset[tuple[str, str]]) -> bool:
    return (one.document.id, one.document.sha256) in held


def added_of(picture: Picture, fresh: Iterable[Coded], coder: str) -> Iterator[tuple[str, Added | SetAside]]:
    """What became of coded rows, by id: all at once, or one by one where the id of one is taken."""
    rows, store, now = tuple(fresh), picture.store, picture.now
    try:
        added = store.add_all(rows, recorded_at=now, coder=coder)
    except UnreadableDocument:
        for one in rows:
            yield one.document.id, _added_alone(picture, one, coder)
    else:
        yield from ((one.document.id, became) for one, became in zip(rows, added, strict=True))


def _added_alone(picture: Picture, one: Coded, coder: str) -> Added | SetAside:
    try:
        return picture.store.add(one, recorded_at=picture.now, coder=coder)
    except UnreadableDocument as error:
        aside = refused(one.document, error)
        picture.store.set_aside(aside, recorded_at=picture.now, by=coder)
        return aside
