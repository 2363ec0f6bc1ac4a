"""The parts of a time in care as clients see them: statuses, placements, visits, reviews."""

from datetime import date
from typing import Self
from uuid import UUID

from pydantic import Field

from services.placements.domain.care.child import Child
from services.placements.domain.care.review_timing import TimedReview, TimedVisit
from services.placements.domain.care.state import (
    Adjournment,
    EarlierReview,
    Ending,
    Officer,
    Placement,
    PlacementRequest,
    StatusSpell,
    TimeInCare,
)
from services.placements.domain.households.terms import Ground
from services.placements.domain.terms import (
    AdjournmentReason,
    CareEndReason,
    LateReason,
    LegalStatus,
    NeedOfPlacement,
    PlacementEndReason,
    PlacementType,
    Provider,
)
from shared.casework.api.views import View, readable
from shared.casework.terms import Disability, Ethnicity, Sex, SexualOrientation
from shared.deadlines import Clock


class ChildView(View):
    """The child. Once they are erased, `erased` is true and nothing names them."""

    person: UUID
    name: str | None
    date_of_birth: date | None
    contact: str | None
    sex: Sex | None
    ethnicity: Ethnicity | None
    disability: Disability | None
    sexual_orientation: SexualOrientation | None
    erased: bool

    @classmethod
    def of(cls, child: Child) -> Self:
        born = child.date_of_birth
        return cls(
            person=child.person,
            name=readable(child.name),
            date_of_birth=born if isinstance(born, date) else None,
            contact=readable(child.contact),
            sex=child.sex,
            ethnicity=child.ethnicity,
            disability=child.disability,
            sexual_orientation=child.sexual_orientation,
            erased=child.is_erased,
        )


class StatusView(View):
    """The `number`-th legal status, from the day `on`."""

    number: int
    on: date
    status: LegalStatus

    @classmethod
    def of(cls, number: int, spell: StatusSpell) -> Self:
        return cls(number=number, on=spell.on, status=spell.status)


class OfficerView(View):
    """The independent reviewing officer from that day."""

    on: date
    officer: str

    @classmethod
    def of(cls, officer: Officer) -> Self:
        return cls(on=officer.on, officer=officer.worker)


class RequestView(View):
    """A placement that is looked for; `placement` is what came of it."""

    number: int
    on: date
    needs: list[NeedOfPlacement]
    team: str | None
    matched_on: date | None
    provider: Provider | None
    household: str | None
    placement: int | None

    @classmethod
    def of(cls, request: PlacementRequest) -> Self:
        match = request.match
        return cls(
            number=request.number,
            on=request.on,
            needs=list(request.needs),
            team=request.team,
            matched_on=match.on if match else None,
            provider=match.provider if match else None,
            household=match.household if match else None,
            placement=request.placement,
        )


class PlacementView(View):
    """A placement. `counts` is false for a short break (SSDA903 V3, V4)."""

    number: int
    started_on: date
    provider: Provider
    type: PlacementType
    emergency: bool
    long_term: bool
    household: str | None = Field(description="Its reference, for a household of ours.")
    ground: Ground | None = Field(description="By what the household may lawfully take the child.")
    settled_on: date | None
    address: str | None = Field(description="Null where none is recorded, or the child is erased.")
    postcode: str | None
    planned_on: date | None
    ended_on: date | None
    end_reason: PlacementEndReason | None
    counts: bool

    @classmethod
    def of(cls, placement: Placement, time: TimeInCare) -> Self:
        particulars, address, end = placement.particulars, placement.address, placement.end
        place = particulars.place
        return cls(
            number=placement.number,
            started_on=placement.started_on,
            provider=particulars.provider,
            type=particulars.type,
            emergency=particulars.emergency,
            long_term=particulars.long_term,
            household=place.reference if place else None,
            ground=place.ground if place else None,
            settled_on=placement.settled_on,
            address=readable(address.address) if address else None,
            postcode=readable(address.postcode) if address else None,
            planned_on=placement.planned_on,
            ended_on=end.on if end else None,
            end_reason=end.reason if end else None,
            counts=time.counts(placement),
        )


class VisitView(View):
    """A visit; `clock` is the one that it stopped."""

    number: int
    on: date
    placement: int
    seen: bool
    seen_alone: bool
    clock: UUID | None

    @classmethod
    def of(cls, timed: TimedVisit) -> Self:
        visit = timed.visit
        return cls(
            number=visit.number,
            on=visit.on,
            placement=visit.placement,
            seen=visit.seen,
            seen_alone=visit.seen_alone,
            clock=_id(timed.clock),
        )


class ReviewView(View):
    """A review. `held_on` is the day of its first meeting, which stops the clock."""

    number: int
    ordinal: int = Field(description="Which review it is by its day, from 1.")
    held_on: date
    parts: list[date]
    complete: bool
    late: bool
    late_reason: LateReason | None
    clock: UUID | None

    @classmethod
    def of(cls, timed: TimedReview) -> Self:
        review = timed.review
        return cls(
            number=review.number,
            ordinal=timed.ordinal,
            held_on=review.held_on,
            parts=list(review.parts),
            complete=review.complete,
            late=timed.late,
            late_reason=review.late_reason,
            clock=_id(timed.clock),
        )


class AdjournmentView(View):
    on: date
    reason: AdjournmentReason

    @classmethod
    def of(cls, adjournment: Adjournment) -> Self:
        return cls(on=adjournment.on, reason=adjournment.reason)


class EarlierReviewView(View):
    asked_on: date
    review_by: date

    @classmethod
    def of_any(cls, asked: EarlierReview | None) -> Self | None:
        return None if asked is None else cls(asked_on=asked.asked_on, review_by=asked.review_by)


class CareEndView(View):
    on: date
    reason: CareEndReason

    @classmethod
    def of_any(cls, ending: Ending | None) -> Self | None:
        return None if ending is None else cls(on=ending.on, reason=ending.reason)


def _id(clock: Clock | None) -> UUID | None:
    return None if clock is None else clock.clock
