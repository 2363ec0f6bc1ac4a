"""Putting right what was recorded: dates, what was found, and the codes of the contact.

A correction re-decides every clock that hangs on a corrected date, the stopped ones too, in the
same append. It never counts as activity. An act that stops a clock or pauses it is not left before
the receipt, unless both dates are corrected at once. Dates on which no clock hangs (of the route,
of a note) are not looked at again: a wrong one of these must not keep the date received wrong.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from services.complaints.domain import refusals
from services.complaints.domain.answer import Answer
from services.complaints.domain.commands import Correct
from services.complaints.domain.corrected_clocks import corrected_clocks
from services.complaints.domain.corrected_dates import CorrectedDates, corrected_dates
from services.complaints.domain.events import (
    AcknowledgementCorrected,
    ParticularsCorrected,
    ReceivedDateCorrected,
    ResponseCorrected,
)
from services.complaints.domain.intake import check_causes, check_in_use
from services.complaints.domain.local import Here
from services.complaints.domain.places import (
    AtStage1,
    Complaint,
    Contact,
    Known,
    Resolved,
    answer_of,
    underlying,
)
from services.complaints.domain.stage_1 import found_on, timing
from services.complaints.domain.standing import known
from services.complaints.domain.terms import Eligibility
from services.complaints.domain.timescales import ACKNOWLEDGEMENT, STAGE_1, STAGE_1_MAXIMUM
from shared.casework.refusals import NothingToChange, NotRecordedYet
from shared.deadlines import Clock

Correction = (
    ReceivedDateCorrected | AcknowledgementCorrected | ResponseCorrected | ParticularsCorrected
)


def may_correct(complaint: Complaint, here: Here) -> Known:
    """Raises NotReceived: what is closed can be put right too."""
    del here
    return known(complaint)


def correct_case(command: Correct, complaint: Complaint, here: Here) -> tuple[Correction, ...]:
    """One event for each thing corrected; the first that moves clocks holds all that move.

    Raises NothingToChange, NotRecordedYet, InTheFuture, OutsideCalendar, InstantOnAnotherDay,
    InstantMissing, InstantNotKept, ActBeforeReceived, PauseBeforeReceived, BeforePresentStep,
    AcknowledgedAfterResponse, ComplainantNotEligible, or what the causes and the finding can be
    refused for.
    """
    place = may_correct(complaint, here)
    dates = corrected_dates(command, place.contact, answer_of(place), here)
    particulars = _particulars(command, place.contact, here)
    _check_particulars(particulars, place, dates.received_on)
    clocks = corrected_clocks(place.contact, answer_of(place), dates, here)
    answer = _answer(command, place, particulars, dates, clocks)
    events = (
        *_of_particulars(command, place.contact, particulars, here),
        *_of_dates(command, place, dates, answer, clocks, here=here),
    )
    if not events:
        raise NothingToChange("reason")
    return events


def _of_particulars(
    command: Correct, contact: Contact, particulars: ParticularsCorrected, here: Here
) -> Iterator[Correction]:
    as_recorded = _particulars(Correct(reason=command.reason), contact, here)
    if particulars != as_recorded:
        yield particulars


def _of_dates(
    command: Correct,
    place: Known,
    dates: CorrectedDates,
    answer: Answer | None,
    clocks: tuple[Clock, ...],
    *,
    here: Here,
) -> Iterator[Correction]:
    contact, former = place.contact, answer_of(place)
    if (dates.received_on, dates.received_at) != (contact.received_on, contact.received_at):
        yield ReceivedDateCorrected(
            occurred_on=here.today,
            received_on=dates.received_on,
            received_at=dates.received_at,
            reason=command.reason,
            answer=answer,
            policy_edition=_policy_edition(contact, dates, here),
            clocks=clocks,
        )
        clocks = ()
    if dates.acknowledged_on is not None and dates.acknowledged_on != contact.acknowledged_on:
        yield AcknowledgementCorrected(
            occurred_on=here.today,
            acknowledged_on=dates.acknowledged_on,
            reason=command.reason,
            clocks=tuple(clock for clock in clocks if clock.timescale == ACKNOWLEDGEMENT),
        )
        clocks = tuple(clock for clock in clocks if clock.timescale != ACKNOWLEDGEMENT)
    if answer is not None and former is not None and _differs(answer, former):
        yield ResponseCorrected(
            occurred_on=here.today, answer=answer, reason=command.reason, clocks=clocks
        )


def _policy_edition(contact: Contact, dates: CorrectedDates, here: Here) -> int:
    if dates.received_on == contact.received_on:
        return contact.policy_edition
    return here.policy.policy.on(dates.received_on).number


def _differs(answer: Answer, former: Answer) -> bool:
    """Whether the response itself is another, not only how it stands to its limits."""
    return (answer.responded_on, answer.finding) != (former.responded_on, former.finding)


def _particulars(command: Correct, contact: Contact, here: Here) -> ParticularsCorrected:
    return ParticularsCorrected(
        occurred_on=here.today,
        channel=command.channel or contact.channel,
        relation=command.relation or contact.complainant.relation,
        eligibility=command.eligibility or contact.complainant.eligibility,
        service_area=command.service_area or contact.service_area,
        causes=contact.causes if command.causes is None else command.causes,
        reason=command.reason,
    )


def _check_particulars(particulars: ParticularsCorrected, place: Known, received_on: date) -> None:
    check_causes(particulars.causes, received_on)
    check_in_use(particulars.service_area, received_on, "service_area")
    statutory = isinstance(underlying(place), AtStage1 | Resolved)
    if statutory and particulars.eligibility is Eligibility.NOT_ELIGIBLE:
        raise refusals.ComplainantNotEligible("eligibility")


def _answer(
    command: Correct,
    place: Known,
    particulars: ParticularsCorrected,
    dates: CorrectedDates,
    clocks: tuple[Clock, ...],
) -> Answer | None:
    resolved = underlying(place)
    if not isinstance(resolved, Resolved) or dates.responded_on is None:
        for field, given in (("outcomes", command.outcomes), ("apology", command.apology)):
            if given is not None:
                raise NotRecordedYet(field)
        return None
    former = resolved.answer.finding
    found = found_on(
        former.outcomes if command.outcomes is None else command.outcomes,
        particulars.causes,
        apology=former.apology if command.apology is None else command.apology,
    )
    by_timescale = {clock.timescale: clock for clock in (*place.contact.clocks, *clocks)}
    timed = timing(
        resolved.stage,
        dates.responded_on,
        due=by_timescale[STAGE_1],
        latest=by_timescale[STAGE_1_MAXIMUM],
    )
    return replace(resolved.answer, responded_on=dates.responded_on, finding=found, timing=timed)
