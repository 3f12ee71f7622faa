"""Keeping watch on sources: what they list, how they do, and which changes somebody asked to be told of. Pure."""

from khabar.watching.feeds_file import Destination, FeedsFile, Rule, Source, load_feeds
from khabar.watching.rules import Notice
from khabar.watching.source_state import Expected, SourceState
from khabar.watching.states import Watched, source_states
from khabar.watching.texts import TextSeen

__all__ = [
    "Destination",
    "Expected",
    "FeedsFile",
    "Notice",
    "Rule",
    "Source",
    "SourceState",
    "TextSeen",
    "Watched",
    "load_feeds",
    "source_states",
]
