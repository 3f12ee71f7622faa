"""The situation report and the page on what changed: what they hold, that all is cited, and that they stay short."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from report_cases import hostile, small

from khabar.report import Brief, brief_html, brief_markdown, change_report, situation_report
from khabar.report.page import page_of, runs_of
from khabar.watching import SourceState
from tools.report_goldens import FOLDER, example_reports, goldens

SECTIONS = [
    "Highlights",
    "Key figures",
    "Map",
    "Control",
    "What changed since 2021-08-06 23:59 UTC",
    "Access by road",
    "Protection and harm",
    "Displacement",
    "Detainees",
    "Political track",
    "Claims and contradictions",
    "Information gaps",
]
# Words that judge, which no template of ours may add to what sources say.
JUDGING = re.compile(
    r"\b(brutal|heavy|fierce|massive|significant|dramatic|shocking|alarming|terrible|horrific|tragic|so-called|regime)\b",
    re.IGNORECASE,
)


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Brief]:
    return example_reports(tmp_path_factory.mktemp("example"))


def uncited(report: Brief) -> list[str]:
    lines = [line.words for s in report.sections for line in s.lines if not report.cites(line.rests_on)]
    rows = [r.cells[0] for s in report.sections if s.table for r in s.table.rows if not report.cites(r.rests_on)]
    return lines + rows


def test_the_sections_come_in_the_order_an_ocha_reader_expects(example: dict[str, Brief]) -> None:
    assert [section.title for section in example["situation"].sections] == SECTIONS


@pytest.mark.parametrize("kind", ["situation", "changes"])
def test_every_line_and_row_cites_its_sources(kind: str, example: dict[str, Brief]) -> None:
    assert uncited(example[kind]) == []


@pytest.mark.parametrize("full", [False, True], ids=["short", "full"])
def test_every_line_of_a_small_record_is_cited_too(full: bool) -> None:
    assert uncited(situation_report(small(), full=full)) == []
    assert uncited(situation_report(hostile(), full=full)) == []
    assert uncited(change_report(small(), full=full)) == []


def test_the_reports_of_the_example_are_those_kept(example: dict[str, Brief]) -> None:
    for name, content in goldens(example).items():
        assert (FOLDER / name).read_bytes() == content, f"{name}: run: uv run python -m tools.report_goldens"


def test_no_template_adds_a_word_that_judges(example: dict[str, Brief]) -> None:
    for report in example.values():
        said = " ".join(str(reference) for reference in report.references)
        ours = [line.words for section in report.sections for line in section.lines]
        for word in JUDGING.findall(re.sub(r"“[^”]*”", "", " ".join(ours))):
            assert word in said


def test_what_a_section_leaves_out_is_counted_and_in_the_full_report() -> None:
    situation = hostile()
    short, full = (
        next(s for s in situation_report(situation, full=f).sections if s.title == "Claims and contradictions")
        for f in (False, True)
    )
    left = int(re.findall(r"(\d+) more lines? in the full report", short.note or "0 more lines in the full report")[0])
    assert len(short.lines) + left == len(full.lines)
    assert full.note == ""


def test_a_report_that_nobody_reviewed_says_so_first(example: dict[str, Brief]) -> None:
    marked = brief_markdown(example["situation"])
    assert marked.index("Unreviewed: of the ") < marked.index("## Highlights")


def test_every_citation_leads_to_a_source_and_back(example: dict[str, Brief]) -> None:
    page = brief_html(example["situation"])
    anchors = re.findall(r'\bid="([^"]+)"', page)
    assert len(anchors) == len(set(anchors))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(anchors)
    for source in page_of(example["situation"]).sources:
        assert source.cited_at, source


def test_runs_of_numbers_are_drawn_together_from_three_on() -> None:
    assert runs_of((1, 2, 3, 7, 8)) == ((1, 3), (7, 7), (8, 8))
    assert runs_of(()) == ()


def test_the_map_stands_beside_a_markdown_report(example: dict[str, Brief], tmp_path: Path) -> None:
    from khabar.reporting import write_report

    written = write_report(example["situation"], "md", tmp_path / "of today.md")
    assert [path.name for path in written] == ["of today.md", "of today.svg"]
    assert "](of%20today.svg)" in written[0].read_text(encoding="utf-8")
    assert written[1].read_text(encoding="utf-8").startswith("<svg ")


def test_a_source_that_is_out_is_a_gap_and_one_that_is_quiet_is_none() -> None:
    states = (
        SourceState("The Wire", "silent", datetime(2030, 6, 9, 12, tzinfo=UTC), "It does not answer."),
        SourceState("The Daily", "quiet", None, "It answers, and brings little."),
    )
    for make in (situation_report, change_report):
        report = make(small(), states=states)
        (gaps,) = (section for section in report.sections if section.title == "Information gaps")
        assert gaps.lines[0].words == "The Wire: silent since 9 Jun 2030. It does not answer."
        assert not any("The Daily" in line.words for line in gaps.lines)
        assert uncited(report) == []
