"""The cases of one kind as routes use them: found by their reference, within an authority."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Generic, TypeVar
from uuid import UUID

from shared.event_store.case import Case
from shared.event_store.drafting import Changed
from shared.event_store.handling import Cases
from shared.event_store.listing import CaseList
from shared.event_store.ports import Permit, anybody
from shared.event_store.refusals import NoSuchCase
from shared.event_store.said import Said

CommandT = TypeVar("CommandT")
StateT = TypeVar("StateT")
EventT = TypeVar("EventT")
CircumstancesT = TypeVar("CircumstancesT")


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk(Generic[CommandT, StateT, EventT, CircumstancesT]):
    """Where an officer asks for a case by its reference. `draw` gives the next reference."""

    cases: Cases[CommandT, StateT, EventT, CircumstancesT]
    listing: CaseList
    draw: Callable[[str, int], Awaitable[str]]

    async def find(self, authority: str, reference: str) -> Case[StateT, EventT]:
        """The case as it stands. Raises NoSuchCase."""
        cases = self.cases
        at_hand = await cases.log.at_hand(authority, cases.kind.kind, reference)
        return await cases.read(at_hand, authority=authority)

    async def open(
        self, build: Callable[[str], CommandT], said: Said
    ) -> Changed[StateT, EventT, CircumstancesT]:
        """Begin a case under a new reference, of the year it is recorded in."""

        async def with_reference() -> CommandT:
            return build(await self.draw(said.authority, said.today.year))

        return await self.cases.open(with_reference, said)

    async def change(
        self,
        reference: str,
        command: CommandT,
        said: Said,
        *,
        permit: Permit[StateT] = anybody,
    ) -> Changed[StateT, EventT, CircumstancesT]:
        """Do a command on a case. Raises NoSuchCase, or whatever refuses the command."""
        cases = self.cases
        at_hand = await cases.log.at_hand(
            said.authority,
            cases.kind.kind,
            reference,
            said.command_id,
            cases.circumstances.beside(said.authority),
        )
        if at_hand.stream is None:
            raise NoSuchCase
        return await cases.change(at_hand.stream, command, said, permit=permit, at_hand=at_hand)

    async def stream_of(self, authority: str, reference: str) -> UUID:
        """Raises NoSuchCase."""
        kind = self.cases.kind.kind
        stream = await self.listing.stream_of(authority, kind, reference)
        if stream is None:
            raise NoSuchCase
        return stream
