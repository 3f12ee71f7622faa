"""So many processes, each at one task at a time: the one way in which this machine's cores share work."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from time import monotonic
from typing import Any, Generic, TypeVar

from khabar.workers.worker import Lost, Ready, Worker, too_slow

T = TypeVar("T")
R = TypeVar("R")
Work = Callable[[T], R]
_ANY_TIME = 86_400.0  # a day, after which is looked again


@dataclass(frozen=True, slots=True)
class _Raised:
    """What `load` or the work raised in its process."""

    error: Exception


@dataclass(slots=True, eq=False)
class _Hand:
    """A process with the task it is at, in a list of one, empty = none; `since` when, None = it is still loading."""

    worker: Worker
    task: list[Any] = field(default_factory=list)
    since: float | None = None


class Pool(Generic[T, R]):
    """At most `jobs` processes, begun when there is something for them; ended when the pool is left.

    `load` gives the work, and is called once in each process; it, tasks and results have to be picklable. `patience`
    are the seconds that a task may take, loading not counted; None = as long as it takes. `begins_others` as of a
    Worker.
    """

    def __init__(
        self, load: Callable[[], Work[T, R]], jobs: int, *, patience: float | None = None, begins_others: bool = False
    ) -> None:
        self._load = load
        self._jobs = jobs
        self._patience = patience
        self._begins_others = begins_others
        self._hands: list[_Hand] = []

    def __enter__(self) -> Pool[T, R]:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Ends all processes, whatever they are at."""
        for hand in self._hands:
            hand.worker.end()
        self._hands = []

    @property
    def has_room(self) -> bool:
        """Whether one more task can be given."""
        return len(self._busy) < self._jobs

    @property
    def is_idle(self) -> bool:
        """Whether nothing is being done."""
        return not self._busy

    @property
    def _busy(self) -> list[_Hand]:
        return [hand for hand in self._hands if hand.task]

    def give(self, task: T) -> None:
        """Gives a task to a process that has none. There must be room."""
        hand = self._free_hand()
        while not hand.worker.tell(task):  # it died while it had nothing to do, which is no task's fault
            self._part_with(hand)
            hand = self._free_hand()
        hand.task = [task]
        if hand.since is not None:
            hand.since = monotonic()

    def collect(self) -> list[tuple[T, R | Lost]]:
        """Waits for what comes next: tasks with their results, those that were lost with their processes; maybe none.

        Raises what the work of a task, or loading it, raised in its process.
        """
        busy = self._busy
        speaking = wait([hand.worker.pipe for hand in busy], min(map(self._time_left, busy), default=0))
        found: list[tuple[T, R | Lost]] = []
        for hand in busy:
            speaks = hand.worker.pipe in speaking
            if not (speaks or self._time_left(hand) <= 0):
                continue
            told = hand.worker.hear() if speaks else too_slow(self._patience or 0)
            if isinstance(told, _Raised):
                raise told.error
            if isinstance(told, Ready):
                hand.since = monotonic()
                continue
            found.append((hand.task.pop(), told))
            if isinstance(told, Lost):
                self._part_with(hand)
        return found

    def _time_left(self, hand: _Hand) -> float:
        """The seconds it may still take."""
        if self._patience is None or hand.since is None:
            return _ANY_TIME
        return max(0.0, hand.since + self._patience - monotonic())

    def _free_hand(self) -> _Hand:
        free = next((hand for hand in self._hands if not hand.task), None)
        if free is None:
            free = _Hand(Worker(_serve, self._load, begins_others=self._begins_others))
            self._hands.append(free)
        return free

    def _part_with(self, hand: _Hand) -> None:
        self._hands.remove(hand)
        hand.worker.end()


def _serve(pipe: Connection, load: Callable[[], Work[Any, Any]]) -> None:
    """What a process does, until the other end is closed."""
    try:
        work = load()
    except Exception as error:  # noqa: BLE001  it is raised where it was asked for
        pipe.send(_Raised(error))
        return
    pipe.send(Ready())
    while True:
        try:
            task = pipe.recv()
        except EOFError:
            return
        try:
            result = work(task)
        except Exception as error:  # noqa: BLE001  as above
            result = _Raised(error)
        pipe.send(result)
