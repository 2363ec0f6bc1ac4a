"""For every action that is open to a time in care: a body that will do, from where it stands."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Final
from uuid import UUID, uuid5

from services.placements.domain.care import commands as asked
from services.placements.domain.care import corrections as right
from services.placements.domain.care.actions import CareAction
from services.placements.domain.care.commands import CareCommand
from services.placements.domain.care.state import Care, TimeInCare
from services.placements.domain.local import Here
from services.placements.domain.terms import (
    AdjournmentReason,
    CareEndReason,
    LegalStatus,
    NeedOfPlacement,
    PlacementEndReason,
    Provider,
)
from shared.casework.beside.happenings import (
    AddNote,
    AskRedaction,
    CompleteRedaction,
    CorrectPerson,
    LinkPerson,
    RedactText,
)
from shared.casework.register.state import Owner
from shared.casework.terms import CorrectionReason
from tests.placements.care.a_child import STREAM, become, place, time_of

WHY: Final = CorrectionReason.AUDIT


def valid_command(action: CareAction, state: Care, here: Here) -> CareCommand:
    """A command that must be accepted, if the action is listed as allowed."""
    if action is CareAction.BECOME_LOOKED_AFTER:
        return become(on=here.today - timedelta(days=30))
    return MAKERS[action](time_of(state), here)


def _last_day(time: TimeInCare, here: Here) -> date:
    """The latest day on which something of the care can have happened."""
    return time.ending.on if time.ending else here.today


def _status(time: TimeInCare, here: Here) -> CareCommand:
    """Any day without a status beginning on it has another to be given."""
    day = time.started_on
    while day in {spell.on for spell in time.statuses}:
        day += timedelta(days=1)
    del here
    other = next(one for one in LegalStatus if one is not time.status_on(day))
    return asked.ChangeLegalStatus(changed_on=day, status=other)


def _allocate(time: TimeInCare, here: Here) -> CareCommand:
    day = max(time.started_on, time.allocated_on or time.started_on)
    now = None if time.team is None else Owner(team=time.team, worker=time.worker)
    while day <= here.today:
        for owner in here.policy.register.owners(day, day):
            if owner != now:
                return asked.AllocateCare(allocated_on=day, team=owner.team, worker=owner.worker)
        day += timedelta(days=1)
    raise AssertionError("listed as allowed, but nobody is there to take it")


def _appoint(time: TimeInCare, here: Here) -> CareCommand:
    del here
    day = time.officers[-1].on if time.officers else time.started_on
    return asked.AppointOfficer(appointed_on=day, officer=f"iro-{len(time.officers) + 1}")


def _match(time: TimeInCare, here: Here) -> CareCommand:
    number = next(one.number for one in time.requests if one.placement is None)
    request = time.requests[number - 1]
    known = request.match.provider if request.match else None
    other = next(p for p in (Provider.AGENCY, Provider.RESIDENTIAL) if p is not known)
    return asked.MatchPlacement(request=number, matched_on=here.today, provider=other)


def _plan(time: TimeInCare, here: Here) -> CareCommand:
    del here
    placement = next(one for one in time.placements if one.planned_on is None)
    return asked.PlanPlacement(placement=placement.number, planned_on=placement.started_on)


def _visit(time: TimeInCare, here: Here) -> CareCommand:
    del here
    first = time.placements[0]
    return asked.VisitChild(
        visited_on=first.started_on, seen=True, seen_alone=True, placement=first.number
    )


def _review(time: TimeInCare, here: Here) -> CareCommand:
    day, held = time.started_on, {review.held_on for review in time.reviews}
    while day in held:
        day += timedelta(days=1)
    del here
    return asked.HoldReview(held_on=day)


def _part(time: TimeInCare, here: Here) -> CareCommand:
    review = next(one for one in time.reviews if not one.complete)
    return asked.ContinueReview(review=review.number, held_on=_last_day(time, here))


def _earlier(time: TimeInCare, here: Here) -> CareCommand:
    asked_by = time.earlier_review.review_by if time.earlier_review else here.today
    by = max(asked_by, here.today) + timedelta(days=1)
    return asked.AskEarlierReview(asked_on=here.today, review_by=by)


def _siblings(time: TimeInCare, here: Here) -> CareCommand:
    group = uuid5(STREAM, f"after {time.sibling_group}")
    return asked.RecordSiblings(recorded_on=here.today, sibling_group=group)


def _open(time: TimeInCare) -> int:
    placement = time.open_placement
    assert placement is not None
    return placement.number


def _another_status(status: LegalStatus) -> LegalStatus:
    return LegalStatus.C2 if status is LegalStatus.C1 else LegalStatus.C1


def _officer_right(time: TimeInCare, here: Here) -> CareCommand:
    """A day that was recorded, put right to the first day, or to the next one."""
    del here
    following = time.started_on + timedelta(days=1)
    if time.told_on is not None:
        other = following if time.told_on == time.started_on else time.started_on
        return right.CorrectReviewingOfficer(reason=WHY, told_on=other)
    other = following if time.officers[0].on == time.started_on else time.started_on
    return right.CorrectReviewingOfficer(reason=WHY, appointed_on=other)


MAKERS: Final[Mapping[CareAction, Callable[[TimeInCare, Here], CareCommand]]] = {
    CareAction.RECORD_SIBLINGS: _siblings,
    CareAction.ALLOCATE: _allocate,
    CareAction.CHANGE_LEGAL_STATUS: _status,
    CareAction.TELL_SERVICE: lambda time, _: asked.TellReviewingService(told_on=time.started_on),
    CareAction.APPOINT_OFFICER: _appoint,
    CareAction.REQUEST_PLACEMENT: lambda _, here: asked.RequestPlacement(
        requested_on=here.today, needs=(NeedOfPlacement.FOSTERING,)
    ),
    CareAction.MATCH_PLACEMENT: _match,
    CareAction.MAKE_PLACEMENT: lambda _, here: place(on=here.today),
    CareAction.MOVE_CHILD: lambda _, here: asked.MoveChild(
        reason=PlacementEndReason.OTHER, to=place(on=here.today)
    ),
    CareAction.PLAN_PLACEMENT: _plan,
    CareAction.END_PLACEMENT: lambda time, here: asked.EndPlacement(
        placement=_open(time), ended_on=here.today, reason=PlacementEndReason.OTHER
    ),
    CareAction.SETTLE_TERMS: lambda time, here: asked.SettleTerms(
        placement=_open(time), settled_on=here.today
    ),
    CareAction.VISIT_CHILD: _visit,
    CareAction.HOLD_REVIEW: _review,
    CareAction.CONTINUE_REVIEW: _part,
    CareAction.ADJOURN_REVIEW: lambda _, here: asked.AdjournReview(
        adjourned_on=here.today, reason=AdjournmentReason.OTHER
    ),
    CareAction.ASK_EARLIER_REVIEW: _earlier,
    CareAction.END_CARE: lambda _, here: asked.EndCare(
        ended_on=here.today, reason=CareEndReason.OTHER
    ),
    CareAction.CORRECT_START: lambda time, _: right.CorrectCareStart(
        reason=WHY, unaccompanied=not time.unaccompanied
    ),
    CareAction.CORRECT_STATUS: lambda time, _: right.CorrectLegalStatus(
        number=2, reason=WHY, status=_another_status(time.statuses[1].status)
    ),
    CareAction.CORRECT_OFFICER: _officer_right,
    CareAction.CORRECT_PLACEMENT: lambda time, _: right.CorrectPlacement(
        placement=time.placements[0].number,
        reason=WHY,
        long_term=not time.placements[0].particulars.long_term,
    ),
    CareAction.CORRECT_ADDRESS: lambda time, _: right.CorrectAddress(
        placement=time.placements[0].number,
        reason=WHY,
        address=f"after {time.placements[0].address}",
    ),
    CareAction.WITHDRAW_PLACEMENT: lambda time, _: right.WithdrawPlacement(
        placement=_recorded_in_error(time), reason=WHY
    ),
    CareAction.CORRECT_VISIT: lambda time, _: right.CorrectVisit(
        number=1,
        reason=WHY,
        seen=True,
        seen_alone=not time.visits[0].seen_alone,
    ),
    CareAction.CORRECT_REVIEW: lambda time, _: right.CorrectReview(
        number=1, reason=WHY, held_on=_free_day(time)
    ),
    CareAction.CORRECT_END: lambda time, _: right.CorrectCareEnd(
        reason=WHY,
        end_reason=CareEndReason.DIED
        if time.ending and time.ending.reason is not CareEndReason.DIED
        else CareEndReason.OTHER,
    ),
    CareAction.ADD_NOTE: lambda _, here: AddNote(noted_on=here.today, text="Rang the carer."),
    CareAction.REDACT_TEXT: lambda time, here: RedactText(
        redacted_on=here.today,
        text=UUID(int=len(time.redacted) + 100),
        wording="Rang.",
        texts_held=frozenset({UUID(int=len(time.redacted) + 100)}),
    ),
    CareAction.ASK_REDACTION: lambda time, here: AskRedaction(
        asked_on=here.today, person=uuid5(STREAM, f"{len(time.redactions)}/{time.redactions}")
    ),
    CareAction.COMPLETE_REDACTION: lambda time, here: CompleteRedaction(
        completed_on=here.today, person=time.redactions[0]
    ),
    CareAction.LINK_PERSON: lambda time, here: LinkPerson(
        linked_on=here.today,
        person=time.child.person,
        known_as=uuid5(STREAM, f"index {len(time.links)}"),
    ),
    CareAction.CORRECT_PERSON: lambda time, _: CorrectPerson(
        person=time.child.person, reason=WHY, name=f"{time.child.name}e"
    ),
}


def _recorded_in_error(time: TimeInCare) -> int:
    """A placement without visits, or one that began when another ended."""
    ends = {one.end.on: one.number for one in time.placements if one.end}
    return next(
        one.number
        for one in reversed(time.placements)
        if not time.visits_of(one) or ends.get(one.started_on, one.number) != one.number
    )


def _free_day(time: TimeInCare) -> date:
    """A day on which the first review can have been held, and was not recorded."""
    review = time.reviews[0]
    held = {one.held_on for one in time.reviews}
    last = min((*review.parts, time.ending.on if time.ending else date.max))
    day = time.started_on
    while day in held:
        day += timedelta(days=1)
    assert day <= last, "no other day is left for that review"
    return day


KIND_OF: Final[Mapping[type, CareAction]] = {
    asked.BecomeLookedAfter: CareAction.BECOME_LOOKED_AFTER,
    asked.RecordSiblings: CareAction.RECORD_SIBLINGS,
    asked.AllocateCare: CareAction.ALLOCATE,
    asked.ChangeLegalStatus: CareAction.CHANGE_LEGAL_STATUS,
    asked.TellReviewingService: CareAction.TELL_SERVICE,
    asked.AppointOfficer: CareAction.APPOINT_OFFICER,
    asked.RequestPlacement: CareAction.REQUEST_PLACEMENT,
    asked.MatchPlacement: CareAction.MATCH_PLACEMENT,
    asked.MakePlacement: CareAction.MAKE_PLACEMENT,
    asked.MoveChild: CareAction.MOVE_CHILD,
    asked.PlanPlacement: CareAction.PLAN_PLACEMENT,
    asked.EndPlacement: CareAction.END_PLACEMENT,
    asked.SettleTerms: CareAction.SETTLE_TERMS,
    asked.VisitChild: CareAction.VISIT_CHILD,
    asked.HoldReview: CareAction.HOLD_REVIEW,
    asked.ContinueReview: CareAction.CONTINUE_REVIEW,
    asked.AdjournReview: CareAction.ADJOURN_REVIEW,
    asked.AskEarlierReview: CareAction.ASK_EARLIER_REVIEW,
    asked.EndCare: CareAction.END_CARE,
    right.CorrectCareStart: CareAction.CORRECT_START,
    right.CorrectLegalStatus: CareAction.CORRECT_STATUS,
    right.CorrectReviewingOfficer: CareAction.CORRECT_OFFICER,
    right.CorrectPlacement: CareAction.CORRECT_PLACEMENT,
    right.WithdrawPlacement: CareAction.WITHDRAW_PLACEMENT,
    right.CorrectAddress: CareAction.CORRECT_ADDRESS,
    right.CorrectVisit: CareAction.CORRECT_VISIT,
    right.CorrectReview: CareAction.CORRECT_REVIEW,
    right.CorrectCareEnd: CareAction.CORRECT_END,
    AddNote: CareAction.ADD_NOTE,
    RedactText: CareAction.REDACT_TEXT,
    AskRedaction: CareAction.ASK_REDACTION,
    CompleteRedaction: CareAction.COMPLETE_REDACTION,
    LinkPerson: CareAction.LINK_PERSON,
    CorrectPerson: CareAction.CORRECT_PERSON,
}
