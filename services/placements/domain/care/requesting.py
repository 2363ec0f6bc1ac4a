"""A placement is looked for, and found: steps on the way to one, which move no clock."""

from services.placements.domain.care import refusals
from services.placements.domain.care.bounds import check_not_long_before
from services.placements.domain.care.commands import MatchPlacement, RequestPlacement
from services.placements.domain.care.events import PlacementMatched, PlacementRequested
from services.placements.domain.care.standing import in_care
from services.placements.domain.care.state import Care, InCare, PlacementRequest
from services.placements.domain.local import Here
from services.placements.domain.terms import OWN_HOUSEHOLDS
from shared.casework.dates import check_follows, check_past
from shared.casework.refusals import GivenTwice, NothingToChange, TeamNotOpen
from shared.casework.register.state import Owner


def may_request(care: Care, here: Here) -> InCare:
    """Raises HasLeftCare or NotLookedAfter."""
    del here
    return in_care(care)


def request_placement(
    command: RequestPlacement, care: Care, here: Here
) -> tuple[PlacementRequested, ...]:
    """Raises InTheFuture, LongBeforeCare, GivenTwice or TeamNotOpen, or as `may_request`."""
    time = may_request(care, here).time
    check_past(command.requested_on, here, "requested_on")
    check_not_long_before(command.requested_on, time, "requested_on")
    if len(set(command.needs)) < len(command.needs):
        raise GivenTwice("needs")
    owners = here.policy.register.owners(command.requested_on, here.today)
    if command.team is not None and Owner(team=command.team, worker=None) not in owners:
        raise TeamNotOpen("team", team=command.team)
    return (
        PlacementRequested(
            occurred_on=command.requested_on,
            number=len(time.requests) + 1,
            needs=command.needs,
            team=command.team,
        ),
    )


def may_match(care: Care, here: Here) -> InCare:
    """Raises NothingRequested, or as `may_request`."""
    place = may_request(care, here)
    if all(request.placement is not None for request in place.time.requests):
        raise refusals.NothingRequested
    return place


def match_placement(
    command: MatchPlacement, care: Care, here: Here
) -> tuple[PlacementMatched, ...]:
    """A place was found; again, where it is another one after all.

    Raises NoSuchRequest, InTheFuture, BeforePresentStep, HouseholdNotOfProvider or
    NothingToChange, or as `may_match`.
    """
    request = open_request(command.request, may_match(care, here))
    check_past(command.matched_on, here, "matched_on")
    check_follows(command.matched_on, request.on, "matched_on")
    if command.household is not None and command.provider not in OWN_HOUSEHOLDS:
        raise refusals.HouseholdNotOfProvider("household")
    present = request.match
    if present and (present.provider, present.household) == (command.provider, command.household):
        raise NothingToChange("provider")
    return (
        PlacementMatched(
            occurred_on=command.matched_on,
            request=command.request,
            provider=command.provider,
            household=command.household,
        ),
    )


def open_request(number: int, care: InCare) -> PlacementRequest:
    """A request that nothing came of yet. Raises NoSuchRequest."""
    for request in care.time.requests:
        if request.number == number and request.placement is None:
            return request
    raise refusals.NoSuchRequest("request")
