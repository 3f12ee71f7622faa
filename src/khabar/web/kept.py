"""Answers kept in memory until the ledger goes on: each is worked out once, however many ask at the same time."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

T = TypeVar("T")
MOST = 200


class _Slot:
    """One answer, once it is worked out; whoever comes meanwhile waits for it."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.answer: Any = None
        self.is_there = False


class Kept:
    """The last answers asked for, by question. `head` tells the ledger's last entry: a new one lets go of them all."""

    def __init__(self, head: Callable[[], int], *, most: int = MOST) -> None:
        self._head = head
        self._most = most
        self._lock = threading.Lock()
        self._at = -1
        self._slots: OrderedDict[Hashable, _Slot] = OrderedDict()

    def answer(self, question: Hashable, work: Callable[[], T]) -> T:
        """The answer to a question, worked out where it is not there yet. What `work` raises is not kept."""
        slot = self._slot(question)
        with slot.lock:
            if not slot.is_there:
                slot.answer = work()
                slot.is_there = True
            answer: T = slot.answer
            return answer

    def _slot(self, question: Hashable) -> _Slot:
        head = self._head()
        with self._lock:
            if head > self._at:
                self._slots.clear()
                self._at = head
            # Whoever read the head before an entry came may ask after it has: its answer is from now all the same.
            slot = self._slots.setdefault(question, _Slot())
            self._slots.move_to_end(question)
            while len(self._slots) > self._most:
                self._slots.popitem(last=False)
            return slot
