"""The first page, put together: every section from one standpoint, so that its figures agree."""

from dataclasses import dataclass
from datetime import date

from services.projections.application.appraisals import appraised_on
from services.projections.application.desk import Desk
from services.projections.application.periods import Period
from services.projections.application.questions import Question, Standpoint
from services.projections.indicators import indicator
from services.projections.pages.choosing import Choice
from services.projections.pages.health import health_table
from services.projections.pages.sections import Section
from services.projections.pages.tables import Table
from services.projections.pages.time_limits import CODE as TIME_LIMITS
from services.projections.pages.time_limits import section_of_clocks
from services.projections.pages.timeliness import section_of, shown_here


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    question: Question
    sections: tuple[Section, ...]
    health: Table


async def overview_of(
    desk: Desk,
    standpoint: Standpoint,
    choice: Choice,
    period: Period,
    *,
    authority: str,
    today: date,
) -> Overview:
    """The figures of `period` for `authority`, as at and as known on the days chosen."""
    question = Question(
        authority=authority,
        period=period,
        as_at=choice.as_at,
        known_on=choice.known_on,
        today=today,
    )
    codes = [shown.code for shown, _ in shown_here()]
    appraised = await appraised_on(desk.appraisals, question, standpoint, codes)
    sections = [
        section_of(
            shown,
            await desk.answering.answer(defined, question, standpoint),
            appraised.get((shown.code, shown.headline)),
        )
        for shown, defined in shown_here()
    ]
    clocks = await desk.answering.answer(indicator(TIME_LIMITS), question, standpoint)
    return Overview(
        question=question,
        sections=(*sections, section_of_clocks(clocks)),
        health=health_table(await desk.readings.states(), authority),
    )
