"""Speed, outcome and cause of complaints: counted by the day they were resolved; and those open.

Resolved, for Stage 1, is the date of the Stage 1 response, whatever follows. Received and resolved
are different sets and do not match (2023-09 paper, lines 964 to 968).
"""

from typing import Final

from services.projections.indicators.clock_measures import OpenClocks
from services.projections.indicators.complaints_basis import COMPLAINTS, PAPER, REGULATIONS
from services.projections.indicators.declaration import (
    Basis,
    CountedBy,
    Indicator,
    Polarity,
    ValueUnit,
)
from services.projections.indicators.measures import (
    ByCode,
    FactRow,
    Facts,
    Of,
    Within,
)

UPHELD: Final = ({"outcome": "upheld"}, {"outcome": "partly-upheld"})
RESOLVED: Final = ("complaint.resolved",)


def _band(label: str, at_least: int | None, at_most: int | None) -> FactRow:
    within = Within(number="working_days", at_least=at_least, at_most=at_most)
    return FactRow(label=label, kinds=RESOLVED, within=within, of=Of.WHOLE)


def _resolved(label: str, *patterns: dict[str, str]) -> FactRow:
    return FactRow(label=label, kinds=RESOLVED, counted=patterns, of=Of.WHOLE)


TIMELINESS: Final = Indicator(
    code="complaints.stage-1-timeliness",
    title="Stage 1 answered within so many working days",
    numerator="Answered in the period, in this band of working days from receipt",
    denominator="Answered at Stage 1 in the period",
    population="Statutory complaints, by the date of the Stage 1 response",
    basis=Basis.RESOLVED,
    counted_by=CountedBy.COMPLETED,
    polarity=Polarity.HIGHER_IS_BETTER,
    unit=ValueUnit.PERCENT,
    measure=Facts(
        rows=(
            _band("within-10", None, 10),
            _band("11-20", 11, 20),
            _band("21-40", 21, 40),
            _band("41-65", 41, 65),
            _band("over-65", 66, None),
            _band("within-20", None, 20),
        )
    ),
    sources=COMPLAINTS,
    source="SI 2006/1738 reg 14; " + PAPER,
    effective_from=REGULATIONS,
)
IN_EXTENDED_TIME: Final = Indicator(
    code="complaints.stage-1-in-extended-time",
    title="Stage 1 answered by the date that held for it",
    numerator="Answered by the due date with its extension; or later, by an agreed date or excused",
    denominator="Answered at Stage 1 in the period",
    population="Statutory complaints, by the date of the Stage 1 response",
    basis=Basis.RESOLVED,
    counted_by=CountedBy.COMPLETED,
    polarity=Polarity.HIGHER_IS_BETTER,
    unit=ValueUnit.PERCENT,
    measure=Facts(
        rows=(
            _resolved("in-extended-time", {"in_extended_time": "yes"}),
            _resolved("agreed-date", {"in_extended_time": "no", "excused": "agreed-date"}),
            _resolved("good-reason", {"in_extended_time": "no", "excused": "good-reason"}),
            _resolved("not-excused", {"in_extended_time": "no", "excused": "none"}),
        )
    ),
    sources=COMPLAINTS,
    source="SI 2006/1738 reg 14; " + PAPER,
    effective_from=REGULATIONS,
)
OUTCOMES: Final = Indicator(
    code="complaints.outcomes",
    title="Outcomes at Stage 1, and fault found",
    numerator="Answered in the period with this outcome; fault is any cause upheld or partly",
    denominator="Answered at Stage 1 in the period",
    population="Statutory complaints, by the date of the Stage 1 response; withdrawals are apart",
    basis=Basis.RESOLVED,
    counted_by=CountedBy.COMPLETED,
    polarity=Polarity.NEITHER,
    unit=ValueUnit.PERCENT,
    measure=Facts(
        rows=(
            *(
                _resolved(outcome, {"outcome": outcome})
                for outcome in (
                    "upheld",
                    "partly-upheld",
                    "not-upheld",
                    "no-finding",
                    "otherwise-resolved",
                )
            ),
            _resolved("fault", {"fault": "yes"}),
            FactRow(
                label="withdrawn",
                kinds=("complaint.withdrawn",),
                counted=({"route": "statutory"},),
            ),
        )
    ),
    sources=COMPLAINTS,
    source=PAPER,
    effective_from=REGULATIONS,
)
CAUSES: Final = Indicator(
    code="complaints.causes",
    title="What complaints were about, and how much of it was upheld",
    numerator="Answered in the period with this cause upheld or partly upheld",
    denominator="Answered in the period with this cause",
    population="Causes of statutory complaints, by the date of the Stage 1 response; many for one",
    basis=Basis.RESOLVED,
    counted_by=CountedBy.COMPLETED,
    polarity=Polarity.NEITHER,
    unit=ValueUnit.PERCENT,
    measure=Facts(
        rows=(
            FactRow(
                kinds=("complaint.cause-outcome",),
                counted=UPHELD,
                of=Of.GROUP,
                by=ByCode(code="cause"),
            ),
        )
    ),
    sources=COMPLAINTS,
    source=PAPER,
    effective_from=REGULATIONS,
)
OPEN: Final = Indicator(
    code="complaints.open",
    title="Complaints open at Stage 1",
    numerator="Open on the day, and in time, due soon or late",
    denominator="Open on the day at Stage 1 (of the team, where the row is a team's: late of open)",
    population="Stage 1 clocks open on the last day of the period, or on the day asked for",
    basis=Basis.AS_AT,
    counted_by=CountedBy.STANDING,
    polarity=Polarity.LOWER_IS_BETTER,
    unit=ValueUnit.PERCENT,
    measure=OpenClocks(timescale="complaint.stage-1", stage="stage-1"),
    sources=COMPLAINTS,
    source="SI 2006/1738 reg 14; local definition",
    effective_from=REGULATIONS,
)

INDICATORS: Final = (TIMELINESS, IN_EXTENDED_TIME, OUTCOMES, CAUSES, OPEN)
