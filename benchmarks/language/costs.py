"""What the pipeline costs: processor seconds, memory, disk. Not wall time: other work may share the core."""

from __future__ import annotations

import resource
import subprocess
import sys
import time

from treebank_texts import GoldText

from khabar.language import Parser
from khabar.language.spacy_loading import embedded_folder

_LOAD = (
    "import time; a = time.process_time(); from khabar.language import Parser; "
    "Parser.load({name!r}); print(time.process_time() - a)"
)


def costs_of(name: str | None, texts: list[GoldText]) -> dict[str, float]:
    """Words a second on one core with and without names, load time, peak memory and size on disk."""
    words = sum(len(t.gold.nodes) for t in texts)
    disk = sum(f.stat().st_size for f in embedded_folder().rglob("*") if f.is_file())
    return {
        "words a second, one core": round(words / _seconds(Parser.load(name), texts)),
        "words a second, without names": round(words / _seconds(Parser.load(name, names=False), texts)),
        "import and load, processor seconds": round(min(_load_seconds(name) for _ in range(3)), 2),
        "peak memory, MB": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
        "embedded pipeline on disk, MB": round(disk / 1e6, 1),
    }


def _seconds(parser: Parser, texts: list[GoldText]) -> float:
    list(parser.pipe(t.document for t in texts[:1]))
    start = time.process_time()
    list(parser.pipe(t.document for t in texts))
    return time.process_time() - start


def _load_seconds(name: str | None) -> float:
    command = [sys.executable, "-c", _LOAD.format(name=name)]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)  # noqa: S603
