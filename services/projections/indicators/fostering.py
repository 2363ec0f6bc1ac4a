"""Fostering households: how many places they have, and how many are free."""

from typing import Final

from services.projections.indicators.case_measures import CaseKind, LatestNumber, OpenCases
from services.projections.indicators.declaration import (
    Basis,
    CountedBy,
    Indicator,
    Polarity,
    ValueUnit,
)
from services.projections.indicators.placements_basis import PLACEMENTS, REGULATIONS


def _places(label: str, number: str) -> LatestNumber:
    return LatestNumber(label=label, kind="household.places", number=number)


VACANCIES: Final = Indicator(
    code="fostering.vacancies",
    title="Foster places approved, filled, on hold and vacant",
    numerator="Places of the households approved on the day, as last stated by then",
    denominator=None,
    population="Households approved by then and not closed by then; one whose approval names no "
    "places adds the usual limit of three",
    basis=Basis.AS_AT,
    counted_by=CountedBy.STANDING,
    polarity=Polarity.NEITHER,
    unit=ValueUnit.COUNT,
    measure=OpenCases(
        case=CaseKind(kind="household", opened="household.approved", closed=("household.closed",)),
        label="households",
        rows=(
            _places("approved", "approved"),
            _places("filled", "filled"),
            _places("on-hold", "on_hold"),
            _places("vacant", "vacant"),
        ),
    ),
    sources=PLACEMENTS,
    source="Local definition",
    effective_from=REGULATIONS,
)

INDICATORS: Final = (VACANCIES,)
