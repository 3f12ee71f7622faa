"""What somebody is accused of: in `accused the group of plotting attacks`, `plotting` is a verb."""

from __future__ import annotations

from khabar.language.lemmas import Lemmas
from khabar.language.repairs.draft import Draft
from khabar.language.repairs.words import repair_words


def verbs_after_accused_of(draft: Draft) -> None:
    """Make an `-ing` word behind `of` a clause of the verb of charge, and the noun it modified its object."""
    charges = [t for t in draft.tokens if t.lemma in repair_words().verbs_of_charge and t.pos == "VERB"]
    for charge in charges:
        for of in draft.tokens[charge.i + 1 : -1]:
            act = draft.tokens[of.i + 1]
            if (
                of.text.lower() == "of"
                and act.text.endswith("ing")
                and act.tag != "VBG"
                and act.dep in {"compound", "amod"}
            ):
                _make_clause(draft, charge.i, of.i, act.i)
                break


def _make_clause(draft: Draft, charge: int, of: int, act: int) -> None:
    thing = draft.tokens[act].head
    if thing <= act:
        return
    lemma = draft.tokens[act].text.lower().removesuffix("ing")
    draft.change(act, pos="VERB", tag="VBG", morph="VerbForm=Ger", lemma=_base(lemma))
    draft.attach(act, charge, "advcl")
    draft.attach(thing, act, "obj")
    draft.attach(of, act, "mark")


def _base(stem: str) -> str:
    return Lemmas.english().of(stem + "ing", "VERB", "VBG", "VerbForm=Ger")
