"""What the indicators of placements share: their service, since when they hold, a time in care."""

from datetime import date
from decimal import Decimal
from typing import Final

from services.projections.indicators.case_measures import CaseKind, LatestCode

PLACEMENTS: Final = ("placements",)
REGULATIONS: Final = date(2011, 4, 1)
"""SI 2010/959 came into force on this day."""
REVIEWS_PAPER: Final = "Reviewing officers' annual report (scrutiny paper of November 2014)"
TOLERANCE: Final = Decimal("0.35")
"""Percentage points, as for referrals."""
IN_CARE: Final = CaseKind(kind="care", opened="care.started", closed=("care.ended",))
LEGAL_STATUS: Final = LatestCode(
    prefix="legal-status:",
    told=(("care.legal-status", "status"), ("care.started", "legal_status")),
)
