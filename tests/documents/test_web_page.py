"""A web page: its report, its date, and the way back to its source."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from typing import Any

import pytest

from khabar.documents.offsets import source_offset
from khabar.documents.web_page import declared_charset, page_document
from khabar.records import Document, SetAside

PARAGRAPHS = (
    "Rebels took the <b>border</b> town of Exampleville on Sunday, officials &amp; witnesses said, after three weeks.",
    "The army said its troops had left the town&#8217;s barracks before dawn. <a href='x'>At least 12 people</a> died.",
    "The governor, who fled to the capital on Saturday, said the garrison had no food and could not be resupplied.",
)


def a_page(*, head: str = "", body: str = "", paragraphs: tuple[str, ...] = PARAGRAPHS) -> str:
    text = "\n".join(f"<p>{p}</p>" for p in paragraphs)
    return (
        f"<!doctype html><html lang='en'><head><title>Town falls - Example News</title>{head}"
        "<script>var menu = '<p>Rebels took the script</p>';</script></head>"
        "<body><nav><a href='/'>Home</a><a href='/w'>World</a></nav>"
        f"<article><h1>Town falls to rebels</h1>{body}{text}</article>"
        "<footer>About us | Contact | Terms of use</footer></body></html>"
    )


def the_document(source: str, **options: Any) -> Document:
    found = page_document(source, name="page.html", **({"given": None} | options))
    assert isinstance(found, Document), found
    return found


def test_the_report_is_kept_and_the_menus_are_not() -> None:
    text = the_document(a_page()).text
    assert "Rebels took the border town of Exampleville on Sunday, officials & witnesses said" in text
    assert "Home" not in text
    assert "Terms of use" not in text
    assert "script" not in text


def test_every_word_is_found_in_the_source() -> None:
    source = a_page()
    found = the_document(source)
    for word in ("border", "witnesses", "barracks", "died", "governor", "resupplied"):
        at = source_offset(found, found.text.index(word))
        assert source.startswith(word, at)
    offsets = [source_offset(found, i) for i in range(len(found.text))]
    assert offsets == sorted(offsets)


LINKED = '<script type="application/ld+json">{"@graph": [{"@type": ["NewsArticle"], %s}]}</script>'


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="article:published_time" content="2013-05-12">',
        '<meta name="pubdate" content="May 12, 2013">',
        '<meta itemprop="datePublished" content="20130512">',
        LINKED % '"datePublished": "2013-05-12"',
        '<meta name="date" content="sometime"><meta name="dc.date" content="2013-05-12">',
    ],
)
def test_the_date_is_read_where_pages_declare_it(head: str) -> None:
    found = the_document(a_page(head=head))
    assert found.published == date(2013, 5, 12)
    assert found.issues == ()


def test_the_instant_keeps_its_zone() -> None:
    found = the_document(a_page(head='<meta property="article:published_time" content="2013-05-12T00:22:00+04:30">'))
    assert found.published == date(2013, 5, 12)
    assert found.published_at == datetime(2013, 5, 12, 0, 22, tzinfo=timezone(timedelta(hours=4, minutes=30)))


def test_a_page_without_a_date_has_none() -> None:
    found = the_document(
        a_page(
            head='<meta name="modified" content="2020-01-01">',
            body="<time class='updated' datetime='2020-01-01'>Today</time><p class='date'>Updated 1 May 2020</p>",
        )
    )
    assert found.published is None


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ("", "<div class='published-date'>Sunday, 12 May 2013 | 10:22</div>"),
        ("", "<time datetime='2013-05-12'>Sunday</time>"),
        ("", "<span id='post-date'>May 12, 2013</span>"),
        ('<link rel="canonical" href="https://example.org/2013/05/12/town-falls">', ""),
    ],
)
def test_a_date_that_only_stands_in_the_layout_is_taken_and_noted(head: str, body: str) -> None:
    found = the_document(a_page(head=head, body=body))
    assert found.published == date(2013, 5, 12)
    assert [i.code for i in found.issues] == ["date-inferred"]


def test_title_outlet_and_byline_are_kept_as_written() -> None:
    head = (
        '<meta property="og:title" content="Town falls"><meta property="og:site_name" content="Example News">'
        '<meta name="author" content="A. Writer"><link rel="canonical" href="https://example.org/1">'
    )
    found = the_document(a_page(head=head))
    assert (found.title, found.publisher, found.author) == ("Town falls", "Example News", "A. Writer")
    assert found.url == "https://example.org/1"
    linked = LINKED % '"headline": "Town taken", "publisher": {"name": "Wire"}, "author": [{"name": "B. Writer"}]'
    found = the_document(a_page(head=linked))
    assert (found.title, found.publisher, found.author) == ("Town taken", "Wire", "B. Writer")


@pytest.mark.parametrize(
    "linked", ["{", "[" * 5000, "null", '{"@graph": 3}', '{"@type": "NewsArticle", "datePublished": {"a": 1}}']
)
def test_broken_linked_data_is_passed_over(linked: str) -> None:
    head = f'<script type="application/ld+json">{linked}</script>'
    assert the_document(a_page(head=head)).title == "Town falls to rebels"


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("<p>The army left.", "The army left."),
        ("<p>The army left <b>town</i></div>", "The army left town"),
        ('<?xml version="1.0" encoding="latin-1"?><html><body><p>The army left.</p></body></html>', "The army left."),
        ("<body><div>The army<br>left the town<div>Nobody died", "The army\nleft the town\nNobody died"),
        ("The army left <the town", "The army left"),
    ],
)
def test_broken_pages_give_what_words_they_have(source: str, text: str) -> None:
    assert the_document(source).text == text


@pytest.mark.parametrize("source", ["", "<html>", "   ", "<script>var a = 1;</script>", "<!-- The army left. -->"])
def test_a_page_without_words_is_set_aside(source: str) -> None:
    found = page_document(source, name="page.html", given=None)
    assert isinstance(found, SetAside)
    assert found.reason == "no-text"


def test_the_declared_charset_is_found() -> None:
    assert declared_charset(b'<html><head><meta charset="windows-1251">') == "windows-1251"
    assert declared_charset(b"<meta http-equiv=Content-Type content='text/html; charset=koi8-r'>") == "koi8-r"
    assert declared_charset(b"<html>") == ""
