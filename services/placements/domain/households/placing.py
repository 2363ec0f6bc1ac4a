"""A child comes, leaves, or was recorded wrongly: lawful on every day of the stay, or refused.

What is asked of a day is in `occupancy`. A placement claims the ground on which it goes beyond a
limit, so that nobody does so without knowing: the claim must hold on each such day, and one that
nothing needs is refused, since an emergency starts a clock. Days that others are on count too: a
stay that is recorded late may not put those beyond a limit who were recorded before it.
"""

from collections.abc import Iterable
from datetime import date

from services.placements.domain.households import refusals
from services.placements.domain.households.commands import (
    CorrectAges,
    CorrectPlace,
    FillPlace,
    FreePlace,
    SettlePlace,
    WithdrawPlace,
)
from services.placements.domain.households.events import (
    PlaceCorrected,
    PlaceFilled,
    PlaceFreed,
    PlaceSettled,
    PlaceWithdrawn,
)
from services.placements.domain.households.household import Approved, Household, Stay
from services.placements.domain.households.occupancy import Passed, breaches, days_of, passed_on
from services.placements.domain.households.places import places_on, turning_days
from services.placements.domain.households.recording import with_place
from services.placements.domain.households.standing import check_happened, known
from services.placements.domain.households.terms import Ground, Limit
from services.placements.domain.local import Here
from shared.casework.refusals import NothingToChange
from shared.event_sourcing import Refusal


def fill(command: FillPlace, household: Household, here: Here) -> tuple[PlaceFilled, ...]:
    """Raises a date's refusal, EndsBeforeItBegins, AlreadyThere, PlacesOnHold, GroundNotNeeded,
    BeyondUsualLimit, BeyondTerms, OthersBeyondLimit or HouseholdNotApproved.
    """
    approved = known(household)
    filled = PlaceFilled(
        occurred_on=command.from_on,
        care=command.care,
        placement=command.placement,
        child=command.child,
        to_on=command.to_on,
        age=command.age,
        siblings=command.siblings,
        ground=command.ground,
    )
    after = with_place(approved, filled)
    stay = after.stays[-1]
    _check_days(stay, approved, here)
    _check_alone(stay, approved.stays)
    _check_hold(stay, after)
    _check_claim(stay, after, turning_days(after))
    _check_needed(stay, after)
    _check_others(stay, breaches(after, days_of(stay, turning_days(after))))
    return (filled,)


def free(command: FreePlace, household: Household, here: Here) -> tuple[PlaceFreed, ...]:
    """Raises NotPlacedHere, PlaceAlreadyFreed, EndsBeforeItBegins, a date's refusal or
    HouseholdNotApproved.
    """
    approved = known(household)
    stay = _recorded(approved, command.care, command.placement)
    if stay.to_on is not None:
        raise refusals.PlaceAlreadyFreed("freed_on", to_on=stay.to_on)
    check_happened(command.freed_on, approved, here, "freed_on")
    if command.freed_on < stay.from_on:
        raise refusals.EndsBeforeItBegins("freed_on", from_on=stay.from_on)
    return (
        PlaceFreed(occurred_on=command.freed_on, care=command.care, placement=command.placement),
    )


def correct(command: CorrectPlace, household: Household, here: Here) -> tuple[PlaceCorrected, ...]:
    """Refused where it would put anybody beyond a limit who was not so before.

    Raises NotPlacedHere, NothingToChange, or as `fill`.
    """
    approved = known(household)
    former = _recorded(approved, command.care, command.placement)
    corrected = PlaceCorrected(
        occurred_on=here.today,
        care=command.care,
        placement=command.placement,
        from_on=command.from_on or former.from_on,
        to_on=None if command.still_there else command.to_on or former.to_on,
        age=former.age if command.age is None else command.age,
        siblings=command.siblings or former.siblings,
        ground=command.ground or former.ground,
        reason=command.reason,
    )
    after = with_place(approved, corrected)
    stay = _recorded(after, command.care, command.placement)
    if stay == former:
        raise NothingToChange("reason")
    _check_days(stay, approved, here)
    _check_alone(stay, [other for other in approved.stays if other is not former])
    if stay.from_on != former.from_on:
        _check_hold(stay, after)
    turns = (*turning_days(approved), *turning_days(after))
    _check_claim(stay, after, turns, before=frozenset(_unmet(former, approved, turns)))
    if stay.ground is not former.ground:
        _check_needed(stay, after)
    _check_others(stay, breaches(after, turns) - breaches(approved, turns))
    return (corrected,)


def correct_ages(
    command: CorrectAges, household: Household, here: Here
) -> tuple[PlaceCorrected, ...]:
    """Recorded whatever the terms say: nobody's age can be refused, and the child is there.

    Whether the child is beyond a limit by it, the household shows from then on. Raises
    NotPlacedHere or HouseholdNotApproved.
    """
    approved = known(household)
    return tuple(
        _of_age(_recorded(approved, command.care, placement), age, command, here)
        for placement, age in command.ages
    )


def _of_age(stay: Stay, age: int | None, command: CorrectAges, here: Here) -> PlaceCorrected:
    return PlaceCorrected(
        occurred_on=here.today,
        care=stay.care,
        placement=stay.placement,
        from_on=stay.from_on,
        to_on=stay.to_on,
        age=age,
        siblings=stay.siblings,
        ground=stay.ground,
        reason=command.reason,
    )


def withdraw(
    command: WithdrawPlace, household: Household, here: Here
) -> tuple[PlaceWithdrawn | PlaceCorrected, ...]:
    """Where another stay of the child goes on, it is decided on without the withdrawn one.

    Raises NotPlacedHere or HouseholdNotApproved, or as `correct`, of the stay that goes on.
    """
    approved = known(household)
    stay = _recorded(approved, command.care, command.placement)
    withdrawn = PlaceWithdrawn(
        occurred_on=here.today,
        care=command.care,
        placement=command.placement,
        reason=command.reason,
    )
    if command.goes_on is None:
        return (withdrawn,)
    resumed = CorrectPlace(
        reason=command.reason,
        care=command.care,
        placement=command.goes_on,
        to_on=stay.to_on,
        still_there=stay.to_on is None,
        siblings=stay.siblings,
    )
    try:
        return (withdrawn, *correct(resumed, with_place(approved, withdrawn), here))
    except Refusal as refusal:
        refusal.field = "goes_on"
        raise


def settle(command: SettlePlace, household: Household, here: Here) -> tuple[PlaceSettled, ...]:
    """The household says itself whether its limits allow the child from that day on.

    SI 2010/959 reg 23(2): the placement ends after six working days unless the terms of the
    approval have been amended. Raises NotPlacedHere, NoEmergencyToSettle, StillBeyondTerms,
    EndsBeforeItBegins, a date's refusal or HouseholdNotApproved.
    """
    approved = known(household)
    former = _recorded(approved, command.care, command.placement)
    if former.ground is not Ground.EMERGENCY or former.settled_on is not None:
        raise refusals.NoEmergencyToSettle("placement")
    check_happened(command.settled_on, approved, here, "settled_on")
    if command.settled_on < former.from_on:
        raise refusals.EndsBeforeItBegins("settled_on", from_on=former.from_on)
    settled = PlaceSettled(
        occurred_on=command.settled_on, care=command.care, placement=command.placement
    )
    after = with_place(approved, settled)
    turns = (*turning_days(approved), *turning_days(after))
    first = min(breaches(after, turns) - breaches(approved, turns), default=None)
    if first is not None:
        raise refusals.StillBeyondTerms("settled_on", on=first[0], limit=str(first[-1]))
    return (settled,)


def _recorded(household: Approved, care: str, placement: int) -> Stay:
    stay = household.stay(care, placement)
    if stay is None:
        raise refusals.NotPlacedHere("placement")
    return stay


def _check_days(stay: Stay, household: Approved, here: Here) -> None:
    check_happened(stay.from_on, household, here, "from_on")
    if stay.to_on is not None:
        check_happened(stay.to_on, household, here, "to_on")
        if stay.to_on < stay.from_on:
            raise refusals.EndsBeforeItBegins("to_on", from_on=stay.from_on)
    elif household.closure is not None:
        raise refusals.AfterClosing("to_on", closed_on=household.closure.on)


def _check_alone(stay: Stay, others: Iterable[Stay]) -> None:
    """Nobody is in a household twice on one day, and no placement is recorded twice."""
    for other in others:
        same = (other.care, other.placement) == (stay.care, stay.placement)
        same_child = other.child == stay.child or other.care == stay.care
        met = other.covers(stay.from_on) or stay.covers(other.from_on)
        if same or (same_child and met):
            raise refusals.AlreadyThere("from_on", placed_on=other.from_on)


def _check_hold(stay: Stay, after: Approved) -> None:
    """A place on hold is not filled on any day on which somebody comes, this child or another."""
    for day in sorted({each.from_on for each in after.stays if stay.covers(each.from_on)}):
        places = places_on(after, day)
        if places.on_hold and places.filled > places.approved - places.on_hold:
            raise refusals.PlacesOnHold("from_on", on=day, on_hold=places.on_hold)


def _check_needed(stay: Stay, after: Approved) -> None:
    """An emergency is needed for the terms alone: beyond the usual limit something else lifts."""
    if stay.ground is Ground.WITHIN_TERMS:
        return
    passed = _own(stay, after, days_of(stay, turning_days(after)))
    if stay.ground is Ground.EMERGENCY:
        passed = (one for one in passed if one.limit is not Limit.USUAL_LIMIT)
    if not any(passed):
        raise refusals.GroundNotNeeded("ground", ground=str(stay.ground))


def _check_claim(
    stay: Stay,
    after: Approved,
    days: Iterable[date],
    *,
    before: frozenset[tuple[date, Limit]] = frozenset(),
) -> None:
    """The ground that is claimed lifts every limit that the child is beyond.

    `before` is what the stay claimed wrongly already, before it was corrected.
    """
    for day, limit in sorted(set(_unmet(stay, after, days)) - before):
        if limit is Limit.USUAL_LIMIT:
            raise refusals.BeyondUsualLimit("ground", on=day, limit=str(limit))
        raise refusals.BeyondTerms("ground", on=day, limit=str(limit))


def _unmet(stay: Stay, household: Approved, days: Iterable[date]) -> Iterable[tuple[date, Limit]]:
    """An emergency claims whatever else lifts the usual limit along with it."""
    for passed in _own(stay, household, days_of(stay, days)):
        by_claim = (
            passed.lifted_by
            if stay.ground is Ground.EMERGENCY
            else passed.lifted_by & {stay.ground}
        )
        if not by_claim:
            yield passed.day, passed.limit


def _own(stay: Stay, household: Approved, days: Iterable[date]) -> Iterable[Passed]:
    for day in days:
        for passed in passed_on(household, day):
            if (passed.care, passed.placement) == (stay.care, stay.placement):
                yield passed


def _check_others(stay: Stay, found: Iterable[tuple[date, str, int, Limit]]) -> None:
    others = (each for each in found if each[1:3] != (stay.care, stay.placement))
    first = min(others, default=None)
    if first is not None:
        day, care, _, limit = first
        raise refusals.OthersBeyondLimit("from_on", on=day, limit=str(limit), care=care)
