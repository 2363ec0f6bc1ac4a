"""What every decider shares: its three parts, and how history becomes state."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Generic, TypeVar

CommandT = TypeVar("CommandT")
StateT = TypeVar("StateT")
EventT = TypeVar("EventT")
CircumstancesT = TypeVar("CircumstancesT")


@dataclass(frozen=True, slots=True, kw_only=True)
class Decider(Generic[CommandT, StateT, EventT, CircumstancesT]):
    """The rules of one kind of case: pure, so the same inputs always give the same events.

    `decide` answers a command with the events that follow from it, or raises a `Refusal`.
    `evolve` refuses nothing and computes no date: the event says it all.
    """

    decide: Callable[[CommandT, StateT, CircumstancesT], Sequence[EventT]]
    evolve: Callable[[StateT, EventT], StateT]
    initial: StateT


def fold(
    evolve: Callable[[StateT, EventT], StateT], state: StateT, events: Iterable[EventT]
) -> StateT:
    """The state after all `events`, oldest first."""
    return reduce(evolve, events, state)
