"""Assessments within 45 working days: two series side by side, each by its name.

`from-start` counts from the assessment's actual start, for every assessment: the national basis.
`from-referral` counts from the referral, for the first assessment of each.
"""

from typing import Final

from services.projections.indicators.clock_measures import ClockCells
from services.projections.indicators.declaration import (
    Basis,
    CountedBy,
    Indicator,
    Polarity,
    ValueUnit,
)
from services.projections.indicators.measures import ByCode, FactRow, Facts, Of, Pattern, Within
from services.projections.indicators.referrals_basis import (
    GUIDANCE,
    REFERRALS,
    SINGLE_ASSESSMENT,
    TOLERANCE,
)
from services.projections.indicators.windows import Window

COMPLETED: Final = ("assessment.completed",)
LIMIT: Final = 45
BANDS: Final[tuple[tuple[str, int | None, int | None], ...]] = (
    ("within-45", None, LIMIT),
    ("same-day", None, 0),
    ("1-10", 1, 10),
    ("11-20", 11, 20),
    ("21-30", 21, 30),
    ("31-40", 31, 40),
    ("41-45", 41, LIMIT),
    ("46-50", LIMIT + 1, 50),
    ("51-60", 51, 60),
    ("over-60", 61, None),
)
"""Those of the national statistics (timescales R2), after the one that is published."""


def _series(
    name: str, number: str, among: tuple[Pattern, ...], window: Window = Window.PERIOD
) -> tuple[FactRow, ...]:
    prefix = "ytd:" if window is Window.YEAR_TO_DATE else ""
    return tuple(
        FactRow(
            label=f"{prefix}{name}:{band}",
            kinds=COMPLETED,
            among=among,
            within=Within(number=number, at_least=at_least, at_most=at_most),
            of=Of.WHOLE,
            window=window,
        )
        for band, at_least, at_most in BANDS
    )


def _late_reasons(name: str, number: str, among: tuple[Pattern, ...]) -> FactRow:
    return FactRow(
        kinds=COMPLETED,
        among=among,
        within=Within(number=number, at_least=LIMIT + 1),
        by=ByCode(code="over_reason"),
        prefix=f"{name}:late-reason:",
    )


FROM_START: Final = ("from-start", "working_days_from_start", ())
FROM_REFERRAL: Final = ("from-referral", "working_days_from_referral", ({"first": "yes"},))

TIMELY: Final = Indicator(
    code="referrals.assessments-45-days",
    title="Assessments completed within 45 working days",
    numerator="Assessments authorised in the period in this band of working days: from the "
    "assessment's start, or from the referral",
    denominator="Assessments authorised in the period; from the referral, first ones only",
    population="Assessments by the day they were authorised, in the period and since 1 April",
    basis=Basis.COMPLETED,
    counted_by=CountedBy.COMPLETED,
    polarity=Polarity.HIGHER_IS_BETTER,
    unit=ValueUnit.PERCENT,
    measure=Facts(
        rows=(
            *_series(*FROM_START),
            *_series(*FROM_REFERRAL),
            _late_reasons(*FROM_START),
            _late_reasons(*FROM_REFERRAL),
            *_series(*FROM_START, Window.YEAR_TO_DATE),
            *_series(*FROM_REFERRAL, Window.YEAR_TO_DATE),
        )
    ),
    sources=REFERRALS,
    source=GUIDANCE,
    effective_from=SINGLE_ASSESSMENT,
    tolerance=TOLERANCE,
)
OPEN_LATE: Final = Indicator(
    code="referrals.assessments-open-late",
    title="Assessments open past 45 working days",
    numerator="Assessments completed in the period, or open at its end, in this cell",
    denominator="Completed in the period; or open at its end; of the average, completed late",
    population="Both clocks of assessments, each by its name, that were not cancelled by then",
    basis=Basis.COMPLETED_AND_AS_AT,
    counted_by=CountedBy.STANDING,
    polarity=Polarity.LOWER_IS_BETTER,
    unit=ValueUnit.PERCENT,
    measure=ClockCells(timescales=("assessment.from-start", "assessment.from-referral")),
    sources=REFERRALS,
    source=GUIDANCE,
    effective_from=SINGLE_ASSESSMENT,
)

INDICATORS: Final = (TIMELY, OPEN_LATE)
