"""Approved places that are not filled for a time. Whoever is there already stays."""

from services.placements.domain.households import refusals
from services.placements.domain.households.commands import HoldPlaces, ReleaseHold
from services.placements.domain.households.events import HoldReleased, PlacesHeld
from services.placements.domain.households.household import Approved, Hold, Household
from services.placements.domain.households.places import approved_places, terms_on
from services.placements.domain.households.standing import check_happened, fostering
from services.placements.domain.local import Here
from shared.casework.dates import check_follows, check_in_calendar


def may_hold(household: Household, here: Here) -> Approved:
    """Raises as `fostering`."""
    del here
    return fostering(household)


def hold_places(command: HoldPlaces, household: Household, here: Here) -> tuple[PlacesHeld, ...]:
    """Raises a date's refusal, EndsBeforeItBegins or MoreThanApproved, or as `may_hold`."""
    approved = may_hold(household, here)
    check_happened(command.from_on, approved, here, "from_on")
    if command.to_on is not None:
        check_in_calendar(command.to_on, here, "to_on")
        if command.to_on <= command.from_on:
            raise refusals.EndsBeforeItBegins("to_on", from_on=command.from_on)
    most = approved_places(terms_on(approved, command.from_on))
    if not 1 <= command.places <= most:
        raise refusals.MoreThanApproved("places", approved=most)
    return (
        PlacesHeld(
            occurred_on=command.from_on,
            places=command.places,
            reason=command.reason,
            to_on=command.to_on,
        ),
    )


def may_release(household: Household, here: Here) -> Approved:
    """Raises NothingOnHold, or as `fostering`."""
    approved = fostering(household)
    if not any(_goes_on(hold, here) for hold in approved.holds):
        raise refusals.NothingOnHold
    return approved


def release(command: ReleaseHold, household: Household, here: Here) -> tuple[HoldReleased, ...]:
    """Raises NoSuchHold, BeforePresentStep or a date's refusal, or as `may_release`."""
    approved = may_release(household, here)
    if not 1 <= command.hold <= len(approved.holds):
        raise refusals.NoSuchHold("hold", holds=len(approved.holds))
    hold = approved.holds[command.hold - 1]
    if not _goes_on(hold, here):
        raise refusals.NoSuchHold("hold", holds=len(approved.holds))
    check_happened(command.released_on, approved, here, "released_on")
    check_follows(command.released_on, hold.from_on, "released_on")
    return (HoldReleased(occurred_on=command.released_on, hold=command.hold),)


def _goes_on(hold: Hold, here: Here) -> bool:
    return hold.to_on is None or hold.to_on > here.today
