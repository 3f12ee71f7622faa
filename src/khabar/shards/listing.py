"""Which shards the paths, folders, patterns and URLs of a command name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from khabar.errors import BadInput, NothingToRead
from khabar.shards.addresses import elsewhere, file_system, here, is_remote, local_path
from khabar.shards.shard import Shard

KINDS = {
    ".jsonl": "json lines",
    ".ndjson": "json lines",
    ".jsonl.gz": "json lines",
    ".ndjson.gz": "json lines",
    ".warc": "warc",
    ".warc.gz": "warc",
    ".wet": "warc",
    ".wet.gz": "warc",
    ".parquet": "parquet",
}
_PATTERN = re.compile(r"[*?\[]")


def kind_of(name: str) -> str:
    """What a shard holds, by its ending; "" = nothing that is read."""
    lower = name.lower()
    return next((kind for ending, kind in KINDS.items() if lower.endswith(ending)), "")


def shards_in(inputs: Iterable[str]) -> list[Shard]:
    """The shards, each once, by name. Of a folder or pattern those that end as shards do; hidden ones are passed over.

    Raises BadInput for what is not there, or ends in no known way, and NothingToRead where no shard is found.
    """
    named = tuple(inputs)
    found: dict[str, Shard] = {}
    for address in named:
        for shard in _remote(address) if is_remote(address) else _local(local_path(address)):
            found.setdefault(shard.address, shard)
    if not found:
        raise NothingToRead(named, tuple(KINDS))
    return sorted(found.values(), key=lambda shard: (shard.name, shard.address))


def _local(path: Path) -> Iterator[Shard]:
    files: Iterable[Path]
    if path.is_dir():
        files, root = path.rglob("*"), path
    elif not path.exists() and _PATTERN.search(str(path)):
        root = Path(*_before_pattern(path.parts))
        files = root.glob(str(path.relative_to(root)))
    elif not path.exists():
        raise BadInput(f"There is no {path}.", next_step="Name a file, a folder, a pattern or a URL.")
    else:
        _refuse_unknown(path.name)
        files, root = [path], path.parent
    for file in files:
        name = file.relative_to(root)
        if _is_shard(name) and file.is_file():
            try:
                yield here(file, name=name.as_posix())
            except OSError:
                yield Shard(str(file), name.as_posix(), 0, "")  # told where it should be read


def _remote(address: str) -> Iterator[Shard]:
    system, path = file_system(address)
    if _PATTERN.search(path) and not system.exists(path):
        root = "/".join(_before_pattern(tuple(path.split("/"))))
        files = [one for one in system.glob(path) if system.isfile(one)]
    elif system.isdir(path):
        root, files = path, system.find(path)
    elif not system.exists(path):
        raise BadInput(f"There is no {address}.", next_step="Look for a mistake in the URL.")
    else:
        _refuse_unknown(path)
        root, files = path.rpartition("/")[0], [path]
    for file in files:
        name = PurePosixPath(file.removeprefix(root).lstrip("/"))
        if _is_shard(name):
            yield elsewhere(system, file, name=str(name))


def _before_pattern(parts: tuple[str, ...]) -> tuple[str, ...]:
    first = next(i for i, part in enumerate(parts) if _PATTERN.search(part))
    return parts[:first]


def _is_shard(name: Path | PurePosixPath) -> bool:
    return bool(kind_of(name.name)) and not any(part.startswith(".") for part in name.parts)


def _refuse_unknown(name: str) -> None:
    if not kind_of(name):
        raise BadInput(f"{name} is no shard by its ending.", next_step=f"Read are {', '.join(KINDS)}.")
