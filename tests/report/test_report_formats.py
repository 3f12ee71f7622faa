"""Reports as HTML, PDF and Word: whole in themselves, disarmed, short, and right in both directions of writing."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from io import BytesIO

import pytest
from report_cases import BAMYAN, HERAT, HOSTILE, hostile, small

from khabar.errors import MissingPart
from khabar.report import Brief, brief_docx, brief_html, brief_pdf, change_report, pdf, situation_report
from khabar.report.brief import Reference
from khabar.report.direction import direction, isolated
from khabar.report.page import PageSource

TITLE = "گزارش وضعیت افغانستان"
ISOLATES = re.compile("[\u2066-\u2069]")


class Tags(HTMLParser):
    """The tags and attributes of a page, and its text outside the style sheet."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[tuple[str, str]] = set()
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {(name, value or "") for name, value in attrs}

    def handle_data(self, data: str) -> None:
        self.text += data


def test_hostile_text_brings_no_tag_and_no_attribute_of_its_own() -> None:
    page = Tags(brief_html(situation_report(hostile(), full=True, title=HOSTILE[0], standing=HOSTILE[1])))
    assert page.tags.isdisjoint({"script", "img", "b", "i", "iframe", "object", "link", "base", "form"})
    assert [name for name, _ in page.attributes if name.startswith("on") or name == "src"] == []
    assert all(v.startswith(("#", "http://", "https://")) for name, v in page.attributes if name == "href")
    for words in HOSTILE:
        assert words in page.text


def test_a_page_fetches_nothing_and_runs_nothing() -> None:
    page = brief_html(situation_report(small(), full=True))
    for part in ("<script", "<link", "@import", "url(http", " src="):
        assert part not in page


def test_only_an_address_of_the_web_becomes_a_link() -> None:
    def link(url: str) -> str:
        return PageSource(1, Reference("words", url), ()).link

    assert link("https://example.org/a") == "https://example.org/a"
    assert [link(url) for url in ("javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "", " https:x")] == [
        ""
    ] * 5


def test_tables_have_captions_and_scopes() -> None:
    page = brief_html(situation_report(small()))
    assert page.count("<table>") == page.count("<caption>") > 0
    assert '<th scope="col">' in page
    assert '<th scope="row"' in page


def test_the_same_report_gives_the_same_page() -> None:
    assert brief_html(situation_report(small())) == brief_html(situation_report(small()))


@pytest.mark.parametrize(
    ("words", "way"),
    [("Kabul", "ltr"), (TITLE, "rtl"), (f"{BAMYAN}: held by Rebels", "ltr"), ("", "ltr"), ("12 Aug", "ltr")],
)
def test_words_run_the_way_most_of_their_letters_do(words: str, way: str) -> None:
    assert direction(words) == way


def test_names_from_right_to_left_are_closed_off_one_by_one() -> None:
    assert isolated(f"Held: {BAMYAN}, {HERAT}.") == f"Held: \u2068{BAMYAN}\u2069, \u2068{HERAT}\u2069."


def test_a_title_from_right_to_left_is_marked_so() -> None:
    assert f'<h1 dir="rtl">{TITLE}</h1>' in brief_html(situation_report(small(), title=TITLE))


# PDF and Word need packages that may be absent.


def extra(name: str) -> None:
    """Skips a test where a package of the extra `report` cannot be loaded, and says why."""
    try:
        pdf.part(name)
    except MissingPart as missing:
        pytest.skip(str(missing))


def pages_of(report: Brief) -> list[str]:
    """The text of each page of the PDF."""
    extra("weasyprint")
    pypdf = pytest.importorskip("pypdf")
    return [ISOLATES.sub("", page.extract_text()) for page in pypdf.PdfReader(BytesIO(brief_pdf(report))).pages]


@pytest.fixture(scope="module")
def printed() -> list[str]:
    return pages_of(situation_report(small(), title=TITLE, standing="Unreviewed: so far."))


def test_the_pdf_has_its_headings_and_no_more_than_three_pages(printed: list[str]) -> None:
    text = "\n".join(printed)
    assert len(printed) <= 3
    for heading in ("Highlights", "Control", "Access by road", "Information gaps", "Sources", "Unreviewed"):
        assert heading in text


def test_the_pdf_holds_text_from_right_to_left(printed: list[str]) -> None:
    text = "\n".join(printed)
    for words in (*TITLE.split(), BAMYAN, HERAT):
        assert words in text or words[::-1] in text


def test_the_page_on_what_changed_is_one_page() -> None:
    assert len(pages_of(change_report(small()))) == 1


def test_hostile_text_prints_as_text_within_three_pages() -> None:
    assert len(pages_of(situation_report(hostile()))) <= 3


def test_the_same_report_gives_the_same_pdf_and_the_same_document() -> None:
    extra("weasyprint")
    report = change_report(small())
    assert brief_pdf(report) == brief_pdf(report)
    extra("docx")
    extra("pypdfium2")
    assert brief_docx(report) == brief_docx(report)


def test_the_document_has_the_headings_the_tables_and_the_map() -> None:
    for name in ("weasyprint", "docx", "pypdfium2"):
        extra(name)
    docx = pdf.part("docx")
    report = situation_report(small(), title=TITLE)
    document = docx.Document(BytesIO(brief_docx(report)))
    headings = [p.text for p in document.paragraphs if p.style.name.startswith("Heading")]
    assert headings == [*(section.title for section in report.sections), "Sources"]
    assert len(document.inline_shapes) == 1
    assert len(document.tables) == sum(section.table is not None for section in report.sections)
    assert document.core_properties.created == report.moment.replace(microsecond=0)  # type: ignore[union-attr]
    assert any(BAMYAN in cell.text for table in document.tables for row in table.rows for cell in row.cells)
    assert document.paragraphs[0].text == TITLE


def test_an_absent_package_is_a_missing_part_with_the_command_to_run() -> None:
    with pytest.raises(MissingPart, match=r'pip install "khabar\[report\]"'):
        pdf.part("no_such_package")
