"""Why the rules of a time in care say no. Each refusal says the rule; `code` never changes.

First the refusals of standing (where the case is), then those of content (what was asked for).
"""

from typing import ClassVar

from shared.casework.refusals import ContentRefusal
from shared.event_sourcing import Refusal


class NotLookedAfter(Refusal):
    code: ClassVar[str] = "not-looked-after"
    because: ClassVar[str] = "No child became looked after under this reference."


class AlreadyLookedAfter(Refusal):
    code: ClassVar[str] = "already-looked-after"
    because: ClassVar[str] = "The time in care has begun already."


class AlreadyInCare(Refusal):
    """Facts: `care`, the reference of the other time in care, and `started_on`, its first day."""

    code: ClassVar[str] = "already-in-care"
    because: ClassVar[str] = (
        "The child is in care on that day under another reference; go on there, or end it first."
    )


class HasLeftCare(Refusal):
    code: ClassVar[str] = "has-left-care"
    because: ClassVar[str] = (
        "The child has left care. One who comes back begins another time in care."
    )


class StillInCare(Refusal):
    code: ClassVar[str] = "still-in-care"
    because: ClassVar[str] = "The time in care has not ended, so there is no end to put right."


class ServiceAlreadyTold(Refusal):
    code: ClassVar[str] = "service-already-told"
    because: ClassVar[str] = "The service was told; correct the date if it is wrong."


class AlreadyPlaced(Refusal):
    code: ClassVar[str] = "already-placed"
    because: ClassVar[str] = "The child is in a placement; move the child, or end it first."


class NotPlaced(Refusal):
    code: ClassVar[str] = "not-placed"
    because: ClassVar[str] = "The child is in no placement."


class PlacedToday(Refusal):
    code: ClassVar[str] = "placed-today"
    because: ClassVar[str] = (
        "The placement began today, and a move comes on a later day; correct it if it is wrong."
    )


class NeverPlaced(Refusal):
    code: ClassVar[str] = "never-placed"
    because: ClassVar[str] = "No placement was recorded yet."


class NoPlacementToWithdraw(Refusal):
    code: ClassVar[str] = "no-placement-to-withdraw"
    because: ClassVar[str] = (
        "No placement is left to withdraw, or the child was visited in each and none before it "
        "goes on."
    )


class NothingRequested(Refusal):
    code: ClassVar[str] = "nothing-requested"
    because: ClassVar[str] = "No placement is being looked for."


class EveryPlanMade(Refusal):
    code: ClassVar[str] = "every-plan-made"
    because: ClassVar[str] = "Every placement has its plan; correct the date if it is wrong."


class NothingOutsideTerms(Refusal):
    code: ClassVar[str] = "nothing-outside-terms"
    because: ClassVar[str] = "The present placement is not an emergency outside the terms."


class NoReviewInParts(Refusal):
    code: ClassVar[str] = "no-review-in-parts"
    because: ClassVar[str] = "No review awaits another part."


class ReviewNotComplete(Refusal):
    code: ClassVar[str] = "review-not-complete"
    because: ClassVar[str] = "The last review awaits another part; hold that first."


class NeverVisited(Refusal):
    code: ClassVar[str] = "never-visited"
    because: ClassVar[str] = "No visit was recorded yet."


class NeverReviewed(Refusal):
    code: ClassVar[str] = "never-reviewed"
    because: ClassVar[str] = "No review was recorded yet."


class StatusNeverChanged(Refusal):
    code: ClassVar[str] = "status-never-changed"
    because: ClassVar[str] = "Only the first legal status is recorded; correct the start."


class NothingOfOfficer(Refusal):
    code: ClassVar[str] = "nothing-of-officer"
    because: ClassVar[str] = "The service was not told, and no officer was appointed yet."


class BeforeCare(ContentRefusal):
    code: ClassVar[str] = "before-care"
    because: ClassVar[str] = "It would come before the child became looked after."


class AfterCare(ContentRefusal):
    code: ClassVar[str] = "after-care"
    because: ClassVar[str] = "It would come after the child left care."


class PlacementsOverlap(ContentRefusal):
    code: ClassVar[str] = "placements-overlap"
    because: ClassVar[str] = "The child would be in two placements at once."


class EndBeforeStart(ContentRefusal):
    code: ClassVar[str] = "end-before-start"
    because: ClassVar[str] = "The placement would end before it starts."


class OutsidePlacement(ContentRefusal):
    code: ClassVar[str] = "outside-placement"
    because: ClassVar[str] = "It would lie outside the days of the placement."


class PartBeforeReview(ContentRefusal):
    code: ClassVar[str] = "part-before-review"
    because: ClassVar[str] = "A further part of a review comes after its first meeting."


class TwoReviewsInOneDay(ContentRefusal):
    code: ClassVar[str] = "two-reviews-in-one-day"
    because: ClassVar[str] = "Another review was held on that day."


class TwoStatusesInOneDay(ContentRefusal):
    code: ClassVar[str] = "two-statuses-in-one-day"
    because: ClassVar[str] = "Another legal status begins on that day."


class NoSuchPlacement(ContentRefusal):
    code: ClassVar[str] = "no-such-placement"
    because: ClassVar[str] = "The time in care has no such placement, or it is past that step."


class AlreadyWithdrawn(ContentRefusal):
    code: ClassVar[str] = "already-withdrawn"
    because: ClassVar[str] = "That placement was withdrawn already."


class VisitedThere(ContentRefusal):
    code: ClassVar[str] = "visited-there"
    because: ClassVar[str] = (
        "The child was visited there, and no placement before it goes on to which the visits "
        "could belong; correct the placement instead."
    )


class NoSuchRequest(ContentRefusal):
    code: ClassVar[str] = "no-such-request"
    because: ClassVar[str] = "No placement is looked for under that number."


class NoSuchReview(ContentRefusal):
    code: ClassVar[str] = "no-such-review"
    because: ClassVar[str] = "The time in care has no such review, or it awaits no part."


class NoSuchVisit(ContentRefusal):
    code: ClassVar[str] = "no-such-visit"
    because: ClassVar[str] = "The time in care has no such visit."


class NoSuchStatus(ContentRefusal):
    code: ClassVar[str] = "no-such-status"
    because: ClassVar[str] = "The time in care has no such later legal status."


class NotALateReview(ContentRefusal):
    code: ClassVar[str] = "not-a-late-review"
    because: ClassVar[str] = "The review was in time, so there is no reason why it was late."


class HouseholdNotOfProvider(ContentRefusal):
    code: ClassVar[str] = "household-not-of-provider"
    because: ClassVar[str] = (
        "A household of the authority's own goes with in-house or kinship care, and with no other."
    )


class HouseholdNotNamed(ContentRefusal):
    code: ClassVar[str] = "household-not-named"
    because: ClassVar[str] = (
        "The authority's own foster carers are in a household that it approved; name it."
    )


class SeenAloneUnseen(ContentRefusal):
    code: ClassVar[str] = "seen-alone-unseen"
    because: ClassVar[str] = "A child who was not seen was not seen alone."


class ReviewByPassed(ContentRefusal):
    code: ClassVar[str] = "review-by-passed"
    because: ClassVar[str] = "The day by which the review is asked for lies before the asking."


class AfterNextOfficer(ContentRefusal):
    code: ClassVar[str] = "after-next-officer"
    because: ClassVar[str] = "The next officer was appointed before that day."


class MovedOnFirstDay(ContentRefusal):
    """Facts: `placement`, the number of the present one."""

    code: ClassVar[str] = "moved-on-first-day"
    because: ClassVar[str] = (
        "The present placement began on that day, and a move comes on a later one; correct the "
        "placement if it is wrong."
    )


class BornAfterStart(ContentRefusal):
    code: ClassVar[str] = "born-after-start"
    because: ClassVar[str] = "Nobody becomes looked after before they are born."


class TooOldForCare(ContentRefusal):
    """Facts: `age`, in whole years on the day."""

    code: ClassVar[str] = "too-old-for-care"
    because: ClassVar[str] = (
        "Nobody becomes looked after from the age of 21 on (Children Act 1989 s20(5), s105)."
    )


class LongBeforeCare(ContentRefusal):
    """Facts: `not_before`, the earliest day that is accepted."""

    code: ClassVar[str] = "long-before-care"
    because: ClassVar[str] = "It is dated too long before the child became looked after."


class NotAMove(ContentRefusal):
    code: ClassVar[str] = "not-a-move"
    because: ClassVar[str] = "The child lives in that household already."
