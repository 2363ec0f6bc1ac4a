"""How large a county is and which: the same measures, the same life."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

DAYS_OF_A_YEAR: Final = 365


@dataclass(frozen=True, slots=True, kw_only=True)
class Measures:
    """`scale` 1: sixty statutory complaints a year, ninety contacts, twenty children in care."""

    scale: float
    years: int
    until: date
    seed: int

    @property
    def went_live_on(self) -> date:
        return self.until - timedelta(days=DAYS_OF_A_YEAR * self.years)

    def many(self, a_year: int) -> int:
        return max(1, round(a_year * self.scale * self.years))
