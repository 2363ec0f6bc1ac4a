"""Every route of times in care."""

from typing import Final

from fastapi import APIRouter

from services.placements.api.care import (
    beginning,
    corrections,
    ending,
    listing,
    notes,
    placements,
    reviewing_officer,
    visits_and_reviews,
)
from services.placements.api.care.at_desk import CARE
from services.placements.api.care.view import CareView
from shared.casework.api.seeing import seeing_router

ROUTERS: Final[tuple[APIRouter, ...]] = (
    listing.router,
    seeing_router(CARE, CareView, prefix="/care", summary="One time in care", tag="Time in care"),
    beginning.router,
    reviewing_officer.router,
    placements.router,
    visits_and_reviews.router,
    ending.router,
    corrections.router,
    notes.router,
)
