"""An open complaint about a fostering household shows at the household, by its reference alone."""

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID, uuid5

from services.placements.application.placing import HouseholdDesk
from services.placements.domain.households.commands import (
    CloseComplaint,
    HouseholdCommand,
    NoteComplaint,
)
from services.placements.domain.households.household import NotApproved
from shared.casework.subscribing.because import Because
from shared.event_store.listing import CaseList, ListOrder, Sought
from shared.messages.facts import FactChange
from shared.messages.reading import Message

HEARD: Final = "complaints"
RECORDED: Final = "household-recorded"
"""The event that says which household it is about; other events may state the same fact again."""
ABOUT: Final = "complaint.about-household"
ENDS: Final = frozenset({"complaint.closed", "complaint.withdrawn"})
REOPENED: Final = "complaint.reopened"
MOST_HOUSEHOLDS: Final = 20
"""One complaint is about one household; others had it recorded in error."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HearingComplaints:
    """Hears the service of complaints."""

    households: HouseholdDesk
    listing: CaseList
    because: Because

    async def hear(self, message: Message) -> None:
        """Note, close, or note again. Raises NoSuchCase for a household that nobody knows."""
        for fact in message.data.facts:
            stands = fact.change is not FactChange.WITHDRAWN
            if fact.kind == ABOUT and message.event_type == RECORDED:
                named = fact.codes.get("household") if stands else None
                await self._is_about(message, str(named) if named else None)
            elif fact.kind in ENDS and fact.change is FactChange.STATED:
                await self._is_about(message, None)
            elif fact.kind == REOPENED and fact.change is FactChange.STATED:
                await self._is_open_again(message)

    async def _is_about(self, message: Message, household: str | None) -> None:
        """Let the complaint show as open at `household` and nowhere else."""
        complaint = message.data.case.reference
        wanted = None
        if household is not None:
            wanted = await self.households.stream_of(message.authority, household)
        for stream in await self._showing(message):
            if stream != wanted:
                closed = CloseComplaint(complaint=complaint, closed_on=message.occurred_on)
                await self._say(message, stream, closed)
        if wanted is not None and wanted not in await self._showing(message):
            await self._say(message, wanted, _noted(message))

    async def _is_open_again(self, message: Message) -> None:
        """At the household where it showed last."""
        latest = await self._latest(message)
        if latest is not None and latest not in await self._showing(message):
            await self._say(message, latest, _noted(message))

    async def _say(self, message: Message, stream: UUID, command: HouseholdCommand) -> None:
        case = await self.households.cases.load(stream, authority=message.authority)
        said = self.because.of(
            message,
            uuid5(message.id, f"{type(command).__name__}/{stream}"),
            not_before=case.recorded[-1].stored.recorded_at,
        )
        await self.households.cases.change(stream, command, said)

    async def _showing(self, message: Message) -> list[UUID]:
        """The households at which the complaint shows as open."""
        return [stream for stream, to_on in await self._noted(message) if to_on is None]

    async def _latest(self, message: Message) -> UUID | None:
        """The household at which it was closed last."""
        closed = [(to_on, stream) for stream, to_on in await self._noted(message) if to_on]
        return max(closed)[1] if closed else None

    async def _noted(self, message: Message) -> list[tuple[UUID, date | None]]:
        """Each household that ever had the complaint, with the day on which it ceased to."""
        complaint = message.data.case.reference
        rows = await self.listing.page(
            message.authority,
            Sought(kind="household", tags=(f"complaint:{complaint}",)),
            order=ListOrder.OPENED,
            after=None,
            limit=MOST_HOUSEHOLDS,
        )
        found: list[tuple[UUID, date | None]] = []
        for row in rows:
            case = await self.households.cases.load(row.stream, authority=message.authority)
            if isinstance(case.state, NotApproved):
                continue
            stays = [one for one in case.state.complaints if one.complaint == complaint]
            found.append((row.stream, stays[-1].to_on))
        return found


def _noted(message: Message) -> NoteComplaint:
    """It shows from the day on which it was said to be about the household, or opened again."""
    return NoteComplaint(complaint=message.data.case.reference, received_on=message.occurred_on)
