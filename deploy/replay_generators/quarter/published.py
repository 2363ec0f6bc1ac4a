"""What the analyst enters beside the computed figures: the published columns of block C.

Source: 2023-09 scrutiny paper, appendix D.1. Previous values have no printed counts; the rows that
no service records are entered whole.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from deploy.replay_generators.quarter.lines import Body, line, morning_of

ENTERED_ON: Final = date(2023, 9, 1)
QUARTER: Final = "2023/24-Q1"
BEFORE: Final = "2022/23-Q4"
PAPER: Final = "Performance dashboard, quarter 1 2023/24 (scrutiny paper of September 2023)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """A row as printed. Percentages; `counts` only where no service holds the figure."""

    indicator: str
    label: str | None = None
    value: float
    counts: tuple[int, int] | None = None
    period: str = QUARTER
    previous: float
    previous_period: str = BEFORE
    trend: str
    target: str
    status: str
    quartile: int
    neighbours: float


ROWS: Final = (
    Published(
        indicator="referrals.assessments-45-days",
        label="from-start:within-45",
        value=84.36,
        previous=80.92,
        trend="increase",
        target=">90.3",
        status="amber",
        quartile=3,
        neighbours=85.6,
    ),
    Published(
        indicator="referrals.re-referrals",
        value=23.19,
        previous=23.50,
        trend="no-change",
        target="<18.7",
        status="red",
        quartile=4,
        neighbours=20.2,
    ),
    Published(
        indicator="referrals.cp-second-plan",
        value=22.76,
        counts=(28, 123),
        previous=23.00,
        trend="no-change",
        target="<20.8",
        status="amber",
        quartile=2,
        neighbours=22.3,
    ),
    Published(
        indicator="referrals.cp-two-years",
        value=2.76,
        counts=(13, 471),
        previous=1.36,
        trend="increase",
        target="<3.0",
        status="amber",
        quartile=3,
        neighbours=1.3,
    ),
    Published(
        indicator="referrals.cp-reviews",
        value=75.71,
        counts=(293, 387),
        period=BEFORE,
        previous=77.60,
        previous_period="2022/23-Q3",
        trend="decrease",
        target=">97.2",
        status="red",
        quartile=4,
        neighbours=88.9,
    ),
    Published(
        indicator="care.leavers",
        label="suitable-accommodation",
        value=92.00,
        counts=(69, 75),
        previous=95.80,
        trend="decrease",
        target=">92.0",
        status="green",
        quartile=2,
        neighbours=87.8,
    ),
    Published(
        indicator="care.leavers",
        label="education-employment-or-training",
        value=56.00,
        counts=(42, 75),
        previous=64.10,
        trend="decrease",
        target=">54.0",
        status="green",
        quartile=2,
        neighbours=54.0,
    ),
)


def entered() -> Iterator[Body]:
    """The analyst's lines: figures first, then what is said of every row."""
    for row in ROWS:
        if row.counts is not None:
            numerator, denominator = row.counts
            counts: Body = {"numerator": numerator, "denominator": denominator}
            yield _line("entry", row, "/entries", counts)
    for row in ROWS:
        said: Body = {
            "target": row.target,
            "status": row.status,
            "quartile": row.quartile,
            "neighbours": row.neighbours,
            "previous": {"period": row.previous_period, "value": row.previous},
        }
        yield _line("appraisal", row, "/appraisals", said)


def _line(what: str, row: Published, path: str, said: Body) -> Body:
    body: Body = {"indicator": row.indicator, "period": row.period, **said, "source": PAPER}
    if row.label is not None:
        body["label"] = row.label
    key = f"{what}:{row.indicator}:{row.label or 'all'}"
    at = morning_of(ENTERED_ON)
    return line(key, at, "reporting-analyst", path, body, service="projections")
