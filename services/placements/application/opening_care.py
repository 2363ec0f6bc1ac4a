"""A time in care is opened for a child who is not in care on that day under another reference.

Nobody is looked after twice at once: two open times in care would have two first reviews due and
count one child twice. No case can know that of another, so it is looked up in the case list, with
every reference by which the child is linked, and only one is opened at a time.
"""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import date
from typing import Protocol
from uuid import UUID

from services.placements.application.cases import CareDesk
from services.placements.application.describing_care import KIND
from services.placements.domain.care.commands import BecomeLookedAfter
from services.placements.domain.care.events import CareEvent
from services.placements.domain.care.refusals import AlreadyInCare
from services.placements.domain.care.state import Care, NotInCare, TimeInCare
from services.placements.domain.local import Here
from shared.event_store.drafting import Changed
from shared.event_store.listing import CaseList
from shared.event_store.said import Said


class Turns(Protocol):
    """`services.placements.store.opening_turns`."""

    def alone(self, authority: str) -> AbstractAsyncContextManager[None]:
        """While the block lasts, nobody else opens a time in care of the authority."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class OpeningCare:
    """Where times in care begin. `care` is the same desk on which they go on."""

    care: CareDesk
    listing: CaseList
    turns: Turns

    async def open(
        self,
        build: Callable[[str], BecomeLookedAfter],
        said: Said,
        *,
        person: UUID | None,
        started_on: date,
    ) -> Changed[Care, CareEvent, Here]:
        """Begin one under a new reference.

        `person` is the child's reference where one was given: a child who gets their first one
        here is nobody's yet. Raises AlreadyInCare, or what refuses the command.
        """
        if person is None:
            return await self.care.open(build, said)
        async with self.turns.alone(said.authority):
            return await self.open_in_turn(build, said, person=person, started_on=started_on)

    async def open_in_turn(
        self,
        build: Callable[[str], BecomeLookedAfter],
        said: Said,
        *,
        person: UUID,
        started_on: date,
    ) -> Changed[Care, CareEvent, Here]:
        """As `open`, within a block of `turns`."""

        async def checked() -> BecomeLookedAfter:
            # Asked only if the command was not said before: it would meet its own effect.
            times = await self.times_of(said.authority, person)
            _check_not_in_care(times, started_on)
            return build(await self.care.draw(said.authority, said.today.year))

        return await self.care.cases.open(checked, said)

    async def times_of(self, authority: str, person: UUID) -> tuple[TimeInCare, ...]:
        """Every time in care of the child, by whichever of their references it was recorded."""
        found: dict[UUID, TimeInCare] = {}
        asked: set[UUID] = set()
        known = {person}
        while known - asked:
            asked |= known
            for row in await self.listing.of_person(authority, tuple(sorted(known))):
                if row.kind != KIND or row.stream in found:
                    continue
                state = (await self.care.cases.load(row.stream, authority=authority)).state
                if isinstance(state, NotInCare):
                    continue
                time = found[row.stream] = state.time
                known.add(time.child.person)
                known.update(link.known_as for link in time.links)
        return tuple(found.values())


def covers(time: TimeInCare, day: date) -> bool:
    """Whether the child was in care on `day` under this reference; on the day of the end no more.

    A child may come back on the day on which they left.
    """
    return time.started_on <= day and (time.ending is None or day < time.ending.on)


def _check_not_in_care(times: tuple[TimeInCare, ...], day: date) -> None:
    """An open one is in the way whenever it began. Raises AlreadyInCare."""
    for time in times:
        if time.ending is None or covers(time, day):
            raise AlreadyInCare(care=time.reference, started_on=time.started_on)
