"""Stage 1 stands still while an advocate is found, where the authority's policy says so.

Meetings and personal contact never stop the clock (2023-09 paper L773). Guidance lets it stand
still until an advocate is appointed (guidance): a setting of the local policy, off by default.
The day it is paused is not counted; the day it is resumed is.
"""

from datetime import date

from services.complaints.domain import refusals
from services.complaints.domain.case_clocks import stage_1_clocks
from services.complaints.domain.commands import PauseStage1, ResumeStage1
from services.complaints.domain.dates import check_happened
from services.complaints.domain.events import Stage1Paused, Stage1Resumed
from services.complaints.domain.local import Here
from services.complaints.domain.places import AtStage1, Complaint
from services.complaints.domain.standing import at_stage_1, is_paused, running_stage_1
from services.complaints.domain.terms import Advocacy, ExtensionReason
from services.complaints.domain.timescales import CATALOGUE
from shared.casework.dates import check_follows
from shared.deadlines import pause, resume


def may_pause(complaint: Complaint, here: Here) -> AtStage1:
    """Under the policy of the day received.

    Raises PauseNotInPolicy or AdvocateAlreadyAppointed, or as `running_stage_1`.
    """
    place = running_stage_1(complaint)
    if not here.policy.policy.on(place.contact.received_on).terms.pause_while_finding_advocate:
        raise refusals.PauseNotInPolicy
    if place.contact.advocacy is Advocacy.APPOINTED:
        raise refusals.AdvocateAlreadyAppointed
    return place


def pause_stage_1(
    command: PauseStage1, complaint: Complaint, here: Here
) -> tuple[Stage1Paused, ...]:
    """Both limits of Stage 1 stand still from `paused_on`.

    Raises InTheFuture or BeforeReceived, or as `may_pause`.
    """
    place = may_pause(complaint, here)
    received_on = place.contact.received_on
    check_happened(command.paused_on, place.contact, here, "paused_on")
    paused = tuple(
        pause(
            clock,
            CATALOGUE.on(clock.timescale, received_on).with_pauses(),
            on=command.paused_on,
            reason=str(ExtensionReason.ADVOCATE_BEING_FOUND),
            calendar=here.calendar,
        )
        for clock in stage_1_clocks(place.contact)
    )
    edition = here.policy.policy.on(received_on).number
    return (Stage1Paused(occurred_on=command.paused_on, policy_edition=edition, clocks=paused),)


def may_resume(complaint: Complaint, here: Here) -> AtStage1:
    """Raises Stage1NotPaused, or as `at_stage_1`."""
    del here
    place = at_stage_1(complaint)
    if not is_paused(place):
        raise refusals.Stage1NotPaused
    return place


def resume_stage_1(
    command: ResumeStage1, complaint: Complaint, here: Here
) -> tuple[Stage1Resumed, ...]:
    """Both limits run again from `resumed_on`.

    Raises InTheFuture, BeforeReceived or BeforePresentStep, or as `may_resume`.
    """
    place = may_resume(complaint, here)
    check_happened(command.resumed_on, place.contact, here, "resumed_on")
    check_pause_began(place, command.resumed_on, "resumed_on")
    clocks = stage_1_clocks(place.contact)
    resumed = tuple(resume(c, on=command.resumed_on, calendar=here.calendar) for c in clocks)
    return (Stage1Resumed(occurred_on=command.resumed_on, clocks=resumed),)


def check_pause_began(place: AtStage1, day: date, field: str) -> None:
    """The pause that lasts began by `day`. Raises BeforePresentStep."""
    clocks = stage_1_clocks(place.contact)
    for lasting in (p for clock in clocks for p in clock.pauses if p.resumed_on is None):
        check_follows(day, lasting.paused_on, field)
