"""What the indicators of referrals share: their service, their sources, since when they hold."""

from datetime import date
from decimal import Decimal
from typing import Final

REFERRALS: Final = ("referrals",)
CHILDREN_ACT: Final = date(1991, 10, 14)
"""The Children Act 1989 came into force on this day."""
SINGLE_ASSESSMENT: Final = date(2013, 4, 15)
"""Working Together 2013: one assessment within 45 working days in place of two."""
GUIDANCE: Final = "Working Together to Safeguard Children (R1, R2)"
DASHBOARD: Final = "Quarterly performance dashboard 2023/24 (scrutiny paper of September 2023)"
TOLERANCE: Final = Decimal("0.35")
"""Percentage points. The published dashboard calls 0.31 no change and 0.40 a change."""
