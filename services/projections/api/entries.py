"""Routes of what analysts enter: figures that no service holds, and how far back records go."""

from datetime import date
from decimal import Decimal
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends
from pydantic import BaseModel, ConfigDict, Field

from services.projections.api.dependencies import DeskDep, checked_day
from services.projections.api.indicators import found
from services.projections.api.permissions import ENTER_FIGURES
from services.projections.api.refusals import (
    DayNotValid,
    EntryNotValid,
    MoreThanTheWhole,
    NoSuchIndicator,
    NoSuchSource,
    PeriodNotValid,
    ShareWithoutDenominator,
)
from services.projections.application.periods import Period, PeriodInvalid
from services.projections.application.ports import Coverage, Entry
from services.projections.application.ports import KeyReused as CameBefore
from services.projections.indicators import Indicator
from services.projections.indicators.declared_rows import is_share
from shared.event_store.refusals import KeyReused
from shared.problem_details import problems
from shared.web import Said, commanding
from shared.web.as_written import Day
from shared.web.clean_text import CleanStr, Code

router = APIRouter(tags=["Entries"])

Analyst = Annotated[Said, Depends(commanding(ENTER_FIGURES))]
Amount = Annotated[Decimal, Field(ge=0, le=10**12, max_digits=18, decimal_places=4)]
Label = Annotated[str, Field(pattern=r"^[a-z0-9][A-Za-z0-9.:_-]{0,99}$", examples=["within-20"])]


class EntryBody(BaseModel):
    """One cell: its indicator, row and period, its numbers, and the document they stand in."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "indicator": "complaints.stage-1-timeliness",
                    "label": "within-20",
                    "period": "2021/22",
                    "numerator": 33,
                    "denominator": 65,
                    "source": "Annual report 2021/22, table 3",
                }
            ]
        },
    )

    indicator: Annotated[str, Field(pattern=r"^[a-z][a-z0-9.-]{0,99}$")]
    label: Label | None = None
    period: Annotated[str, Field(max_length=20)]
    team: Code | None = None
    numerator: Amount | None = None
    denominator: Amount | None = None
    value: Annotated[Decimal, Field(max_digits=18, decimal_places=4)] | None = None
    withdrawn: bool = Field(default=False, description="Takes back what was entered before.")
    source: CleanStr = Field(description="The document that says so.")


class EntryView(BaseModel):
    entry_id: UUID
    indicator: str
    label: str | None
    period: str
    first: date = Field(serialization_alias="from")
    last: date = Field(serialization_alias="to")
    entered_by: str
    added: bool = Field(description="False where the same command had added it before.")


class CoverageBody(BaseModel):
    """From which day on the records of a source are complete, and why that is so."""

    model_config = ConfigDict(extra="forbid")

    source: Code = Field(examples=["complaints"])
    complete_from: Day
    reason: CleanStr = Field(examples=["All complaints since April 2021 were imported"])


class CoverageView(BaseModel):
    entry_id: UUID
    source: str
    complete_from: date
    entered_by: str
    added: bool


@router.post(
    "/entries",
    status_code=201,
    summary="Enter a figure that no service holds",
    responses=problems(
        NoSuchIndicator,
        PeriodNotValid,
        EntryNotValid,
        ShareWithoutDenominator,
        MoreThanTheWhole,
        KeyReused,
    ),
)
async def add_entry(body: EntryBody, desk: DeskDep, said: Analyst) -> EntryView:
    """It wins over a computed figure of the same cell, and is marked; a later one over it."""
    indicator = found(body.indicator)
    period = period_of(body.period)
    _check(body, indicator)
    entry = Entry(
        entry_id=said.command_id,
        authority=said.authority,
        indicator=indicator.code,
        label=body.label,
        period_from=period.first,
        period_to=period.last,
        team=body.team,
        numerator=body.numerator,
        denominator=body.denominator,
        value=body.value,
        withdrawn=body.withdrawn,
        said_where=body.source,
        fingerprint=said.fingerprint,
        entered_by=said.actor,
        entered_role=said.role,
        entered_at=said.decided_at,
    )
    try:
        added = await desk.entries.add_entry(entry)
    except CameBefore:
        raise KeyReused from None
    return EntryView(
        entry_id=entry.entry_id,
        indicator=entry.indicator,
        label=entry.label,
        period=period.code,
        first=period.first,
        last=period.last,
        entered_by=entry.entered_by,
        added=added,
    )


@router.post(
    "/coverage",
    status_code=201,
    summary="Declare from which day on a source's records are complete",
    responses=problems(NoSuchSource, DayNotValid, KeyReused),
)
async def add_coverage(body: CoverageBody, desk: DeskDep, said: Analyst) -> CoverageView:
    """Periods that begin before the first recorded day are then reported, from that day on.

    The latest declaration for a source holds: a mistaken one is taken back by another.
    """
    checked_day(body.complete_from)
    if body.source not in {state.source for state in await desk.readings.states()}:
        raise NoSuchSource
    coverage = Coverage(
        entry_id=said.command_id,
        authority=said.authority,
        source=body.source,
        complete_from=body.complete_from,
        reason=body.reason,
        fingerprint=said.fingerprint,
        entered_by=said.actor,
        entered_role=said.role,
        entered_at=said.decided_at,
    )
    try:
        added = await desk.entries.add_coverage(coverage)
    except CameBefore:
        raise KeyReused from None
    return CoverageView(
        entry_id=coverage.entry_id,
        source=coverage.source,
        complete_from=coverage.complete_from,
        entered_by=coverage.entered_by,
        added=added,
    )


def period_of(code: str) -> Period:
    try:
        return Period.parse(code)
    except PeriodInvalid:
        raise PeriodNotValid from None


def _check(body: EntryBody, indicator: Indicator) -> None:
    """Raises EntryNotValid, ShareWithoutDenominator or MoreThanTheWhole."""
    if not _sound(body):
        raise EntryNotValid
    if body.numerator is None:
        return
    if body.denominator is None:
        if is_share(indicator, body.label):
            raise ShareWithoutDenominator
    elif body.numerator > body.denominator:
        raise MoreThanTheWhole


def _sound(body: EntryBody) -> bool:
    given = (body.numerator, body.denominator, body.value)
    if body.withdrawn:
        return given == (None, None, None)
    if (body.numerator is None) == (body.value is None):
        return False
    return body.denominator is None or (body.numerator is not None and body.denominator > 0)
