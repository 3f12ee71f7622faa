"""spaCy's English tokeniser, brought nearer to the way Universal Dependencies cuts English words.

Source: the hyphen and punctuation habits of EWT and GUM: `20 - year - old`, `al - Qaeda`, `F - 16`, but `anti-tank`.
"""

from __future__ import annotations

import re

import spacy
from spacy.attrs import ORTH
from spacy.language import Language
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

# Ranks that spaCy's English tokeniser parts from their full stop.
_RANKS = "Lt. Col. Maj. Sgt. Capt. Cpl. Pvt. Brig. Cmdr. Supt. Insp. Amb. Sens. Reps. Gens. Hon. Pres."
# Other abbreviations that end in a full stop wherever they stand.
_ABBREVIATIONS = "Sr. etc. al. Ft. ca. approx."
_TELEPHONE = re.compile(r"(?:\d{3}-)?\d{3}-\d{4}$")
# Prefixes that stay one word with what follows their hyphen.
_PREFIXES = (
    "non",
    "e",
    "re",
    "anti",
    "co",
    "pre",
    "pro",
    "mid",
    "cross",
    "post",
    "over",
    "multi",
    "ex",
    "sub",
    "counter",
)
_PREFIXES += ("semi", "neo", "mini", "inter")
_RUNS = [r"([*=_~#<>])\1+", r"[!?]{2,}"]
_HYPHEN = "(?:-|–|—|--|---|——|~)"


def blank_english() -> Language:
    """A pipeline with the tokeniser alone."""
    nlp = spacy.blank("en")
    cut_as_treebanks_do(nlp)
    return nlp


def cut_as_treebanks_do(nlp: Language) -> None:
    """Set the pipeline's tokeniser to the treebanks' habits."""
    for word in [*_RANKS.split(), *_ABBREVIATIONS.split()]:
        nlp.tokenizer.add_special_case(word, [{ORTH: word}])
    for whole in ("and/or", "And/or"):
        nlp.tokenizer.add_special_case(whole, [{ORTH: p} for p in (whole[:3], "/", "or")])
    nlp.tokenizer.token_match = _TELEPHONE.match
    rules = nlp.Defaults
    nlp.tokenizer.prefix_search = compile_prefix_regex([*_RUNS, *rules.prefixes]).search
    nlp.tokenizer.suffix_search = compile_suffix_regex([*_RUNS, *rules.suffixes]).search
    nlp.tokenizer.infix_finditer = compile_infix_regex(_infixes(list(rules.infixes))).finditer


def _infixes(usual: list[str]) -> list[str]:
    """The usual places to cut inside a word, with our own rule for hyphens in place of spaCy's."""
    kept = [rule for rule in usual if "~" not in rule]
    if len(kept) != len(usual) - 1:
        raise ValueError("spaCy's hyphen rule has changed; look at its infixes again")
    spared = "".join(rf"(?<!\b{p})(?<!\b{p.title()})" for p in _PREFIXES)
    letter = r"[^\W\d_]"
    between_letters = rf"(?<={letter}){spared}{_HYPHEN}(?={letter})"
    with_figures = [rf"(?<={letter}){spared}[-—](?=\d)", rf"(?<=\d)[-–—](?={letter})", r"(?<=\d)[–—](?=\d)"]
    return [*kept, between_letters, *with_figures]
