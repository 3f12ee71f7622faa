"""What every store does, whichever database keeps it."""

from __future__ import annotations

import dataclasses
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from store_builders import TEXT, a_coded, a_document, a_mention, at

from khabar.errors import Overtaken, StoreError, UnreadableDocument
from khabar.records import Alert, Correction, Heartbeat, Issue, Judgement, Release, SetAside, Span
from khabar.store import Added, Counts, Store, open_store


def test_a_coded_report_comes_back_whole(store: Store) -> None:
    kabul = timezone(timedelta(hours=4, minutes=30))
    document = a_document(
        published_at=datetime(2013, 5, 12, 0, 30, tzinfo=kabul),
        title="Town falls",
        url="https://example.org/1",
        author="A. B",
        source="a.html",
        boilerplate=(Span.of(TEXT, 81, 95),),
        original_offsets=((0, 3), (20, 40)),
        issues=(Issue("date-conflict", "2013-05-11", "the date given was taken"),),
    )
    coded = a_coded(document)
    store.add(coded, recorded_at=at(9))
    assert store.coded("d1") == coded
    assert store.document("d1") == document
    found = store.document("d1")
    assert found is not None
    assert found.published_at is not None
    assert found.published_at.utcoffset() == timedelta(hours=4, minutes=30)
    assert store.document("d2") is None
    assert store.coded("d2") is None


def test_a_claim_carries_its_report_and_both_moments_of_knowledge(store: Store) -> None:
    store.add(a_coded(a_document(title="Town falls", url="https://example.org/1")), recorded_at=at(9))
    (claim,) = store.claims()
    assert claim.mention == a_mention(a_document())
    assert (claim.document_id, claim.outlet, claim.published) == ("d1", "The Example", date(2013, 5, 12))
    assert claim.known_at == datetime(2013, 5, 12, 23, 59, 59, 999999, UTC)
    assert claim.recorded_at == at(9)
    assert claim.sentence_text == "Rebels took Exampleville on Sunday, a witness said."
    assert (claim.title, claim.url, claim.copy_of) == ("Town falls", "https://example.org/1", None)


def test_an_instant_of_publication_is_when_it_could_be_known(store: Store) -> None:
    moment = datetime(2013, 5, 12, 10, 22, tzinfo=timezone(timedelta(hours=3)))
    store.add(a_coded(a_document(published_at=moment)), recorded_at=at(9))
    assert store.claims()[0].known_at == moment


def test_an_undated_report_is_known_when_it_is_taken_in(store: Store) -> None:
    store.add(a_coded(a_document(published=None)), recorded_at=at(9))
    assert store.claims()[0].known_at == at(9)


def test_adding_twice_changes_nothing(store: Store) -> None:
    assert store.add(a_coded(), recorded_at=at(9)) == Added("d1", "new", 1, 0)
    before = store.claims(), store.counts()
    assert store.add(a_coded(), recorded_at=at(10)) == Added("d1", "already", 0, 0)
    assert (store.claims(), store.counts()) == before
    assert store.counts() == Counts(documents=1, copies=0, claims=1, set_aside=0, judgements=0, issues=1)


def test_the_same_report_under_another_id_is_held_once(store: Store) -> None:
    store.add(a_coded(), recorded_at=at(9))
    assert store.add(a_coded(a_document(id="d2")), recorded_at=at(10)) == Added("d1", "already")
    assert store.counts().documents == 1


def test_the_same_text_of_two_outlets_is_two_reports_and_the_second_a_copy(store: Store) -> None:
    store.add(a_coded(), recorded_at=at(9))
    store.add(a_coded(a_document(id="d2", publisher="The Other")), recorded_at=at(10), copy_of="d1")
    assert [(c.document_id, c.copy_of) for c in store.claims()] == [("d1", None), ("d2", "d1")]
    assert store.counts().copies == 1


def test_a_copy_can_find_its_original_later(store: Store) -> None:
    store.add(a_coded(a_document(id="d2", publisher="The Other")), recorded_at=at(9))
    assert store.mark_copy("d2", original="d1", recorded_at=at(10))
    assert not store.mark_copy("d2", original="d1", recorded_at=at(11))
    assert store.mark_copy("d2", original="d0", recorded_at=at(12))
    assert store.claims()[0].copy_of == "d0"
    assert [store.claims(recorded=at(hour))[0].copy_of for hour in (9, 10, 12)] == [None, "d1", "d0"]
    with pytest.raises(KeyError):
        store.mark_copy("d9", original="d1", recorded_at=at(9))


def test_a_new_coding_closes_old_claims_and_keeps_those_that_stay(store: Store) -> None:
    document = a_document()
    took, left = a_mention(document), a_mention(document, "left", "territory.withdraw")
    store.add(a_coded(document, took, left), recorded_at=at(9), coder="1")
    siege = dataclasses.replace(left, modality="claimed")
    freed = a_mention(document, "Image", "detention.release")
    added = store.add(a_coded(document, took, siege, freed), recorded_at=at(10), coder="2")
    assert added == Added("d1", "recoded", 2, 1)
    assert [(c.mention.type, c.recorded_at) for c in store.claims()] == [
        ("territory.capture", at(9)),
        ("territory.withdraw", at(10)),
        ("detention.release", at(10)),
    ]
    assert [c.mention for c in store.claims(recorded=at(9))] == [took, left]
    assert store.claims(recorded=at(8)) == ()


def test_a_coding_may_come_to_nothing(store: Store) -> None:
    store.add(a_coded(), recorded_at=at(9))
    assert store.add(a_coded(mentions=(), issues=()), recorded_at=at(10)).state == "recoded"
    assert store.claims() == ()
    assert store.issues() == ()
    assert store.coded("d1") == a_coded(mentions=(), issues=())


def test_names_and_issues_of_a_coding_can_change_alone(store: Store) -> None:
    store.add(a_coded(), recorded_at=at(9))
    assert store.add(a_coded(names=()), recorded_at=at(10)).state == "already"
    assert store.coded("d1") == a_coded(names=())


def test_the_store_tells_which_reports_a_coder_has_coded(store: Store) -> None:
    sha256 = a_document().sha256
    store.add(a_coded(), recorded_at=at(9), coder="1")
    assert store.coded_by("1") == {("d1", sha256)}
    assert store.add(a_coded(), recorded_at=at(10), coder="2").state == "already"
    assert (store.coded_by("1"), store.coded_by("2")) == (frozenset(), {("d1", sha256)})
    store.add(a_coded(a_document(text=TEXT.replace("Sunday", "Monday"))), recorded_at=at(11), coder="1")
    assert sha256 not in {held for _, held in store.coded_by("1")}


def test_a_text_the_outlet_changes_is_a_revision(store: Store) -> None:
    store.add(a_coded(), recorded_at=at(9))
    revised = a_document(text=TEXT.replace("Sunday", "Monday"))
    assert store.add(a_coded(revised), recorded_at=at(10)).state == "revised"
    assert store.document("d1") == revised
    (claim,) = store.claims()
    assert "Monday" in claim.sentence_text
    (before,) = store.claims(recorded=at(9))
    assert "Sunday" in before.sentence_text


def test_a_revision_may_be_taken_back(store: Store) -> None:
    revised = a_coded(a_document(text=TEXT.replace("Sunday", "Monday")))
    for hour, coded in enumerate((a_coded(), revised, a_coded()), 9):
        store.add(coded, recorded_at=at(hour))
    assert store.coded("d1") == a_coded()
    assert store.counts().documents == 1


def test_another_report_may_not_take_an_id(store: Store) -> None:
    store.add(a_coded(a_document(source="a.csv")), recorded_at=at(9))
    other = a_document(text=TEXT.replace("Sunday", "Monday"), source="b.csv")
    with pytest.raises(UnreadableDocument) as caught:
        store.add(a_coded(other), recorded_at=at(10))
    assert caught.value.reason == "id-taken"
    assert store.coded("d1") == a_coded(a_document(source="a.csv"))
    one_address = a_document(text=TEXT, url="https://example.org/1", source="a.csv", id="d2")
    store.add(a_coded(one_address), recorded_at=at(9))
    moved = dataclasses.replace(other, id="d2", url="https://example.org/1", publisher="Renamed")
    assert store.add(a_coded(moved), recorded_at=at(10)).state == "revised"


def test_what_readers_could_not_yet_know_is_left_out(store: Store) -> None:
    for day in (14, 10, 12):
        store.add(a_coded(a_document(id=f"d{day}", published=date(2013, 5, day))), recorded_at=at(9))
    assert [c.document_id for c in store.claims()] == ["d10", "d12", "d14"]
    assert [c.document_id for c in store.claims(known=at(12, day=13))] == ["d10", "d12"]
    assert store.claims(known=at(12, day=1)) == ()


def test_claims_can_be_asked_for_by_type(store: Store) -> None:
    document = a_document()
    store.add(
        a_coded(document, a_mention(document), a_mention(document, "left", "territory.withdraw")), recorded_at=at(9)
    )
    assert [c.mention.type for c in store.claims(types={"territory.withdraw"})] == ["territory.withdraw"]
    assert store.claims(types=()) == ()


def test_a_moment_without_a_zone_is_refused(store: Store) -> None:
    with pytest.raises(ValueError, match="no time zone"):
        store.add(a_coded(), recorded_at=datetime(2013, 5, 12))  # noqa: DTZ001
    assert store.counts().documents == 0


def test_a_clock_that_runs_backwards_is_refused(store: Store) -> None:
    store.add(a_coded(), recorded_at=at(9))
    with pytest.raises(StoreError, match="before what the store already holds"):
        store.add(a_coded(mentions=()), recorded_at=at(8))
    assert len(store.claims()) == 1


def test_two_mentions_with_one_id_are_refused(store: Store) -> None:
    mention = a_mention(a_document())
    with pytest.raises(ValueError, match="one id"):
        store.add(a_coded(a_document(), mention, mention), recorded_at=at(9))


def test_a_report_set_aside_is_kept_once_with_its_reason(store: Store) -> None:
    record = SetAside("x", "a.jsonl, line 3", "not-english", "The text is in ru.", "Translate it.", "ru", "Текст")
    assert store.set_aside(record, recorded_at=at(9))
    assert not store.set_aside(record, recorded_at=at(10))
    assert store.set_asides() == (record,)


def test_a_judgement_is_replaced_by_the_same_judge_only(store: Store) -> None:
    same = Judgement("a", "b", "same", 0.9, ("one place", "one day"), "rule 1")
    other = dataclasses.replace(same, verdict="different", by="analyst")
    assert store.add_judgements([same], recorded_at=at(9)) == 1
    assert store.add_judgements([same], recorded_at=at(10)) == 0
    assert store.add_judgements([other], recorded_at=at(11)) == 1
    unsure = dataclasses.replace(same, verdict="unsure", score=0.5)
    assert store.add_judgements([unsure], recorded_at=at(12)) == 1
    assert store.judgements() == (other, unsure)
    assert store.judgements(recorded=at(10)) == (same,)


def test_a_judgement_is_never_erased_and_says_when_it_was_made(store: Store) -> None:
    first = Judgement("a", "b", "same", 1.0, ("one raid",), "Ana")
    second = dataclasses.replace(first, one="b", other="a", verdict="different", score=0.0)
    store.add_judgements([first], recorded_at=at(9))
    store.add_judgements([second], recorded_at=at(10))
    assert [(j.verdict, j.recorded_at) for j in store.judgements()] == [("different", at(10))]
    assert [(j.verdict, j.recorded_at) for j in store.judgements(ever=True)] == [("same", at(9)), ("different", at(10))]


def test_a_judge_who_repeats_a_word_after_another_s_has_the_last_word(store: Store) -> None:
    word = Judgement("a", "b", "same", 1.0, (), "Ana")
    against = dataclasses.replace(word, verdict="different", score=0.0, by="Ben")
    for hour, judgement in ((9, word), (10, against), (11, word)):
        assert store.add_judgements([judgement], recorded_at=at(hour)) == 1
    assert store.judgements()[-1] == word


def test_judgements_made_together_are_kept_all_or_none(store: Store) -> None:
    good = Judgement("a", "b", "same", 1.0, (), "Ana")
    bad = dataclasses.replace(good, one="c", reasons=(object(),))  # type: ignore[arg-type]
    with pytest.raises(Exception, match="JSON"):
        store.add_judgements([good, bad], recorded_at=at(9))
    assert store.judgements() == ()


def test_a_claim_coded_otherwise_has_the_one_on_the_same_words_for_its_heir(store: Store) -> None:
    document = a_document()
    store.add(a_coded(document), recorded_at=at(9))
    old = a_mention(document)
    assert store.heirs([old.id]) == {}
    new = a_mention(document, type="territory.control")
    store.add(a_coded(document, new), recorded_at=at(10))
    assert store.heirs([old.id, new.id, "nobody"]) == {old.id: new.id}


def test_a_claim_whose_words_two_claims_rest_on_now_has_no_heir(store: Store) -> None:
    document = a_document()
    store.add(a_coded(document), recorded_at=at(9))
    two = (a_mention(document, type="territory.control"), a_mention(document, type="violence.clash"))
    store.add(a_coded(document, *two), recorded_at=at(10))
    assert store.heirs([a_mention(document).id]) == {}


def test_reports_come_by_day_and_the_undated_last(store: Store) -> None:
    for id, published in (("a", None), ("b", date(2013, 5, 12)), ("c", date(2013, 5, 10)), ("d", date(2013, 5, 12))):
        store.add(a_coded(a_document(id=id, published=published, publisher=id)), recorded_at=at(9))
    assert [document.id for document in store.documents()] == ["c", "b", "d", "a"]


def test_the_store_may_be_written_while_its_reports_are_walked_through(store: Store) -> None:
    store.add(a_coded(), recorded_at=at(9))
    for document in store.documents():
        store.mark_copy(document.id, original="d0", recorded_at=at(10))
    assert store.counts().copies == 1


def test_issues_of_reading_and_of_coding_come_together(store: Store) -> None:
    read = Issue("date-conflict", "2013-05-11", "the date given was taken")
    coded = a_coded(a_document(issues=(read,)))
    store.add(coded, recorded_at=at(9))
    assert store.issues() == (("d1", read), ("d1", coded.issues[0]))


STEPS = st.lists(
    st.tuples(st.sampled_from(["d1", "d2"]), st.integers(10, 14), st.sampled_from(["took", "left", "said"])),
    min_size=1,
    max_size=6,
)


@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STEPS)
def test_a_past_reading_never_changes_when_later_reports_arrive(steps: list[tuple[str, int, str]]) -> None:
    with open_store(":memory:") as store:
        readings = []
        for hour, (id, day, word) in enumerate(steps):
            document = a_document(id=id, published=date(2013, 5, day))
            store.add(a_coded(document, a_mention(document, word)), recorded_at=at(hour))
            readings.append(store.claims(recorded=at(hour)))
            assert readings[-1] == store.claims()
        assert readings == [store.claims(recorded=at(hour)) for hour in range(len(steps))]


def test_a_word_on_what_may_be_published_is_kept_apart_from_judgements_and_never_erased(store: Store) -> None:
    yes = Release("c1", "test:exampleville", True, "Ana", "checked")
    no = dataclasses.replace(yes, released=False, by="Ben", note="")
    elsewhere = dataclasses.replace(yes, place_id="")
    assert store.add_releases([yes, elsewhere], recorded_at=at(9)) == 2
    assert store.add_releases([yes], recorded_at=at(10)) == 0
    assert store.add_releases([no], recorded_at=at(11)) == 1
    assert store.releases() == (yes, elsewhere, no)
    assert store.releases(recorded=at(10)) == (yes, elsewhere)
    assert store.releases()[-1].recorded_at == at(11)
    assert store.judgements(ever=True) == ()


def test_a_word_said_again_after_another_s_is_the_last(store: Store) -> None:
    yes = Release("c1", "", True, "Ana")
    no = dataclasses.replace(yes, released=False, by="Ben")
    for hour, word in ((9, yes), (10, no), (11, yes)):
        assert store.add_releases([word], recorded_at=at(hour)) == 1
    assert store.releases() == (no, yes)


def test_the_head_goes_on_with_every_act_and_with_nothing_else(store: Store) -> None:
    assert store.head() == 0
    store.add(a_coded(), recorded_at=at(9))
    head = store.head()
    assert head > 0
    store.add(a_coded(), recorded_at=at(10))
    assert store.head() == head
    store.add_releases([Release("c1", "p1", True, "Ana")], recorded_at=at(11))
    assert store.head() == head + 1
    assert store.head(of_events=True) == head
    store.add_judgements([Judgement("c1", "c2", "same", 1.0, (), "Ana")], recorded_at=at(12))
    assert store.head(of_events=True) == store.head() == head + 2


def test_what_people_said_of_claims_comes_in_order_and_holds_what_was_taken_back(store: Store) -> None:
    store.add_judgements([Judgement("c2", "c1", "same", 1.0, ("one act",), "Ana")], recorded_at=at(9))
    store.add_judgements([Judgement("c1", "c2", "same", 0.9, (), "rule:1")], recorded_at=at(9))
    store.add_releases([Release("c1", "p1", True, "Edi"), Release("c3", "p1", True, "Edi")], recorded_at=at(10))
    store.add_releases([Release("c1", "p1", False, "Edi", "wrong town")], recorded_at=at(11))
    words = store.words_on(["c1"])
    assert [(w.by, w.verdict, w.one, w.other, w.note, w.at) for w in words] == [
        ("Ana", "same", "c1", "c2", "one act", at(9)),
        ("Edi", "released", "c1", "p1", "", at(10)),
        ("Edi", "withdrawn", "c1", "p1", "wrong town", at(11)),
    ]
    assert [w.entry for w in words] == sorted(w.entry for w in words)
    assert words[-1].entry == store.head()
    assert store.words_on(["c2"]) == words[:1]
    assert store.words_on([]) == ()


def test_a_report_no_database_could_keep_is_refused_and_the_store_goes_on(store: Store) -> None:
    with pytest.raises(UnreadableDocument) as caught:
        store.add(a_coded(a_document(title="Town\0falls")), recorded_at=at(9))
    assert caught.value.reason == "not-text"
    store.set_aside(SetAside("x", "a.csv", "not-text", "NUL.", "", text="Town\0falls"), recorded_at=at(9))
    assert store.set_asides()[0].text == "Town\N{REPLACEMENT CHARACTER}falls"
    assert store.counts().documents == 0


# What a desk says


WRONG = Correction("d1:7:territory.capture", "type", "territory.attack", "Ana", "they were beaten back")


def test_a_correction_is_kept_beside_the_one_before_it(store: Store) -> None:
    assert store.add_corrections([WRONG], recorded_at=at(9)) == 1
    assert store.add_corrections([WRONG], recorded_at=at(10)) == 0
    other = dataclasses.replace(WRONG, value="violence.clash", by="Ben", note="")
    modality = dataclasses.replace(WRONG, field="modality", value="claimed")
    assert store.add_corrections([other, modality], recorded_at=at(11)) == 2
    assert store.corrections() == (other, modality)
    assert store.corrections(recorded=at(10)) == (WRONG,)
    assert store.corrections(ever=True) == (WRONG, other, modality)
    assert [c.recorded_at for c in store.corrections()] == [at(11), at(11)]
    assert store.take_back(WRONG.claim_id, ["type"], by="Ana", recorded_at=at(12)) == 1
    assert store.take_back(WRONG.claim_id, ["type"], by="Ana", recorded_at=at(13)) == 0
    assert store.corrections() == (modality,)
    assert store.corrections(recorded=at(11)) == (other, modality)


@pytest.mark.parametrize("value", [None, True, 1.5, "«", [], [{"b": 1, "a": [None]}]])
def test_a_correction_may_have_any_value(store: Store, value: object) -> None:
    store.add_corrections([dataclasses.replace(WRONG, value=value)], recorded_at=at(9))
    assert [c.value for c in store.corrections()] == [value]


def test_who_looked_before_another_spoke_is_told_and_nothing_is_overwritten(store: Store) -> None:
    claim = WRONG.claim_id
    seen = store.spoken([claim])
    assert seen == 0
    store.add_corrections([WRONG], recorded_at=at(9), seen=seen)
    other = dataclasses.replace(WRONG, value="violence.clash", by="Ben")
    for work in (
        lambda: store.add_corrections([other], recorded_at=at(10), seen=seen),
        lambda: store.add_releases([Release(claim, "", True, "Ben")], recorded_at=at(10), seen=seen),
        lambda: store.add_judgements([Judgement(claim, "b", "same", 1, (), "Ben")], recorded_at=at(10), seen=seen),
        lambda: store.take_back(claim, ["type"], by="Ben", recorded_at=at(10), seen=seen),
    ):
        with pytest.raises(Overtaken, match="Ana") as caught:
            work()
        assert caught.value.by == ("Ana",)
    assert (store.corrections(), store.releases(), store.judgements()) == ((WRONG,), (), ())
    # One's own word overtakes nobody, nor does a word on another claim.
    store.add_corrections([dataclasses.replace(WRONG, value="violence.raid")], recorded_at=at(11), seen=seen)
    store.add_corrections([dataclasses.replace(other, claim_id="d2:7")], recorded_at=at(11), seen=seen)
    store.add_corrections([other], recorded_at=at(12), seen=store.spoken([claim]))
    assert [c.by for c in store.corrections()] == ["Ben", "Ben"]
    assert store.spoken([claim]) > store.spoken(["d2:7"]) > 0


def test_what_came_of_asking_a_source_is_kept_in_order(store: Store) -> None:
    first = Heartbeat("wire", at(9), "read", listed=20, taken=3, tokens=(("etag", '"x"'), ("last-modified", "Mon")))
    second = Heartbeat("wire", at(10), "unreachable", note="It did not answer.")
    store.add_heartbeat(second, by="watch")
    store.add_heartbeat(first, by="watch")
    assert store.heartbeats() == (first, second)
    assert store.heartbeats(since=at(10)) == (second,)


def test_somebody_is_alerted_to_a_change_once(store: Store) -> None:
    alert = Alert("capitals", "herat held taliban", at(9), "Herat is held by the Taliban.", ("d1:7",))
    assert store.add_alert(alert)
    assert not store.add_alert(dataclasses.replace(alert, at=at(10)))
    assert store.add_alert(dataclasses.replace(alert, rule="west"))
    assert [(a.rule, a.at) for a in store.alerts()] == [("capitals", at(9)), ("west", at(9))]
    assert store.alerts()[0] == alert


def test_words_on_a_claim_tell_what_was_put_right_and_what_was_taken_back(store: Store) -> None:
    claim = WRONG.claim_id
    store.add_corrections([WRONG], recorded_at=at(9))
    store.add_corrections([dataclasses.replace(WRONG, value="violence.clash", by="Ben", note="")], recorded_at=at(10))
    store.take_back(claim, ["type"], by="Cai", recorded_at=at(11))
    words = store.words_on([claim])
    assert [(w.by, w.verdict, w.other, w.note, w.at) for w in words] == [
        ("Ana", "put right", "type", "they were beaten back", at(9)),
        ("Ben", "put right", "type", "", at(10)),
        ("Cai", "as coded", "type", "", at(11)),
    ]
    assert max(w.entry for w in words) == store.spoken([claim])
