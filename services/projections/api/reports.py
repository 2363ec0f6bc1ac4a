"""Routes of reports."""

from enum import StrEnum
from typing import Annotated, Any

from fastapi import APIRouter, Query, Response

from services.projections.api.dependencies import (
    AS_AT,
    AUTHORITY,
    KNOWN_ON,
    TOKEN,
    DeskDep,
    FigureReader,
    checked_day,
    known_on_of,
    past_day,
    standpoint_of,
    token_of,
)
from services.projections.api.refusals import (
    AnswerSuperseded,
    DayNotValid,
    DayToCome,
    PeriodNotValid,
    TokenNotValid,
    TokenOfAnotherPlace,
)
from services.projections.api.report_text import report_text
from services.projections.api.tables import CELL_COLUMNS, Field, cell_fields, csv_response
from services.projections.api.views import FreshnessView, ReportView, freshness_view, row_view
from services.projections.application.periods import Period, PeriodInvalid
from services.projections.application.questions import Question
from services.projections.application.reports import (
    COMPLAINTS_ANNUAL,
    Report,
    annual_indicators,
    complaints_annual,
)
from services.projections.application.tokens import Token
from shared.problem_details import problems
from shared.web.as_written import Day

router = APIRouter(prefix="/reports", tags=["Reports"])

COLUMNS = ("indicator", *CELL_COLUMNS, *(f"previous_{name}" for name in CELL_COLUMNS))
TEXT = "text/plain; charset=utf-8"


class Form(StrEnum):
    JSON = "json"
    CSV = "csv"
    TEXT = "text"


REPORTING: dict[int | str, dict[str, Any]] = {
    200: {
        "content": {
            "text/csv": {"schema": {"type": "string"}},
            "text/plain": {"schema": {"type": "string"}},
        }
    },
    **problems(
        PeriodNotValid,
        DayNotValid,
        DayToCome,
        TokenNotValid,
        AnswerSuperseded,
        TokenOfAnotherPlace,
    ),
}
"""What any report answers: besides JSON a table or plain text, or one of these refusals."""


@router.get(
    f"/{COMPLAINTS_ANNUAL}",
    summary="The annual report on complaints and compliments",
    response_model=ReportView,
    responses=REPORTING,
)
async def report_complaints(
    *,
    desk: DeskDep,
    reader: FigureReader,
    year: Annotated[str, Query(max_length=20, examples=["2022/23"])],
    form: Annotated[Form, Query(alias="format")] = Form.JSON,
    as_at: Annotated[Day | None, AS_AT] = None,
    known_on: Annotated[Day | None, KNOWN_ON] = None,
    token: Annotated[str | None, TOKEN] = None,
    _authority: Annotated[str | None, AUTHORITY] = None,
) -> Response | ReportView:
    """Received and resolved are different sets. What was not recorded is no data, never nought."""
    given = token_of(token)
    today = given.standpoint.today if given else reader.today
    question = Question(
        authority=reader.authority,
        period=_year(year),
        as_at=past_day(checked_day(as_at), today),
        known_on=known_on_of(given, checked_day(known_on)),
        today=today,
    )
    asked = await standpoint_of(desk, given, question, annual_indicators())
    report = await complaints_annual(desk.answering, asked.question, asked.standpoint)
    view = _view(report, freshness_view(await desk.readings.states()))
    match form:
        case Form.JSON:
            return view
        case Form.CSV:
            return csv_response(COLUMNS, _rows(view), name=COMPLAINTS_ANNUAL)
        case Form.TEXT:
            return Response(report_text(view, report.previous.period.code), media_type=TEXT)


def _year(code: str) -> Period:
    try:
        period = Period.parse(code)
        period.a_year_before()
    except PeriodInvalid:
        raise PeriodNotValid from None
    return period


def _view(report: Report, freshness: FreshnessView) -> ReportView:
    definitions = {one.code: one.version for one in annual_indicators()}
    return ReportView(
        report=report.name,
        authority=report.question.authority,
        year=report.question.period.code,
        as_at=report.question.as_at,
        known_on=report.question.known_on,
        figures={
            code: [row_view(row.cell, row.previous) for row in rows]
            for code, rows in report.figures.items()
        },
        definitions=definitions,
        freshness=freshness,
        token=Token(
            standpoint=report.standpoint,
            definitions=definitions,
            known_on=report.question.known_on,
        ).text(),
    )


def _rows(report: ReportView) -> list[tuple[Field, ...]]:
    return [
        (code, *cell_fields(row), *cell_fields(row.previous))
        for code, rows in report.figures.items()
        for row in rows
    ]
