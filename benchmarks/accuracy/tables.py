"""Kept results as the tables of the accuracy page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from benchmarks.control.scoring import WORDS

Figures = Mapping[str, Any]

RARE = 10
CLASSES = {
    "lexicon": "a word or frame is lacking",
    "asserted": "told as an act, or only referred to, denied, wanted, described",
    "type": "the act is seen, but as another type, or twice",
    "sense": "the word has another sense here",
    "parser": "the sentence is parsed wrongly, or run together",
    "role": "who did what to whom, within the sentence",
    "place": "the place is told in another clause or sentence",
    "reference": "who did it is told in another sentence",
    "name": "a name is read as something else",
    "headline": "headline and first sentence are one sentence in gold",
    "gold debatable": "gold can be argued with",
    "gold wrong": "gold is wrong by its own guidelines",
}
REWRITINGS = ("exchanged", "unknown group", "known group", "neutral", "loaded")
PARTS = ("missed", "false", "argument")


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A table in Markdown."""
    head = list(head)
    lines = [head, ["---"] * len(head), *map(list, rows)]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines)


def coding_set(kept: Figures) -> str:
    """The set the coding figures are on, in words."""
    its = kept["set"]
    return (
        f"{its['documents']} documents, {its['mentions']} gold mentions, {its['free']} of them optional or background"
        f" (neither asked for nor punished); corpus {its['corpus']}. {kept['labelled']} {kept['looked_at']}"
    )


def coding(figures: Figures) -> str:
    """What is asked of a mention, and how often it is right."""
    of_all = figures["mentions"]
    false = round(of_all["predicted"] * (1 - of_all["p"]))
    rows = [[name, *(f"{figures[key][f]:.3f}" for f in ("p", "r", "f1")), ""] for name, key in (
        ("mentions: right type, right sentence", "mentions"),
        ("an act seen, of any type", "detection"),
        ("arguments, end to end", "arguments"),
        ("- who did it", "actor"),
        ("- to whom or what", "target"),
        ("- where", "place"),
        ("who says it", "speaker"),
    )]  # fmt: skip
    for name, key in (
        ("modality, all", "modality"),
        ("modality, where it is not `reported`", "modality_marked"),
        ("polarity", "polarity"),
        ("time, where gold gives one", "time"),
        ("count, where gold gives one", "count"),
    ):
        rows.append([name, "", "", "", f"{figures[key]['right']:.3f} of {figures[key]['of']}"])
    share = false / of_all["gold"]
    rows.append(["false mentions against gold mentions", "", "", "", f"{false} of {of_all['gold']} ({share:.1%})"])
    return table(["", "precision", "recall", "F1", "right"], rows)


def parts(kept: Figures) -> str:
    """The texts that lost their commas and the others, apart."""
    rows = [
        [name, str(part["documents"]), *(f"{part[key][f]:.3f}" for key, f in
         (("mentions", "p"), ("mentions", "r"), ("mentions", "f1"), ("arguments", "f1")))]
        for name, part in kept["parts"].items()
    ]  # fmt: skip
    return table(["texts", "documents", "precision", "recall", "mentions F1", "arguments F1"], rows)


def types(figures: Figures) -> str:
    """Each type with enough gold to say anything, weakest first; the others by name."""
    by_type = {name: row for name, row in figures.items() if "." in name}
    enough = sorted((row["f1"], name) for name, row in by_type.items() if row["gold"] >= RARE)
    rows = [
        [f"`{name}`", str(by_type[name]["gold"]), *(f"{by_type[name][f]:.2f}" for f in ("p", "r", "f1"))]
        for _, name in enough
    ]
    rare = ", ".join(f"`{name}`" for name in sorted(by_type) if by_type[name]["gold"] < RARE)
    made = table(["type", "gold", "precision", "recall", "F1"], rows)
    return f"{made}\n\nToo rare in the set for a figure (under {RARE} gold mentions): {rare}."


def classes(counted: Counter[tuple[str, str]]) -> str:
    """Errors read by hand, by class and part."""
    total = [str(sum(n for (part, _), n in counted.items() if part == wanted)) for wanted in PARTS]
    rows = [
        [name, words, *(str(counted[part, name] or "") for part in PARTS)]
        for name, words in CLASSES.items()
        if any(counted[part, name] for part in PARTS)
    ]
    head = ["class", "what it is", "missed mentions", "false mentions", "wrong arguments"]
    return table(head, [*rows, ["all", "", *total]])


def swap(figures: Figures) -> str:
    """How much of a coding stays the same when the text is rewritten."""
    rows = [
        [
            name,
            str(row["documents"]),
            f"{row['same']} of {row['mentions']} (**{row['share']:.1%}**)",
            f"{row['with_commas_same']} of {row['with_commas_mentions']} ({row['with_commas_share']:.1%})",
            f"{row['touched_same']} of {row['touched_mentions']} ({row['touched_share']:.1%})",
            ", ".join(f"{field} {n}" for field, n in row["differ_in"].items()),
        ]
        for name, row in ((n, figures[n]) for n in REWRITINGS)
    ]
    head = [
        "rewriting",
        "texts changed",
        "mentions the same",
        "in texts with their commas",
        "in sentences rewritten",
        "what differs",
    ]
    return table(head, rows)


def language(kept: Figures) -> str:
    """The parser on text of the kinds that news is most like."""
    sets = ("GUM test, news", "PUD, news", "EWT test")
    wanted = ("tokens", "sentences", "UPOS", "LAS", "core arguments, nouns")
    rows = [[name, *(f"{kept['trees'][name][key]:.1f}" for key in wanted)] for name in sets]
    return table(["set", "tokens", "sentences", "parts of speech", "LAS", "verbs with all arguments right"], rows)


def places(kept: Figures) -> str:
    """Place names found, and put on the right spot, beside the naive ways."""
    names = {
        "recognition_overlap": "the name is found",
        "recognition_exact": "with its exact words",
        "end_to_end_overlap": "found, and within 161 km",
    }
    ways = {name: kept["figures"][name] for name in ("khabar", "longest match", "flashgeotext")}
    rows = [[words, *(_prf(way[key]) for way in ways.values())] for key, words in names.items()]
    near = ["of the names found, within 161 km", *(f"{way['resolution']['acc161']:.3f}" for way in ways.values())]
    return table(["", *(f"{name}: P R F1" for name in ways)], [*rows, near])


def _prf(row: Figures) -> str:
    return f"{row['p']:.3f} {row['r']:.3f} **{row['f1']:.3f}**"


def reliability(kept: Figures) -> str:
    """What a score is worth: names by the score they got."""
    rows = [[f"{said:.2f}", f"{right:.2f}", str(names)] for names, said, right in kept["reliability"]]
    return table(["score, mean", "share right", "names"], rows)


def linking(figures: Figures) -> str:
    """How many events, and which mentions share one, on labelled mentions."""
    rows = [
        [part, str(row["mentions"]), str(row["acts"]), f"{row['ratio']:.3f}", _prf(row["pairs"]), _prf(row["b_cubed"])]
        for part, row in figures.items()
    ]
    return table(["", "mentions", "acts", "events an act", "pairs: P R F1", "B-cubed: P R F1"], rows)


def control(kept: Figures) -> str:
    """Who held which town when, with the numbers in use and with numbers fitted on the other wars."""
    rows = [[words, f"{kept['together'][key]:.3f}", f"{kept['held_out'][key]:.3f}"] for key, words in WORDS.items()]
    return table(["", "numbers in use", "each war by numbers fitted on the others"], rows)


def muc4(figures: Figures) -> str:
    """Incident templates from the coding, by halves."""
    measures = (
        ("template, all slots", "template", "micro"),
        ("CEAF-REE, all roles", "ree", "micro"),
        ("any incident in the document", "relevance", ""),
    )
    rows = []
    for name, measure, slot in measures:
        values = [part[measure][slot] if slot else part[measure] for part in figures.values()]
        rows.append([name, *(f"{v['p']:.1f} {v['r']:.1f} **{v['f1']:.1f}**" for v in values)])
    return table(["", *(f"{name}: P R F1" for name in figures)], rows)
