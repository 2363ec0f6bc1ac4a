"""A complaint is about a fostering household, by the reference that placements gave it.

Whoever looks after the household's carers and children sees there that a complaint is open
(National Minimum Standards for fostering, standard 22); what it says stays here.
"""

from services.complaints.domain.commands import RecordHousehold
from services.complaints.domain.dates import check_happened
from services.complaints.domain.events import HouseholdRecorded
from services.complaints.domain.local import Here
from services.complaints.domain.places import Complaint, OnTheWay
from services.complaints.domain.standing import on_the_way
from shared.casework.refusals import NothingToChange


def may_record(complaint: Complaint, here: Here) -> OnTheWay:
    """Says why the case is not open, where it is not."""
    del here
    return on_the_way(complaint)


def record(
    command: RecordHousehold, complaint: Complaint, here: Here
) -> tuple[HouseholdRecorded, ...]:
    """The household it is about from now on; None takes back one that was recorded in error.

    Raises InTheFuture, BeforeReceived or NothingToChange, or as `may_record`.
    """
    place = may_record(complaint, here)
    check_happened(command.recorded_on, place.contact, here, "recorded_on")
    if command.household == place.contact.household:
        raise NothingToChange("household")
    return (HouseholdRecorded(occurred_on=command.recorded_on, household=command.household),)
