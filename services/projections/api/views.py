"""Answers as clients see them: figures apart from freshness."""

from datetime import date
from decimal import Decimal

from pydantic import BaseModel, Field

from services.projections.api.appraisal_views import SaidView
from services.projections.application.questions import Cell, CellStatus, Question
from services.projections.indicators import Indicator
from services.projections.indicators.declaration import Basis, CountedBy, Polarity, ValueUnit
from shared.http_service.reader_pages import SourceView
from shared.runner import SourceState

Number = int | float


class CellView(BaseModel):
    """One row of a figure. `status` says whether it holds a number, and if not, `reason` why."""

    label: str | None = Field(examples=["within-20"])
    numerator: Number | None = Field(examples=[31])
    denominator: Number | None = Field(examples=[86])
    value: float | None = Field(examples=[36.05])
    unit: ValueUnit
    status: CellStatus
    reason: str | None = None
    entered_from: str | None = Field(
        default=None, description="Where an analyst found it; given where the status is entered."
    )


class RowView(CellView):
    """A row of a report with the same row of the year before, and the change of its value."""

    previous: CellView
    change: float | None = Field(
        description="In the row's unit; null unless both years have a number."
    )


class PeriodView(BaseModel):
    code: str = Field(examples=["2022/23"])
    first: date = Field(serialization_alias="from")
    last: date = Field(serialization_alias="to")


class FreshnessView(BaseModel):
    sources: list[SourceView]


class IndicatorView(BaseModel):
    """What an indicator means: its declaration."""

    code: str = Field(serialization_alias="id", examples=["complaints.stage-1-timeliness"])
    title: str
    numerator: str
    denominator: str | None
    population: str
    basis: Basis
    counted_by: CountedBy
    polarity: Polarity
    unit: ValueUnit
    sources: list[str] = Field(description="Services it counts; empty for every one.")
    source: str = Field(description="Who defines it.")
    version: int
    effective_from: date
    effective_to: date | None


class AnswerView(BaseModel):
    """The answer of one indicator; `token` has it given again exactly."""

    indicator: IndicatorView
    authority: str
    period: PeriodView
    team: str | None
    as_at: date | None
    known_on: date | None
    figures: dict[str, list[CellView]]
    appraisals: list[SaidView] = Field(
        description="What an analyst said of rows of this period: targets, status and the like."
    )
    freshness: FreshnessView
    token: str


class ReportView(BaseModel):
    """A report's figures by indicator, each row with the year before."""

    report: str = Field(examples=["complaints-annual"])
    authority: str
    year: str = Field(examples=["2022/23"])
    as_at: date | None
    known_on: date | None
    figures: dict[str, list[RowView]]
    definitions: dict[str, int]
    freshness: FreshnessView
    token: str


def cell_view(cell: Cell) -> CellView:
    return CellView(
        label=cell.label,
        numerator=_number(cell.numerator),
        denominator=_number(cell.denominator),
        value=cell.value,
        unit=cell.unit,
        status=cell.status,
        reason=cell.reason,
        entered_from=cell.said_where,
    )


def row_view(cell: Cell, previous: Cell) -> RowView:
    now, then = cell_view(cell), cell_view(previous)
    change = None
    if now.value is not None and then.value is not None and now.unit == then.unit:
        change = round(now.value - then.value, 2)
    return RowView(**now.model_dump(), previous=then, change=change)


def _number(number: Decimal | int | None) -> Number | None:
    """A whole number as one, also where it was entered with decimals."""
    if number is None or isinstance(number, int):
        return number
    return int(number) if number == number.to_integral_value() else float(number)


def period_view(question: Question) -> PeriodView:
    period = question.period
    return PeriodView(code=period.code, first=period.first, last=period.last)


def indicator_view(indicator: Indicator) -> IndicatorView:
    return IndicatorView(
        code=indicator.code,
        title=indicator.title,
        numerator=indicator.numerator,
        denominator=indicator.denominator,
        population=indicator.population,
        basis=indicator.basis,
        counted_by=indicator.counted_by,
        polarity=indicator.polarity,
        unit=indicator.unit,
        sources=list(indicator.sources),
        source=indicator.source,
        version=indicator.version,
        effective_from=indicator.effective_from,
        effective_to=indicator.effective_to,
    )


def freshness_view(states: tuple[SourceState, ...]) -> FreshnessView:
    return FreshnessView(sources=[SourceView.of(state) for state in states])
