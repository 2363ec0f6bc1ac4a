"""Routes of indicators: what they mean, what they come to, and the cases behind them."""

from datetime import date
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request, Response
from pydantic import BaseModel, Field

from services.projections.api.appraisal_views import said_view
from services.projections.api.dependencies import (
    AUTHORITY,
    DeskDep,
    FigureReader,
    TimeAsked,
    standpoint_of,
)
from services.projections.api.refusals import (
    AnswerSuperseded,
    DayNotValid,
    DayToCome,
    NoSuchIndicator,
    PeriodNotValid,
    TokenNotValid,
    TokenOfAnotherPlace,
)
from services.projections.api.seen import may_see
from services.projections.api.tables import CELL_COLUMNS, cell_fields, csv_response
from services.projections.api.views import (
    AnswerView,
    IndicatorView,
    cell_view,
    freshness_view,
    indicator_view,
    period_view,
)
from services.projections.application.appraisals import appraised_on
from services.projections.application.questions import CaseBehind
from services.projections.application.tokens import Token
from services.projections.indicators import CATALOGUE, Indicator, indicator
from services.projections.indicators import NoSuchIndicator as NotInCatalogue
from shared.problem_details import problems
from shared.web import Asking, CursorInvalid
from shared.web.clean_text import CleanStr
from shared.web.paging import Page, Paging, link_next, paged, paging

router = APIRouter(prefix="/indicators", tags=["Indicators"])

ASKING = problems(
    NoSuchIndicator,
    PeriodNotValid,
    DayNotValid,
    DayToCome,
    TokenNotValid,
    AnswerSuperseded,
    TokenOfAnotherPlace,
)


class Form(StrEnum):
    JSON = "json"
    CSV = "csv"


class Side(StrEnum):
    NUMERATOR = "numerator"
    DENOMINATOR = "denominator"


class IndicatorList(BaseModel):
    items: list[IndicatorView]


class CaseView(BaseModel):
    """A case behind a figure; of one that you may not see, only that it is there."""

    source: str = Field(examples=["complaints"])
    reference: str | None = Field(examples=["C-2022-00001"])
    occurred_on: date
    counted: bool = Field(description="Whether it is in the numerator.")
    team: str | None
    worker: str | None
    restricted: bool


@router.get("", summary="The indicators and their definitions")
async def list_indicators(_reader: FigureReader) -> IndicatorList:
    return IndicatorList(items=[indicator_view(one) for one in CATALOGUE.values()])


@router.get(
    "/{code}",
    summary="The figures of one indicator",
    response_model=AnswerView,
    responses={200: {"content": {"text/csv": {"schema": {"type": "string"}}}}, **ASKING},
)
async def answer_indicator(
    code: str,
    desk: DeskDep,
    reader: FigureReader,
    time: Annotated[TimeAsked, Depends()],
    form: Annotated[Form, Query(alias="format")] = Form.JSON,
    _authority: Annotated[str | None, AUTHORITY] = None,
) -> Response | AnswerView:
    """For a period: as it is known now, *as at* a past day, *as known on* a past day, or both."""
    asked_of = found(code)
    asked = await standpoint_of(desk, time.token, time.question(reader), (asked_of,))
    answer = await desk.answering.answer(asked_of, asked.question, asked.standpoint)
    cells = [cell_view(cell) for cell in answer.cells]
    if form is Form.CSV:
        return csv_response(CELL_COLUMNS, map(cell_fields, cells), name=code)
    question = asked.question
    appraised = await appraised_on(desk.appraisals, question, asked.standpoint, [code])
    return AnswerView(
        indicator=indicator_view(asked_of),
        authority=question.authority,
        period=period_view(question),
        team=question.team,
        as_at=question.as_at,
        known_on=question.known_on,
        figures={code: cells},
        appraisals=[said_view(one) for one in appraised.values()],
        freshness=freshness_view(await desk.readings.states()),
        token=Token(
            standpoint=asked.standpoint,
            definitions={asked_of.code: asked_of.version},
            known_on=question.known_on,
        ).text(),
    )


@router.get(
    "/{code}/cases",
    summary="The cases behind one row of an indicator",
    responses={**ASKING, **problems(CursorInvalid)},
)
async def list_cases_behind(
    *,
    code: str,
    request: Request,
    response: Response,
    desk: DeskDep,
    reader: FigureReader,
    time: Annotated[TimeAsked, Depends()],
    page: Annotated[Paging, Depends(paging)],
    label: Annotated[
        CleanStr | None,
        Query(description="The row; none where it is the only one.", examples=["within-20"]),
    ] = None,
    side: Side = Side.NUMERATOR,
    _authority: Annotated[str | None, AUTHORITY] = None,
) -> Page[CaseView]:
    """In the order of the date that counts them."""
    asked_of = found(code)
    asked = await standpoint_of(desk, time.token, time.question(reader), (asked_of,))
    rows = await desk.answering.cases(
        asked_of,
        asked.question,
        asked.standpoint,
        label=label,
        numerator=side is Side.NUMERATOR,
        after=after_of(page),
        limit=page.limit + 1,
    )
    shown, following = paged(
        rows, page, key=lambda row: (row.occurred_on.isoformat(), str(row.thing))
    )
    link_next(request, response, following)
    return Page[CaseView](items=[_case_view(row, reader) for row in shown], next=following)


def found(code: str) -> Indicator:
    try:
        return indicator(code)
    except NotInCatalogue:
        raise NoSuchIndicator from None


def after_of(page: Paging) -> tuple[date, UUID] | None:
    """The (day, id) after which a list goes on; CursorInvalid."""
    match page.after_shaped(str, str):
        case None:
            return None
        case (str(day), str(thing)):
            try:
                return date.fromisoformat(day), UUID(thing)
            except ValueError:
                raise CursorInvalid from None
        case _:
            raise CursorInvalid


def _case_view(row: CaseBehind, reader: Asking) -> CaseView:
    seen = may_see(reader, restricted=row.restricted, allow=row.allow, deny=row.deny)
    return CaseView(
        source=row.source,
        reference=row.reference if seen else None,
        occurred_on=row.occurred_on,
        counted=row.counted,
        team=row.team if seen else None,
        worker=row.worker if seen else None,
        restricted=row.restricted or not seen,
    )
