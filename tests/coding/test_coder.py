"""From a report to its mentions: pure, tied to characters, the same for one side as for the other."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from read_acts import DAY, a_document, acts, coded

from khabar.coding.lexicon.codebook import load_codebook
from khabar.reader import Reader
from khabar.records import Coded, Span
from khabar.records.wire import coded_to_json

REPORTS = [
    pytest.param(
        "Rebels seize Karsin\n\nRebels seized the town of Karsin on Tuesday, officials said. They freed at least 40"
        " prisoners and burned the market. Thousands of residents fled to Daran.\n\nThe army denied that the town had"
        " fallen. “Our troops repelled the attack,” a spokesman said.",
        id="a capture and its denial",
    ),
    pytest.param(
        "Government air strikes on a camp near Aleppo killed twelve people, a monitor said. The raid followed clashes"
        " between the army and US-backed forces.\n\nPeace talks in Geneva have stalled.",
        id="strikes and talks",
    ),
    pytest.param("The market was quiet. Prices fell.", id="no act"),
    pytest.param("« Karsin » — ROCKETS!! hit…the station; 3 dead (sources)", id="odd marks"),
]


def as_text(told: Coded) -> str:
    """All that was coded, as the bytes another program reads."""
    return json.dumps(coded_to_json(told), sort_keys=True, ensure_ascii=False)


def spans(told: Coded) -> list[Span]:
    """Every span that a document's mentions point to."""
    found = []
    for mention in told.mentions:
        found += [mention.trigger, mention.sentence]
        found += [a.span for _, arguments in mention.roles for a in arguments if a.span]
        found += [mention.attribution.span] if mention.attribution else []
    return found


@pytest.mark.parametrize("text", REPORTS)
def test_the_same_report_gives_the_same_bytes(reader: Reader, text: str) -> None:
    assert as_text(coded(reader, text)) == as_text(coded(reader, text))
    assert as_text(coded(reader, text)) == as_text(Reader.load().read(a_document(text)))


@pytest.mark.parametrize("text", REPORTS)
def test_every_span_holds_the_characters_it_quotes(reader: Reader, text: str) -> None:
    told = coded(reader, text)
    for span in spans(told):
        assert told.document.text[span.start : span.end] == span.text


@pytest.mark.parametrize("text", REPORTS)
def test_every_act_rests_on_one_sentence_and_keeps_to_the_codebook(reader: Reader, text: str) -> None:
    told, book = coded(reader, text), load_codebook()
    assert len({m.id for m in told.mentions}) == len(told.mentions)
    for mention in told.mentions:
        assert mention.sentence.contains(mention.trigger)
        assert mention.type in book.types
        assert mention.codebook == book.version
        assert {role for role, _ in mention.roles} <= set(book.types[mention.type].roles)
        assert mention.why


def test_mentions_are_in_text_order(reader: Reader) -> None:
    told = coded(reader, REPORTS[0].values[0])
    starts = [m.sentence.start for m in told.mentions]
    assert len(starts) > 4
    assert starts == sorted(starts)


def test_an_id_changes_with_the_document_and_not_with_the_run(reader: Reader) -> None:
    one, same = (coded(reader, "Rebels captured Karsin.") for _ in range(2))
    other = coded(reader, "Rebels captured Karsin. It rained.")
    assert [m.id for m in one.mentions] == [m.id for m in same.mentions]
    assert {m.id for m in one.mentions}.isdisjoint(m.id for m in other.mentions)


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        pytest.param(
            "Troops were sent to Karsin.", "forces.deploy | sent | actor=Troops | place=Karsin", id="sent by nobody"
        ),
        pytest.param(
            "Turkey deployed tanks in Karsin.", "forces.deploy | deployed | actor=Turkey | place=Karsin", id="by one"
        ),
    ],
)
def test_who_is_sent_is_no_target(reader: Reader, sentence: str, told: str) -> None:
    assert acts(reader, sentence) == [told]


@pytest.mark.parametrize(
    ("act", "told"),
    [
        pytest.param(
            "They attacked the group.",
            "violence.attack | attacked | actor=They->Taliban | target=group | place=->Kunduz",
            id="a noun",
        ),
        pytest.param(
            "The group blamed them.", "politics.accuse | blamed | actor=group->Taliban | target=them", id="a pronoun"
        ),
        pytest.param(
            "The group killed their fighters.",
            "harm.casualties | killed | actor=group->Taliban | target=fighters | place=->Kunduz",
            id="an owner",
        ),
        # Told of somebody else, the same words stand for the last ones named.
        pytest.param(
            "The army drove the group from Khanabad.",
            "territory.capture | drove | actor=army | target=group->Taliban | place=Khanabad",
            id="but for others it may",
        ),
    ],
)
def test_a_target_never_stands_for_who_does_it(reader: Reader, act: str, told: str) -> None:
    assert acts(reader, f"The Taliban attacked Kunduz. {act}")[-1] == told


def test_a_target_left_open_is_nobody_known(reader: Reader) -> None:
    mention = coded(reader, "The Taliban attacked Kunduz. They attacked the group.").mentions[-1]
    (target,) = mention.role("target")
    assert (target.text, target.stands_for, target.resolved) == ("group", "", None)


SWAPPED = [
    pytest.param("{} forces shelled {} positions near the river on Monday.", id="shelling"),
    pytest.param("{} troops captured a village from {} forces.", id="capture"),
    pytest.param("The {} army said that {} aircraft had bombed a camp.", id="said by one of the other"),
    pytest.param("{} soldiers freed nine hostages, the {} government said.", id="release"),
    pytest.param("Clashes between {} troops and {} troops killed nine people.", id="clash"),
]


@pytest.mark.parametrize("pattern", SWAPPED)
@pytest.mark.parametrize(("one", "other"), [("Turkish", "Syrian"), ("Russian", "Ukrainian")])
def test_swapping_the_sides_changes_nothing_but_their_names(reader: Reader, pattern: str, one: str, other: str) -> None:
    def shape(first: str, second: str) -> list[object]:
        names = {first: "ONE", second: "OTHER"}
        rows: list[object] = []
        for m in coded(reader, pattern.format(first, second)).mentions:
            roles = [(role, [_renamed(a.span.text if a.span else "", names) for a in rest]) for role, rest in m.roles]
            said = _renamed(m.attribution.span.text, names) if m.attribution else ""
            rows.append((m.type, m.trigger.text, roles, m.modality, m.polarity, m.aspect, said, m.counts))
        return rows

    assert shape(one, other) == shape(other, one)
    assert shape(one, other)


def _renamed(words: str, names: dict[str, str]) -> str:
    for name, stand_in in names.items():
        words = words.replace(name, stand_in)
    return words


@given(text=st.text(alphabet=st.sampled_from("RebelsKarn tok,.\n“”’-9%(<&\u0301é\u200f😀"), max_size=120))
@settings(max_examples=40, deadline=None)
def test_any_text_at_all_is_read_without_failing(reader: Reader, text: str) -> None:
    document = a_document(f"Rebels captured the town. {text}")
    told = reader.read(document)
    for span in spans(told):
        assert document.text[span.start : span.end] == span.text


def test_captions_are_not_coded_and_headlines_are(reader: Reader) -> None:
    text = "Rebels seize Karsin\n\nThe mayor met his guests.\n\nImage: Rebels burn a church / Agency"
    told = coded(reader, text)
    assert [m.type for m in told.mentions if "seize" in m.trigger.text] == ["territory.capture"]
    assert not any(m.trigger.start > text.index("Image:") for m in told.mentions)


def test_without_a_date_nothing_is_dated_by_today(reader: Reader) -> None:
    told = reader.read(a_document("Rebels captured the town of Karsin on Monday.", published=None))
    assert [m.occurred for m in told.mentions] == [None]


def test_monday_in_a_report_of_wednesday_is_two_days_before(reader: Reader) -> None:
    (act,) = coded(reader, "Rebels captured the town of Karsin on Monday.").mentions
    assert act.occurred is not None
    assert (act.occurred.first_day, act.occurred.basis) == (DAY - timedelta(days=2), "relative")


@pytest.mark.parametrize(
    ("sentence", "polarity", "modality", "aspect"),
    [
        pytest.param("Rebels captured the town.", "yes", "reported", "done", id="it happened"),
        pytest.param("Rebels have not captured the town.", "no", "reported", "done", id="it did not"),
        pytest.param("The army denied that rebels had captured the town.", "no", "denied", "done", id="it is denied"),
        pytest.param("Rebels threatened to shell the town.", "yes", "threatened", "done", id="it is threatened"),
        pytest.param("Rebels may have captured the town.", "yes", "possible", "done", id="it may be"),
        pytest.param("Rebels tried to capture the town.", "yes", "reported", "attempted", id="it was tried"),
        pytest.param("Rebels are shelling the town.", "yes", "reported", "ongoing", id="it goes on"),
    ],
)
def test_a_mention_says_whether_it_happened(
    reader: Reader, sentence: str, polarity: str, modality: str, aspect: str
) -> None:
    acts = [m for m in coded(reader, sentence).mentions if m.type in ("territory.capture", "violence.shelling")]
    assert [(m.polarity, m.modality, m.aspect) for m in acts] == [(polarity, modality, aspect)]


def test_who_tells_of_an_act_is_not_in_it(reader: Reader) -> None:
    (act,) = coded(reader, "Shelling wounded nine people in Karsin, the monitor said.").mentions[-1:]
    assert act.type == "harm.casualties"
    assert act.attribution is not None
    assert "monitor" in act.attribution.span.text
    assert act.role("actor") == ()


def test_a_place_no_list_knows_keeps_its_words_and_gets_no_coordinates(reader: Reader) -> None:
    told = coded(reader, "Rebels captured the village of Qzarthwin on Monday.")
    (act,) = told.mentions
    assert [a.text for a in act.role("place")] == ["Qzarthwin"]
    assert act.places == ()
