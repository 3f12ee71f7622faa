"""`khabar report` and `khabar brief` from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli_runs import khabar


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("report")
    (folder / "r.txt").write_text(
        "---\ndate: 2021-08-13\nsource: The Wire\n---\nThe Taliban captured the city of Herat on Friday.\n",
        encoding="utf-8",
    )
    done = khabar("ingest", folder / "r.txt", "--store", folder / "s.db", "--theatre", "afghanistan-2021")
    assert done.code == 0, done.err
    return folder / "s.db"


def test_a_report_is_printed_as_markdown_or_written_by_its_ending(store: Path, tmp_path: Path) -> None:
    printed = khabar("report", "--on", "2021-08-13", "--store", store)
    assert printed.code == 0, printed.err
    assert printed.out.startswith("# Afghanistan, summer 2021: situation report, 13 Aug 2021\n")
    page = tmp_path / "r.html"
    written = khabar("report", "--on", "2021-08-13", "--store", store, "-o", page, "--title", "گزارش")
    assert written.out.startswith(f"{page}: ")
    assert '<h1 dir="rtl">گزارش</h1>' in page.read_text(encoding="utf-8")


def test_the_page_on_what_changed_names_what_changed(store: Path) -> None:
    printed = khabar("brief", "--store", store)
    assert "Held by Taliban (before: held by Government): Herat." in printed.out


def test_an_ending_that_says_no_format_is_bad_input(store: Path, tmp_path: Path) -> None:
    refused = khabar("report", "--store", store, "-o", tmp_path / "r.txt")
    assert refused.code == 1
    assert "--format: md, html, pdf, docx" in refused.err
