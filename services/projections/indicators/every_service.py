"""The indicators of every service: they know clocks and recordings, and no procedure."""

from datetime import date
from typing import Final

from services.projections.indicators.case_measures import CaseKind, Caseload
from services.projections.indicators.clock_measures import ClockCells
from services.projections.indicators.declaration import (
    EVERY_SERVICE,
    Basis,
    CountedBy,
    Indicator,
    Polarity,
    ValueUnit,
)
from services.projections.indicators.measures import Corrections, RecordingDelay

ALWAYS: Final = date(2000, 1, 1)
LOCAL: Final = "Local definition"

CLOCKS: Final = Indicator(
    code="all.clocks",
    title="Every time limit: in time, late, open in time, open late",
    numerator="Clocks that stopped in the period, or are open at its end, in this cell",
    denominator="Clocks of the timescale that stopped in the period; or are open at its end; of "
    "the average, those answered late",
    population="Every clock of every service that was not cancelled by then",
    basis=Basis.COMPLETED_AND_AS_AT,
    counted_by=CountedBy.COMPLETED,
    polarity=Polarity.NEITHER,
    unit=ValueUnit.PERCENT,
    measure=ClockCells(),
    sources=EVERY_SERVICE,
    source=LOCAL,
    effective_from=ALWAYS,
)
RECORDING_DELAY: Final = Indicator(
    code="all.recording-delay",
    title="Days from happening to being recorded",
    numerator="Events recorded more than one day after the day they happened",
    denominator="Events recorded in the period",
    population="Every event on a case recorded in the period, but for corrections, imported "
    "history, and the authority's arrangements: its register, its policy, erasures",
    basis=Basis.RECORDED,
    counted_by=CountedBy.RECORDED,
    polarity=Polarity.LOWER_IS_BETTER,
    unit=ValueUnit.DAYS,
    measure=RecordingDelay(arrangements=("register", "policy", "erasure")),
    sources=EVERY_SERVICE,
    source=LOCAL,
    effective_from=ALWAYS,
)
CASELOAD: Final = Indicator(
    code="all.caseload",
    title="Open cases by kind, team and worker, and cases that nobody owns",
    numerator="Cases open on the day",
    denominator=None,
    population="Cases opened by then and not closed by then (or reopened since), of the kinds that "
    "can be closed; with the team and worker of that day",
    basis=Basis.AS_AT,
    counted_by=CountedBy.STANDING,
    polarity=Polarity.NEITHER,
    unit=ValueUnit.COUNT,
    measure=Caseload(
        kinds=(
            CaseKind(
                kind="complaint",
                opened="complaint.contact",
                closed=("complaint.closed",),
                reopened=("complaint.reopened",),
            ),
            CaseKind(
                kind="referral",
                opened="referral.received",
                closed=("referral.closed",),
                reopened=("referral.reopened",),
            ),
            CaseKind(kind="care", opened="care.started", closed=("care.ended",)),
            CaseKind(kind="household", opened="household.approved", closed=("household.closed",)),
        )
    ),
    sources=EVERY_SERVICE,
    source=LOCAL,
    version=2,
    effective_from=ALWAYS,
)
CORRECTIONS: Final = Indicator(
    code="all.corrections",
    title="Events that correct another, by kind",
    numerator="Corrections recorded in the period",
    denominator=None,
    population="Events that name an event they correct; never counted as activity",
    basis=Basis.RECORDED,
    counted_by=CountedBy.RECORDED,
    polarity=Polarity.NEITHER,
    unit=ValueUnit.COUNT,
    measure=Corrections(),
    sources=EVERY_SERVICE,
    source=LOCAL,
    effective_from=ALWAYS,
)

INDICATORS: Final = (CLOCKS, RECORDING_DELAY, CASELOAD, CORRECTIONS)
