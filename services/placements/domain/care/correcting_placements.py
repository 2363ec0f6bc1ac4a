"""Putting right what was recorded of a placement, a visit or a review.

Nobody moves by a correction. A placement keeps its number, and its plan and visits follow its
days; a corrected address moves nothing at all (2014-11 paper L3555-3561: rewritten addresses once
inflated the moves).
"""

from dataclasses import replace

from services.placements.domain.care import refusals
from services.placements.domain.care.bounds import check_not_long_before
from services.placements.domain.care.corrected import (
    AddressCorrected,
    PlacementCorrected,
    ReviewCorrected,
    VisitCorrected,
)
from services.placements.domain.care.corrections import (
    CorrectAddress,
    CorrectPlacement,
    CorrectReview,
    CorrectVisit,
)
from services.placements.domain.care.placing import check_particulars
from services.placements.domain.care.reviewing import check_late
from services.placements.domain.care.settling import after, settled
from services.placements.domain.care.standing import known
from services.placements.domain.care.state import (
    Address,
    Care,
    KnownCare,
    Particulars,
    Placement,
    PlacementEnd,
)
from services.placements.domain.local import Here
from services.placements.domain.terms import OWN_HOUSEHOLDS
from shared.casework.dates import check_countable, check_past
from shared.casework.refusals import EverybodyErased, NothingToChange, NotRecordedYet


def may_correct_placement(care: Care, here: Here) -> KnownCare:
    """Raises NeverPlaced or NotLookedAfter."""
    del here
    place = known(care)
    if not place.time.placements:
        raise refusals.NeverPlaced
    return place


def correct_placement(
    command: CorrectPlacement, care: Care, here: Here
) -> tuple[PlacementCorrected, ...]:
    """Raises NoSuchPlacement, NotRecordedYet, NothingToChange, InTheFuture, OutsideCalendar,
    HouseholdNotOfProvider, HouseholdNotNamed, BeforeCare, AfterCare, EndBeforeStart,
    PlacementsOverlap, LongBeforeCare or OutsidePlacement, or as `may_correct_placement`.
    """
    placement = _placement(command.placement, may_correct_placement(care, here))
    started_on = command.started_on or placement.started_on
    check_past(started_on, here, "started_on")
    check_countable(started_on, here, "started_on")
    particulars = _particulars(command, placement.particulars)
    check_particulars(particulars, "provider")
    planned_on = command.planned_on or placement.planned_on
    if command.planned_on is not None:
        check_past(command.planned_on, here, "planned_on")
        check_not_long_before(command.planned_on, known(care).time, "planned_on")
        if placement.planned_on is None:
            raise NotRecordedYet("planned_on")
    right = PlacementCorrected(
        occurred_on=here.today,
        placement=placement.number,
        started_on=started_on,
        particulars=particulars,
        planned_on=planned_on,
        end=_end(command, placement, here),
        reason=command.reason,
        clocks=(),
    )
    if after(care, right) == care:
        raise NothingToChange("reason")
    field = "started_on" if command.ended_on is None else "ended_on"
    clocks = settled(right, care, here, field=field, cause="placement-corrected")
    return (replace(right, clocks=clocks),)


def may_correct_address(care: Care, here: Here) -> KnownCare:
    """Raises EverybodyErased, or as `may_correct_placement`."""
    place = may_correct_placement(care, here)
    if place.time.child.is_erased:
        raise EverybodyErased
    return place


def correct_address(
    command: CorrectAddress, care: Care, here: Here
) -> tuple[AddressCorrected, ...]:
    """Raises NoSuchPlacement or NothingToChange, or as `may_correct_address`."""
    place = may_correct_address(care, here)
    placement = _placement(command.placement, place)
    right = Address(
        person=place.time.child.person, address=command.address, postcode=command.postcode
    )
    if right == placement.address:
        raise NothingToChange("address")
    return (
        AddressCorrected(
            occurred_on=here.today,
            placement=placement.number,
            address=right,
            reason=command.reason,
        ),
    )


def may_correct_visit(care: Care, here: Here) -> KnownCare:
    """Raises NeverVisited or NotLookedAfter."""
    del here
    place = known(care)
    if not place.time.visits:
        raise refusals.NeverVisited
    return place


def correct_visit(command: CorrectVisit, care: Care, here: Here) -> tuple[VisitCorrected, ...]:
    """Raises NoSuchVisit, NothingToChange, InTheFuture, OutsideCalendar, SeenAloneUnseen,
    OutsidePlacement, BeforeCare or AfterCare, or as `may_correct_visit`.
    """
    visits = may_correct_visit(care, here).time.visits
    if not 1 <= command.number <= len(visits):
        raise refusals.NoSuchVisit("number")
    visit = visits[command.number - 1]
    visited_on = command.visited_on or visit.on
    check_past(visited_on, here, "visited_on")
    check_countable(visited_on, here, "visited_on")
    right = VisitCorrected(
        occurred_on=here.today,
        number=command.number,
        visited_on=visited_on,
        seen=visit.seen if command.seen is None else command.seen,
        seen_alone=visit.seen_alone if command.seen_alone is None else command.seen_alone,
        reason=command.reason,
        clocks=(),
    )
    if right.seen_alone and not right.seen:
        raise refusals.SeenAloneUnseen("seen_alone")
    if after(care, right) == care:
        raise NothingToChange("reason")
    clocks = settled(right, care, here, field="visited_on", cause="visit-corrected")
    return (replace(right, clocks=clocks),)


def may_correct_review(care: Care, here: Here) -> KnownCare:
    """Raises NeverReviewed or NotLookedAfter."""
    del here
    place = known(care)
    if not place.time.reviews:
        raise refusals.NeverReviewed
    return place


def correct_review(command: CorrectReview, care: Care, here: Here) -> tuple[ReviewCorrected, ...]:
    """Raises NoSuchReview, NothingToChange, InTheFuture, OutsideCalendar, BeforeCare, AfterCare,
    TwoReviewsInOneDay, PartBeforeReview or NotALateReview, or as `may_correct_review`.
    """
    reviews = may_correct_review(care, here).time.reviews
    if not 1 <= command.number <= len(reviews):
        raise refusals.NoSuchReview("number")
    review = reviews[command.number - 1]
    held_on = command.held_on or review.held_on
    check_past(held_on, here, "held_on")
    check_countable(held_on, here, "held_on")
    right = ReviewCorrected(
        occurred_on=here.today,
        number=command.number,
        held_on=held_on,
        late_reason=command.late_reason or review.late_reason,
        reason=command.reason,
        clocks=(),
    )
    if after(care, right) == care:
        raise NothingToChange("reason")
    clocks = settled(right, care, here, field="held_on", cause="review-corrected")
    right = replace(right, clocks=clocks)
    if command.late_reason is not None:
        check_late(after(care, right).time, command.number)
    return (right,)


def _placement(number: int, care: KnownCare) -> Placement:
    placement = care.time.placement(number)
    if placement is None:
        raise refusals.NoSuchPlacement("placement")
    return placement


def _particulars(command: CorrectPlacement, former: Particulars) -> Particulars:
    provider = command.provider or former.provider
    kept = former.place if provider in OWN_HOUSEHOLDS else None
    return Particulars(
        provider=provider,
        type=command.type or former.type,
        emergency=former.emergency if command.emergency is None else command.emergency,
        long_term=former.long_term if command.long_term is None else command.long_term,
        place=command.place or kept,
    )


def _end(command: CorrectPlacement, placement: Placement, here: Here) -> PlacementEnd | None:
    former = placement.end
    if former is None:
        for field, given in (("ended_on", command.ended_on), ("end_reason", command.end_reason)):
            if given is not None:
                raise NotRecordedYet(field)
        return None
    if command.ended_on is not None:
        check_past(command.ended_on, here, "ended_on")
    return PlacementEnd(
        on=command.ended_on or former.on, reason=command.end_reason or former.reason
    )
