"""An open complaint about a fostering household shows at the household, by its reference alone."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID, uuid5

from services.placements.application.cases import HouseholdDesk
from services.placements.domain.households.commands import (
    CloseComplaint,
    HouseholdCommand,
    NoteComplaint,
    TakeComplaintBack,
)
from services.placements.domain.households.events import (
    ComplaintNoted,
    ComplaintTakenBack,
    NotedComplaintClosed,
)
from services.placements.domain.households.household import NotApproved, OpenComplaint
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
class Shown:
    """How the complaint showed at a household last, and where in the log that was said."""

    noted: OpenComplaint
    position: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HearingComplaints:
    """Hears the service of complaints.

    People there record late, so that a complaint can end on a day before the one on which it was
    said to be about a household. Here its days follow each other: it shows for that day alone.
    """

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
                await self._ended(message)
            elif fact.kind == REOPENED and fact.change is FactChange.STATED:
                await self._is_open_again(message)

    async def _is_about(self, message: Message, household: str | None) -> None:
        """Let the complaint show as open at `household`; of any other it is taken back."""
        complaint = message.data.case.reference
        wanted = None
        if household is not None:
            wanted = await self.households.stream_of(message.authority, household)
        for stream, shown in (await self._noted(message)).items():
            if stream != wanted and not shown.noted.taken_back:
                day = max(message.occurred_on, shown.noted.to_on or shown.noted.from_on)
                back = TakeComplaintBack(complaint=complaint, taken_back_on=day)
                await self._say(message, stream, back)
        if wanted is not None:
            await self._shows_at(message, wanted)

    async def _ended(self, message: Message) -> None:
        for stream, shown in (await self._noted(message)).items():
            if shown.noted.to_on is None:
                closed = CloseComplaint(
                    complaint=message.data.case.reference,
                    closed_on=max(message.occurred_on, shown.noted.from_on),
                )
                await self._say(message, stream, closed)

    async def _is_open_again(self, message: Message) -> None:
        """At the household where it showed last, unless it was taken back of that."""
        noted = await self._noted(message)
        still = [stream for stream in noted if not noted[stream].noted.taken_back]
        if still:
            await self._shows_at(message, max(still, key=lambda stream: noted[stream].position))

    async def _shows_at(self, message: Message, household: UUID) -> None:
        """It shows from the day on which it was said to be about it, or opened again."""
        day = message.occurred_on
        shown = (await self._noted(message)).get(household)
        if shown is not None:
            if shown.noted.to_on is None:
                return
            day = max(day, shown.noted.to_on)
        told = NoteComplaint(complaint=message.data.case.reference, received_on=day)
        await self._say(message, household, told)

    async def _say(self, message: Message, stream: UUID, command: HouseholdCommand) -> None:
        case = await self.households.cases.load(stream, authority=message.authority)
        said = self.because.of(
            message,
            uuid5(message.id, f"{type(command).__name__}/{stream}"),
            not_before=case.recorded[-1].stored.recorded_at,
        )
        await self.households.cases.change(stream, command, said)

    async def _noted(self, message: Message) -> dict[UUID, Shown]:
        """Each household that ever had the complaint, with how it showed there last."""
        complaint = message.data.case.reference
        rows = await self.listing.page(
            message.authority,
            Sought(kind="household", tags=(f"complaint:{complaint}",)),
            order=ListOrder.OPENED,
            after=None,
            limit=MOST_HOUSEHOLDS,
        )
        found: dict[UUID, Shown] = {}
        for row in rows:
            case = await self.households.cases.load(row.stream, authority=message.authority)
            if isinstance(case.state, NotApproved):
                continue
            found[row.stream] = Shown(
                noted=[one for one in case.state.complaints if one.complaint == complaint][-1],
                position=max(
                    each.stored.position
                    for each in case.recorded
                    if isinstance(
                        each.event, ComplaintNoted | NotedComplaintClosed | ComplaintTakenBack
                    )
                    and each.event.complaint == complaint
                ),
            )
        return found
