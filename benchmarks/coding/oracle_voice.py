"""How well who-says-it, modality, polarity and aspect are read, given the true triggers.

    python benchmarks/coding/oracle_voice.py [--errors speaker|modality|polarity|aspect]

Reads `../shared/dev/coding` beside the checkout and says so where it is absent.  Each gold trigger is handed to
`khabar.coding.attribution` and `khabar.coding.assertion` as it stands, so that no figure here depends on finding it.
Speakers count as in that folder's `score.py`: right when they share a content word; optional and background mentions
are left out.  `unasserted` counts gold mentions that the coder would drop as purposes or hypotheses.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from khabar.actors import ActorFinder
from khabar.coding.assertion.assertions import assertion_of
from khabar.coding.attribution.attributions import Attributions
from khabar.language.pipeline import Parser
from khabar.places.find import Geoparser
from khabar.records import Document, Sentence, Token

GOLD = Path(__file__).parents[3] / "shared" / "dev" / "coding"
_STOP = re.compile(
    "the|a|an|of|in|on|at|to|and|or|by|for|from|with|its|their|his|her|some|several|many|more|other|al|el"
)


def main(show: str = "") -> None:
    """Print the figures, and with `show` the errors of one kind."""
    if not GOLD.is_dir():
        print(f"skipped: {GOLD} is not here")
        return
    counts: Counter[str] = Counter()
    for text, gold, predicted in _cases():
        _count(counts, gold, predicted)
        if show:
            _show(show, text, gold, predicted)
    _report(counts)


def _cases() -> Iterator[tuple[str, dict[str, Any], dict[str, Any]]]:
    """Each gold mention with its sentence's words and what is read for it."""
    parser, geoparser, finder = Parser.load(), Geoparser.load(), ActorFinder.load()
    golds = {g["id"]: g["mentions"] for g in map(json.loads, (GOLD / "gold.jsonl").read_text().splitlines())}
    for raw in map(json.loads, (GOLD / "docs.jsonl").read_text().splitlines()):
        text = raw["text"]
        document = Document(
            raw["id"],
            text,
            hashlib.sha256(text.encode()).hexdigest(),
            title=raw.get("title", ""),
            publisher=raw.get("source", ""),
        )
        parse = parser.parse(document)
        places = geoparser.find(document, parse)
        attributions = Attributions.of(document, parse, finder.find(document, parse, places), places)
        for gold in golds.get(raw["id"], []):
            if gold.get("optional") or gold.get("background"):
                continue
            start, end = gold["trigger_span"]
            index = next((i for i, s in enumerate(parse.sentences) if s.start <= start < s.end), None)
            token = _head(parse.sentences[index], start, end) if index is not None else None
            if index is None or token is None:
                yield text[start - 80 : end + 80], gold, {}
                continue
            sentence = parse.sentences[index]
            saying = attributions.saying(index, token)
            found = assertion_of(sentence, token, saying, kind=gold["type"])
            yield (
                sentence.text,
                gold,
                {
                    "speaker": saying.attribution.span.text if saying else None,
                    "kind": saying.attribution.kind if saying else None,
                    "party": saying.is_party if saying else None,
                    "modality": found.modality,
                    "polarity": found.polarity,
                    "aspect": found.aspect,
                    "asserted": found.is_asserted,
                    "reasons": found.reasons,
                },
            )


def _head(sentence: Sentence, start: int, end: int) -> Token | None:
    """The token of the trigger's words that the others hang on."""
    inside = [t for t in sentence.tokens if t.start < end and start < t.end]
    indices = {t.i for t in inside}
    tops = [t for t in inside if t.head not in indices or t.head == t.i]
    worded = [t for t in tops if t.pos in ("VERB", "NOUN", "PROPN", "ADJ")] or tops or inside
    return worded[0] if worded else None


def _count(counts: Counter[str], gold: dict[str, Any], predicted: dict[str, Any]) -> None:
    counts["all"] += 1
    if not predicted:
        counts["unparsed"] += 1
        return
    said, wanted = predicted["speaker"], gold.get("speaker")
    right = bool(said and wanted and _words(said) & _words(wanted))
    counts["speaker_tp"] += right
    counts["speaker_fp"] += bool(said) and not right
    counts["speaker_fn"] += bool(wanted) and not right
    for field, default in (("modality", "reported"), ("polarity", "yes"), ("aspect", "done")):
        value = gold.get(field, default)
        for name in (field, f"{field}_{value}") if value == default else (field, f"{field}_{value}", f"{field}_marked"):
            counts[name] += 1
            counts[f"{name}_ok"] += predicted[field] == value
    counts["unasserted"] += not predicted["asserted"]
    if said and wanted and gold.get("speaker_kind"):
        counts["kind"] += 1
        counts["kind_ok"] += predicted["kind"] == gold["speaker_kind"]


def _words(text: str) -> set[str]:
    return {w for w in re.findall(r"[^\W_]+", text.lower()) if not _STOP.fullmatch(w)}


def _show(field: str, text: str, gold: dict[str, Any], predicted: dict[str, Any]) -> None:
    default = {"modality": "reported", "polarity": "yes", "aspect": "done"}.get(field)
    got, want = predicted.get(field, "?"), gold.get(field, default)
    if field == "speaker":
        wrong = bool(got) != bool(want) or (got and want and not _words(got) & _words(want))
    elif field == "asserted":
        wrong = not predicted.get("asserted", True)
    elif field == "kind":
        wrong = bool(gold.get("speaker_kind")) and got != gold["speaker_kind"]
    else:
        wrong = got != want
    if wrong:
        extra = {k: v for k, v in predicted.items() if k in ("speaker", "modality", "party", "reasons")}
        print(f"{gold['type']} [{gold['trigger']}] want {want!r} got {got!r} | {gold.get('speaker')!r} {extra}")
        print(f"    {text}")


def _report(counts: Counter[str]) -> None:
    tp, fp, fn = counts["speaker_tp"], counts["speaker_fp"], counts["speaker_fn"]
    precision, recall = tp / max(1, tp + fp), tp / max(1, tp + fn)
    f1 = 2 * tp / max(1, 2 * tp + fp + fn)
    print(f"mentions {counts['all']}, unparsed {counts['unparsed']}, unasserted {counts['unasserted']}")
    print(f"speaker    P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}")
    for name in ("kind", "modality", "polarity", "aspect"):
        shown = sorted(k for k in counts if k.startswith(name) and not k.endswith("_ok"))
        print("  ".join(f"{k} {counts[f'{k}_ok'] / counts[k]:.3f} of {counts[k]}" for k in shown))


if __name__ == "__main__":
    main(sys.argv[2] if len(sys.argv) > 2 and sys.argv[1] == "--errors" else "")
