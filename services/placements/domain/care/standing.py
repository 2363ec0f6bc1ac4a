"""Where a time in care stands, checked the same way by the rule itself and by the list of actions.

What happened while the child was looked after can be recorded after they left, too: people record
late. Only what begins something new needs a child who is in care.
"""

from services.placements.domain.care import refusals
from services.placements.domain.care.state import (
    Care,
    InCare,
    KnownCare,
    LeftCare,
    NotInCare,
    Placement,
)


def known(care: Care) -> KnownCare:
    """A time in care that began. Raises NotLookedAfter."""
    if isinstance(care, NotInCare):
        raise refusals.NotLookedAfter
    return care


def in_care(care: Care) -> InCare:
    """A child who is looked after now. Raises HasLeftCare or NotLookedAfter."""
    place = known(care)
    if isinstance(place, LeftCare):
        raise refusals.HasLeftCare
    return place


def placed(care: Care) -> tuple[InCare, Placement]:
    """A child in a placement, and which. Raises NotPlaced, or as `in_care`."""
    place = in_care(care)
    placement = place.time.open_placement
    if placement is None:
        raise refusals.NotPlaced
    return place, placement
