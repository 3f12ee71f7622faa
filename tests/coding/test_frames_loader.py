"""Frame files: what they may say, and how they are refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from khabar.coding.lexicon.carriers import Carriers
from khabar.coding.lexicon.codebook import load_codebook
from khabar.coding.lexicon.frames import NO_ACT, FrameRow, NounGroup, build_lexicon, load_lexicon, read_frames
from khabar.coding.lexicon.frames import Frame as FrameOf
from khabar.errors import BadPack
from khabar.packs.yaml_file import LanguageFile

HEAD = "schema: 1\nlanguage: en\nlicence: CC0-1.0\nsource: written for this test\nframes:\n"
ROW = (
    "  - type: territory.capture\n    verbs: [seize, \"take over\"]\n    nouns: [seizure]\n"
    "    needs: {object: [GROUND]}\n    roles: {object: place, from: target}\n    example: Rebels seized a town.\n"
)  # fmt: skip
GROUPS = {"GROUND": NounGroup(frozenset({"place", "site"}), frozenset())}


def frames(text: str) -> list[FrameOf]:
    """The frames of a file's text."""
    return read_frames(text, file="ours.yaml", groups=GROUPS, codebook=load_codebook())


def test_a_frame_is_found_by_each_of_its_words() -> None:
    lexicon = build_lexicon(tuple(frames(HEAD + ROW)), GROUPS, irregular={"take": ["took", "taken"]})
    assert [words for words, _ in lexicon.verbs["seize"]] == [("seize",)]
    assert [words for words, _ in lexicon.verbs["take"]] == [("take", "over")]
    assert list(lexicon.nouns) == ["seizure"]
    assert lexicon.verb_forms["took"] == "take"


def test_a_noun_of_several_words_is_found_by_its_last() -> None:
    row = ROW.replace("[seizure]", "[land-grab]")
    lexicon = build_lexicon(tuple(frames(HEAD + row)), GROUPS, irregular={})
    assert [words for words, _ in lexicon.nouns["grab"]] == [("land", "grab")]


def test_the_slots_of_a_need_are_alternatives() -> None:
    (frame,) = frames(HEAD + ROW.replace("{object: [GROUND]}", "{object/of: [GROUND, road]}"))
    assert frame.needs == ((("object", "of"), ("GROUND", "road")),)


def test_an_unknown_lemma_is_known_by_its_spelling_and_a_known_one_is_left() -> None:
    lexicon = build_lexicon(tuple(frames(HEAD + ROW)), GROUPS, irregular={})
    assert lexicon.base_form(lemma="seizeed", text="seized") == "seize"
    assert lexicon.base_form(lemma="seize", text="seized") == "seize"
    assert lexicon.base_form(lemma="walk", text="walked") == "walk"


@pytest.mark.parametrize(
    ("change", "line", "field"),
    [
        pytest.param(("territory.capture", "territory.loot"), 6, "frames[0].type", id="an unknown type"),
        pytest.param(("[GROUND]", "[WATER]"), 9, "frames[0].needs.object", id="an unknown group"),
        pytest.param(("object: place", "object: prize"), 10, "roles.object", id="an unknown role"),
        pytest.param(
            ("example:", "also: [harm.joy]\n    example:"), 11, "frames[0].also", id="an unknown further type"
        ),
        pytest.param(("    nouns:", "    nuons:"), 8, "frames[0].nuons", id="an unknown key"),
        pytest.param(("    nouns: [seizure]", "    verbs: [grab]"), 8, "frames[0].verbs", id="a key given twice"),
        pytest.param(("[seizure]", "[]"), 8, "frames[0].nouns", id="an empty list"),
        pytest.param(
            ('    verbs: [seize, "take over"]\n    nouns: [seizure]\n', ""), 6, "frames[0]", id="a frame without words"
        ),
        pytest.param(("    example: Rebels seized a town.\n", ""), 6, "frames[0].example", id="no example"),
    ],
)
def test_a_broken_frame_is_refused_with_file_line_and_field(change: tuple[str, str], line: int, field: str) -> None:
    with pytest.raises(BadPack) as refused:
        frames(HEAD + ROW.replace(*change))
    assert (refused.value.file, refused.value.line, refused.value.field) == ("ours.yaml", line, field)


def test_a_file_without_frames_is_refused() -> None:
    with pytest.raises(BadPack) as refused:
        frames(HEAD)
    assert (refused.value.line, refused.value.field) == (5, "frames")


def test_every_packaged_frame_names_a_codebook_type_and_has_its_example() -> None:
    lexicon = load_lexicon()
    assert len(lexicon.frames) > 100
    assert {f.type for f in lexicon.frames} <= load_codebook().types.keys() | {NO_ACT}
    assert [f.row for f in lexicon.frames if len(f.row.example.split()) < 3] == []


def test_every_type_of_the_codebook_has_a_frame() -> None:
    coded = {kind for f in load_lexicon().frames for kind in (f.type, *f.row.also)}
    assert load_codebook().types.keys() - coded == set()


def test_frames_are_in_the_same_order_on_every_machine() -> None:
    lexicon = load_lexicon()
    assert [f.order for f in lexicon.frames] == list(range(len(lexicon.frames)))
    files = list(dict.fromkeys(f.file for f in lexicon.frames))
    assert files == sorted(files)


def test_the_reference_page_explains_every_key_and_every_class_of_carriers() -> None:
    page = (Path(__file__).parents[2] / "docs" / "reference" / "frames.md").read_text(encoding="utf-8")
    keys = [field.alias or name for name, field in FrameRow.model_fields.items()]
    assert [key for key in keys if f"`{key}`" not in page] == []
    classes = Carriers.model_fields.keys() - LanguageFile.model_fields.keys()
    assert [name for name in sorted(classes) if f"`{name}`" not in page] == []
