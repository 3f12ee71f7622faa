"""feeds.toml: what breaks its schema is refused with line and field."""

from __future__ import annotations

from datetime import timedelta
from importlib.resources import files
from pathlib import Path

import pytest

from khabar.errors import BadInput, BadPack
from khabar.watching.feeds_file import feeds_from, load_feeds

HEAD = 'schema = "khabar.feeds/1"\ncontact = "desk@example.org"\n'
FEED = '[[sources]]\nname = "A"\nurl = "https://a.example/rss"\n'
FILE = '[[destinations]]\nname = "log"\nkind = "file"\npath = "log.jsonl"\n'


def test_the_example_in_the_package_is_sound() -> None:
    text = files("khabar").joinpath("data/watch/feeds.toml").read_text(encoding="utf-8")
    found = feeds_from(text, file="feeds.toml")
    assert [s.name for s in found.sources] == ["The Example", "Inbox"]
    assert found.destinations_of(found.rules[0]) == ("log",)
    assert found.destinations_of(found.rules[1]) == ("log", "desk")


def test_paths_are_from_the_folder_of_the_file(tmp_path: Path) -> None:
    file = tmp_path / "feeds.toml"
    file.write_text(
        f'{HEAD}[[sources]]\nname = "B"\nkind = "folder"\nfolder = "in"\nevery = "30s"\n{FILE}', encoding="utf-8"
    )
    found = load_feeds(file)
    assert found.sources[0].folder == tmp_path / "in"
    assert found.sources[0].every == timedelta(seconds=30)
    assert getattr(found.destinations[0], "path", None) == tmp_path / "log.jsonl"


@pytest.mark.parametrize(
    ("text", "line", "field"),
    [
        ("schema = ", 1, ""),
        (f'{HEAD}{FEED}every = "often"\n', 6, "sources[0].every"),
        (f'{HEAD}{FEED}every = "5s"\n', 3, "sources[0]"),
        (f'{HEAD}{FEED}evry = "5m"\n', 6, "sources[0].evry"),
        (f'{HEAD}{FEED}file = "x"\n', 6, "sources[0].file"),
        (f"{HEAD}{FEED}{FEED}", 7, "sources[1].name"),
        (f"{HEAD}{FEED}{FEED.replace('https', 'ftp').replace('A', 'B')}", 8, "sources[1].url"),
        (f'{HEAD}{FEED}folder = "x"\n', 3, "sources[0]"),
        (f"{HEAD}{FEED.replace('A', '(rules)')}", 4, "sources[0].name"),
        (f"{HEAD}{FEED.replace('https://', 'https://me:secret@')}", 5, "sources[0].url"),
        (HEAD, 0, "sources"),
        (FEED, 0, "schema"),
        (f'{HEAD}{FEED}{FILE}[[rules]]\nname = "R"\nwhen = "harm"\n', 10, "rules[0].above"),
        (f'{HEAD}{FEED}{FILE}[[rules]]\nname = "R"\nwhen = "rain"\n', 12, "rules[0].when"),
        (f'{HEAD}{FEED}{FILE}[[rules]]\nname = "R"\nwhen = "source"\nsources = ["Z"]\n', 13, "rules[0].sources"),
        (f'{HEAD}{FEED}{FILE}[[rules]]\nname = "R"\nwhen = "source"\nsend = ["Z"]\n', 13, "rules[0].send"),
        (f'{HEAD}{FEED}[[rules]]\nname = "R"\nwhen = "source"\n', 6, "rules[0]"),
    ],
)
def test_a_fault_is_shown_where_it_stands(text: str, line: int, field: str) -> None:
    with pytest.raises(BadPack) as caught:
        feeds_from(text, file="feeds.toml")
    assert (caught.value.file, caught.value.line, caught.value.field) == ("feeds.toml", line, field)


def test_a_file_that_is_not_there_says_so(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="No such file"):
        load_feeds(tmp_path / "none.toml")
