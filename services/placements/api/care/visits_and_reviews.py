"""Routes of visits and reviews."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends
from pydantic import Field

from services.placements.api.care.at_desk import DATED, AtDesk, at_desk
from services.placements.api.care.view import CareView
from services.placements.api.numbers import Ordinal
from services.placements.domain.care import refusals
from services.placements.domain.care.actions import CareAction
from services.placements.domain.care.commands import (
    AdjournReview,
    AskEarlierReview,
    ContinueReview,
    HoldReview,
    VisitChild,
)
from services.placements.domain.terms import AdjournmentReason, LateReason
from shared.casework.api.bodies import Body, BusinessDate, Day, Number, YesOrNo
from shared.casework.api.dependencies import Reference
from shared.casework.refusals import NothingToChange
from shared.problem_details import problems

router = APIRouter(prefix="/care/{reference}", tags=["Visits and reviews"])


class VisitBody(Body):
    """A visit to the child; without `placement`, to the one they were in on that day."""

    visited_on: BusinessDate
    seen: YesOrNo
    seen_alone: YesOrNo
    placement: Number | None = Field(default=None, ge=1, le=10_000)


class ReviewBody(Body):
    """A review, or with `complete` false the first meeting of one in several parts."""

    held_on: BusinessDate
    complete: YesOrNo = True
    late_reason: LateReason | None = None


class ReviewPartBody(Body):
    held_on: BusinessDate
    complete: YesOrNo = True


class AdjournmentBody(Body):
    adjourned_on: BusinessDate
    reason: AdjournmentReason


class EarlierReviewBody(Body):
    asked_on: BusinessDate
    review_by: Day


@router.post(
    "/visits",
    status_code=HTTPStatus.CREATED,
    summary="Record a visit",
    responses=problems(
        *DATED,
        refusals.NeverPlaced,
        refusals.NoSuchPlacement,
        refusals.OutsidePlacement,
        refusals.SeenAloneUnseen,
    ),
)
async def visit(
    reference: Reference,
    body: VisitBody,
    desk: Annotated[AtDesk, Depends(at_desk(CareAction.VISIT_CHILD))],
) -> CareView:
    """The next one is due from this day on: six weeks, or three months (reg 28)."""
    command = VisitChild(
        visited_on=body.visited_on,
        seen=body.seen,
        seen_alone=body.seen_alone,
        placement=body.placement,
    )
    return await desk.do(command, reference)


@router.post(
    "/reviews",
    status_code=HTTPStatus.CREATED,
    summary="Record a review",
    responses=problems(
        *DATED,
        refusals.ReviewNotComplete,
        refusals.TwoReviewsInOneDay,
        refusals.NotALateReview,
    ),
)
async def hold_review(
    reference: Reference,
    body: ReviewBody,
    desk: Annotated[AtDesk, Depends(at_desk(CareAction.HOLD_REVIEW))],
) -> CareView:
    """A late one is recorded and counted as late."""
    command = HoldReview(held_on=body.held_on, complete=body.complete, late_reason=body.late_reason)
    return await desk.do(command, reference)


@router.post(
    "/reviews/{number}/parts",
    status_code=HTTPStatus.CREATED,
    summary="Record a further part of a review",
    responses=problems(
        *DATED, refusals.NoReviewInParts, refusals.NoSuchReview, refusals.PartBeforeReview
    ),
)
async def continue_review(
    reference: Reference,
    number: Ordinal,
    body: ReviewPartBody,
    desk: Annotated[AtDesk, Depends(at_desk(CareAction.CONTINUE_REVIEW))],
) -> CareView:
    """The first meeting is the one that counts; a part moves no clock."""
    command = ContinueReview(review=number, held_on=body.held_on, complete=body.complete)
    return await desk.do(command, reference)


@router.post(
    "/review-adjournments",
    status_code=HTTPStatus.CREATED,
    summary="Record that a review was adjourned",
    responses=problems(*DATED),
)
async def adjourn_review(
    reference: Reference,
    body: AdjournmentBody,
    desk: Annotated[AtDesk, Depends(at_desk(CareAction.ADJOURN_REVIEW))],
) -> CareView:
    """Its clock goes on."""
    return await desk.do(
        AdjournReview(adjourned_on=body.adjourned_on, reason=body.reason), reference
    )


@router.post(
    "/review-requests",
    status_code=HTTPStatus.CREATED,
    summary="Ask for an earlier review",
    responses=problems(*DATED, refusals.ReviewByPassed, NothingToChange),
)
async def ask_earlier_review(
    reference: Reference,
    body: EarlierReviewBody,
    desk: Annotated[AtDesk, Depends(at_desk(CareAction.ASK_EARLIER_REVIEW))],
) -> CareView:
    """The limit of the law stays; the day asked for is shown until a review is held."""
    command = AskEarlierReview(asked_on=body.asked_on, review_by=body.review_by)
    return await desk.do(command, reference)
