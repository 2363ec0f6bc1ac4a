"""Routes of appraisals: target, status, quartile, neighbours and earlier value of a figure."""

from datetime import date
from decimal import Decimal
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from services.projections.api.dependencies import DeskDep
from services.projections.api.entries import Analyst, Label, period_of
from services.projections.api.indicators import found
from services.projections.api.refusals import (
    AppraisalNotValid,
    NoSuchIndicator,
    NoSuchRow,
    PeriodNotValid,
)
from services.projections.application.appraisals import (
    TARGET,
    Appraisal,
    PreviousValue,
    Rating,
    Target,
)
from services.projections.application.periods import Period
from services.projections.application.ports import KeyReused as CameBefore
from services.projections.indicators.declared_rows import may_have_row
from shared.event_store.refusals import KeyReused
from shared.problem_details import problems
from shared.web.as_written import Number
from shared.web.clean_text import CleanStr

router = APIRouter(tags=["Entries"])

Value = Annotated[Decimal, Field(max_digits=18, decimal_places=4)]


class PreviousBody(BaseModel):
    """The value of an earlier period as it was published, where its counts are not known."""

    model_config = ConfigDict(extra="forbid")

    period: Annotated[str, Field(max_length=20, examples=["2022/23-Q4"])]
    value: Value


class AppraisalBody(BaseModel):
    """One row and period: at least one thing said of it, and the document it stands in."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "indicator": "referrals.assessments-45-days",
                    "label": "from-start:within-45",
                    "period": "2023/24-Q1",
                    "target": ">90.3",
                    "status": "amber",
                    "quartile": 3,
                    "neighbours": 85.6,
                    "previous": {"period": "2022/23-Q4", "value": 80.92},
                    "source": "Performance dashboard, quarter 1 2023/24",
                }
            ]
        },
    )

    indicator: Annotated[str, Field(pattern=r"^[a-z][a-z0-9.-]{0,99}$")]
    label: Label | None = Field(default=None, description="None where it is the only row.")
    period: Annotated[str, Field(max_length=20)]
    target: Annotated[str, Field(pattern=f"^{TARGET.pattern}$")] | None = Field(
        default=None, description="To be above or below; equal is met.", examples=[">90.3"]
    )
    status: Rating | None = Field(default=None, description="As a person judged it.")
    quartile: Annotated[Number, Field(ge=1, le=4)] | None = Field(
        default=None, description="Among all authorities; 1 is best."
    )
    neighbours: Value | None = Field(
        default=None, description="The average of the authorities most like this one."
    )
    previous: PreviousBody | None = None
    withdrawn: bool = Field(default=False, description="Takes back what was said before.")
    source: CleanStr = Field(description="The document that says so.")


class AppraisalView(BaseModel):
    entry_id: UUID
    indicator: str
    label: str | None
    period: str
    first: date = Field(serialization_alias="from")
    last: date = Field(serialization_alias="to")
    entered_by: str
    added: bool = Field(description="False where the same command had added it before.")


@router.post(
    "/appraisals",
    status_code=201,
    summary="Say of a figure its target, status, quartile, neighbours' average, earlier value",
    responses=problems(NoSuchIndicator, NoSuchRow, PeriodNotValid, AppraisalNotValid, KeyReused),
)
async def add_appraisal(body: AppraisalBody, desk: DeskDep, said: Analyst) -> AppraisalView:
    """A later one for the same row and period takes its place, whole."""
    indicator = found(body.indicator)
    if not may_have_row(indicator.measure, body.label):
        raise NoSuchRow
    period = period_of(body.period)
    appraisal = Appraisal(
        entry_id=said.command_id,
        authority=said.authority,
        indicator=indicator.code,
        label=body.label,
        period_from=period.first,
        period_to=period.last,
        target=Target.parse(body.target) if body.target else None,
        rating=body.status,
        quartile=body.quartile,
        neighbours=body.neighbours,
        previous=_previous(body, period),
        withdrawn=body.withdrawn,
        said_where=body.source,
        fingerprint=said.fingerprint,
        entered_by=said.actor,
        entered_role=said.role,
        entered_at=said.decided_at,
    )
    try:
        added = await desk.appraisals.add(appraisal)
    except CameBefore:
        raise KeyReused from None
    return AppraisalView(
        entry_id=appraisal.entry_id,
        indicator=appraisal.indicator,
        label=appraisal.label,
        period=period.code,
        first=period.first,
        last=period.last,
        entered_by=appraisal.entered_by,
        added=added,
    )


def _previous(body: AppraisalBody, period: Period) -> PreviousValue | None:
    """Raises AppraisalNotValid or PeriodNotValid."""
    said = (body.target, body.status, body.quartile, body.neighbours, body.previous)
    if body.withdrawn != all(one is None for one in said):
        raise AppraisalNotValid
    if body.previous is None:
        return None
    if period_of(body.previous.period).last >= period.first:
        raise AppraisalNotValid(field="previous")
    return PreviousValue(period=body.previous.period, value=body.previous.value)
