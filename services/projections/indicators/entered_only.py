"""Indicators of the published dashboard that no service records yet: answered once entered.

Each has one row. When a service comes to hold it, its measure takes the place of the blank one, and
an entry still wins for the periods before.
"""

from decimal import Decimal
from typing import Final

from services.projections.indicators.declaration import (
    Basis,
    CountedBy,
    Indicator,
    Polarity,
    ValueUnit,
)
from services.projections.indicators.measures import FactRow, Facts, Of
from services.projections.indicators.placements_basis import PLACEMENTS
from services.projections.indicators.referrals_basis import (
    CHILDREN_ACT,
    DASHBOARD,
    REFERRALS,
    TOLERANCE,
)


def _entered(
    *,
    code: str,
    title: str,
    numerator: str,
    denominator: str,
    basis: Basis,
    polarity: Polarity,
    sources: tuple[str, ...],
    labels: tuple[str | None, ...] = (None,),
    tolerance: Decimal = TOLERANCE,
) -> Indicator:
    rows = tuple(
        FactRow(label=label, kinds=(code,), of=Of.WHOLE, recorded=False) for label in labels
    )
    return Indicator(
        code=code,
        title=title,
        numerator=numerator,
        denominator=denominator,
        population="What an analyst entered: no service records it yet",
        basis=basis,
        counted_by=CountedBy.STANDING if basis is Basis.AS_AT else CountedBy.STARTED,
        polarity=polarity,
        unit=ValueUnit.PERCENT,
        measure=Facts(rows=rows),
        sources=sources,
        source=DASHBOARD,
        effective_from=CHILDREN_ACT,
        tolerance=tolerance,
    )


INDICATORS: Final = (
    _entered(
        code="referrals.cp-second-plan",
        title="Second or later child protection plan",
        numerator="Plans started that were the child's second or later",
        denominator="Plans started in the period",
        basis=Basis.STARTED,
        polarity=Polarity.LOWER_IS_BETTER,
        sources=REFERRALS,
    ),
    _entered(
        code="referrals.cp-two-years",
        title="Child protection plan of 2 years or more",
        numerator="Plans open at the period's end for 2 years or more",
        denominator="Plans open at the period's end",
        basis=Basis.AS_AT,
        polarity=Polarity.LOWER_IS_BETTER,
        sources=REFERRALS,
    ),
    _entered(
        code="referrals.cp-reviews",
        title="Child protection cases reviewed in time",
        numerator="Children whose every review in the last 12 months was in time",
        denominator="Children on a plan for 3 months or more",
        basis=Basis.AS_AT,
        polarity=Polarity.HIGHER_IS_BETTER,
        sources=REFERRALS,
    ),
    _entered(
        code="care.leavers",
        title="Care leavers",
        numerator="In suitable accommodation; in education, employment or training",
        denominator="Care leavers of the age",
        basis=Basis.AS_AT,
        polarity=Polarity.HIGHER_IS_BETTER,
        sources=PLACEMENTS,
        labels=("suitable-accommodation", "education-employment-or-training"),
    ),
)
