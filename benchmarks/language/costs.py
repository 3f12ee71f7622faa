"""What the pipeline costs: processor seconds, memory, disk. Not wall time: other work may share the core."""

from __future__ import annotations

import time

from treebank_texts import GoldText

from benchmarks.own_process import printed
from khabar.language import Parser
from khabar.language.spacy_loading import embedded_folder

_LOAD = (
    "import time, resource; a = time.process_time(); from khabar.language import Parser; p = Parser.load({name!r}); "
    "b = time.process_time(); from khabar.records.document import Document; "
    "p.parse(Document(id='', sha256='', text='The town fell to the rebels on Monday, a monitor said. ' * 100)); "
    "print(b - a, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)"
)


def costs_of(name: str | None, texts: list[GoldText]) -> dict[str, float]:
    """Words a second on one core with and without names, load time, peak memory and size on disk."""
    words = sum(len(t.gold.nodes) for t in texts)
    disk = sum(f.stat().st_size for f in embedded_folder().rglob("*") if f.is_file())
    started = [_start(name) for _ in range(3)]
    return {
        "words a second, one core": round(words / _seconds(Parser.load(name), texts)),
        "words a second, without names": round(words / _seconds(Parser.load(name, names=False), texts)),
        "import and load, processor seconds": round(min(seconds for seconds, _ in started), 2),
        "peak memory with one article, MB": round(max(memory for _, memory in started)),
        "embedded pipeline on disk, MB": round(disk / 1e6, 1),
    }


def _seconds(parser: Parser, texts: list[GoldText]) -> float:
    list(parser.pipe(t.document for t in texts[:1]))
    start = time.process_time()
    list(parser.pipe(t.document for t in texts))
    return time.process_time() - start


def _start(name: str | None) -> tuple[float, float]:
    """Processor seconds to import and load, and memory in MB after one article, in a process of its own."""
    seconds, memory = printed("-c", _LOAD.format(name=name)).split()
    return float(seconds), float(memory)
