"""Every exception Khabar raises on purpose.

    KhabarError
    ├── BadInput           what the caller gave cannot be used
    │   ├── UnreadableDocument   one document; it is set aside, the rest goes on
    │   ├── BadDate              a date or moment that cannot be read
    │   ├── NothingToRead        the files and folders named hold no report
    │   ├── UnknownTheatre       no such theatre pack
    │   ├── UnknownPlace         no such place in the theatre or gazetteer
    │   ├── UnknownSide          no such side in the theatre
    │   ├── NotUnderstood        a supposed sentence that says nothing of a place or a road
    │   ├── UnreadableGazetteer  a file that places should be read from holds none
    │   ├── UnreadableDataset    a file that others' event data should be read from holds none
    │   ├── UnknownGazetteer     the user has no gazetteer of that name
    │   ├── UnknownId            no event, or no claim of an event, has an id that begins so
    │   ├── AmbiguousId          more than one has
    │   └── ActedOn              an event is no longer what was looked at
    ├── Overtaken          somebody else spoke of the same claims meanwhile; nothing was kept
    ├── BadPack            a data file breaks its schema; names file, line and field
    ├── StoreError         the store cannot serve
    │   ├── StoreLocked          another program holds it
    │   ├── StoreCorrupt         the file is not a store, or is damaged
    │   ├── StoreReadOnly        no permission to write
    │   ├── StoreVersion         written by another version of Khabar
    │   ├── StoreExists          something stands where a copy should go
    │   └── LedgerBroken         what the store holds is not what was recorded
    ├── Unreachable        a server that does not answer, or may not be asked
    ├── InvalidExport      a row of an export breaks the format's schema; nothing was written
    └── MissingPart        a pipeline, weight or gazetteer file, or an optional package, is not installed

Each carries a stable `code`, the values concerned, and `next_step`: what the user can do.  What is unclear in the
world is no exception: it becomes an `Issue` record.
"""

from __future__ import annotations

from datetime import datetime


class KhabarError(Exception):
    """Something a caller may want to catch. `code` is stable; `next_step` says what to try ("" where nothing helps)."""

    code = "error"

    def __init__(self, message: str, *, next_step: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.next_step = next_step

    def __str__(self) -> str:
        return f"{self.message} {self.next_step}".strip()

    def __reduce__(self) -> tuple[object, ...]:
        # Exceptions cross process borders; the default would call the class with the message alone.
        return (_rebuild, (type(self), self.args, self.__dict__.copy()))

    def as_json(self) -> dict[str, str]:
        """The one shape every failure has in JSON: code, message, next_step."""
        return {"code": self.code, "message": self.message, "next_step": self.next_step}


def _rebuild(kind: type[KhabarError], args: tuple[object, ...], state: dict[str, object]) -> KhabarError:
    error = kind.__new__(kind, *args)
    error.args = args
    error.__dict__.update(state)
    return error


class BadInput(KhabarError):
    """What the caller gave cannot be used."""

    code = "bad-input"


class UnreadableDocument(BadInput):
    """One document cannot be read; `reason` is a stable word such as `empty`, `too-large`, `binary`, `not-english`."""

    code = "unreadable-document"

    def __init__(self, message: str, *, reason: str, source: str = "", next_step: str = "") -> None:
        super().__init__(message, next_step=next_step)
        self.reason = reason
        self.source = source


class BadDate(BadInput):
    """A date or moment that cannot be read as ISO 8601."""

    code = "bad-date"

    def __init__(self, text: str) -> None:
        super().__init__(
            f"Cannot read {text!r} as a date.", next_step="Write it as YYYY-MM-DD, or YYYY-MM-DDTHH:MM+00:00."
        )
        self.text = text


class NothingToRead(BadInput):
    """The files and folders named hold no report; `paths` are they, `kinds` the endings looked for in folders."""

    code = "nothing-to-read"

    def __init__(self, paths: tuple[str, ...], kinds: tuple[str, ...]) -> None:
        super().__init__(
            f"No report files in {', '.join(paths)} (looked for {', '.join(kinds)}).",
            next_step="Name a folder that holds reports, or the files themselves.",
        )
        self.paths = paths
        self.kinds = kinds


class UnknownTheatre(BadInput):
    """No theatre pack of that name."""

    code = "unknown-theatre"

    def __init__(self, name: str, known: tuple[str, ...]) -> None:
        super().__init__(
            f"There is no theatre {name!r}.",
            next_step=f"Known: {', '.join(known) or 'none'}. `khabar theatre list` lists them.",
        )
        self.name = name
        self.known = known


class UnknownPlace(BadInput):
    """A place name that the theatre does not have; `near` are the names most like it."""

    code = "unknown-place"

    def __init__(self, name: str, near: tuple[str, ...] = ()) -> None:
        super().__init__(
            f"There is no place {name!r} in this theatre.",
            next_step=f"Did you mean {', '.join(near)}?" if near else "`khabar situation` lists the places.",
        )
        self.name = name
        self.near = near


class UnknownSide(BadInput):
    """A name that no side of the theatre has; `known` are the ids of those it has."""

    code = "unknown-side"

    def __init__(self, name: str, known: tuple[str, ...]) -> None:
        super().__init__(f"There is no side {name!r} in this theatre.", next_step=f"Known: {', '.join(known)}.")
        self.name = name
        self.known = known


class NotUnderstood(BadInput):
    """A supposed sentence that says nothing of who holds a place of the theatre, nor of a road between its places."""

    code = "not-understood"

    def __init__(self, sentence: str) -> None:
        super().__init__(
            f"{sentence!r} says nothing of who holds a place of this theatre, nor of a road.",
            next_step="Say it plainly, as in `Rebels capture Daran` or `the road from Daran to Sarin is cut`; or write "
            "PLACE=SIDE, PLACE=contested, PLACE=closed or PLACE=open.",
        )
        self.sentence = sentence


class UnreadableGazetteer(BadInput):
    """No place can be read from `file`; `fault` says why."""

    code = "unreadable-gazetteer"

    def __init__(self, file: str, fault: str) -> None:
        super().__init__(
            f"{file} cannot be read as a gazetteer: {fault}.",
            next_step="Give a GeoNames country file (AF.txt or AF.zip; 19 columns parted by tabs), a CSV table with "
            "the columns name, lat and lon, or a GeoJSON FeatureCollection.",
        )
        self.file = file
        self.fault = fault


class UnreadableDataset(BadInput):
    """No rows of the dataset `dataset` can be read from `file`; `fault` says why."""

    code = "unreadable-dataset"

    def __init__(self, file: str, dataset: str, fault: str, *, columns: int) -> None:
        super().__init__(
            f"{file} cannot be read as {dataset}'s table: {fault}.",
            next_step=f"Give the file as {dataset} publishes it: with the columns' names in its first line, or without "
            f"names and with all {columns} columns.",
        )
        self.file = file
        self.dataset = dataset
        self.fault = fault


class UnknownGazetteer(BadInput):
    """The user has no gazetteer of that name."""

    code = "unknown-gazetteer"

    def __init__(self, name: str, known: tuple[str, ...]) -> None:
        super().__init__(
            f"You have no gazetteer {name!r}.",
            next_step=f"Yours: {', '.join(known) or 'none'}. `khabar gazetteer add` makes one.",
        )
        self.name = name
        self.known = known


class UnknownId(BadInput):
    """Nothing of a kind (`event`, `claim`) has an id that begins with `given`."""

    code = "unknown-id"

    def __init__(self, kind: str, given: str, *, next_step: str) -> None:
        super().__init__(f"There is no {kind} {given!r}.", next_step=next_step)
        self.kind = kind
        self.given = given


class AmbiguousId(BadInput):
    """More than one thing of a kind has an id that begins with `given`; `candidates` are their ids."""

    code = "ambiguous-id"

    def __init__(self, kind: str, given: str, candidates: tuple[str, ...]) -> None:
        super().__init__(
            f"{given!r} begins the id of {len(candidates)} {kind}s.",
            next_step=f"Give more of it: {', '.join(candidates[:5])}{', ...' if len(candidates) > 5 else ''}.",
        )
        self.kind = kind
        self.given = given
        self.candidates = candidates


class Overtaken(KhabarError):
    """Somebody else spoke of the same claims since they were looked at; nothing was kept. `by` names who."""

    code = "overtaken"

    def __init__(self, by: tuple[str, ...]) -> None:
        super().__init__(
            f"{' and '.join(by)} spoke of this after you looked at it; your word was not kept.",
            next_step="Look at it again, then say what holds.",
        )
        self.by = by


class ActedOn(BadInput):
    """An event is no longer what somebody looked at when they decided; nothing was changed.

    `seen` and `now` are the two versions. `theirs` are (who, when, what, why), in order of arrival: what people said of
    its claims meanwhile; empty = reports joined it or left it.
    """

    code = "acted-on"

    def __init__(self, event: str, *, seen: str, now: str, theirs: tuple[tuple[str, str, str, str], ...]) -> None:
        who = ", ".join(dict.fromkeys(by for by, *_ in theirs)) or "The reports of it"
        super().__init__(
            f"{who} changed the event {event} since you looked.", next_step="Look at it again, then decide."
        )
        self.event = event
        self.seen = seen
        self.now = now
        self.theirs = theirs


class BadPack(KhabarError):
    """A data file breaks its schema. `file`, `line` (1-based, 0 = the file as a whole) and `field` say where."""

    code = "bad-pack"

    def __init__(self, file: str, fault: str, *, line: int = 0, field: str = "", next_step: str = "") -> None:
        where = f"{file}, line {line}" if line else file
        super().__init__(f"{where}{f', field {field}' if field else ''}: {fault}", next_step=next_step)
        self.file = file
        self.line = line
        self.field = field
        self.fault = fault


class Unreachable(KhabarError):
    """A server that does not answer as asked, or may not be asked.

    `lasting` = asking again would bring the same. `status` is its HTTP status, 0 = none came. `retry_at` is the moment
    (UTC) before which it does not want to be asked again, None = it does not say.
    """

    code = "unreachable"

    def __init__(
        self,
        message: str,
        *,
        lasting: bool = False,
        status: int = 0,
        retry_at: datetime | None = None,
        next_step: str = "",
    ) -> None:
        super().__init__(message, next_step=next_step)
        self.lasting = lasting
        self.status = status
        self.retry_at = retry_at


class StoreError(KhabarError):
    """The store cannot serve."""

    code = "store"


class StoreLocked(StoreError):
    """Another program holds the store."""

    code = "store-locked"


class StoreCorrupt(StoreError):
    """The file is not a Khabar store, or is damaged."""

    code = "store-corrupt"


class StoreReadOnly(StoreError):
    """The store cannot be written."""

    code = "store-read-only"


class StoreVersion(StoreError):
    """The store was written by another version of Khabar."""

    code = "store-version"


class StoreExists(StoreError):
    """Something stands where a copy of a store should go; it is left as it is."""

    code = "store-exists"

    def __init__(self, path: str) -> None:
        super().__init__(f"{path} is there already.", next_step="Name another place, or give --force to replace it.")
        self.path = path


class LedgerBroken(StoreError):
    """What the store holds is not what was recorded; `faults` says how much of it."""

    code = "ledger-broken"

    def __init__(self, message: str, *, faults: int) -> None:
        super().__init__(
            message,
            next_step="Compare it with a backup from before (`khabar ledger verify --store BACKUP`), or read the "
            "reports again into a new store.",
        )
        self.faults = faults


class InvalidExport(KhabarError):
    """A row that Khabar made does not fit the schema of its format: a fault of Khabar's, caught before it is published.

    `export` is the format, `field` the column; "" = the row as a whole.
    """

    code = "invalid-export"

    def __init__(self, export: str, field: str, fault: str) -> None:
        super().__init__(
            f"A row does not fit {export}{f', field {field}' if field else ''}: {fault}. Nothing was written.",
            next_step="This is a fault of Khabar's: please report it with the event concerned.",
        )
        self.export = export
        self.field = field


class MissingPart(KhabarError):
    """A file or package that Khabar needs is not installed."""

    code = "missing-part"
