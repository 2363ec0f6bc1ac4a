"""Which lines of a replay must wait for which: those of one case follow each other, others do not.

A line that uses or saves a name follows the last one that did. A line that opens a case (it saves
names and uses none) need not wait; any other line without a name stands alone: all before it are
done first, and all after it wait.
"""

from collections.abc import Callable, Iterable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from typing import Final

from services.command_line.replay_lines import Line, names_in

AT_ONCE: Final = 8
"""Requests under way; a service folds those that arrive together into one write to the disk."""
AHEAD: Final = 64
"""Lines handed out and not done: one that waits for its case keeps no other case waiting."""


def each(lines: Iterable[Line], send: Callable[[Line], None]) -> None:
    """Send every line. At the first failure no more are begun, and the earliest one is raised."""
    under_way: dict[Future[None], int] = {}
    last_with: dict[str, Future[None]] = {}

    with ThreadPoolExecutor(max_workers=AT_ONCE) as pool:
        for order, line in enumerate(lines):
            used = names_in(line)
            alone = not used and not line.save
            _settle(under_way, most=0 if alone else AHEAD)
            if alone:
                send(line)
                continue
            before = {last_with[name] for name in (*used, *line.save) if name in last_with}
            task = pool.submit(_after, before, send, line)
            under_way[task] = order
            last_with |= dict.fromkeys((*used, *line.save), task)
        _settle(under_way, most=0)


class Unsent(Exception):
    """A line before this one on its case failed, so it was not sent."""


def _after(before: set[Future[None]], send: Callable[[Line], None], line: Line) -> None:
    """Tasks begin in the order of the lines, so what is waited for is under way or done."""
    wait(before)
    if any(one.exception() for one in before):
        raise Unsent
    send(line)


def _settle(under_way: dict[Future[None], int], *, most: int) -> None:
    """Wait until at most so many are under way; after a failure for all, and raise it."""
    while len(under_way) > most:
        wait(under_way, return_when=FIRST_COMPLETED)
        done = {task: under_way.pop(task) for task in list(under_way) if task.done()}
        if any(task.exception() for task in done):
            wait(under_way)
            raise _earliest(done | under_way)


def _earliest(done: dict[Future[None], int]) -> BaseException:
    failed = [(order, task.exception()) for task, order in done.items()]
    return next(
        fault
        for _, fault in sorted(failed, key=lambda one: one[0])
        if fault is not None and not isinstance(fault, Unsent)
    )
