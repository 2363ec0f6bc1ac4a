"""What the indicators of complaints share: their service, their sources, since when they hold."""

from datetime import date
from typing import Final

COMPLAINTS: Final = ("complaints",)
REGULATIONS: Final = date(2006, 9, 1)
"""SI 2006/1738 came into force on this day."""
PAPER: Final = "Complaints annual report 2022/23 (scrutiny paper of September 2023)"
