"""From a store to a report: whose word it rests on, which moments it speaks from, and the file it becomes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

import khabar
from khabar import releasing
from khabar.errors import BadInput
from khabar.picture import Picture
from khabar.report import Brief
from khabar.reporting import Asked, format_of, report_of, write_report

FRIDAY = date(2021, 8, 13)
REPORTS = {
    "a.txt": ("2021-08-12", "The Wire", "The Taliban captured the city of Ghazni on Thursday."),
    "b.txt": ("2021-08-13", "The Sun", "The Taliban captured the city of Herat on Friday."),
    "c.txt": ("2021-08-14", "The Daily", "The Taliban captured the city of Mazar-i-Sharif on Saturday."),
}


@pytest.fixture
def picture(tmp_path: Path) -> Iterator[Picture]:
    for name, (day, outlet, text) in REPORTS.items():
        (tmp_path / name).write_text(f"---\ndate: {day}\nsource: {outlet}\n---\n{text}\n", encoding="utf-8")
    noon = datetime(2021, 9, 1, 12, tzinfo=UTC)
    with khabar.open(tmp_path / "s.db", theatre="afghanistan-2021", clock=lambda: noon) as opened:
        list(opened.ingest([tmp_path / name for name in REPORTS]))
        yield opened


def cited(report: Brief) -> set[str]:
    """The outlets among the sources."""
    return {outlet for _, outlet, _ in REPORTS.values() if any(outlet in str(r) for r in report.references)}


def id_of(picture: Picture, place: str) -> str:
    (event,) = (e for e in picture.events() if any(p.name == place for p in e.places))
    return event.id


def test_a_report_of_a_day_goes_by_what_was_known_when_it_ended(picture: Picture) -> None:
    report = report_of(picture, "situation", Asked(on=FRIDAY))
    assert cited(report) == {"The Wire", "The Sun"}
    assert report.moment == datetime(2021, 8, 13, 23, 59, 59, 999999, tzinfo=UTC)


def test_without_a_day_it_is_of_the_last_reported_by_all_the_store_holds(picture: Picture) -> None:
    report = report_of(picture, "situation", Asked())
    assert "14 Aug 2021" in report.title
    assert cited(report) == {"The Wire", "The Sun", "The Daily"}


def test_a_report_rests_on_everything_and_says_that_nobody_reviewed_it(picture: Picture) -> None:
    report = report_of(picture, "situation", Asked(on=FRIDAY))
    assert report.standing == "Unreviewed: of the 2 statements this report rests on, an analyst has released none."


def test_once_all_is_released_it_says_so(picture: Picture) -> None:
    releasing.release(picture, [id_of(picture, "Herat"), id_of(picture, "Ghazni")], by="Ana")
    report = report_of(picture, "situation", Asked(on=FRIDAY))
    assert report.standing == "Released: an analyst has released all 2 statements this report rests on."


def test_a_released_report_rests_on_nothing_else(picture: Picture) -> None:
    releasing.release(picture, [id_of(picture, "Herat")], by="Ana")
    report = report_of(picture, "situation", Asked(on=FRIDAY, released=True))
    assert cited(report) == {"The Sun"}
    assert "1 document of 1 named outlet" in report.about
    assert report.standing.startswith("Released:")


def test_what_was_withdrawn_is_in_no_report(picture: Picture) -> None:
    releasing.release(picture, [id_of(picture, "Herat")], by="Ana")
    releasing.withdraw(picture, [id_of(picture, "Herat")], by="Ana")
    for released in (False, True):
        assert "The Sun" not in cited(report_of(picture, "situation", Asked(on=FRIDAY, released=released)))


def test_the_page_on_what_changed_goes_back_to_the_day_before(picture: Picture) -> None:
    (changed, *_) = report_of(picture, "changes", Asked(on=FRIDAY)).sections
    assert changed.title == "What changed since 2021-08-12 23:59 UTC"
    assert "Herat" in changed.lines[0].words
    assert "Ghazni" not in changed.lines[0].words


def test_a_moment_since_which_is_not_earlier_is_refused(picture: Picture) -> None:
    with pytest.raises(BadInput, match="not earlier"):
        report_of(picture, "changes", Asked(on=FRIDAY, since=datetime(2021, 8, 14, tzinfo=UTC)))


def test_the_ending_of_the_file_says_the_format() -> None:
    assert [format_of(Path(name), None) for name in ("a.md", "a.HTM", "a.html", "a.pdf", "a.docx")] == [
        "md",
        "html",
        "html",
        "pdf",
        "docx",
    ]
    assert (format_of(None, None), format_of(Path("a.txt"), "html")) == ("md", "html")
    with pytest.raises(BadInput, match="does not say"):
        format_of(Path("a.txt"), None)


def test_a_report_is_written_whole_or_not_at_all(picture: Picture, tmp_path: Path) -> None:
    report = report_of(picture, "situation", Asked(on=FRIDAY))
    with pytest.raises(BadInput, match="no folder"):
        write_report(report, "html", tmp_path / "nowhere" / "a.html")
    (file,) = write_report(report, "html", tmp_path / "a.html")
    assert file.read_text(encoding="utf-8").endswith("</html>")
