"""More time at Stage 1: the one extension, a date agreed with the complainant, a good reason.

Ten working days, and once, by the authority, up to twenty, the complainant being told: SI
2006/1738 reg 14. Past twenty nothing moves the due date: an agreed date or a good reason only
bars the duty to offer Stage 2 (2023-09 paper L983).
"""

from services.complaints.domain import refusals
from services.complaints.domain.case_clocks import stage_1_clocks
from services.complaints.domain.commands import AgreeResponseDate, ExtendStage1, RecordGoodReason
from services.complaints.domain.dates import check_happened
from services.complaints.domain.events import GoodReasonRecorded, ResponseDateAgreed, Stage1Extended
from services.complaints.domain.local import Here
from services.complaints.domain.places import AtStage1, Complaint, GoodReasonGiven
from services.complaints.domain.standing import at_stage_1
from services.complaints.domain.timescales import CATALOGUE, STAGE_1
from shared.casework.dates import check_follows, check_in_calendar
from shared.casework.refusals import NothingToChange
from shared.deadlines import extend


def may_extend(complaint: Complaint, here: Here) -> AtStage1:
    """Raises AlreadyExtended, or as `at_stage_1`."""
    del here
    place = at_stage_1(complaint)
    if place.stage.extension is not None:
        raise refusals.AlreadyExtended(limit=place.stage.extension.limit)
    return place


def extend_stage_1(
    command: ExtendStage1, complaint: Complaint, here: Here
) -> tuple[Stage1Extended, ...]:
    """Take the extension. It may be decided as long as the stage is open, also after the due date.

    Raises InTheFuture, BeforeReceived, LimitNotInExtension, ComplainantNotTold or
    BeforePresentStep, or as `may_extend`.
    """
    place = may_extend(complaint, here)
    check_happened(command.decided_on, place.contact, here, "decided_on")
    allowance = CATALOGUE.on(STAGE_1, place.contact.received_on).extension
    if allowance is None or not allowance.allows(command.limit):
        raise refusals.LimitNotInExtension("limit", limit=command.limit)
    if command.told_on is None:
        raise refusals.ComplainantNotTold("told_on")
    check_happened(command.told_on, place.contact, here, "told_on")
    check_follows(command.told_on, command.decided_on, "told_on")
    due, _ = stage_1_clocks(place.contact)
    return (
        Stage1Extended(
            occurred_on=command.decided_on,
            limit=command.limit,
            reason=command.reason,
            told_on=command.told_on,
            clocks=(extend(due, limit=command.limit, calendar=here.calendar),),
        ),
    )


def may_agree_response_date(complaint: Complaint, here: Here) -> AtStage1:
    """Raises as `at_stage_1`."""
    del here
    return at_stage_1(complaint)


def agree_response_date(
    command: AgreeResponseDate, complaint: Complaint, here: Here
) -> tuple[ResponseDateAgreed, ...]:
    """Record a date the complainant agreed to, in place of one agreed before. No clock moves.

    Raises InTheFuture, BeforeReceived, BeforePresentStep, AgreedDatePassed, OutsideCalendar or
    NothingToChange.
    """
    place = may_agree_response_date(complaint, here)
    former = place.stage.agreement
    check_happened(command.agreed_on, place.contact, here, "agreed_on")
    check_follows(command.agreed_on, former.agreed_on if former else None, "agreed_on")
    if command.respond_by < command.agreed_on:
        raise refusals.AgreedDatePassed("respond_by", agreed_on=command.agreed_on)
    check_in_calendar(command.respond_by, here, "respond_by")
    if former is not None and former.respond_by == command.respond_by:
        raise NothingToChange("respond_by", respond_by=former.respond_by)
    return (ResponseDateAgreed(occurred_on=command.agreed_on, respond_by=command.respond_by),)


def may_record_good_reason(complaint: Complaint, here: Here) -> AtStage1:
    """Raises as `at_stage_1`."""
    del here
    return at_stage_1(complaint)


def record_good_reason(
    command: RecordGoodReason, complaint: Complaint, here: Here
) -> tuple[GoodReasonRecorded, ...]:
    """Record why the response may take longer. No clock moves.

    Raises InTheFuture, BeforeReceived or NothingToChange.
    """
    place = may_record_good_reason(complaint, here)
    check_happened(command.recorded_on, place.contact, here, "recorded_on")
    given = GoodReasonGiven(recorded_on=command.recorded_on, reason=command.reason)
    if place.stage.good_reason == given and command.explanation is None:
        raise NothingToChange("reason", reason=str(command.reason))
    return (
        GoodReasonRecorded(
            occurred_on=command.recorded_on,
            reason=command.reason,
            explanation=command.explanation,
        ),
    )
