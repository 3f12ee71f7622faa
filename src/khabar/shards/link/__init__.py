"""From coded shards to events, part by part: as linking all of them at once would have it, in bounded memory."""

from khabar.shards.link.events_file import events_in
from khabar.shards.link.job import Linked, link_shards
from khabar.shards.link.situation import events_near, situation_over

__all__ = ["Linked", "events_in", "events_near", "link_shards", "situation_over"]
