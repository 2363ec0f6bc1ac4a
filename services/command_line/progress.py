"""How far a replay has come: a bar in a terminal, a line now and then where there is none."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import Final

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from services.command_line.replay_lines import Line

LINES_BETWEEN_WORDS: Final = 100


@contextmanager
def progress(total: int) -> Iterator[Callable[[Line], None]]:
    """A function to call after each line. What it shows goes to standard error."""
    console = Console(stderr=True)
    if console.is_terminal:
        with _bar(console) as bar:
            task = bar.add_task("", total=total, day="")
            yield lambda line: bar.update(task, advance=1, day=line.at[:10])
        return
    done = 0

    def say(line: Line) -> None:
        nonlocal done
        done += 1
        if done % LINES_BETWEEN_WORDS == 0 or done == total:
            console.print(f"{done} of {total} lines, {line.at[:10]}", highlight=False)

    yield say


@dataclass(frozen=True, slots=True, kw_only=True)
class Folding:
    """`show` is told (state, messages folded, of how many), `say` a sentence beside that."""

    show: Callable[[str, int, int], None]
    say: Callable[[str], None]


@contextmanager
def folding() -> Iterator[Folding]:
    """How far a rebuild has come, on standard error."""
    console = Console(stderr=True)
    say = partial(console.print, highlight=False, markup=False, soft_wrap=True)
    if console.is_terminal:
        with _bar(console) as bar:
            task = bar.add_task("", total=None, day="")
            yield Folding(
                show=lambda state, done, of: bar.update(
                    task, completed=done, total=of or None, day=state
                ),
                say=say,
            )
        return
    told = ""

    def show(state: str, done: int, of: int) -> None:
        nonlocal told
        if state != told:
            told = state
            say(f"{state}: {done} of {of} messages")

    yield Folding(show=show, say=say)


def _bar(console: Console) -> Progress:
    return Progress(
        TextColumn("{task.fields[day]}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=console,
    )
