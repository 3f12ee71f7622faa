"""`khabar export` and an analyst's word on what may go out, as a user runs them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cli_runs import Run, khabar

REPORT = "The Taliban captured the city of Ghazni on Thursday, Jon Smith said. At least 12 soldiers were killed."


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("export")
    (folder / "a.txt").write_text(REPORT, encoding="utf-8")
    khabar("ingest", "a.txt", "--date", "2021-08-12", "--store", "s.db", "-t", "afghanistan-2021", cwd=folder)
    return folder


def on(folder: Path, *line: str) -> Run:
    return khabar(*line, "--store", "s.db", cwd=folder)


def test_an_event_is_released_exported_and_withdrawn(folder: Path) -> None:
    empty = on(folder, "export", "acled", "--out", "out.csv")
    assert empty.code == 0
    assert empty.out.startswith("out.csv: 0 written.")
    assert "khabar events release" in empty.out
    listed = on(folder, "events", "--type", "territory.capture").out
    event = listed.split()[0]
    assert on(folder, "events", "release", event, "--by", "Ana").out.startswith(f"released: {event}")
    assert on(folder, "events", "release", event, "--by", "Ana").out.startswith(f"released already: {event}")
    full = on(folder, "export", "acled", "--out", "out.csv")
    assert full.out.startswith("out.csv: 1 written.")
    assert "events nobody has released" in full.out
    said = json.loads(on(folder, "events", "withdraw", event, "--by", "Ben", "--json").out)
    assert (said["verdict"], said["new"]) == ("withdrawn", True)
    assert on(folder, "export", "acled", "--out", "out.csv", "--all").out.startswith("out.csv: 0 written.")
    on(folder, "events", "release", event, "--by", "Ana")


@pytest.mark.parametrize(
    "format", ["acled", "ucdp", "plover", "control", "hapi", "timemap", "geojson", "parquet", "geoparquet"]
)
def test_every_format_is_written_and_reports_in_json(format: str, folder: Path) -> None:
    done = on(folder, "export", format, "--out", f"out.{format}", "--all", "--json")
    assert (done.code, done.err) == (0, "")
    said = json.loads(done.out)
    assert said["file"] == f"out.{format}"
    assert said["lost"]
    assert (folder / f"out.{format}").stat().st_size


def test_a_feed_says_what_changed(folder: Path) -> None:
    done = on(folder, "export", "acled", "--out", "feed.csv", "--all", "--since", "1900-01-01")
    assert done.out.startswith("feed.csv: 1 written as changes.\nChanges: 1 added.")


def test_names_go_where_it_is_asked(folder: Path) -> None:
    plain = on(folder, "export", "geojson", "--out", "plain.json", "--all")
    assert "Withheld" not in plain.out
    assert "Jon Smith" in (folder / "plain.json").read_text(encoding="utf-8")
    (folder / "care.yaml").write_text("schema: khabar.care/1\nblur_km: {settlement: 20}\n", encoding="utf-8")
    done = on(folder, "export", "geojson", "--out", "care.json", "--all", "--care", "care.yaml", "--redact-persons")
    assert "Withheld, so as to do no harm:" in done.out
    text = (folder / "care.json").read_text(encoding="utf-8")
    assert "Jon Smith" not in text
    assert "33.55" not in text


@pytest.mark.parametrize(
    ("line", "code", "words"),
    [
        (("shapefile", "--out", "x"), 1, "Known: acled, ucdp"),
        (("acled", "--out", "none/x"), 1, "There is no folder none"),
        (("acled",), 2, "--out"),
        (("acled", "--out", "x", "--on", "2021-08-12", "--to", "2021-08-13"), 1, "--on is one day"),
        (("acled", "--out", "x", "--since", "yesterday"), 1, "yesterday"),
        (("acled", "--out", "x", "--side", "Martians"), 1, "Martians"),
        (("acled", "--out", "x", "--care", "none.yaml"), 1, "none.yaml"),
        (("acled", "--out", "x", "--hxl"), 1, "no HXL tags"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else None,
)
def test_what_cannot_be_done_is_said_plainly_and_leaves_no_file(
    line: tuple[str, ...], code: int, words: str, folder: Path
) -> None:
    done = on(folder, "export", *line)
    assert done.code == code
    assert words in done.err
    assert "Traceback" not in done.err
    assert not (folder / "x").exists()
