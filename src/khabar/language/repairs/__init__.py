"""Mending what a statistical parser gets wrong in a known way. Each repair is a general rule with its own tests."""

from __future__ import annotations

from khabar.language.repairs.attachment import (
    give_phrases_to_their_verb,
    part_days_from_names,
    part_directions_from_names,
    part_phrases_from_days,
)
from khabar.language.repairs.attribution import (
    govern_what_was_said,
    part_sources_from_subjects,
    subordinate_an_opening_participle,
)
from khabar.language.repairs.charges import verbs_after_accused_of
from khabar.language.repairs.clauses import (
    backers_read_as_doers,
    clauses_led_by_as,
    clauses_read_as_subjects,
    clauses_within,
    names_behind_called,
    plans_to_do,
    states_behind_verbs_of_report,
    subjects_joined_to_objects,
    verbs_behind_pronouns,
    verbs_led_by_others,
    verbs_read_as_auxiliaries,
)
from khabar.language.repairs.coordination import (
    give_joined_clauses_their_subject,
    join_gapped_objects,
    join_gapped_subjects,
    join_what_and_joins,
    lists_hung_inside_names,
    part_joined_participles,
    part_two_sides,
    verbs_joined_as_nouns,
)
from khabar.language.repairs.draft import Draft
from khabar.language.repairs.headline_verbs import find_the_verb, names_before_their_verb
from khabar.language.repairs.misread_nouns import (
    acts_named_behind_names,
    doers_read_as_modifiers,
    nouns_behind_prepositions,
    plurals_read_as_verbs,
    shot_dead,
)
from khabar.language.repairs.objects import (
    give_late_objects_to_the_later_verb,
    give_objects_to_their_verb,
    nouns_read_as_clauses,
)
from khabar.language.repairs.passives import (
    participles_read_as_adjectives,
    progressives_read_as_adjectives,
    subjects_of_bare_participles,
    things_behind_who_did_it,
)
from khabar.language.repairs.past_verbs import verbs_read_as_participles
from khabar.records.parse import Sentence

__all__ = ["repaired"]

_LAYOUT_OF_HEADLINES = frozenset({"headline", "heading", "item", "caption"})


def repaired(sentence: Sentence) -> Sentence:
    """The sentence with its tree mended; the same sentence where nothing was wrong."""
    if sentence.block == "dateline" or len(sentence.tokens) < 2:
        return sentence
    unfinished = not sentence.text.rstrip("\"”’')").endswith((".", "!", "?", ":", ";", "…"))
    draft = Draft(sentence, is_headline=sentence.block in _LAYOUT_OF_HEADLINES or unfinished)
    shot_dead(draft)
    nouns_behind_prepositions(draft)
    acts_named_behind_names(draft)
    plurals_read_as_verbs(draft)
    part_two_sides(draft)
    lists_hung_inside_names(draft)
    verbs_behind_pronouns(draft)
    participles_read_as_adjectives(draft)
    progressives_read_as_adjectives(draft)
    clauses_within(draft)
    clauses_led_by_as(draft)
    clauses_read_as_subjects(draft)
    names_behind_called(draft)
    nouns_read_as_clauses(draft)
    states_behind_verbs_of_report(draft)
    plans_to_do(draft)
    verbs_read_as_auxiliaries(draft)
    verbs_led_by_others(draft)
    verbs_read_as_participles(draft)
    backers_read_as_doers(draft)
    names_before_their_verb(draft)
    find_the_verb(draft)
    doers_read_as_modifiers(draft)
    give_objects_to_their_verb(draft)
    give_late_objects_to_the_later_verb(draft)
    part_days_from_names(draft)
    part_directions_from_names(draft)
    part_phrases_from_days(draft)
    part_sources_from_subjects(draft)
    things_behind_who_did_it(draft)
    verbs_after_accused_of(draft)
    verbs_joined_as_nouns(draft)
    join_what_and_joins(draft)
    give_joined_clauses_their_subject(draft)
    subjects_joined_to_objects(draft)
    part_joined_participles(draft)
    join_gapped_subjects(draft)
    join_gapped_objects(draft)
    subordinate_an_opening_participle(draft)
    govern_what_was_said(draft)
    give_phrases_to_their_verb(draft)
    subjects_of_bare_participles(draft)
    return draft.done()
