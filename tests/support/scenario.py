"""scenario.given(history).when(command).then(events): how every decider is tested."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

import pytest

from shared.event_sourcing import Decider, Refusal, fold

CommandT = TypeVar("CommandT")
StateT = TypeVar("StateT")
EventT = TypeVar("EventT")
CircumstancesT = TypeVar("CircumstancesT")


@dataclass(frozen=True)
class Scenario(Generic[CommandT, StateT, EventT, CircumstancesT]):
    """A decider, and the circumstances in which its commands are given unless a test says so."""

    decider: Decider[CommandT, StateT, EventT, CircumstancesT]
    circumstances: CircumstancesT

    def given(self, *history: EventT) -> "Given[CommandT, StateT, EventT, CircumstancesT]":
        return Given(self, history)

    def under(
        self, circumstances: CircumstancesT
    ) -> "Scenario[CommandT, StateT, EventT, CircumstancesT]":
        """The same rules on another day, or under another policy."""
        return replace(self, circumstances=circumstances)


@dataclass(frozen=True)
class Given(Generic[CommandT, StateT, EventT, CircumstancesT]):
    scenario: Scenario[CommandT, StateT, EventT, CircumstancesT]
    history: tuple[EventT, ...]

    @property
    def state(self) -> StateT:
        """The case after the history so far."""
        decider = self.scenario.decider
        return fold(decider.evolve, decider.initial, self.history)

    def under(
        self, circumstances: CircumstancesT
    ) -> "Given[CommandT, StateT, EventT, CircumstancesT]":
        """The same history, met on another day or under another policy."""
        return replace(self, scenario=self.scenario.under(circumstances))

    def when(self, command: CommandT) -> "When[CommandT, StateT, EventT, CircumstancesT]":
        """Decide once, when the outcome is asked for."""
        return When(self, command)

    def and_then(self, command: CommandT) -> "Given[CommandT, StateT, EventT, CircumstancesT]":
        """History made by a command, so that no date in it is typed by hand."""
        return replace(self, history=(*self.history, *self.when(command).events))


@dataclass(frozen=True)
class When(Generic[CommandT, StateT, EventT, CircumstancesT]):
    given: Given[CommandT, StateT, EventT, CircumstancesT]
    command: CommandT

    @property
    def events(self) -> tuple[EventT, ...]:
        """What the command led to, for tests that look at one date of it."""
        scenario = self.given.scenario
        return tuple(
            scenario.decider.decide(self.command, self.given.state, scenario.circumstances)
        )

    @property
    def state(self) -> StateT:
        """The case after the command."""
        return self.given.and_then(self.command).state

    def then(self, *events: EventT) -> None:
        assert self.events == events

    def refused(self, refusal: type[Refusal], *, facts: Mapping[str, object] | None = None) -> None:
        """The command is refused for that reason, exactly; and with those facts, if given."""
        with pytest.raises(Refusal) as refused:
            _ = self.events
        assert type(refused.value) is refusal
        if facts is not None:
            assert refused.value.facts == facts
