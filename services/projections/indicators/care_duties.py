"""What is owed to a child looked after, and whether it was done in time."""

from typing import Final

from services.projections.indicators.clock_measures import (
    ClockCell,
    ClockRow,
    ClockShares,
    CountedOn,
)
from services.projections.indicators.declaration import (
    Basis,
    CountedBy,
    Indicator,
    Polarity,
    ValueUnit,
)
from services.projections.indicators.measures import ByCode, Each, FactRow, Facts, Of
from services.projections.indicators.placements_basis import (
    PLACEMENTS,
    REGULATIONS,
    REVIEWS_PAPER,
    TOLERANCE,
)
from services.projections.indicators.windows import Window

REVIEWED: Final = ("care.reviewed",)
IN_TIME: Final = ({"in_time": "yes"},)
TIMED: Final = (*IN_TIME, {"in_time": "no"})
"""Reviews that a rule was in force for; an older one is neither in time nor late."""
FIRST_VISIT: Final = "placement.visit-first"
LATER_VISIT: Final = "placement.visit"


def _cells(*timescales: str, prefix: str = "") -> tuple[ClockRow, ...]:
    return tuple(
        ClockRow(label=prefix + cell.value, timescales=timescales, cell=cell) for cell in ClockCell
    )


def _since_start(code: str, title: str, timescale: str, rule: str) -> Indicator:
    return Indicator(
        code=code,
        title=title,
        numerator="Done by the due date; done after it, or not at all and past it; not yet due",
        denominator="Duties that began in the period",
        population="By the day the duty began, as it stands on the day asked for, or today",
        basis=Basis.STARTED,
        counted_by=CountedBy.STARTED,
        polarity=Polarity.HIGHER_IS_BETTER,
        unit=ValueUnit.PERCENT,
        measure=ClockShares(counted_on=CountedOn.STARTED, rows=_cells(timescale)),
        sources=PLACEMENTS,
        source=rule,
        effective_from=REGULATIONS,
        tolerance=TOLERANCE,
    )


REVIEWS: Final = Indicator(
    code="care.reviews-on-time",
    title="Reviews of children looked after held in time",
    numerator="Held in time; by child, those with every review of the year to date in time",
    denominator="Reviews held in the period; by child, children with a review in the year to date",
    population="Reviews by the day they were held: the first within 20 working days, then "
    "3 months, then 6; why the late ones were late",
    basis=Basis.HELD,
    counted_by=CountedBy.COMPLETED,
    polarity=Polarity.HIGHER_IS_BETTER,
    unit=ValueUnit.PERCENT,
    measure=Facts(
        rows=(
            FactRow(label="in-time", kinds=REVIEWED, among=TIMED, counted=IN_TIME, of=Of.WHOLE),
            *(
                FactRow(
                    label=f"sequence:{turn}",
                    kinds=REVIEWED,
                    among=tuple({**timed, "sequence": turn} for timed in TIMED),
                    counted=IN_TIME,
                    of=Of.WHOLE,
                )
                for turn in ("first", "second", "later")
            ),
            FactRow(
                kinds=REVIEWED,
                among=({"in_time": "no"},),
                by=ByCode(code="late_reason"),
                prefix="late-reason:",
            ),
            FactRow(
                label="in-several-parts",
                kinds=REVIEWED,
                counted=({"in_parts": "yes"},),
                of=Of.WHOLE,
            ),
            FactRow(
                label="children:every-review-in-time",
                kinds=REVIEWED,
                among=TIMED,
                counted=IN_TIME,
                of=Of.WHOLE,
                each=Each.CHILD,
                window=Window.YEAR_TO_DATE,
            ),
        )
    ),
    sources=PLACEMENTS,
    source="SI 2010/959 reg 33; " + REVIEWS_PAPER,
    effective_from=REGULATIONS,
    tolerance=TOLERANCE,
)
VISITS: Final = Indicator(
    code="care.visits",
    title="Statutory visits in time",
    numerator="Made by the due date; made after it, or not at all and past it; due that day, and "
    "neither",
    denominator="Visits that fell due in the period, by the day asked for, or today",
    population="By the due date: the first within a week of the placement's start, then as "
    "often as its kind asks; as it stands on the day asked for, or today",
    basis=Basis.DUE,
    counted_by=CountedBy.DUE,
    polarity=Polarity.HIGHER_IS_BETTER,
    unit=ValueUnit.PERCENT,
    measure=ClockShares(
        counted_on=CountedOn.DUE,
        rows=(
            *_cells(FIRST_VISIT, LATER_VISIT),
            *_cells(FIRST_VISIT, prefix="first:"),
            *_cells(LATER_VISIT, prefix="later:"),
        ),
    ),
    sources=PLACEMENTS,
    source="SI 2010/959 reg 28",
    effective_from=REGULATIONS,
    tolerance=TOLERANCE,
)
PLANS: Final = _since_start(
    "care.placement-plans",
    "Placement plans within 5 working days",
    "placement.plan",
    "SI 2010/959 reg 9",
)
NOTIFIED: Final = _since_start(
    "care.iro-notified",
    "Reviewing service told within 2 working days",
    "care.iro-notified",
    REVIEWS_PAPER + " (P9)",
)
APPOINTED: Final = _since_start(
    "care.iro-appointed",
    "Reviewing officer appointed within 5 working days",
    "care.iro-appointed",
    REVIEWS_PAPER + " (P10)",
)

INDICATORS: Final = (REVIEWS, VISITS, PLANS, NOTIFIED, APPOINTED)
