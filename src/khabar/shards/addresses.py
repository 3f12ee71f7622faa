"""Files here and elsewhere, by path or by URL: found, read and put.

Elsewhere is whatever `fsspec` reaches: object stores, web servers, file servers. A remote shard is fetched whole before
it is read, so that a connection that breaks is told from a file that is damaged.
"""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit
from uuid import uuid4

from khabar.errors import BadInput
from khabar.export.writing import replacing
from khabar.shards.needed import needed
from khabar.shards.shard import Shard

# In these a file is there whole once it is put, and moving one is a second writing.
_OBJECT_STORES = frozenset({"s3", "s3a", "gs", "gcs", "abfs", "abfss", "az", "adl", "oci", "oss", "memory"})


class CutShort(OSError):
    """A remote file that came in another length than its place says."""


def is_remote(address: str) -> bool:
    """Whether an address is a URL of another place than this machine's disk."""
    return "://" in address and not address.startswith("file://")


def local_path(address: str) -> Path:
    """The path of a file here."""
    return Path(unquote(urlsplit(address).path)) if address.startswith("file://") else Path(address)


def file_system(address: str) -> tuple[Any, str]:
    """The file system of a URL and the path in it. Raises BadInput for one that cannot be reached that way."""
    try:
        found: tuple[Any, str] = needed("fsspec", extra="shards", what="A URL").core.url_to_fs(address)
    except (ValueError, ImportError) as error:
        raise BadInput(f"{address} cannot be reached: {error}", next_step="Look for a mistake in the URL.") from None
    return found


def here(path: Path, *, name: str) -> Shard:
    """A file on this machine as a shard. Raises OSError where it cannot be read."""
    with path.open("rb") as file:
        content = hashlib.file_digest(file, "sha256").hexdigest()
    return Shard(str(path), name, path.stat().st_size, content)


def elsewhere(system: Any, path: str, *, name: str) -> Shard:
    """A remote file as a shard, by what its place says of it."""
    return Shard(str(system.unstrip_protocol(path)), name, system.info(path)["size"] or 0, str(system.ukey(path)))


@contextmanager
def on_disk(shard: Shard) -> Iterator[Path]:
    """A shard as a file here. Raises OSError where it cannot be had whole."""
    if not is_remote(shard.address):
        path_here = local_path(shard.address)
        with path_here.open("rb"):  # so that one that cannot be read is told from an output that cannot be written
            pass
        yield path_here
        return
    system, path = file_system(shard.address)
    with tempfile.NamedTemporaryFile(prefix="khabar-shard-") as file:
        system.get_file(path, file.name)
        fetched = Path(file.name).stat().st_size
        if shard.size and fetched != shard.size:
            raise CutShort(f"{fetched:,} of {shard.size:,} bytes came")
        yield Path(file.name)


@contextmanager
def put(address: str) -> Iterator[Path]:
    """A path to write to: what is written is at the address whole, or not at all. Raises BadInput or OSError."""
    if not is_remote(address):
        with replacing(local_path(address)) as draft:
            yield draft
        return
    system, path = file_system(address)
    with tempfile.NamedTemporaryFile(prefix="khabar-coded-") as file:
        yield Path(file.name)
        protocols = {system.protocol} if isinstance(system.protocol, str) else set(system.protocol)
        if protocols & _OBJECT_STORES:
            system.put_file(file.name, path)
            return
        folder, _, last = path.rpartition("/")
        draft_there = f"{folder}/.{last}.{uuid4().hex}.unfinished"
        system.put_file(file.name, draft_there)
        system.mv(draft_there, path)


def in_folder(folder: str, name: str) -> str:
    """The address of a file of a folder."""
    return f"{folder.rstrip('/')}/{name}"


def made(folder: str) -> frozenset[str]:
    """The names of a folder's files; the folder is made where there is none. Raises BadInput where it cannot be."""
    if is_remote(folder):
        system, path = file_system(folder)
        system.makedirs(path, exist_ok=True)
        return frozenset(entry.rstrip("/").rpartition("/")[2] for entry in system.ls(path, detail=False))
    try:
        local_path(folder).mkdir(parents=True, exist_ok=True)
        return frozenset(entry.name for entry in local_path(folder).iterdir())
    except OSError as error:
        raise BadInput(f"{folder} cannot be made: {error.strerror}.", next_step="Name another folder.") from None


@contextmanager
def opened(address: str) -> Iterator[Any]:
    """A file, here or elsewhere, for reading bytes. Raises OSError."""
    if is_remote(address):
        system, path = file_system(address)
        with system.open(path, "rb") as file:
            yield file
    else:
        with local_path(address).open("rb") as file:
            yield file
