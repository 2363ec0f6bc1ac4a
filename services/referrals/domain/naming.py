"""Details of the child put right. It moves no clock; only the age and codes in messages follow."""

from services.referrals.domain.child import put_right
from services.referrals.domain.commands import CorrectChild
from services.referrals.domain.correction_events import ChildCorrected
from services.referrals.domain.intake import check_child
from services.referrals.domain.local import Here
from services.referrals.domain.places import Known, Referral
from services.referrals.domain.standing import known
from shared.casework.refusals import EverybodyErased, NothingToChange, PersonNotOnCase


def may_correct_child(referral: Referral, here: Here) -> Known:
    """Raises EverybodyErased or NotReceived."""
    del here
    place = known(referral)
    if place.contact.child.is_erased:
        raise EverybodyErased
    return place


def correct_child(
    command: CorrectChild, referral: Referral, here: Here
) -> tuple[ChildCorrected, ...]:
    """The child as they should have been recorded; born, they are no longer expected.

    Raises PersonNotOnCase, InTheFuture, DueAndBorn or NothingToChange, or as `may_correct_child`.
    """
    recorded = may_correct_child(referral, here).contact.child
    if command.details.person != recorded.person:
        raise PersonNotOnCase("person")
    child = put_right(recorded, command.details)
    check_child(child, here, "details")
    if child == recorded:
        raise NothingToChange("details")
    return (ChildCorrected(occurred_on=here.today, child=child, reason=command.reason),)
