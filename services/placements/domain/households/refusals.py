"""Why a household's rules say no, beside what every service refuses. Codes never change.

First the refusals of standing (where the household is), then those of content.
"""

from typing import ClassVar

from shared.casework.refusals import ContentRefusal
from shared.event_sourcing import Refusal


class HouseholdNotApproved(Refusal):
    code: ClassVar[str] = "household-not-approved"
    because: ClassVar[str] = "No household has been approved under this reference."


class HouseholdAlreadyApproved(Refusal):
    code: ClassVar[str] = "household-already-approved"
    because: ClassVar[str] = "The household has been approved already."


class HouseholdIsClosed(Refusal):
    code: ClassVar[str] = "household-closed"
    because: ClassVar[str] = "The household fosters no more."


class ChildrenStillPlaced(Refusal):
    code: ClassVar[str] = "children-still-placed"
    because: ClassVar[str] = "Children are placed in the household; end their placements first."


class TermsNeverChanged(Refusal):
    code: ClassVar[str] = "terms-never-changed"
    because: ClassVar[str] = "The terms are those of the approval; correct the approval instead."


class NoExemptionInForce(Refusal):
    code: ClassVar[str] = "no-exemption-in-force"
    because: ClassVar[str] = "No exemption of the household is in force."


class NothingOnHold(Refusal):
    code: ClassVar[str] = "nothing-on-hold"
    because: ClassVar[str] = "No place of the household is on hold."


class NoComplaintOpen(Refusal):
    code: ClassVar[str] = "no-complaint-open"
    because: ClassVar[str] = "No complaint about the household is open."


class NoSuchHousehold(ContentRefusal):
    code: ClassVar[str] = "no-such-household"
    because: ClassVar[str] = "The authority has no household with this reference."


class BeforeApproval(ContentRefusal):
    code: ClassVar[str] = "before-approval"
    because: ClassVar[str] = "The household was not approved yet on that day."


class AfterClosing(ContentRefusal):
    code: ClassVar[str] = "after-closing"
    because: ClassVar[str] = "The household fostered no more on that day."


class RecordedBeforeApproval(ContentRefusal):
    code: ClassVar[str] = "recorded-before-approval"
    because: ClassVar[str] = "Something recorded of the household would lie before its approval."


class EndsBeforeItBegins(ContentRefusal):
    code: ClassVar[str] = "ends-before-it-begins"
    because: ClassVar[str] = "The last day lies before the first."


class TermsContradictory(ContentRefusal):
    code: ClassVar[str] = "terms-contradictory"
    because: ClassVar[str] = (
        "Terms set something, the youngest is no older than the oldest, and siblings have no "
        "fewer places than others."
    )


class NoSuchChangeOfTerms(ContentRefusal):
    code: ClassVar[str] = "no-such-change-of-terms"
    because: ClassVar[str] = "The terms were not changed as often as that."


class AlreadyExempt(ContentRefusal):
    code: ClassVar[str] = "already-exempt"
    because: ClassVar[str] = "An exemption names this child on that day, or later."


class NotExemptNow(ContentRefusal):
    code: ClassVar[str] = "not-exempt-now"
    because: ClassVar[str] = "No exemption that is in force names this child."


class MoreThanApproved(ContentRefusal):
    code: ClassVar[str] = "more-than-approved"
    because: ClassVar[str] = "The household has not as many places approved on that day."


class NoSuchHold(ContentRefusal):
    code: ClassVar[str] = "no-such-hold"
    because: ClassVar[str] = "The household has no such hold that goes on."


class AlreadyThere(ContentRefusal):
    code: ClassVar[str] = "child-already-there"
    because: ClassVar[str] = "The child is placed in this household on one of those days."


class NotPlacedHere(ContentRefusal):
    code: ClassVar[str] = "not-placed-here"
    because: ClassVar[str] = "No such placement is recorded in this household."


class PlaceAlreadyFreed(ContentRefusal):
    code: ClassVar[str] = "place-already-freed"
    because: ClassVar[str] = "The child has left; correct the day if it is wrong."


class BeyondUsualLimit(ContentRefusal):
    """Facts: `on`, the first such day, and `limit`."""

    code: ClassVar[str] = "beyond-usual-limit"
    because: ClassVar[str] = (
        "More than three children: lawful only where all are siblings of each other, or an "
        "exemption names the child (Children Act 1989 Sch 7); an emergency does not lift it."
    )


class BeyondTerms(ContentRefusal):
    """Facts: `on`, the first such day, and `limit` (places, ages)."""

    code: ClassVar[str] = "beyond-terms"
    because: ClassVar[str] = (
        "Beyond the terms of approval: lawful only for siblings of each other, a child whom an "
        "exemption names, or in an emergency for six working days (SI 2010/959 reg 23)."
    )


class OthersBeyondLimit(ContentRefusal):
    """Facts: `on`, the first such day, `limit`, and `care`, the child's reference."""

    code: ClassVar[str] = "others-beyond-limit"
    because: ClassVar[str] = "Another child who is placed there would be beyond a limit, or is."


class GroundNotNeeded(ContentRefusal):
    code: ClassVar[str] = "ground-not-needed"
    because: ClassVar[str] = "On no day does the placement pass a limit that this ground lifts."


class NoEmergencyToSettle(ContentRefusal):
    code: ClassVar[str] = "no-emergency-to-settle"
    because: ClassVar[str] = "The child is not there by an emergency that goes on."


class StillBeyondTerms(ContentRefusal):
    """Facts: `on`, the first such day, and `limit`."""

    code: ClassVar[str] = "still-beyond-terms"
    because: ClassVar[str] = "Without the emergency the child, or another, is beyond a limit."


class PlacesOnHold(ContentRefusal):
    code: ClassVar[str] = "places-on-hold"
    because: ClassVar[str] = "The places that are left are on hold on that day."


class NoCarerGiven(ContentRefusal):
    code: ClassVar[str] = "no-carer-given"
    because: ClassVar[str] = "A household has one carer at least, and each of them once."


class ComplaintAlreadyNoted(ContentRefusal):
    code: ClassVar[str] = "complaint-already-noted"
    because: ClassVar[str] = "The complaint is noted on this household."


class ComplaintNotOpen(ContentRefusal):
    code: ClassVar[str] = "complaint-not-open"
    because: ClassVar[str] = "No such complaint is open on this household."


class ComplaintNotNoted(ContentRefusal):
    code: ClassVar[str] = "complaint-not-noted"
    because: ClassVar[str] = "No such complaint is noted as about this household."
