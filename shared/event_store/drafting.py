"""What a command comes to: decided and prepared on each case, one append of all, and the answer."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from shared.event_store.case import Case, Step
from shared.event_store.preparing import Prepared, with_history
from shared.event_store.said import Said
from shared.event_store.store import Append, Appended, StreamAppend

StateT = TypeVar("StateT")
EventT = TypeVar("EventT")
CircumstancesT = TypeVar("CircumstancesT")


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed(Generic[StateT, EventT, CircumstancesT]):
    """The case after a command, and the world around the decision.

    `around` is None where the command had been done before, and nothing was decided now.
    """

    case: Case[StateT, EventT]
    around: CircumstancesT | None = None

    @property
    def repeated(self) -> bool:
        """Whether the command had been done before."""
        return self.around is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft(Generic[StateT, EventT, CircumstancesT]):
    """What a command comes to on one case: decided and prepared, and not yet appended."""

    before: Case[StateT, EventT]
    steps: Sequence[Step[StateT, EventT]]
    prepared: Prepared
    around: CircumstancesT

    @property
    def append(self) -> StreamAppend:
        """The case's part of an append."""
        return StreamAppend(
            stream_id=self.before.stream,
            stream_kind=self.before.kind,
            expected_version=self.before.version,
            events=self.prepared.events,
            list_row=self.prepared.list_row,
        )

    def appended(
        self, said: Said, appended: Appended, *, first: int = 0
    ) -> Changed[StateT, EventT, CircumstancesT]:
        """The case after the append, in which its events begin with the `first`, from 0."""
        own = replace(appended, positions=appended.positions[first : first + len(self.steps)])
        after = with_history(self.before, self.steps, self.prepared, said, own)
        return Changed(case=after, around=self.around)


def append_of(said: Said, streams: tuple[StreamAppend, ...]) -> Append:
    """What a command writes, all or nothing; the first of `streams` answers it."""
    return Append(
        command_id=said.command_id,
        authority=said.authority,
        caller=said.actor,
        fingerprint=said.fingerprint,
        actor=said.worker or said.actor,
        actor_role=said.role,
        actor_team=said.team,
        correlation_id=said.correlation_id,
        causation_id=said.command_id,
        simulated_at=said.simulated_at,
        streams=streams,
    )
