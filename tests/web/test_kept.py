"""An answer is worked out once for each entry of the ledger, however many ask at the same time."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from khabar.web.kept import Kept


class Ledger:
    def __init__(self) -> None:
        self.head = 1
        self.worked = 0

    def work(self) -> int:
        self.worked += 1
        return self.worked


def test_an_answer_is_kept_until_the_ledger_goes_on() -> None:
    ledger = Ledger()
    kept = Kept(lambda: ledger.head)
    assert [kept.answer("a", ledger.work), kept.answer("a", ledger.work), kept.answer("b", ledger.work)] == [1, 1, 2]
    ledger.head += 1
    assert kept.answer("a", ledger.work) == 3


def test_those_who_ask_at_once_have_one_answer_and_others_do_not_wait() -> None:
    kept = Kept(lambda: 1)
    began, worked = threading.Event(), []

    def slow() -> str:
        began.set()
        time.sleep(0.1)
        worked.append(1)
        return "slow"

    with ThreadPoolExecutor(8) as pool:
        asked = [pool.submit(kept.answer, "a", slow) for _ in range(8)]
        began.wait()
        assert kept.answer("b", lambda: "quick") == "quick"
        assert not worked
        assert {one.result() for one in asked} == {"slow"}
    assert worked == [1]


def test_a_failure_is_not_kept() -> None:
    kept = Kept(lambda: 1)
    with pytest.raises(ZeroDivisionError):
        kept.answer("a", lambda: 1 // 0)
    assert kept.answer("a", lambda: 1) == 1


def test_no_more_than_so_many_answers_are_kept_the_latest_asked_for() -> None:
    ledger = Ledger()
    kept = Kept(lambda: ledger.head, most=2)
    for question in ("a", "b", "a", "c", "a", "b"):
        kept.answer(question, ledger.work)
    assert ledger.worked == 4
