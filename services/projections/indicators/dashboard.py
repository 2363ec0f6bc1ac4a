"""The rows of the quarterly performance report, in the order in which they are published.

A row names one row of an indicator. Another service's measures join by another line here.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from services.projections.indicators.catalogue import indicator
from services.projections.indicators.declaration import Indicator

CHILDREN: Final = "Children and families"
SOCIAL_CARE: Final = "Social care"


class Frequency(StrEnum):
    """How often a figure is published."""

    QUARTER = "quarter"


@dataclass(frozen=True, slots=True, kw_only=True)
class DashboardRow:
    """One row. `may_lag`: without a figure for the quarter, the last one entered is shown with its
    own quarter, as in print; never for a row that a service holds.
    """

    code: str
    label: str | None
    title: str
    topic: str = CHILDREN
    theme: str = SOCIAL_CARE
    frequency: Frequency = Frequency.QUARTER
    may_lag: bool = False

    @property
    def indicator(self) -> Indicator:
        return indicator(self.code)


PERFORMANCE: Final = (
    DashboardRow(
        code="referrals.assessments-45-days",
        label="from-start:within-45",
        title="Assessments completed within 45 days",
    ),
    DashboardRow(code="referrals.re-referrals", label=None, title="Re-referrals within 12 months"),
    DashboardRow(
        code="referrals.cp-second-plan",
        label=None,
        title="Second or later child protection plan",
        may_lag=True,
    ),
    DashboardRow(
        code="referrals.cp-two-years",
        label=None,
        title="Child protection plan of 2 years or more",
        may_lag=True,
    ),
    DashboardRow(
        code="referrals.cp-reviews",
        label=None,
        title="Child protection cases reviewed in time",
        may_lag=True,
    ),
    DashboardRow(
        code="care.leavers",
        label="suitable-accommodation",
        title="Care leavers in suitable accommodation",
        may_lag=True,
    ),
    DashboardRow(
        code="care.leavers",
        label="education-employment-or-training",
        title="Care leavers in education, employment or training",
        may_lag=True,
    ),
)
