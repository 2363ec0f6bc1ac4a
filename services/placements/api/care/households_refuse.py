"""Why a household of ours can refuse a placement, its end, or its correction."""

from typing import Final

from services.placements.domain.care.refusals import (
    HouseholdNotNamed,
    HouseholdNotOfProvider,
    NotAMove,
)
from services.placements.domain.households import refusals

CORRECTING: Final = (
    refusals.AfterClosing,
    refusals.AlreadyThere,
    refusals.BeforeApproval,
    refusals.BeyondTerms,
    refusals.BeyondUsualLimit,
    refusals.EndsBeforeItBegins,
    refusals.GroundNotNeeded,
    refusals.NotPlacedHere,
    refusals.OthersBeyondLimit,
    refusals.PlacesOnHold,
)
"""A stay put right is looked at as one that begins."""
FILLING: Final = (
    *CORRECTING,
    HouseholdNotNamed,
    HouseholdNotOfProvider,
    NotAMove,
    refusals.HouseholdIsClosed,
    refusals.HouseholdNotApproved,
    refusals.NoSuchHousehold,
)
FREEING: Final = (
    refusals.BeforeApproval,
    refusals.EndsBeforeItBegins,
    refusals.NotPlacedHere,
    refusals.PlaceAlreadyFreed,
)
SETTLING: Final = (
    refusals.AfterClosing,
    refusals.BeforeApproval,
    refusals.EndsBeforeItBegins,
    refusals.NoEmergencyToSettle,
    refusals.NotPlacedHere,
    refusals.StillBeyondTerms,
)
