"""The cases of one kind as an erasure sees them: who is linked to whom, and whether texts exist."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Generic, Protocol, TypeVar
from uuid import UUID, uuid5

from shared.casework.refusals import RedactionAlreadyAsked
from shared.casework.speaking import Speaking
from shared.event_store.erasing import Link
from shared.event_store.handling import Cases
from shared.event_store.said import Said

CommandT = TypeVar("CommandT")
StateT = TypeVar("StateT")
EventT = TypeVar("EventT")
CircumstancesT = TypeVar("CircumstancesT")


class HoldsPeople(Protocol):
    """A kind of case on which people are."""

    async def links_on(self, stream: UUID, authority: str) -> tuple[Link, ...]: ...
    async def ask_redaction(self, stream: UUID, person: UUID, said: Said) -> None: ...


def no_links(state: object) -> tuple[Link, ...]:
    """Nobody on such a case is linked to the index."""
    del state
    return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleOnCases(Generic[CommandT, StateT, EventT, CircumstancesT]):
    """`links` are the pairs of references on a case; `has_text` is whether it holds a free text.

    `ask` is the command by which the texts of a case are to be searched for an erased person.
    """

    cases: Cases[CommandT, StateT, EventT, CircumstancesT]
    links: Callable[[StateT], Iterable[Link]]
    has_text: Callable[[StateT], bool]
    ask: Callable[[date, UUID], CommandT]

    async def links_on(self, stream: UUID, authority: str) -> tuple[Link, ...]:
        """Raises NoSuchCase."""
        return tuple(self.links((await self.cases.load(stream, authority=authority)).state))

    async def ask_redaction(self, stream: UUID, person: UUID, said: Said) -> None:
        """Leave the task where there is something to search, once. Raises NoSuchCase."""
        case = await self.cases.load(stream, authority=said.authority)
        if not self.has_text(case.state):
            return
        asked = Speaking.after(
            said,
            uuid5(stream, f"redaction/{person}"),
            not_before=case.recorded[-1].stored.recorded_at,
        )
        try:
            await self.cases.change(stream, self.ask(asked.today, person), asked)
        except RedactionAlreadyAsked:
            return
