"""Whatever a request asks, it is answered as data: never by a fault of the server, never as a page."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from web_builders import Browser, Server

from khabar.web.app import bare_app

SCHEMA: dict[str, Any] = bare_app(None, None).openapi()["paths"]
ASKED = sorted(path for path, methods in SCHEMA.items() if "get" in methods)
TOLD = sorted(path for path, methods in SCHEMA.items() if "post" in methods and "log" not in path)
HOSTILE = (
    *(
        "",
        "0",
        "-1",
        "1e999",
        "nan",
        "null",
        "\0",
        "\ud7ff",
        "%00",
        "..",
        "../../etc/passwd",
        "'; DROP TABLE claims; --",
    ),
    *(
        "<script>alert(1)</script>",
        "2021-02-30",
        "9999-12-31",
        "0001-01-01",
        "2021-08-12T25:61Z",
        "x" * 3000,
        "🔥" * 50,
    ),
    *("90,180,-90,-180", "nan,nan,nan,nan", '"', '"unclosed', "event:", "{}", "[]", "‮Herat", "taliban", "herat"),
)
WORDS = st.sampled_from(HOSTILE) | st.text(max_size=40)
PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=8,
)
FEW = settings(
    max_examples=25, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture(scope="module")
def browser(local: Server) -> Browser:
    return local.browser()


def is_data(answer: Any) -> bool:
    return answer.status_code < 500 and answer.headers["content-type"].startswith("application/json")


@pytest.mark.parametrize("path", ASKED)
@FEW
@given(data=st.data())
def test_any_question_is_answered_as_data(browser: Browser, path: str, data: st.DataObject) -> None:
    named = SCHEMA[path]["get"].get("parameters", ())
    asked = {p["name"]: data.draw(WORDS) for p in named if p["in"] == "query" and data.draw(st.booleans())}
    answer = browser.get(path.replace("{id}", "a") if not data.draw(st.booleans()) else path, params=asked)
    assert is_data(answer), (answer.status_code, path, asked, answer.text[:300])


@pytest.mark.parametrize("path", TOLD)
@FEW
@given(data=st.data())
def test_any_change_that_makes_no_sense_is_refused_as_data(browser: Browser, path: str, data: st.DataObject) -> None:
    sensible = ("ids", "claims", "note", "seen", "claim", "field", "value", "fields", "text", "date")
    body = data.draw(st.dictionaries(st.sampled_from(sensible) | WORDS, PLAIN, max_size=6) | PLAIN)
    answer = browser.change_raw(path, json.dumps(body).encode(), "application/json")
    assert is_data(answer) or answer.status_code == 429, (answer.status_code, path, body, answer.text[:300])
    assert answer.status_code != 200 or path == "/api/documents"
