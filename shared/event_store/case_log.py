"""A log as a service uses it: from it, the cases of each kind, and the desks they are found at."""

from dataclasses import dataclass
from typing import TypeVar

from shared.event_store.case import CaseKind
from shared.event_store.desk import Desk
from shared.event_store.handling import Cases
from shared.event_store.key_names import KeyStore
from shared.event_store.listing import CaseList
from shared.event_store.ports import Around, Log, Writer
from shared.event_store.preparing import Preparing
from shared.event_store.references import References

CommandT = TypeVar("CommandT")
StateT = TypeVar("StateT")
EventT = TypeVar("EventT")
CircumstancesT = TypeVar("CircumstancesT")


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseLog:
    """What every kind of case of a service stands on."""

    log: Log
    writer: Writer
    keys: KeyStore
    preparing: Preparing
    listing: CaseList
    references: References

    def cases(
        self,
        kind: CaseKind[CommandT, StateT, EventT, CircumstancesT],
        around: Around[CircumstancesT],
    ) -> Cases[CommandT, StateT, EventT, CircumstancesT]:
        """The cases of one kind."""
        return Cases(
            kind=kind,
            log=self.log,
            writer=self.writer,
            keys=self.keys,
            preparing=self.preparing,
            circumstances=around,
        )

    def desk(
        self,
        kind: CaseKind[CommandT, StateT, EventT, CircumstancesT],
        around: Around[CircumstancesT],
        *,
        prefix: str,
    ) -> Desk[CommandT, StateT, EventT, CircumstancesT]:
        """The cases of one kind, found by references that begin with `prefix`."""

        async def draw(authority: str, year: int) -> str:
            return await self.references.draw(prefix, authority, year)

        return Desk(cases=self.cases(kind, around), listing=self.listing, draw=draw)
