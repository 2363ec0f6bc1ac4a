"""Every route of households, in the order in which the documentation shows them."""

from typing import Final

from fastapi import APIRouter

from services.placements.api.households import approving, complaining, limits, listing
from services.placements.api.households.at_desk import HOUSEHOLDS
from services.placements.api.households.view import HouseholdView
from shared.casework.api.seeing import seeing_router

ROUTERS: Final[tuple[APIRouter, ...]] = (
    approving.router,
    listing.router,
    limits.router,
    complaining.router,
    seeing_router(
        HOUSEHOLDS,
        HouseholdView,
        prefix="/households",
        summary="One household",
        tag="Households",
    ),
)
