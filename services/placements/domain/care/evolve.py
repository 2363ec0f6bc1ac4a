"""The time in care after each event. Nothing is refused and no date computed: events say it."""

from dataclasses import replace
from typing import assert_never

from services.placements.domain.care import corrected as put_right
from services.placements.domain.care import events as happened
from services.placements.domain.care.events import CareEvent
from services.placements.domain.care.evolve_corrected import after_correction
from services.placements.domain.care.evolve_placements import after_placing
from services.placements.domain.care.state import (
    Adjournment,
    Care,
    EarlierReview,
    Ending,
    InCare,
    KnownCare,
    LeftCare,
    NotInCare,
    Officer,
    Review,
    StatusSpell,
    TimeInCare,
    Visit,
)
from shared.casework.beside import happenings as beside
from shared.casework.beside.rules import after_writing
from shared.casework.clocks import with_changed
from shared.casework.impossible import ImpossibleHistory
from shared.deadlines import Clock


def evolve(care: Care, event: CareEvent) -> Care:
    """The time in care after `event`. Raises ImpossibleHistory."""
    match care, event:
        case NotInCare(), happened.CareStarted():
            return InCare(time=_as_started(event))
        case (NotInCare(), _) | (_, happened.CareStarted()):
            raise ImpossibleHistory(f"{type(event).__name__} after {type(care).__name__}")
        case _:
            return _after(care, event)


def _as_started(event: happened.CareStarted) -> TimeInCare:
    return TimeInCare(
        reference=event.reference,
        started_on=event.occurred_on,
        child=event.child,
        statuses=(StatusSpell(on=event.occurred_on, status=event.legal_status),),
        need=event.need,
        unaccompanied=event.unaccompanied,
        sibling_group=event.sibling_group,
        policy_edition=event.policy_edition,
        team=event.team,
        clocks=event.clocks,
    )


def _after(care: KnownCare, event: CareEvent) -> KnownCare:
    time = _changed(care.time, event)
    clocks: tuple[Clock, ...] = getattr(event, "clocks", ())
    if clocks:
        time = replace(time, clocks=with_changed(time.clocks, clocks))
    if isinstance(event, happened.CareEnded):
        return LeftCare(time=time)
    return replace(care, time=time)


def _changed(time: TimeInCare, event: CareEvent) -> TimeInCare:  # noqa: C901, PLR0911, PLR0912
    match event:
        case happened.CareStarted():
            raise ImpossibleHistory("a time in care that has begun begins")
        case happened.SiblingsRecorded():
            return replace(time, sibling_group=event.sibling_group)
        case happened.CareAllocated():
            return replace(
                time, team=event.team, worker=event.worker, allocated_on=event.occurred_on
            )
        case happened.LegalStatusChanged():
            spell = StatusSpell(on=event.occurred_on, status=event.status)
            spells = sorted((*time.statuses, spell), key=lambda one: one.on)
            return replace(time, statuses=tuple(spells))
        case happened.ReviewingServiceTold():
            return replace(time, told_on=event.occurred_on)
        case happened.OfficerAppointed():
            officer = Officer(on=event.occurred_on, worker=event.officer)
            return replace(time, officers=(*time.officers, officer))
        case happened.CareEnded():
            return replace(time, ending=Ending(on=event.occurred_on, reason=event.reason))
        case happened.ChildVisited():
            visit = Visit(
                number=event.number,
                on=event.occurred_on,
                placement=event.placement,
                seen=event.seen,
                seen_alone=event.seen_alone,
            )
            return replace(time, visits=(*time.visits, visit))
        case (
            happened.ReviewHeld()
            | happened.ReviewContinued()
            | happened.ReviewAdjourned()
            | happened.EarlierReviewAsked()
        ):
            return _of_review(time, event)
        case (
            happened.PlacementRequested()
            | happened.PlacementMatched()
            | happened.PlacementMade()
            | happened.PlacementPlanned()
            | happened.PlacementEnded()
            | happened.TermsSettled()
        ):
            return after_placing(time, event)
        case (
            beside.NoteAdded()
            | beside.TextRedacted()
            | beside.RedactionAsked()
            | beside.RedactionCompleted()
            | beside.PersonLinked()
        ):
            return after_writing(time, event)
        case (
            put_right.CareStartCorrected()
            | put_right.LegalStatusCorrected()
            | put_right.TellingCorrected()
            | put_right.AppointmentCorrected()
            | put_right.PlacementCorrected()
            | put_right.PlacementWithdrawn()
            | put_right.AddressCorrected()
            | put_right.VisitCorrected()
            | put_right.ReviewCorrected()
            | put_right.CareEndCorrected()
            | put_right.PersonCorrected()
        ):
            return after_correction(time, event)
        case _:
            assert_never(event)


def _of_review(time: TimeInCare, event: happened.OfReview) -> TimeInCare:
    match event:
        case happened.ReviewHeld():
            review = Review(
                number=event.number,
                held_on=event.occurred_on,
                complete=event.complete,
                late_reason=event.late_reason,
            )
            waiting = time.earlier_review
            if waiting is not None and waiting.asked_on <= event.occurred_on:
                waiting = None
            return replace(time, reviews=(*time.reviews, review), earlier_review=waiting)
        case happened.ReviewContinued():
            reviews = (
                replace(one, parts=(*one.parts, event.occurred_on), complete=event.complete)
                if one.number == event.review
                else one
                for one in time.reviews
            )
            return replace(time, reviews=tuple(reviews))
        case happened.ReviewAdjourned():
            put_off = Adjournment(on=event.occurred_on, reason=event.reason)
            return replace(time, adjournments=(*time.adjournments, put_off))
        case happened.EarlierReviewAsked():
            asked = EarlierReview(asked_on=event.occurred_on, review_by=event.review_by)
            return replace(time, earlier_review=asked)
        case _:
            assert_never(event)
