"""Telling somebody: by webhook, e-mail, a file or Apprise; what did not arrive is said not to have."""

from __future__ import annotations

import email
import hashlib
import hmac
import json
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import policy
from pathlib import Path
from typing import Any

import pytest
from local_server import LocalServer, Reply, a_server
from made_up_feeds import NOON

from khabar.telling import Message, Undelivered, send
from khabar.watching.feeds_file import Apprise, LinesFile, Mail, Webhook

MESSAGE = Message(
    id="a" * 32,
    subject="[Khabar] Capitals: Kunduz: held by Taliban\nBcc: all@example.org",
    text="Kunduz: held by Taliban.\nThe Wire, 2021-08-08: “They took it.”\n",
    at=NOON,
    json={"format": "khabar.alert/1", "told": "Kunduz: held by Taliban <b>"},
)


@pytest.fixture
def server() -> Iterator[LocalServer]:
    with a_server() as found:
        yield found


class MailServer(socketserver.ThreadingTCPServer):
    """Takes letters, or answers a recipient with `refuses`."""

    allow_reuse_address = True
    daemon_threads = True
    refuses = ""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _MailTalk)
        self.letters: list[bytes] = []
        self.logins: list[str] = []


class _MailTalk(socketserver.StreamRequestHandler):
    def say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())

    def handle(self) -> None:
        server: Any = self.server
        self.say("220 here")
        while line := self.rfile.readline().decode().strip():
            verb = line.split()[0].upper()
            if verb == "EHLO":
                self.say("250-here\r\n250 AUTH PLAIN")
            elif verb == "AUTH":
                server.logins.append(line)
                self.say("235 in")
            elif verb == "RCPT" and server.refuses:
                self.say(server.refuses)
            elif verb == "DATA":
                self.say("354 go on")
                lines = []
                while (part := self.rfile.readline()) != b".\r\n":
                    lines.append(part)
                server.letters.append(b"".join(lines))
                self.say("250 taken")
            elif verb == "QUIT":
                self.say("221 bye")
                return
            else:
                self.say("250 fine")


@contextmanager
def a_mail_server() -> Iterator[MailServer]:
    with MailServer() as found:
        thread = threading.Thread(target=found.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        yield found
        found.shutdown()
        thread.join()


def by_mail(port: int, **more: Any) -> Mail:
    values = {"kind": "email", "name": "m", "host": "127.0.0.1", "port": port, "security": "none"}
    return Mail.model_validate(values | {"sender": "khabar@example.org", "to": ("desk@example.org",)} | more)


def a_webhook(server: LocalServer, **more: str) -> Webhook:
    return Webhook(kind="webhook", name="w", url=server.url("/hook"), **more)


def test_a_webhook_gets_the_json_signed(server: LocalServer) -> None:
    server.routes["/hook"] = Reply(204)
    send(MESSAGE, a_webhook(server, secret_env="SECRET"), {"SECRET": "s3cret"})
    (asked,) = server.asked
    assert json.loads(asked.body) == MESSAGE.json
    assert asked.headers["x-khabar-alert"] == MESSAGE.id
    expected = hmac.new(b"s3cret", asked.body, hashlib.sha256).hexdigest()
    assert asked.headers["x-khabar-signature"] == f"sha256={expected}"


@pytest.mark.parametrize(
    ("status", "refused"), [(400, True), (413, True), (404, False), (429, False), (500, False), (302, False)]
)
def test_what_a_webhook_does_not_take_is_not_delivered(server: LocalServer, status: int, refused: bool) -> None:
    server.routes["/hook"] = Reply(status, headers={"Location": "http://169.254.169.254/"})
    with pytest.raises(Undelivered, match=str(status)) as caught:
        send(MESSAGE, a_webhook(server), {})
    assert caught.value.refused == refused


def test_a_secret_that_is_not_set_sends_nothing(server: LocalServer) -> None:
    with pytest.raises(Undelivered, match="SECRET is not set"):
        send(MESSAGE, a_webhook(server, secret_env="SECRET"), {})
    assert server.asked == []


def test_a_letter_has_one_id_plain_text_and_no_header_of_its_words() -> None:
    with a_mail_server() as server:
        for _ in range(2):
            send(MESSAGE, by_mail(server.server_address[1], user="me", password_env="PASS"), {"PASS": "word"})
    one, other = (email.message_from_bytes(letter, policy=policy.default) for letter in server.letters)
    assert one["Message-ID"] == other["Message-ID"] == f"<{MESSAGE.id}@khabar>"
    assert one["Bcc"] is None
    assert one.get_content_type() == "text/plain"
    assert one.get_content().replace("\r\n", "\n") == MESSAGE.text
    assert len(server.logins) == 2


def test_a_letter_that_is_refused_or_unanswered_is_not_delivered() -> None:
    with a_mail_server() as server:
        server.refuses = "550 nobody here"
        with pytest.raises(Undelivered, match="could not be sent"):
            send(MESSAGE, by_mail(server.server_address[1]), {})
        with pytest.raises(Undelivered, match="could not be sent"):
            send(MESSAGE, by_mail(server.server_address[1], security="starttls"), {})
    with pytest.raises(Undelivered):
        send(MESSAGE, by_mail(9), {})


def test_a_file_gets_a_line_each_even_after_a_half_one(tmp_path: Path) -> None:
    file = LinesFile(kind="file", name="f", path=tmp_path / "new" / "alerts.jsonl")
    send(MESSAGE, file, {})
    with file.path.open("a") as lines:
        lines.write('{"half')
    send(MESSAGE, file, {})
    first, half, last = file.path.read_text(encoding="utf-8").splitlines()
    assert json.loads(first) == json.loads(last) == MESSAGE.json
    assert half == '{"half'


def test_a_file_that_cannot_be_written_is_not_delivered(tmp_path: Path) -> None:
    with pytest.raises(Undelivered, match="Cannot write"):
        send(MESSAGE, LinesFile(kind="file", name="f", path=tmp_path), {})


@pytest.mark.filterwarnings("ignore:'imghdr' is deprecated")
def test_apprise_is_given_the_words_and_its_no_is_no_delivery(server: LocalServer) -> None:
    pytest.importorskip("apprise")
    destination = Apprise(kind="apprise", name="a", url_env="CHAT")
    server.routes["/hook"] = Reply(200)
    send(MESSAGE, destination, {"CHAT": server.url("/hook").replace("http", "json")})
    assert json.loads(server.asked[0].body)["message"].startswith("Kunduz: held by Taliban.")
    with pytest.raises(Undelivered, match="could not send"):
        send(MESSAGE, destination, {"CHAT": server.url("/none").replace("http", "json")})
    with pytest.raises(Undelivered, match="does not know"):
        send(MESSAGE, destination, {"CHAT": "nonsense"})
