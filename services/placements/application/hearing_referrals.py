"""A referral whose outcome is "becomes looked after" opens the child's time in care.

The message says who (by pseudonym), when and under which legal status; a name, the need and all
else come by the service's own commands.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Final
from uuid import UUID, uuid5

from services.placements.application.cases import CareDesk
from services.placements.domain.care.child import Child
from services.placements.domain.care.commands import BecomeLookedAfter
from services.placements.domain.care.corrections import CorrectCareStart
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
class HearingReferrals:
    """Hears the service of referrals: one time in care for each time a child became looked after.

    Where referrals takes the outcome back, the time in care stays: an officer decides what of it
    is true, since placements may have been recorded on it.
    """

    care: CareDesk
    because: Because

    async def hear(self, message: Message) -> None:
        """Raises what refuses the time in care, LegalStatusUnknown or NobodyToLookAfter."""
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

        await self.care.open(begin, self.because.of(message, _opening(fact)))

    async def _correct(self, message: Message, fact: FactShape, on: date) -> None:
        """Put right what was opened from it, unless it says so already."""
        stream = uuid5(_opening(fact), "stream")
        case = await self.care.cases.load(stream, authority=message.authority)
        if _says_so(case.state, on, _status(fact)):
            return
        command = CorrectCareStart(
            reason=CorrectionReason.MISKEYED, started_on=on, legal_status=_status(fact)
        )
        said = self.because.of(
            message,
            uuid5(message.id, BECAME),
            not_before=case.recorded[-1].stored.recorded_at,
        )
        await self.care.cases.change(stream, command, said)


def _says_so(care: Care, on: date, status: LegalStatus) -> bool:
    """An officer may have put it right here before referrals did."""
    if isinstance(care, NotInCare):
        return False
    return (care.time.started_on, care.time.statuses[0].status) == (on, status)


def _opening(fact: FactShape) -> UUID:
    """The id of the command that opens the time in care: one for each outcome of a referral."""
    return uuid5(fact.fact, "time-in-care")


def _status(fact: FactShape) -> LegalStatus:
    said = fact.codes.get("legal_status")
    status = STATUSES.get(said) if isinstance(said, str) else None
    if status is None:
        raise LegalStatusUnknown
    return status
