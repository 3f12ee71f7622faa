"""Who comes in: this machine freely, others by account; and what no page of another origin can do."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from web_builders import HOST, NAMES, PASSWORD, Browser, Server

from khabar.errors import BadInput
from khabar.web.guard import MOST_BYTES, MOST_BYTES_OF_A_REPORT, TOKEN
from khabar.web.tiles import Tiles

MakeServer = Callable[..., Server]
READING = (
    "theatre",
    "situation",
    "changes?since=2021-08-10",
    "access",
    "why?place=Herat",
    "course?place=Herat",
    "timeline",
    "events",
    "sources",
)
ANALYSTS = ("search?q=ghazni", "review")
ACTS = ("release", "withdraw", "merge", "split", "undo")


@pytest.fixture(scope="module")
def exposed(example: Path, accounts_file: Path) -> Iterator[Server]:
    server = Server(example, accounts=accounts_file)
    yield server
    server.close()


@pytest.fixture(scope="module")
def browsers(exposed: Server) -> dict[str, Browser]:
    return {role: exposed.browser(role) for role in ("", *NAMES)}


@pytest.mark.parametrize("path", READING)
def test_whoever_has_an_account_may_read_and_nobody_else(browsers: dict[str, Browser], path: str) -> None:
    found = {role: browser.get(f"/api/{path}").status_code for role, browser in browsers.items()}
    assert found == {"": 401, "reader": 200, "analyst": 200, "editor": 200}


@pytest.mark.parametrize("path", ANALYSTS)
def test_the_desk_itself_is_for_analysts(browsers: dict[str, Browser], path: str) -> None:
    found = {role: browser.get(f"/api/{path}").status_code for role, browser in browsers.items()}
    assert found == {"": 401, "reader": 403, "analyst": 200, "editor": 200}


@pytest.mark.parametrize("act", ACTS)
def test_only_analysts_judge(browsers: dict[str, Browser], act: str) -> None:
    body = {"ids": ["event:none"], "seen": ["0.0.0"]}
    found = {role: b.change(f"/api/review/{act}", body).status_code for role, b in browsers.items()}
    assert found == {"": 401, "reader": 403, "analyst": 404, "editor": 404}


def test_only_analysts_take_reports_in(browsers: dict[str, Browser]) -> None:
    found = {role: b.change("/api/documents", {"no": "text"}).status_code for role, b in browsers.items()}
    assert {role: found[role] for role in ("", "reader")} == {"": 401, "reader": 403}


def test_on_this_machine_whoever_calls_is_the_editor_by_the_name_given(local: Server) -> None:
    me = local.browser().ask("me")
    assert (me["name"], me["role"], me["has_accounts"]) == ("Ana", "editor", False)
    assert local.browser().log_in("Ana").json()["error"]["code"] == "no-accounts"


@pytest.mark.parametrize("path", ["/api/login", "/api/logout", "/api/documents", *(f"/api/review/{a}" for a in ACTS)])
@pytest.mark.parametrize("token", [None, "", "wrong"])
def test_no_change_goes_through_without_the_token(local: Server, path: str, token: str | None) -> None:
    headers = {} if token is None else {TOKEN: token}
    answer = local.browser().post(path, json={}, headers=headers)
    assert (answer.status_code, answer.json()["error"]["code"]) == (403, "wrong-token")


def test_the_token_of_nobody_is_not_that_of_a_session(exposed: Server) -> None:
    stranger, editor = exposed.browser(), exposed.browser("editor")
    token = stranger.ask("me")["token"]
    answer = editor.post("/api/review/release", json={}, headers={TOKEN: token})
    assert answer.json()["error"]["code"] == "wrong-token"


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://127.0.0.1:9999", "http://127.0.0.1"])
def test_a_page_of_another_origin_changes_nothing(local: Server, origin: str) -> None:
    answer = local.browser().change("/api/review/release", {}, Origin=origin)
    assert (answer.status_code, answer.json()["error"]["code"]) == (403, "wrong-origin")


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8350", "127.0.0.1:9999", "127.0.0.1.evil.example:8350", ""]
)
def test_a_name_that_is_not_the_servers_is_not_answered(local: Server, host: str) -> None:
    for path in ("/", "/api/me", "/api/situation"):
        answer = local.browser().get(path, headers={"Host": host})
        assert (answer.status_code, answer.json()["error"]["code"]) == (421, "wrong-host")


@pytest.mark.parametrize("host", ["localhost:8350", "LOCALHOST:8350", "[::1]:8350"])
def test_this_machine_goes_by_its_own_names(local: Server, host: str) -> None:
    assert local.browser().get("/api/me", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize("header", ["X-Forwarded-For", "Forwarded", "X-Real-IP", "Via"])
def test_a_server_without_accounts_answers_nobody_a_proxy_hands_on(local: Server, header: str) -> None:
    answer = local.browser().get("/api/situation", headers={header: "203.0.113.7"})
    assert (answer.status_code, answer.json()["error"]["code"]) == (403, "handed-on")


def test_the_cookie_is_out_of_reach_of_scripts_other_sites_and_plain_http(exposed: Server) -> None:
    browser = exposed.browser()
    cookie = browser.log_in("Edi").headers["set-cookie"]
    name, *marks = (part.strip() for part in cookie.split(";"))
    assert name.startswith("__Host-khabar=")
    assert {mark.split("=")[0].casefold() for mark in marks} == {"httponly", "secure", "samesite", "path", "max-age"}
    assert "SameSite=strict" in cookie
    assert "Domain" not in cookie


def test_every_answer_carries_what_browsers_are_to_refuse(exposed: Server) -> None:
    browser = exposed.browser()
    for path, status in (("/", 503), ("/api/me", 200), ("/api/situation", 401), ("/none", 404)):
        answer = browser.get(path)
        policy = answer.headers["content-security-policy"]
        assert answer.status_code == status
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert not re.search(r"unsafe|\*|http:|script-src[^;]*(data|blob)", policy)
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert "server" not in answer.headers
        assert answer.headers["strict-transport-security"]
    assert browser.get("/api/me").headers["cache-control"] == "no-store"


def test_a_wrong_password_and_an_unknown_name_are_told_alike(exposed: Server) -> None:
    browser = exposed.browser()
    answers = [browser.log_in("Rea", "some other sentence"), browser.log_in("Nobody", "some other sentence")]
    assert {answer.status_code for answer in answers} == {401}
    assert answers[0].json() == answers[1].json()
    assert browser.ask("me")["role"] is None


def test_logging_out_ends_the_session_for_whoever_kept_its_cookie(exposed: Server) -> None:
    browser = exposed.browser("analyst")
    word = browser.cookies["__Host-khabar"]
    assert browser.change("/api/logout").status_code == 200
    assert browser.ask("me")["role"] is None
    thief = exposed.browser()
    assert thief.get("/api/situation", headers={"Cookie": f"__Host-khabar={word}"}).status_code == 401


def test_a_new_login_ends_the_session_before_it(exposed: Server) -> None:
    browser = exposed.browser("analyst")
    word = browser.cookies["__Host-khabar"]
    browser.log_in("Rea")
    assert browser.ask("me")["role"] == "reader"
    assert exposed.browser().get("/api/events", headers={"Cookie": f"__Host-khabar={word}"}).status_code == 401


def test_a_session_ends_by_itself(a_server: MakeServer, accounts_file: Path) -> None:
    server = a_server(accounts=accounts_file)
    browser = server.browser("reader")
    server.clock.go_on(hours=9)
    assert browser.ask("me")["role"] == "reader"
    server.clock.go_on(hours=2)
    assert browser.ask("me")["role"] is None


def test_who_is_taken_out_or_gets_another_password_is_logged_out(
    a_server: MakeServer, accounts_file: Path, tmp_path: Path
) -> None:
    own = tmp_path / "accounts.json"
    own.touch(mode=0o600)
    own.write_bytes(accounts_file.read_bytes())
    server = a_server(accounts=own)
    assert server.accounts is not None
    reader, analyst, editor = (server.browser(role) for role in ("reader", "analyst", "editor"))
    server.accounts.remove("Rea")
    server.accounts.add("Ana", "reader", "quite another sentence")
    assert [b.ask("me")["role"] for b in (reader, analyst, editor)] == [None, None, "editor"]


def test_guessing_a_password_is_slowed_down(a_server: MakeServer, accounts_file: Path) -> None:
    server = a_server(accounts=accounts_file)
    browser = server.browser()
    tries = [browser.log_in("Edi", f"guess number {n} of many") for n in range(11)]
    assert [t.status_code for t in tries] == [401] * 10 + [429]
    assert 0 < int(tries[-1].headers["retry-after"]) <= 300
    assert browser.log_in("Edi").status_code == 429
    server.clock.go_on(minutes=6)
    assert browser.log_in("Edi").status_code == 200


def test_changes_are_bounded_in_number(a_server: MakeServer) -> None:
    server = a_server()
    browser = server.browser()
    token = browser.ask("me")["token"]
    server.clock.go_on(minutes=5)
    statuses = [browser.post("/api/review/undo", json={}, headers={TOKEN: token}).status_code for _ in range(130)]
    assert statuses.index(429) == 120
    assert set(statuses) == {400, 429}


def test_a_body_is_bounded_in_size(local: Server) -> None:
    browser = local.browser()
    note = {"ids": ["a"], "seen": ["b"], "note": "x" * MOST_BYTES}
    assert browser.change("/api/review/release", note).status_code == 413
    report = {"text": "x" * MOST_BYTES_OF_A_REPORT}
    assert browser.change("/api/documents", report).json()["error"]["code"] == "too-large"


def test_a_body_of_no_stated_size_is_bounded_too(local: Server) -> None:
    browser = local.browser()
    token = browser.ask("me")["token"]

    def pieces() -> Iterator[bytes]:
        for _ in range(100):
            yield b"x" * 10_000

    answer = browser.post("/api/review/release", content=pieces(), headers={TOKEN: token})
    assert answer.status_code == 413


def test_logins_are_written_to_the_log_with_no_password(exposed: Server, caplog: pytest.LogCaptureFixture) -> None:
    exposed.clock.go_on(minutes=10)
    browser = exposed.browser()
    with caplog.at_level("INFO", logger="khabar.web.logins"):
        browser.log_in("Rea\nlogged in: 'Edi'", "the secret sentence")
        browser.log_in("Rea")
        browser.change("/api/logout")
    told = [record.getMessage() for record in caplog.records if record.name == "khabar.web.logins"]
    assert [line.split(":")[0] for line in told] == ["refused", "logged in", "logged out"]
    assert not any("\n" in line or PASSWORD in line or "secret" in line for line in told)


@pytest.mark.parametrize(
    "body", [b"", b"[]", b"null", b"{", b'{"ids": []}', b'{"ids": ["a"], "seen": ["b"], "by": "Eve"}']
)
def test_a_body_that_is_no_act_is_refused_plainly(local: Server, body: bytes) -> None:
    browser = local.browser()
    headers = {TOKEN: browser.ask("me")["token"], "Content-Type": "application/json"}
    answer = browser.post("/api/review/release", content=body, headers=headers)
    assert (answer.status_code, answer.json()["error"]["code"]) == (400, "bad-input")


def test_a_method_nobody_offers_changes_nothing(local: Server) -> None:
    browser = local.browser()
    headers = {TOKEN: browser.ask("me")["token"]}
    for method in ("PUT", "DELETE", "PATCH", "OPTIONS"):
        assert browser.request(method, "/api/situation", headers=headers).status_code == 405
        assert browser.request(method, "/api/situation").status_code == 403


def test_no_origin_is_invited_in(local: Server) -> None:
    answer = local.browser().get("/api/situation", headers={"Origin": "https://evil.example"})
    assert not [name for name in answer.headers if name.startswith("access-control")]


def test_the_exposed_server_goes_by_its_name_alone(exposed: Server) -> None:
    assert exposed.browser().get("/api/me", headers={"Host": "127.0.0.1:8350"}).status_code == 421
    assert exposed.browser().get("/api/me", headers={"Host": HOST}).status_code == 200


def test_an_answer_is_json_and_nothing_else(local: Server) -> None:
    answer = local.browser().get("/api/events")
    assert answer.headers["content-type"] == "application/json"
    json.loads(answer.content)


TILES = Tiles("https://tiles.example.org/{z}/{x}/{y}.png", "Example Maps")


def test_pages_may_ask_one_other_server_where_somebody_named_its_tiles(a_server: Callable[..., Server]) -> None:
    plain, with_map = a_server().browser(), a_server(tiles=TILES).browser()
    assert plain.ask("me")["tiles"] is None
    assert with_map.ask("me")["tiles"] == {"url": TILES.url, "credit": "Example Maps"}
    assert "example.org" not in plain.get("/api/me").headers["content-security-policy"]
    policy = with_map.get("/api/me").headers["content-security-policy"]
    allowed = [part for part in policy.split("; ") if "https://tiles.example.org" in part]
    assert [part.split()[0] for part in allowed] == ["img-src", "connect-src"]
    assert "script-src 'self';" in policy


@pytest.mark.parametrize(
    "url",
    [
        "http://tiles.example.org/{z}/{x}/{y}.png",
        "https://tiles.example.org/tile.png",
        "https:///{z}/{x}/{y}.png",
        "https://a.example.org; script-src *//{z}/{x}/{y}.png",
        "https://{s}.example.org/{z}/{x}/{y}.png",
        "https://user@example.org/{z}/{x}/{y}.png",
    ],
)
def test_an_address_that_would_open_the_page_further_is_refused(url: str) -> None:
    with pytest.raises(BadInput) as caught:
        Tiles(url, "")
    assert "https://tiles.example.org" in caught.value.next_step
