"""Stage 1, local resolution: the authority answers in writing.

Ten working days from the day received (day 0), by extension up to twenty: SI 2006/1738 reg 14. A
late response is recorded and counted as late, never refused. Wherever anything is upheld, wholly
or partly, an apology is made (2016-11 paper L1685).
"""

from collections.abc import Collection, Sequence
from datetime import date

from services.complaints.domain import refusals
from services.complaints.domain.answer import CauseOutcome, Finding, Timing, finding
from services.complaints.domain.case_clocks import stopped_by_response
from services.complaints.domain.commands import RespondStage1
from services.complaints.domain.dates import check_happened, check_not_withdrawn
from services.complaints.domain.events import Stage1Responded
from services.complaints.domain.local import Here
from services.complaints.domain.places import AtStage1, Complaint, Stage1
from services.complaints.domain.standing import running_stage_1
from services.complaints.domain.terms import Cause, Excused
from shared.casework.refusals import GivenTwice
from shared.deadlines import Clock


def may_respond(complaint: Complaint, here: Here) -> AtStage1:
    """Raises as `running_stage_1`."""
    del here
    return running_stage_1(complaint)


def respond(
    command: RespondStage1, complaint: Complaint, here: Here
) -> tuple[Stage1Responded, ...]:
    """The response was sent: its outcome for each cause, and whether it came in time.

    Raises InTheFuture, BeforeReceived, BeforePresentStep, GivenTwice, CauseWithoutOutcome,
    OutcomeWithoutCause or ApologyMissing, or as `may_respond`.
    """
    place = may_respond(complaint, here)
    contact = place.contact
    check_happened(command.responded_on, contact, here, "responded_on")
    check_not_withdrawn(command.responded_on, contact, "responded_on")
    found = found_on(command.outcomes, contact.causes, apology=command.apology)
    clocks = stopped_by_response(contact, command.responded_on, here)
    due, latest, *_ = clocks
    return (
        Stage1Responded(
            occurred_on=command.responded_on,
            finding=found,
            timing=timing(place.stage, command.responded_on, due=due, latest=latest),
            summary=command.summary,
            clocks=clocks,
        ),
    )


def found_on(
    outcomes: Sequence[CauseOutcome], causes: Collection[Cause], *, apology: bool
) -> Finding:
    """The finding, if every cause has one outcome and every fault its apology.

    Raises GivenTwice, CauseWithoutOutcome, OutcomeWithoutCause or ApologyMissing.
    """
    answered = [each.cause for each in outcomes]
    if len(set(answered)) != len(answered):
        raise GivenTwice("outcomes")
    if missing := set(causes) - set(answered):
        raise refusals.CauseWithoutOutcome("outcomes", cause=min(map(str, missing)))
    if extra := set(answered) - set(causes):
        raise refusals.OutcomeWithoutCause("outcomes", cause=min(map(str, extra)))
    found = finding(outcomes, apology=apology)
    if found.fault and not apology:
        raise refusals.ApologyMissing("apology")
    return found


def timing(stage: Stage1, responded_on: date, *, due: Clock, latest: Clock) -> Timing:
    """How a response stands to its limits, given both clocks as it stopped them."""
    if due.taken is None or due.due is None or latest.due is None:
        raise ValueError("the clocks of Stage 1 are not stopped")
    by_agreement = stage.agreement is not None and responded_on <= stage.agreement.respond_by
    if responded_on <= latest.due:
        excused = Excused.NONE
    elif by_agreement:
        excused = Excused.AGREED_DATE
    else:
        excused = Excused.NONE if stage.good_reason is None else Excused.GOOD_REASON
    return Timing(
        working_days=due.taken,
        in_extended_time=responded_on <= due.due,
        excused=excused,
    )
