"""What a feed lists is data, however broken or hostile."""

from __future__ import annotations

import random
from datetime import date

import pytest
from made_up_feeds import an_item, rss

from khabar.errors import BadInput
from khabar.records import Document
from khabar.watching.entries import from_feed, from_page, id_of
from khabar.watching.feeds_file import Source
from khabar.watching.listing import Entry, listing_of

URL = "https://news.example/rss"
SOURCE = Source(name="News", url=URL, publisher="The News")
ATOM = """<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>T</title><entry>
<id>tag:a,1</id><title>Town falls</title><link href="/one"/><updated>2026-03-02T01:30:00+04:30</updated>
<author><name>A. Writer</name></author><content type="html">&lt;p&gt;Rebels took the town.&lt;/p&gt;</content>
</entry></feed>"""


def entries(body: bytes, content_type: str = "") -> tuple[Entry, ...]:
    return listing_of(body, url=URL, content_type=content_type).entries


def test_an_atom_entry_has_its_id_link_title_author_text_and_the_day_at_the_outlet() -> None:
    (entry,) = entries(ATOM.encode())
    assert (entry.key, entry.link, entry.title, entry.author) == (
        "tag:a,1",
        "https://news.example/one",
        "Town falls",
        "A. Writer",
    )
    assert entry.published
    assert entry.published.day == date(2026, 3, 2)  # the first of March in UTC
    found = from_feed(entry, SOURCE)
    assert isinstance(found, Document)
    assert found.text.strip() == "Rebels took the town."
    assert (found.publisher, found.url, found.source) == ("The News", entry.link, "News")


@pytest.mark.parametrize("date_text", ["", "yesterday", "31 Feb 2026", "Mon, 99 Mar 2026 10:00:00 GMT", "x" * 5000])
def test_a_date_that_cannot_be_read_is_none(date_text: str) -> None:
    (entry,) = entries(rss([an_item("1", date=date_text)]).body)
    assert entry.published is None


def test_markup_in_a_feed_is_text_that_is_never_run() -> None:
    hostile = (
        '<script>alert(1)</script><p onclick="x()">Shelling in <b>Idlib</b> &amp; <img src=x onerror=alert(2)></p>'
    )
    title = "<svg onload=alert(3)>Title</svg>"
    (entry,) = entries(rss([an_item("1", title=title, text=hostile)]).body)
    found = from_feed(entry, SOURCE)
    assert isinstance(found, Document)
    assert "Shelling in Idlib &" in found.text
    assert not any(word in found.text for word in ("alert", "<", "onclick"))


@pytest.mark.parametrize("link", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "http://[bad", ""])
def test_a_link_that_is_no_web_address_is_none(link: str) -> None:
    (entry,) = entries(rss([an_item("1", link=link)]).body)
    assert entry.link.startswith("https://news.example") or entry.link == ""


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html><body>Please log in</body></html>",
        b"{}",
        b"\0" * 500,
        b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "b">]><rss version="2.0"><channel/></rss>',
        '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE r [<!ENTITY a "b">]><rss/>'.encode("utf-16"),
    ],
    ids=["empty", "page", "json", "zeros", "entity", "entity in UTF-16"],
)
def test_what_is_no_feed_is_refused(body: bytes) -> None:
    with pytest.raises(BadInput):
        entries(body)


def test_a_feed_that_breaks_off_gives_what_is_whole() -> None:
    body = rss([an_item(str(n), text=f"Report {n}") for n in range(5)]).body
    found = entries(body[: body.index(b"Report 3")])
    assert [e.key for e in found][:3] == ["0", "1", "2"]


def test_a_feed_in_another_encoding_than_it_says_is_still_read() -> None:
    body = rss([an_item("1", title="Mazār-e Sharīf")]).body.replace(
        b'version="1.0"', b'version="1.0" encoding="us-ascii"', 1
    )
    (entry,) = entries(body, "text/xml; charset=iso-8859-1")
    assert entry.title


def test_cyrillic_in_its_old_encoding_is_read() -> None:
    text = rss([an_item("1", title="Удар по Киеву")]).body.decode()
    text = text.replace('version="1.0"', 'version="1.0" encoding="windows-1251"', 1)
    (entry,) = entries(text.encode("windows-1251"))
    assert entry.title == "Удар по Киеву"


def test_broken_feeds_never_stop_the_watch() -> None:
    draw = random.Random(7)  # noqa: S311 - seeded, nothing secret
    whole = (rss([an_item(str(n), text="<p>x</p>", link=f"https://a/{n}") for n in range(3)]).body, ATOM.encode())
    for number in range(400):
        body = bytearray(whole[number % 2])
        for _ in range(draw.randint(1, 12)):
            at = draw.randrange(len(body))
            body[at : at + draw.randint(0, 9)] = bytes(draw.choices(range(256), k=draw.randint(0, 9)))
        try:
            for entry in entries(bytes(body)):
                from_feed(entry, SOURCE)
        except BadInput:
            pass


def test_no_more_entries_are_taken_than_a_feed_has() -> None:
    found = listing_of(rss([an_item(str(n)) for n in range(600)]).body, url=URL)
    assert (len(found.entries), found.cut_short) == (500, True)


def test_an_entry_has_one_id_in_all_feeds_of_its_host_and_another_elsewhere() -> None:
    (entry,) = entries(rss([an_item("1")]).body)
    other_feed = Source(name="News, world", url="https://news.example/world")
    elsewhere = Source(name="Else", url="https://else.example/rss")
    assert id_of(entry, SOURCE) == id_of(entry, other_feed) != id_of(entry, elsewhere)


def test_a_page_does_not_choose_its_own_outlet_address_or_day() -> None:
    (entry,) = entries(rss([an_item("1", link="https://news.example/1")]).body)
    page = b"""<html><head><title>T</title><link rel="canonical" href="https://other.example/">
    <meta property="og:site_name" content="Other">
    <meta property="article:published_time" content="2001-01-01T00:00:00Z"></head><body><article>
    <p>Rebels seized Idlib on Monday, and the army left it in the night, residents said.</p></article></body>
    </html>"""
    found = from_page(page, entry, SOURCE, content_type="text/html")
    assert isinstance(found, Document)
    assert (found.publisher, found.url, found.published) == ("The News", "https://news.example/1", date(2026, 3, 2))
