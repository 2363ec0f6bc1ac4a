"""A referral whose outcome is "becomes looked after" opens the child's time in care.

The message says who (by pseudonym), when and under which legal status; a name, the need and all
else come by the service's own commands.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Final
from uuid import UUID, uuid5

from services.placements.application.cases import CareCase, CareDesk
from services.placements.application.opening_care import OpeningCare, covers
from services.placements.domain.care.child import Child
from services.placements.domain.care.commands import BecomeLookedAfter
from services.placements.domain.care.corrected import CareStartCorrected
from services.placements.domain.care.corrections import CorrectCareStart
from services.placements.domain.care.events import CareEvent, CareStarted
from services.placements.domain.care.state import Care, NotInCare
from services.placements.domain.terms import LegalStatus, Need
from shared.casework.subscribing.because import Because
from shared.casework.terms import CorrectionReason
from shared.event_sourcing import Refusal
from shared.messages.facts import FactChange
from shared.messages.reading import Message
from shared.messages.shapes import FactShape

HEARD: Final = "referrals"
BECAME: Final = "child.became-looked-after"
CHILD: Final = "child"

STATUSES: Final[Mapping[str, LegalStatus]] = {
    "section-20": LegalStatus.V2,
    "interim-care-order": LegalStatus.C1,
    "care-order": LegalStatus.C2,
    "emergency-protection": LegalStatus.L2,
    "police-protection": LegalStatus.L1,
    "placement-order": LegalStatus.E1,
    "remanded": LegalStatus.J1,
}
"""The codes of referrals as the statistical return of children in care has them (SSDA903)."""


class LegalStatusUnknown(Refusal):
    code: ClassVar[str] = "legal-status-unknown"
    because: ClassVar[str] = "The referral gives a legal status that has no code here."


class NobodyToLookAfter(Refusal):
    code: ClassVar[str] = "no-child-named"
    because: ClassVar[str] = "The message names no child who became looked after."


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """What a referral says of a time in care: its first day, and the legal status from then."""

    on: date
    status: LegalStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class HearingReferrals:
    """Hears the service of referrals: one time in care for each time a child became looked after.

    Where the child is in care on that day already, an officer was quicker, or another referral of
    the child told of it too: it is the same coming into care, and nothing is opened beside it.
    Where a time in care that goes on began later than the referral says, both cannot be right and
    somebody has to look: the message is refused (`already-in-care`) and waits.

    Where referrals takes the outcome back, the time in care stays: an officer decides what of it
    is true, since placements may have been recorded on it. Where referrals puts it right, what was
    opened because of it follows, but not in what an officer has put right here: that stays theirs.
    """

    care: CareDesk
    opening: OpeningCare
    because: Because

    async def hear(self, message: Message) -> None:
        """Raises what refuses the time in care, AlreadyInCare among it, LegalStatusUnknown or
        NobodyToLookAfter.
        """
        for fact in message.data.facts:
            if fact.kind != BECAME or fact.on is None:
                continue
            match fact.change:
                case FactChange.STATED:
                    await self._open(message, fact, fact.on)
                case FactChange.CORRECTED:
                    await self._correct(message, fact, fact.on)
                case FactChange.WITHDRAWN:
                    continue

    async def _open(self, message: Message, fact: FactShape, on: date) -> None:
        child = next((one.person for one in message.data.people if one.part == CHILD), None)
        if child is None:
            raise NobodyToLookAfter
        status = _status(fact)

        def begin(reference: str) -> BecomeLookedAfter:
            return BecomeLookedAfter(
                reference=reference,
                started_on=on,
                child=Child(person=child),
                legal_status=status,
                need=Need.NOT_STATED,
            )

        said = self.because.of(message, _opening(fact))
        async with self.opening.turns.alone(message.authority):
            if await self._is_known(message.authority, child, on, opened=said.command_id):
                return
            await self.opening.open_in_turn(begin, said, person=child, started_on=on)

    async def _is_known(self, authority: str, child: UUID, on: date, *, opened: UUID) -> bool:
        """Whether the child was in care on that day, other than by this very outcome."""
        if (await self.care.cases.peek(uuid5(opened, "stream"))).version:
            return False
        times = await self.opening.times_of(authority, child)
        return any(covers(time, on) or time.started_on == on for time in times)

    async def _correct(self, message: Message, fact: FactShape, on: date) -> None:
        """Put right what was opened from it, unless it says so already."""
        stream = uuid5(_opening(fact), "stream")
        if not (await self.care.cases.peek(stream)).version:
            # It was known otherwise; with its day put right it may be another coming into care.
            await self._open(message, fact, on)
            return
        case = await self.care.cases.load(stream, authority=message.authority)
        told = _told_last(case, self.because.of(message, message.id).actor)
        command = _right(case.state, told, Start(on=on, status=_status(fact)))
        if command is None:
            return
        said = self.because.of(
            message,
            uuid5(message.id, BECAME),
            not_before=case.recorded[-1].stored.recorded_at,
        )
        await self.care.cases.change(stream, command, said)


def _told_last(case: CareCase, hearer: str) -> Start:
    """What referrals last had recorded here: its own opening, with what it changed of it since.

    A correction repeats what stays, which may be an officer's.
    """
    stands = told = _start_by(case.recorded[0].event)
    assert stands is not None
    assert told is not None
    for each in case.recorded[1:]:
        now = _start_by(each.event)
        if now is not None and each.stored.actor == hearer:
            told = Start(
                on=told.on if now.on == stands.on else now.on,
                status=told.status if now.status is stands.status else now.status,
            )
        stands = now or stands
    return told


def _start_by(event: CareEvent) -> Start | None:
    match event:
        case CareStarted():
            return Start(on=event.occurred_on, status=event.legal_status)
        case CareStartCorrected():
            return Start(on=event.started_on, status=event.legal_status)
        case _:
            return None


def _right(care: Care, told: Start, now: Start) -> CorrectCareStart | None:
    """What referrals says otherwise than before, of what no officer put right; None of nothing."""
    if isinstance(care, NotInCare):
        return None
    stands = Start(on=care.time.started_on, status=care.time.statuses[0].status)
    on = now.on if told.on == stands.on and now.on != told.on else None
    status = now.status if told.status is stands.status is not now.status else None
    if on is None and status is None:
        return None
    return CorrectCareStart(reason=CorrectionReason.MISKEYED, started_on=on, legal_status=status)


def _opening(fact: FactShape) -> UUID:
    """The id of the command that opens the time in care: one for each outcome of a referral."""
    return uuid5(fact.fact, "time-in-care")


def _status(fact: FactShape) -> LegalStatus:
    said = fact.codes.get("legal_status")
    status = STATUSES.get(said) if isinstance(said, str) else None
    if status is None:
        raise LegalStatusUnknown
    return status
