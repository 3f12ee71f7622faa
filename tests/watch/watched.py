"""A watch with everything that reaches outside in a test's hand: the clock, the sleep, and what is sent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from made_up_feeds import Clock

import khabar
from khabar.fetching import Fetcher, Politeness
from khabar.intake import Intake
from khabar.looking import Looker
from khabar.picture import Picture
from khabar.records import Coded, Document, Mention, Span
from khabar.telling import Message, Undelivered
from khabar.watch import Watch
from khabar.watching import Destination
from khabar.watching.feeds_file import feeds_from

HEAD = 'schema = "khabar.feeds/1"\ncontact = "desk@example.org"\n'
LOG = '[[destinations]]\nname = "log"\nkind = "file"\npath = "/nowhere/log.jsonl"\n'


class FirstWordReader:
    """Codes a clash from the first word of every report: what is coded does not matter where only taking in does."""

    def read(self, document: Document) -> Coded:
        end = len(document.text.split()[0])
        words, sentence = Span.of(document.text, 0, end), Span.of(document.text, 0, len(document.text))
        return Coded(document, (Mention(f"{document.id}:0", "violence.clash", "1", words, sentence),))

    def read_all(self, documents: Iterable[Document]) -> Iterator[Coded]:
        return map(self.read, documents)


@dataclass
class Sent:
    """What arrived where. While `down` says so, nothing arrives; what `refuses` names in its text is refused."""

    messages: list[tuple[str, Message]] = field(default_factory=list)
    down: bool = False
    refuses: str = "\0"
    tried: int = 0

    def send(self, message: Message, destination: Destination) -> None:
        self.tried += 1
        if self.down:
            raise Undelivered("No answer: it is down.")
        if self.refuses in message.text:
            raise Undelivered("It answered 400.", refused=True)
        self.messages.append((destination.name, message))


@dataclass
class Desk:
    """A picture that is watched, and what came of it."""

    picture: Picture
    clock: Clock
    sent: Sent
    reader: object
    text: str = ""

    def watch(self, text: str = "", vouched: Iterable[str] = ("127.0.0.1",)) -> Watch:
        """A watch begun anew, as after a restart, on a feeds file with this text."""
        self.text = text or self.text
        polite = Politeness(steady=self.clock.steady, sleep=self.clock.sleep)
        fetcher = Fetcher(contact="desk@example.org", politeness=polite, clock=self.clock.now)
        intake = Intake(self.picture, reader=self.reader)  # type: ignore[arg-type]
        looker = Looker(self.picture, intake, fetcher, vouched=frozenset(vouched))
        feeds = feeds_from(HEAD + self.text, file="feeds.toml")
        return Watch(self.picture, feeds, looker=looker, send=self.sent.send, sleep=self.clock.sleep)

    def round(self, text: str = "", **later: float) -> list[str]:
        """The lines of one round of a watch begun anew, some time on."""
        self.clock.on(**later)
        return list(self.watch(text).run(once=True))


def a_desk(folder: Path, *, reader: object = None, theatre: str | None = None) -> Desk:
    """A desk with a new store in a folder."""
    clock = Clock()
    picture = khabar.open(folder / "desk.db", clock=clock.now, theatre=theatre)
    return Desk(picture, clock, Sent(), reader or FirstWordReader())
