"""How a document is cut into parts that are parsed on their own."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from language_builders import a_document

from khabar.language.blocks import blocks_of


def cut(text: str, title: str = "", boilerplate: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    document = a_document(text, title=title, boilerplate=boilerplate)
    return [(b.kind, text[b.start : b.end]) for b in blocks_of(document)]


@pytest.mark.parametrize(
    ("dateline", "report"),
    [
        ("KABUL, Aug 12 (Reuters) -", "Fighters took the town."),
        ("BEIRUT (AFP) –", "Shells fell on the port."),
        ("Damascus, (SANA)-", "Army units struck a convoy."),
        ("BEIRUT —", "Shells fell on the port."),
        ("ADEN, Yemen —", "A bomb went off."),
        ("JUBA, South Sudan (AP) —", "Rebels left the capital."),
        ("BEIRUT:", "The army advanced."),
        ("(Reuters) -", "Two people died."),
        ("GUATEMALA CITY, 4 FEB 90 (ACAN-EFE) --", "The army denied it."),
        ("Fri Jul 1 2016", "More than 100 fighters were killed."),
        ("12 February 2015", "Fighters were pushed from town."),
        ("Wednesday, January 30, 2019", "A bombing was reported."),
        ("Saturday 11 April 2015 18:05", "The town was lost."),
        ("21.02.2015", "At least four people were killed."),
        ("Published August 3 2015", "People inspect the damage."),
        ("Last updated at Feb 9, 2015 BEIRUT", "At least 15 people were killed."),
    ],
)
def test_a_dateline_is_parted_from_its_report(dateline: str, report: str) -> None:
    assert cut(f"{dateline} {report}") == [("dateline", dateline), ("paragraph", report)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Herat – the third city – fell on Thursday.",
        "Kabul fell on 15 August 2021 after a short siege.",
        "The UN said: fighting must stop.",
        "On 12 August 2021 Herat fell.",
        "Homs, Syria's third city, was shelled.",
        "January 2014 saw heavy fighting.",
        "NATO: an alliance under strain, and a war that it did not want.",
    ][:6],
)
def test_a_sentence_that_opens_with_a_place_or_date_stays_whole(sentence: str) -> None:
    assert cut(sentence) == [("paragraph", sentence)]


def test_a_first_line_without_end_mark_is_the_headline() -> None:
    text = "Rebels seize border town\n\nRebels seized the town on Monday.\nThey hold it."
    assert [kind for kind, _ in cut(text)] == ["headline", "paragraph", "paragraph"]


def test_a_title_glued_to_the_report_is_parted_though_commas_and_site_differ() -> None:
    text = "Raid kills 21 at market Monitor AFP Thursday 24 Apr 2014 An air strike killed 21 people."
    found = cut(text, title="Raid kills 21 at market, Monitor - Region - World - The Daily Page")
    assert found == [
        ("headline", "Raid kills 21 at market Monitor"),
        ("dateline", "AFP Thursday 24 Apr 2014"),
        ("paragraph", "An air strike killed 21 people."),
    ]


def test_a_glued_headline_is_found_without_a_title_by_the_stamp_behind_it() -> None:
    text = "Clashes go on in the north AFP Saturday 26 Apr 2014 At least 88 people have been killed."
    assert [kind for kind, _ in cut(text)] == ["headline", "dateline", "paragraph"]


def test_a_caption_glued_to_the_report_ends_with_its_credit() -> None:
    text = "A boy sits on rubble in Aleppo. (AFP Photo) At least 18 people were killed."
    assert [kind for kind, _ in cut(text)] == ["caption", "paragraph"]


@pytest.mark.parametrize(
    "label", ["2011 Libyan civil war:", "Yemeni Crisis:", "2015 West African offensive:", "Karsin Hotel attack:"]
)
def test_the_topic_a_digest_files_its_item_under_is_a_heading(label: str) -> None:
    text = f"{label} Rebels seize the port."
    assert cut(text) == [("heading", label), ("paragraph", "Rebels seize the port.")]


def test_a_date_inside_a_sentence_is_no_stamp() -> None:
    text = "The rebels who took Daraa on Saturday 26 April 2014 Daraa time left again."
    assert cut(text) == [("paragraph", text)]


def test_a_title_that_goes_on_as_a_sentence_is_no_headline() -> None:
    text = "Ansar al-Wadi captures Karamga island from Niger."
    assert [kind for kind, _ in cut(text, title="Ansar al-Wadi")] == ["paragraph"]


def test_a_repeated_title_is_a_headline_each_time() -> None:
    text = "Army enters the city\nArmy enters the city\nTroops entered the city on Friday."
    assert [kind for kind, _ in cut(text, title="Army enters the city")] == ["headline", "headline", "paragraph"]


def test_bullets_captions_and_bylines_have_their_kinds() -> None:
    text = (
        "Troops enter the capital\nBy Jane Doe\nTroops entered the capital at dawn.\n"
        "• Ten people were hurt.\n2. The airport is shut.\nImage: A burnt car in the capital\n"
        "What comes next\nTalks begin on Monday."
    )
    assert [kind for kind, _ in cut(text)] == [
        "headline",
        "dateline",
        "paragraph",
        "item",
        "item",
        "caption",
        "heading",
        "paragraph",
    ]


def test_a_paragraph_broken_by_a_narrow_page_is_put_together() -> None:
    text = "The fighters who had held the bridge since the spring left it in the\nearly morning without a fight."
    assert cut(text) == [("paragraph", text)]


def test_boilerplate_is_in_no_block() -> None:
    text = "The town fell.\nShare this article on your wall\nThe army left."
    assert [t for _, t in cut(text, boilerplate=("Share this article on your wall",))] == [
        "The town fell.",
        "The army left.",
    ]


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet='ABab .,\n\r-–:•()12"“é\u2028AFP', max_size=200), st.text(alphabet="ABab ", max_size=20))
def test_blocks_lie_in_order_never_overlap_and_are_trimmed(text: str, title: str) -> None:
    end = 0
    for block in blocks_of(a_document(text, title=title)):
        assert end <= block.start < block.end <= len(text)
        assert text[block.start : block.end] == text[block.start : block.end].strip()
        end = block.end


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="ABab .,\n:é12", max_size=200))
def test_every_letter_of_plain_text_is_in_exactly_one_block(text: str) -> None:
    blocks = blocks_of(a_document(text))
    covered = [i for b in blocks for i in range(b.start, b.end)]
    assert len(covered) == len(set(covered))
    assert {i for i, c in enumerate(text) if c.isalpha()} <= set(covered)
