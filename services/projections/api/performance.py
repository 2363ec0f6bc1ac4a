"""The route of the quarterly performance report."""

from typing import Annotated

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
from services.projections.api.entries import period_of
from services.projections.api.performance_forms import (
    COLUMNS,
    performance_fields,
    performance_text,
)
from services.projections.api.performance_views import PerformanceView, performance_view
from services.projections.api.refusals import PeriodNotValid
from services.projections.api.reports import REPORTING, TEXT, Form
from services.projections.api.tables import csv_response
from services.projections.api.views import freshness_view
from services.projections.application.performance import (
    PERFORMANCE_REPORT,
    performance,
    performance_indicators,
)
from services.projections.application.periods import PeriodInvalid
from services.projections.application.questions import Question
from shared.web.as_written import Day

router = APIRouter(prefix="/reports", tags=["Reports"])


@router.get(
    f"/{PERFORMANCE_REPORT}",
    summary="The quarterly performance report",
    response_model=PerformanceView,
    responses=REPORTING,
)
async def report_performance(
    *,
    desk: DeskDep,
    reader: FigureReader,
    period: Annotated[str, Query(max_length=20, examples=["2023/24-Q1"])],
    form: Annotated[Form, Query(alias="format")] = Form.JSON,
    as_at: Annotated[Day | None, AS_AT] = None,
    known_on: Annotated[Day | None, KNOWN_ON] = None,
    token: Annotated[str | None, TOKEN] = None,
    _authority: Annotated[str | None, AUTHORITY] = None,
) -> Response | PerformanceView:
    """Latest and previous figures with their counts, trend, target, status, quartile, neighbours.

    The trend is the direction of the number, with a tolerance; the polarity says whether it is
    good. The status is what a person recorded, and what a rule would suggest. A row that no
    service holds is there once it was entered, with the period that it was entered for.
    """
    given = token_of(token)
    today = given.standpoint.today if given else reader.today
    question = Question(
        authority=reader.authority,
        period=period_of(period),
        as_at=past_day(checked_day(as_at), today),
        known_on=known_on_of(given, checked_day(known_on)),
        today=today,
    )
    asked = await standpoint_of(desk, given, question, performance_indicators())
    try:
        report = await performance(
            desk.answering, desk.appraisals, asked.question, asked.standpoint
        )
    except PeriodInvalid:
        raise PeriodNotValid from None
    view = performance_view(report, freshness_view(await desk.readings.states()))
    match form:
        case Form.JSON:
            return view
        case Form.CSV:
            rows = [
                performance_fields(code, row)
                for code, figures in view.figures.items()
                for row in figures
            ]
            return csv_response(COLUMNS, rows, name=PERFORMANCE_REPORT)
        case Form.TEXT:
            return Response(performance_text(view), media_type=TEXT)
