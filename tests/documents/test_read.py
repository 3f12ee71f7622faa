"""Files, folders and standard input: every report is read or set aside with its reason."""

from __future__ import annotations

import io
import json
import os
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from khabar.documents import read, source_offset
from khabar.documents.read import MAX_BYTES
from khabar.errors import BadDate, BadInput
from khabar.records import Document, SetAside

TEXT = "The rebels took the town on Monday, officials said."


def the_document(path: Path, **options: str) -> Document:
    (found,) = read(path, **options)
    assert isinstance(found, Document), found
    return found


def the_set_aside(path: Path | str) -> SetAside:
    (found,) = read(path)
    assert isinstance(found, SetAside), found
    return found


def written(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def test_a_text_file_is_read_as_it_is(tmp_path: Path) -> None:
    found = the_document(written(tmp_path, "a.txt", TEXT + "\r\n\r\nImage: Example\r\n"))
    assert found.text == TEXT + "\r\n\r\nImage: Example\r\n"
    assert found.published is None
    assert found.source == str(tmp_path / "a.txt")


def test_front_matter_says_what_a_text_is_and_is_no_part_of_it(tmp_path: Path) -> None:
    head = (
        '---\ntitle: "Town falls"\ndate: 2013-05-12\nsource: The Example\n'
        "url: https://example.org/1\nauthor: A. B\n---\n"
    )
    found = the_document(written(tmp_path, "a.txt", head + TEXT))
    assert (found.title, found.published, found.publisher) == ("Town falls", date(2013, 5, 12), "The Example")
    assert (found.url, found.author, found.text) == ("https://example.org/1", "A. B", TEXT)
    assert source_offset(found, TEXT.index("town")) == len(head) + TEXT.index("town")


def test_a_text_that_begins_with_a_rule_has_no_front_matter(tmp_path: Path) -> None:
    text = f"---\n{TEXT}\n---\nNobody died.\n"
    assert the_document(written(tmp_path, "a.txt", text)).text == text


def test_markdown_is_read_without_its_marks(tmp_path: Path) -> None:
    source = "---\ndate: 2013-05-12\n---\n# Town falls\n\nThe **rebels** took [the town](https://example.org).\n"
    found = the_document(written(tmp_path, "a.md", source))
    assert found.text == "Town falls\n\nThe rebels took the town.\n"
    assert found.title == "Town falls"
    assert source[source_offset(found, found.text.index("town.")) :].startswith("town]")


def test_the_date_given_wins_and_the_conflict_is_noted(tmp_path: Path) -> None:
    path = written(tmp_path, "a.txt", f"---\ndate: 2013-05-12\n---\n{TEXT}")
    found = the_document(path, published="2013-05-14")
    assert found.published == date(2013, 5, 14)
    assert [(i.code, i.text) for i in found.issues] == [("date-conflict", "2013-05-12")]
    assert the_document(path, published="2013-05-12").issues == ()


def test_a_bad_date_given_is_an_error_at_once(tmp_path: Path) -> None:
    with pytest.raises(BadDate):
        read(tmp_path, published="05/03/2019")


def test_json_lines_are_read_in_order_and_a_bad_one_does_not_stop_the_rest(tmp_path: Path) -> None:
    lines = [
        json.dumps(
            {"id": "a", "text": TEXT, "date": "2013-05-12", "title": "T", "source": "E", "url": "https://e.org/"}
        ),
        "{broken",
        json.dumps({"id": "b", "text": TEXT, "date": "soon"}),
        json.dumps({"id": "c", "title": "no text"}),
        "",
        json.dumps([1]),
        json.dumps({"id": "d", "text": ""}),
        json.dumps({"id": 7, "text": TEXT, "lang": "en"}),
    ]
    found = list(read(written(tmp_path, "a.jsonl", "\n".join(lines))))
    assert [getattr(f, "reason", f.id) for f in found] == [
        *("a", "bad-json", "bad-date", "bad-json", "bad-json", "empty", "7"),
    ]
    first = found[0]
    assert isinstance(first, Document)
    assert (first.published, first.title, first.publisher, first.url) == (date(2013, 5, 12), "T", "E", "https://e.org/")
    assert found[2].id == "b"
    assert isinstance(found[2], SetAside)
    assert found[2].text == TEXT
    assert found[1].source.endswith("a.jsonl, line 2")


def test_a_report_in_another_language_is_kept_with_its_text(tmp_path: Path) -> None:
    russian = "Правительственные войска отбили город в понедельник, сообщил губернатор."
    found = the_set_aside(written(tmp_path, "a.jsonl", json.dumps({"id": "r", "text": russian})))
    assert (found.id, found.reason, found.language, found.text) == ("r", "not-english", "ru", russian)


@pytest.mark.parametrize(
    "data",
    [
        {"text": TEXT},
        [{"text": TEXT}],
        {"documents": [{"text": TEXT}]},
        {"Body": TEXT, "Headline": "x", "source": {"name": "The Example"}},
    ],
)
def test_json_files_hold_one_report_or_a_list(tmp_path: Path, data: object) -> None:
    assert the_document(written(tmp_path, "a.json", json.dumps(data, indent=2))).text == TEXT


def test_a_json_file_may_hold_json_lines(tmp_path: Path) -> None:
    line = json.dumps({"text": TEXT})
    assert len(list(read(written(tmp_path, "a.json", f"{line}\n{line}\n")))) == 2


@pytest.mark.parametrize("content", ["{", "[" * 100_000, "[]", "3", '"text"', "1" * 5000, ""])
def test_json_that_is_no_report_is_set_aside(tmp_path: Path, content: str) -> None:
    assert the_set_aside(written(tmp_path, "a.json", content)).reason == "bad-json"


def test_a_table_is_read_by_its_column_names(tmp_path: Path) -> None:
    table = f'Title;Published At;Content;Outlet\r\nT;2013-05-12;"{TEXT}\nNobody ""died"".";The Example\r\n;;;\r\n'
    found = the_document(written(tmp_path, "a.csv", table))
    assert found.text == TEXT + '\nNobody "died".'
    assert (found.title, found.published, found.publisher) == ("T", date(2013, 5, 12), "The Example")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
@pytest.mark.parametrize("name", ["a.csv", "a.jsonl", "a.json", "a.txt"])
def test_a_byte_order_mark_is_no_text(tmp_path: Path, name: str, encoding: str) -> None:
    row = json.dumps({"text": TEXT})
    content = {"a.csv": f'text\n"{TEXT}"\n', "a.txt": TEXT}.get(name, row)
    assert the_document(written(tmp_path, name, content.encode(encoding))).text == TEXT


def test_a_row_that_does_not_fit_its_table_is_set_aside(tmp_path: Path) -> None:
    table = f"id,text\n1,{TEXT}\n2,Nobody died.\n"
    one, two = read(written(tmp_path, "a.csv", table))
    assert isinstance(one, SetAside)
    assert (one.reason, one.source.rpartition(", ")[2]) == ("unreadable", "line 2")
    assert isinstance(two, Document)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_the_lines_of_a_table_may_end_in_any_way(tmp_path: Path, end: str) -> None:
    table = f'text,id{end}"The army left.{end}Nobody died.",a{end}The rebels came.,b{end}'
    one, two = read(written(tmp_path, "a.csv", table))
    assert [one.text if isinstance(one, Document) else "", two.id] == [f"The army left.{end}Nobody died.", "b"]


def test_a_table_without_a_text_says_which_columns_it_has(tmp_path: Path) -> None:
    assert "name, age" in the_set_aside(written(tmp_path, "a.csv", "name,age\nx,1\n")).next_step


def test_a_long_cell_is_read_and_an_endless_one_ends_the_table(tmp_path: Path) -> None:
    long = written(tmp_path, "long.csv", f'id,text\n1,"{TEXT * 4000}"\n2,{TEXT[:10]}\n')
    assert [type(found) for found in read(long)] == [Document, Document]
    endless = written(tmp_path, "endless.csv", f'id,text\n1,"{TEXT * 50_000}')
    assert the_set_aside(endless).reason == "too-large"


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b" \n", "empty"),
        ("a.txt", b"%PDF-1.4 ...", "binary"),
        ("a.html", bytes(range(256)), "binary"),
        ("a.txt", b"a" * (MAX_BYTES + 1), "too-large"),
        ("a.txt", b"a" * (MAX_BYTES // 2), "too-large"),
        ("a.html", b"<p></p>", "no-text"),
        ("a.txt", b"---\ndate: soon\n---\nThe town fell.", "bad-date"),
    ],
)
def test_a_file_that_cannot_be_read_is_set_aside_with_the_next_step(
    tmp_path: Path, name: str, content: bytes, reason: str
) -> None:
    found = the_set_aside(written(tmp_path, name, content))
    assert found.reason == reason
    assert found.message
    assert found.next_step


def test_a_file_of_200_megabytes_is_refused_without_reading_it(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.write(b"The town fell. " * 10_000)
        file.truncate(200_000_000)  # a hole: on disk it takes nothing
    assert the_set_aside(path).reason == "too-large"


def test_one_endless_line_does_not_stop_the_lines_after_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("khabar.documents.json_rows.MAX_LINE", 100)
    lines = json.dumps({"text": TEXT * 20}) + "\n" + json.dumps({"text": TEXT}) + "\n"
    one, two = read(written(tmp_path, "a.jsonl", lines))
    assert isinstance(one, SetAside)
    assert one.reason == "too-large"
    assert isinstance(two, Document)


def test_a_file_that_is_not_there_is_set_aside(tmp_path: Path) -> None:
    found = the_set_aside(tmp_path / "missing.txt")
    assert found.reason == "unreadable"
    assert "no such file" in found.message


def test_a_folder_is_read_by_name_with_its_subfolders(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "sub/c.txt", "README.md", ".hidden.txt", "page_files/ad.html", ".git/d.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        written(tmp_path, name, TEXT)
    written(tmp_path, "z.xyz", TEXT)
    found = list(read(tmp_path))
    assert [Path(f.source).name for f in found] == ["a.txt", "b.txt", "z.xyz", "c.txt"]
    assert [getattr(f, "reason", "") for f in found] == ["", "", "unreadable", ""]


def test_a_file_named_itself_is_read_whatever_it_is_called(tmp_path: Path) -> None:
    assert the_document(written(tmp_path, "README.md", TEXT)).text == TEXT
    assert the_document(written(tmp_path, "dispatch", TEXT)).text == TEXT
    assert the_document(written(tmp_path, "page", f"<!DOCTYPE html><html><p>{TEXT}</p></html>")).text == TEXT
    assert the_document(written(tmp_path, "feed", json.dumps({"id": "x", "text": TEXT}))).id == "x"


class Pipe(io.RawIOBase):
    """A stream that gives a few bytes at a time, as a pipe may."""

    def __init__(self, content: bytes) -> None:
        self._rest = io.BytesIO(content)

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1, /) -> bytes:
        return self._rest.read(min(size, 7) if size >= 0 else -1)


@pytest.mark.parametrize(
    ("content", "count"),
    [(TEXT, 1), (json.dumps({"text": TEXT}) + "\n", 1), ((json.dumps({"text": TEXT}) + "\n") * 3, 3)],
)
def test_standard_input_is_known_by_how_it_begins(content: str, count: int) -> None:
    found = list(read("-", stdin=Pipe(content.encode())))  # type: ignore[arg-type]
    assert [getattr(f, "text", "") for f in found] == [TEXT] * count


def test_standard_input_must_be_given() -> None:
    with pytest.raises(BadInput):
        read(["-"])


def test_bytes_that_make_no_characters_are_noted(tmp_path: Path) -> None:
    content = json.dumps({"text": TEXT}).encode().replace(b"town", b"t\xffwn")
    padding = json.dumps({"text": TEXT * 2000}).encode()
    one, two = read(written(tmp_path, "a.jsonl", padding + b"\n" + content))
    assert isinstance(one, Document)
    assert isinstance(two, Document)
    assert "t\ufffdwn" in two.text
    assert [i.code for i in two.issues] == ["unreadable-characters"]


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(["txt", "md", "html", "json", "jsonl", "csv", "none"]), st.binary(max_size=300) | st.text())
def test_any_file_gives_documents_or_reasons(tmp_path: Path, kind: str, content: bytes | str) -> None:
    raw = content if isinstance(content, bytes) else content.encode("utf-8", "replace")
    for found in read(written(tmp_path, f"any.{kind}", raw)):
        assert isinstance(found, Document) or found.reason
        if isinstance(found, Document):
            assert all(found.text[s.start : s.end] == s.text for s in found.boilerplate)
            assert list(found.original_offsets) == sorted(found.original_offsets)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read anything")
def test_a_file_without_permission_is_set_aside(tmp_path: Path) -> None:
    path = written(tmp_path, "a.txt", TEXT)
    path.chmod(0)
    assert the_set_aside(path).reason == "unreadable"
