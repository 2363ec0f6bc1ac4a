"""Children looked after: who they are, where they live, and how often they were moved."""

from typing import Final

from services.projections.indicators.case_measures import LatestCode, OpenCases, RepeatedStays
from services.projections.indicators.declaration import (
    Basis,
    CountedBy,
    Indicator,
    Polarity,
    ValueUnit,
)
from services.projections.indicators.placements_basis import (
    IN_CARE,
    LEGAL_STATUS,
    PLACEMENTS,
    REGULATIONS,
    TOLERANCE,
)
from services.projections.indicators.windows import Window

SHORT_BREAKS: Final = ("V3", "V4")
"""Legal statuses of a series of short breaks: such a child is looked after for days at a time."""


def _placement(prefix: str, code: str) -> LatestCode:
    return LatestCode(
        prefix=prefix,
        told=(("placement.started", code),),
        ended="placement.ended",
        without="not-placed",
    )


CHILDREN: Final = Indicator(
    code="care.children",
    title="Children looked after, by legal status, placement and provider",
    numerator="Children looked after on the day; in the state that they were in on it",
    denominator=None,
    population="Times in care that had started by then and not ended by then",
    basis=Basis.AS_AT,
    counted_by=CountedBy.STANDING,
    polarity=Polarity.NEITHER,
    unit=ValueUnit.COUNT,
    measure=OpenCases(
        case=IN_CARE,
        label="children",
        rows=(
            LEGAL_STATUS,
            _placement("type:", "type"),
            _placement("provider:", "provider"),
            LatestCode(prefix="unaccompanied:", told=(("care.started", "unaccompanied"),)),
        ),
    ),
    sources=PLACEMENTS,
    source="Children Act 1989 s22; SSDA903",
    effective_from=REGULATIONS,
)
THREE_PLACEMENTS: Final = Indicator(
    code="care.three-placements",
    title="Children with three or more placements in the year",
    numerator="Children with three or more placements that overlap the year, in all of their times "
    "in care",
    denominator="Children looked after at the end of the year, short breaks left out",
    population="Placements that count; a corrected record is not a move. A child who came back is "
    "one child. The year to date, and the 12 months to the period's end",
    basis=Basis.AS_AT,
    counted_by=CountedBy.STANDING,
    polarity=Polarity.LOWER_IS_BETTER,
    unit=ValueUnit.PERCENT,
    measure=RepeatedStays(
        case=IN_CARE,
        started="placement.started",
        ended="placement.ended",
        counts=(("counts", "yes"),),
        at_least=3,
        state=LEGAL_STATUS,
        leaving_out=SHORT_BREAKS,
        windows=(Window.YEAR_TO_DATE, Window.ROLLING_YEAR),
    ),
    sources=PLACEMENTS,
    source="Scrutiny paper of November 2014 (P23)",
    effective_from=REGULATIONS,
    tolerance=TOLERANCE,
)

INDICATORS: Final = (CHILDREN, THREE_PLACEMENTS)
