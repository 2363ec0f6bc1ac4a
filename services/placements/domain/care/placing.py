"""The child comes to live somewhere, and leaves it; a move is both on one day.

Every placement has its own plan and visits (SI 2010/959 reg 9, 28), so a move starts them anew. A
placement in a household of the authority's own is decided in the same append by the household's
rule too; this rule knows only by what it is lawful.
"""

from dataclasses import replace
from uuid import UUID

from services.placements.domain.care import refusals
from services.placements.domain.care.commands import (
    EndPlacement,
    MakePlacement,
    MoveChild,
    SettleTerms,
)
from services.placements.domain.care.events import PlacementEnded, PlacementMade, TermsSettled
from services.placements.domain.care.requesting import open_request
from services.placements.domain.care.settling import after, settled
from services.placements.domain.care.standing import in_care, placed
from services.placements.domain.care.state import Address, Care, InCare, Particulars
from services.placements.domain.local import Here
from services.placements.domain.terms import OWN_HOUSEHOLDS, Provider
from shared.casework.dates import check_countable, check_past

Move = PlacementEnded | PlacementMade


def may_place(care: Care, here: Here) -> InCare:
    """Raises AlreadyPlaced, HasLeftCare or NotLookedAfter."""
    del here
    place = in_care(care)
    if place.time.open_placement is not None:
        raise refusals.AlreadyPlaced
    return place


def make_placement(command: MakePlacement, care: Care, here: Here) -> tuple[PlacementMade, ...]:
    """Raises InTheFuture, OutsideCalendar, NoSuchRequest, HouseholdNotOfProvider,
    HouseholdNotNamed, BeforeCare or PlacementsOverlap, or as `may_place`.
    """
    may_place(care, here)
    return (_made(command, care, here, field="started_on"),)


def may_move(care: Care, here: Here) -> InCare:
    """Raises PlacedToday, NotPlaced, HasLeftCare or NotLookedAfter."""
    place, placement = placed(care)
    if placement.started_on == here.today:
        raise refusals.PlacedToday
    return place


def move_child(command: MoveChild, care: Care, here: Here) -> tuple[Move, ...]:
    """The placement ends on the day on which the other begins.

    A child is where they sleep: the statistical return has no episode of less than 24 hours
    (SSDA903, error 355). Of several officers who record one move, the first does, and the others
    are told; where the child went on the same day, what was recorded is put right.

    Raises MovedOnFirstDay, EndBeforeStart or OutsidePlacement, or as `make_placement` and
    `may_move`.
    """
    may_move(care, here)
    _, placement = placed(care)
    check_past(command.to.started_on, here, "started_on")
    if command.to.started_on == placement.started_on:
        raise refusals.MovedOnFirstDay("started_on", placement=placement.number)
    ended = PlacementEnded(
        occurred_on=command.to.started_on,
        placement=placement.number,
        reason=command.reason,
        clocks=(),
    )
    clocks = settled(ended, care, here, field="started_on", cause="child-moved")
    ended = replace(ended, clocks=clocks)
    return (ended, _made(command.to, after(care, ended), here, field="started_on"))


def may_end_placement(care: Care, here: Here) -> InCare:
    """Raises NotPlaced, HasLeftCare or NotLookedAfter."""
    del here
    return placed(care)[0]


def end_placement(command: EndPlacement, care: Care, here: Here) -> tuple[PlacementEnded, ...]:
    """Raises NoSuchPlacement, InTheFuture, EndBeforeStart or OutsidePlacement, or as
    `may_end_placement`.
    """
    _, placement = placed(care)
    if placement.number != command.placement:
        raise refusals.NoSuchPlacement("placement")
    check_past(command.ended_on, here, "ended_on")
    ended = PlacementEnded(
        occurred_on=command.ended_on,
        placement=command.placement,
        reason=command.reason,
        clocks=(),
    )
    clocks = settled(ended, care, here, field="ended_on", cause="placement-ended")
    return (replace(ended, clocks=clocks),)


def may_settle_terms(care: Care, here: Here) -> InCare:
    """Raises NothingOutsideTerms, or as `may_end_placement`."""
    del here
    place, placement = placed(care)
    if not placement.is_emergency_outside_terms or placement.settled_on is not None:
        raise refusals.NothingOutsideTerms
    return place


def settle_terms(command: SettleTerms, care: Care, here: Here) -> tuple[TermsSettled, ...]:
    """Raises NoSuchPlacement, InTheFuture or OutsidePlacement, or as `may_settle_terms`."""
    may_settle_terms(care, here)
    _, placement = placed(care)
    if placement.number != command.placement:
        raise refusals.NoSuchPlacement("placement")
    check_past(command.settled_on, here, "settled_on")
    event = TermsSettled(occurred_on=command.settled_on, placement=command.placement, clocks=())
    clocks = settled(event, care, here, field="settled_on", cause="terms-settled")
    return (replace(event, clocks=clocks),)


def check_particulars(particulars: Particulars, field: str) -> None:
    """Nobody is with carers of the authority's own but in a place that their household counts.

    A relative or friend may take a child before they are approved (SI 2010/959 reg 24). Raises
    HouseholdNotOfProvider or HouseholdNotNamed.
    """
    if particulars.place is not None and particulars.provider not in OWN_HOUSEHOLDS:
        raise refusals.HouseholdNotOfProvider(field)
    if particulars.place is None and particulars.provider is Provider.IN_HOUSE:
        raise refusals.HouseholdNotNamed("place")


def address_of(child: UUID, address: str | None, postcode: str | None) -> Address | None:
    """Under the child's own key; None where nothing is given."""
    if address is None and postcode is None:
        return None
    return Address(person=child, address=address, postcode=postcode)


def _made(command: MakePlacement, care: Care, here: Here, *, field: str) -> PlacementMade:
    place = in_care(care)
    check_past(command.started_on, here, field)
    check_countable(command.started_on, here, field)
    if command.request is not None:
        open_request(command.request, place)
    particulars = Particulars(
        provider=command.provider,
        type=command.type,
        emergency=command.emergency,
        long_term=command.long_term,
        place=command.place,
    )
    check_particulars(particulars, "place")
    made = PlacementMade(
        occurred_on=command.started_on,
        number=place.time.next_placement,
        request=command.request,
        particulars=particulars,
        address=address_of(place.time.child.person, command.address, command.postcode),
        clocks=(),
    )
    clocks = settled(made, care, here, field=field, cause="placement-made")
    return replace(made, clocks=clocks)
