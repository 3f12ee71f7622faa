"""English words that are no names, and given names: what tells "Nice" the word from Nice the city.

    python tools/word_lists.py ../shared/train NAMES_FOLDER

Writes `common_words.txt` and `given_names.txt` beside the world tables. Common words are those that the treebanks'
training parts and 31,000 news items write in small letters at least twice. Given names are the commoner ones of the
United States census of 1990 (NAMES_FOLDER is the folder `names` of the package `names` 0.3.0).
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from pathlib import Path

HERE = Path(__file__).parent.parent / "src/khabar/data/places/world"
WORD = re.compile(r"[a-z]{2,}")
SMALL_SHARE = 0.1  # of the times it stands with a capital
CENSUS_RANK = {"dist.male.first": 700, "dist.female.first": 900}


def texts(train: Path) -> list[str]:
    """The news items, and the sentences of the treebanks' training parts."""
    found = []
    for path in sorted(train.glob("raw/*.jsonl")):
        found += [json.loads(line)["text"] for line in path.read_text(encoding="utf-8").splitlines()]
    for path in sorted(train.glob("syntax/*/train.conllu")):
        lines = path.read_text(encoding="utf-8").splitlines()
        found += [line[len("# text = ") :] for line in lines if line.startswith("# text = ")]
    return found


def main(train: str, census: str) -> None:
    """Write both lists."""
    counts: Counter[str] = Counter()
    for text in texts(Path(train)):
        counts.update(w for w in re.findall(r"\b[\w'-]+\b", text) if WORD.fullmatch(w.lower()))
    words = sorted(w for w, n in counts.items() if w.islower() and n >= 2 and n >= SMALL_SHARE * counts[w.title()])
    (HERE / "common_words.txt").write_text("\n".join(words) + "\n", encoding="utf-8")
    names: set[str] = set()
    for file, rank in CENSUS_RANK.items():
        rows = (Path(census) / file).read_text(encoding="utf-8").splitlines()
        names |= {row.split()[0].lower() for row in rows[:rank]}
    (HERE / "given_names.txt").write_text("\n".join(sorted(names)) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
