"""An export killed at any point, out of room, or beside another: the old file or the whole new one, nothing else."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from datasets.dataset_rows import a_row, as_csv
from killed_work import done, exported, import_rows, in_little_room, killed, lines, started
from survival import EVERY_TIME, chance_of, rows, sound

from khabar.errors import BadInput
from khabar.export import FORMATS
from khabar.export.writing import replacing
from khabar.store import open_store

OLD = b"what was there"
WRITTEN = ("acled", "plover", "geojson", "parquet")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of some dozens of acts with a place and a day."""
    made = tmp_path_factory.mktemp("exported")
    acts = [a_row(event_id_cnty=f"AFG{n}", event_date=f"{n % 28 + 1} May 2021") for n in range(60)]
    (made / "rows.csv").write_text(as_csv(acts), encoding="utf-8")
    import_rows(made / "desk.db", made / "rows.csv", made / "said")
    return made / "desk.db"


@pytest.fixture(scope="module")
def whole(store: Path, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    """The file of each format."""
    made = tmp_path_factory.mktemp("whole")
    for format in WRITTEN:
        exported(store, format, made / format, made / "said")
    files = {format: (made / format).read_bytes() for format in WRITTEN}
    assert min(map(len, files.values())) > 4_000
    return files


@pytest.fixture(scope="module")
def seconds(store: Path, whole: Mapping[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> float:  # noqa: ARG001
    made = tmp_path_factory.mktemp("timed")
    return min(done(exported, store, "geojson", made / "out", made / "said") for _ in range(2))


def in_folder(folder: Path) -> set[str]:
    return {file.name for file in folder.iterdir()}


@EVERY_TIME
def test_an_export_killed_at_any_point_leaves_the_old_file_or_the_whole_new_one(
    store: Path, whole: Mapping[str, bytes], seconds: float, tmp_path: Path, seed: int
) -> None:
    format = WRITTEN[seed % len(WRITTEN)]
    folder, said, before = tmp_path / "out", tmp_path / "said", rows(store)
    folder.mkdir()
    out = folder / "events"
    out.write_bytes(OLD)
    with killed(exported, store, format, out, said) as process:
        moment = time.monotonic() + chance_of(seed).uniform(seconds / 3, seconds)
        # Half of them once the draft is there.
        while time.monotonic() < moment or (
            seed // len(WRITTEN) % 2 and len(in_folder(folder)) == 1 and process.is_alive()
        ):
            time.sleep(0.0005)
    assert out.read_bytes() in (OLD, whole[format])
    assert rows(store) == before
    assert sound(store)
    exported(store, format, out, said)
    assert out.read_bytes() == whole[format]
    assert in_folder(folder) == {"events"}


@EVERY_TIME
def test_two_exports_to_one_file_one_of_them_killed_leave_one_whole(
    store: Path, whole: Mapping[str, bytes], seconds: float, tmp_path: Path, seed: int
) -> None:
    folder, said = tmp_path / "out", tmp_path / "said"
    folder.mkdir()
    out = folder / "events"
    living = started(exported, store, "acled", out, said)
    with killed(exported, store, "geojson", out, tmp_path / "killed"):
        time.sleep(chance_of(seed).uniform(seconds / 3, seconds))
    living.join(60)
    assert living.exitcode == 0
    living.close()
    assert out.read_bytes() in (whole["acled"], whole["geojson"])
    exported(store, "parquet", out, said)
    assert in_folder(folder) == {"events"}


def test_a_draft_somebody_is_at_work_on_is_left_alone_and_one_left_behind_is_cleared_away(tmp_path: Path) -> None:
    out, left = tmp_path / "events", tmp_path / ".events.0a1b2c3d.unfinished"
    left.write_bytes(b"half")
    with replacing(out) as one:
        assert not left.exists()
        one.write_bytes(b"one")
        with replacing(out) as other:
            assert one.exists()
            other.write_bytes(b"other")
        assert out.read_bytes() == b"other"
    assert out.read_bytes() == b"one"
    assert in_folder(tmp_path) == {"events"}


@pytest.mark.parametrize("format", WRITTEN)
def test_a_disk_that_fills_up_during_an_export_keeps_the_old_file(
    format: str, store: Path, whole: Mapping[str, bytes], tmp_path: Path
) -> None:
    folder, said = tmp_path / "out", tmp_path / "said"
    folder.mkdir()
    out = folder / "events"
    out.write_bytes(OLD)
    with open_store(store, create=False):  # with what SQLite keeps beside a store in use there already
        done(in_little_room, len(whole[format]) // 2, exported, store, format, out, said)
    code, next_step = json.loads(lines(said)[-1])
    assert code == "bad-input"
    assert "Make room" in next_step
    assert out.read_bytes() == OLD
    assert in_folder(folder) == {"events"}


def _not_writable(folder: Path) -> Path:
    if os.geteuid() == 0:
        return Path("/proc/events")  # whoever may write everywhere may not here
    folder.chmod(0o500)
    return folder / "events"


def _a_pipe(folder: Path) -> Path:
    os.mkfifo(folder / "pipe")
    return folder / "pipe"


@pytest.mark.parametrize(
    ("target", "message"),
    [
        (lambda folder: folder / "none" / "events", "no folder"),
        (lambda folder: folder, "is a folder"),
        (_a_pipe, "no file that could be replaced"),
        (_not_writable, "cannot be written: (Permission denied|No such file)"),
    ],
    ids=["no such folder", "a folder", "a pipe", "not writable"],
)
def test_a_place_that_cannot_be_written_to_is_told(target: Any, message: str, store: Path, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    out, before = target(folder), in_folder(folder)
    with pytest.raises(BadInput, match=message) as error:
        exported(store, next(iter(FORMATS)), out, tmp_path / "said")
    assert error.value.next_step
    assert in_folder(folder) == before
