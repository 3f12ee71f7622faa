"""Many reports on many machines: shards of reports in, coded shards out, the same bytes whoever codes them."""

from khabar.shards.coding import Coder
from khabar.shards.engine import Engine, Lost, engine_named
from khabar.shards.folder import coded_in, results_of
from khabar.shards.job import code, code_with
from khabar.shards.listing import KINDS, shards_in
from khabar.shards.shard import Culprit, Done, Shard

__all__ = [
    "KINDS",
    "Coder",
    "Culprit",
    "Done",
    "Engine",
    "Lost",
    "Shard",
    "code",
    "code_with",
    "coded_in",
    "engine_named",
    "results_of",
    "shards_in",
]
