"""News text is hostile: whatever a report holds comes back as data, letter for letter, and never as a page."""

from __future__ import annotations

import json
from collections.abc import Callable

from web_builders import Server

HOSTILE = (
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "javascript:alert(1)",
    '"><iframe srcdoc="<script>alert(1)</script>">',
    "{{constructor.constructor('alert(1)')()}}",
    "${alert(1)}",
    "<!--<script>",
    "\u202egnirts desrever\u202c",
    "a\u2028b\u2029c",
    "' OR 1=1 --",
    "=cmd|' /C calc'!A0",
    "%3Cscript%3E",
    "&lt;script&gt;",
)


def test_hostile_text_comes_back_as_data(a_server: Callable[..., Server]) -> None:
    server = a_server()
    browser = server.browser()
    for number, words in enumerate(HOSTILE):
        report = {
            "id": f"hostile-{number}",
            "text": f"Rebels seized the town of Idlib on Thursday. A spokesman for {words} said so. "
            f"Twelve soldiers were killed, {words} reported.",
            "title": words,
            "source": words,
            "date": "2021-08-12",
            "url": f"https://example.org/{number}?q={words}",
        }
        taken = browser.change("/api/documents", report)
        assert taken.json()["state"] == "new", taken.text
        answer = browser.get(f"/api/documents/hostile-{number}")
        told = answer.json()
        assert (told["text"], told["title"], told["publisher"]) == (report["text"], words, words)
    for path in ("events?limit=500", "situation", "sources", "review?limit=200", "search?q=idlib", "theatre"):
        answer = browser.get(f"/api/{path}")
        assert answer.headers["content-type"] == "application/json"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "script-src 'self'" in answer.headers["content-security-policy"]
        json.loads(answer.content)
    assert set(HOSTILE) <= {row["name"] for row in browser.ask("sources")["sources"]}


def test_hostile_questions_are_answered_as_data_too(local: Server) -> None:
    browser = local.browser()
    for words in HOSTILE:
        for path, name in (("why", "place"), ("events", "side"), ("search", "q"), ("events", "type")):
            answer = browser.get(f"/api/{path}", params={name: words})
            assert answer.status_code in (200, 400, 404)
            assert answer.headers["content-type"] == "application/json"
        assert browser.get(f"/{words}").status_code in (404, 503)
        assert browser.get(f"/api/events/{words}").headers["content-type"] == "application/json"
