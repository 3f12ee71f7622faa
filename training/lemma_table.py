"""Write the lemma table: what the treebanks say of a (form, part of speech) where the rules would say otherwise.

uv run --group train python training/lemma_table.py --shared ../shared
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from pathlib import Path

from treebanks import read_trees

from khabar.language.lemmas import by_rule

OUT = Path(__file__).parents[1] / "src/khabar/data/languages/en/lemmas.tsv"
_SLIPS = {"fre", "flead"}
"""Slips of the treebanks: `freed` under `fre`, `fled` under `flead`."""
_OPEN = {"NOUN", "VERB", "ADJ", "ADV", "PROPN", "NUM", "X", "INTJ", "SYM", "PUNCT"}


def irregular_rows(said: dict[tuple[str, str], Counter[str]]) -> list[str]:
    """Rows for strong verbs; the list is surer than the treebanks, so their rows leave `said`."""
    rows = []
    for line in (Path(__file__).parent / "irregular_verbs.txt").read_text(encoding="utf-8").splitlines():
        base, past, participle = line.split()
        for form in sorted({past, participle} - {base}):
            said.pop((form, "VERB"), None)
            if by_rule(form, "VERB", "VBD", "", frozenset({base})) != base:
                rows.append(f"{form}\tVERB\t{base}")
    return rows


def main() -> None:
    """Read the treebanks' training parts and write the table."""
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--shared", type=Path, required=True)
    shared = reader.parse_args().shared
    said: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    shapes: dict[tuple[str, str, str], Counter[tuple[str, str]]] = defaultdict(Counter)
    verbs: Counter[str] = Counter()
    for bank in ("ewt", "gum"):
        for tree in read_trees(shared / f"train/syntax/{bank}/train.conllu"):
            for word in tree.words:
                if word.dep == "goeswith" or word.lemma == "_" or word.upos == "X":
                    continue
                key = (word.text.lower().replace("’", "'"), word.upos)
                said[key][word.lemma] += 1
                shapes[(*key, word.lemma)][word.xpos, word.feats] += 1
                if word.upos == "VERB":
                    verbs[word.lemma] += 1
    bases = frozenset(v for v in verbs if v.isalpha() and v.islower() and v not in _SLIPS)
    rows = irregular_rows(said)
    for (form, pos), lemmas in sorted(said.items()):
        lemma, count = lemmas.most_common(1)[0]
        (tag, feats), _ = shapes[form, pos, lemma].most_common(1)[0]
        if pos == "PROPN" or (pos in _OPEN and count < 2 and not form.isalpha()):
            continue
        ruled = by_rule(form, pos, tag, feats, bases)
        # In war reporting `wound` is the injury, never the past of `wind`; and UD's `person` for `people` helps nobody.
        if form in {"people", "wound", "freed"} or (
            ruled.lower() == lemma.lower() and (pos in {"NUM", "PUNCT", "SYM"} or tag == "NNP")
        ):
            continue
        if ruled != lemma or pos not in _OPEN:
            rows.append(f"{form}\t{pos}\t{lemma}")
    OUT.parent.mkdir(parents=True, exist_ok=True)
    OUT.write_text("verbs " + " ".join(sorted(bases)) + "\n" + "\n".join(rows) + "\n", encoding="utf-8")
    print(len(rows), "rows", len(bases), "verbs", OUT.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
