"""Where a household stands, and on which days something can have been done about it."""

from datetime import date

from services.placements.domain.households.household import Approved, Household, NotApproved
from services.placements.domain.households.refusals import (
    AfterClosing,
    BeforeApproval,
    HouseholdIsClosed,
    HouseholdNotApproved,
)
from services.placements.domain.local import Here
from shared.casework.dates import check_in_calendar, check_past


def known(household: Household) -> Approved:
    """A household that was approved. Raises HouseholdNotApproved."""
    if isinstance(household, NotApproved):
        raise HouseholdNotApproved
    return household


def fostering(household: Household) -> Approved:
    """A household that is not closed. Raises HouseholdIsClosed, or as `known`."""
    approved = known(household)
    if approved.closure is not None:
        raise HouseholdIsClosed
    return approved


def check_happened(day: date, household: Approved, here: Here, field: str) -> None:
    """A day on which the household fostered, today at the latest.

    Raises InTheFuture, BeforeApproval, AfterClosing or OutsideCalendar.
    """
    check_past(day, here, field)
    check_in_calendar(day, here, field)
    if day < household.approved_on:
        raise BeforeApproval(field, approved_on=household.approved_on)
    if household.closure is not None and household.closure.on < day:
        raise AfterClosing(field, closed_on=household.closure.on)
