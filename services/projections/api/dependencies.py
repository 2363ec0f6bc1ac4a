"""What routes take: the desk, and a question with its standpoint."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Final, cast

from fastapi import Depends, Query, Request

from services.projections.api.permissions import READ_FIGURES
from services.projections.api.refusals import (
    AnswerSuperseded,
    DayNotValid,
    DayToCome,
    PeriodNotValid,
    TokenNotValid,
    TokenOfAnotherPlace,
)
from services.projections.application.desk import Desk
from services.projections.application.periods import (
    EARLIEST_YEAR,
    LATEST_YEAR,
    Period,
    PeriodInvalid,
)
from services.projections.application.questions import Question, Standpoint
from services.projections.application.tokens import (
    Token,
    TokenInvalid,
    TokenOfAnotherLog,
    TokenSuperseded,
)
from services.projections.indicators import Indicator
from shared.web import Asking, asking
from shared.web.as_written import Day
from shared.web.clean_text import Code

FINANCIAL_YEAR_BEGINS: Final = 4
AUTHORITY = Query(
    alias="authority",
    description="The authority that is asked about, where the token covers several.",
    pattern=r"^[a-z0-9][a-z0-9-]{0,63}$",
    examples=["demo"],
)
PERIOD = Query(
    max_length=20,
    description="`2022/23` (1 April to 31 March), `2022/23-Q1` or `2022-05`. Without it, and "
    "without from and to, the present financial year.",
    examples=["2022/23"],
)
AS_AT = Query(
    description="The world as it was at the end of this day, today at the latest, as it is known "
    "now: nothing that happened later, and the teams of that day."
)
KNOWN_ON = Query(description="As it was known at the London end of this day.")
TOKEN = Query(
    max_length=20_000, description="The `token` of an earlier answer, to have it given again."
)


def desk_of(request: Request) -> Desk:
    """The desk that the lifespan set."""
    return cast("Desk", request.app.state.desk)


DeskDep = Annotated[Desk, Depends(desk_of)]
FigureReader = Annotated[Asking, Depends(asking(READ_FIGURES))]


class TimeAsked:
    """The period and the two dates of a question, as the query gives them."""

    def __init__(  # noqa: PLR0917 - FastAPI reads the names
        self,
        period: Annotated[str | None, PERIOD] = None,
        first: Annotated[Day | None, Query(alias="from")] = None,
        last: Annotated[Day | None, Query(alias="to")] = None,
        team: Annotated[Code | None, Query(description="Cases of this team only.")] = None,
        as_at: Annotated[Day | None, AS_AT] = None,
        known_on: Annotated[Day | None, KNOWN_ON] = None,
        token: Annotated[str | None, TOKEN] = None,
    ) -> None:
        self.period = period
        self.first = first
        self.last = last
        self.team = team
        self.as_at = checked_day(as_at)
        self.known_on = checked_day(known_on)
        self.token = token_of(token)

    def question(self, reader: Asking) -> Question:
        """Raises PeriodNotValid, DayToCome; TokenNotValid where the token is of another day."""
        today = self.token.standpoint.today if self.token else reader.today
        return Question(
            authority=reader.authority,
            period=_period(self.period, self.first, self.last, today),
            team=self.team,
            as_at=past_day(self.as_at, today),
            known_on=known_on_of(self.token, self.known_on),
            today=today,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question ready to be answered."""

    question: Question
    standpoint: Standpoint


async def standpoint_of(
    desk: Desk, token: Token | None, question: Question, indicators: tuple[Indicator, ...]
) -> Asked:
    """Raises AnswerSuperseded or TokenOfAnotherPlace."""
    try:
        standpoint = await desk.answering.standpoint(token, question.today, indicators)
    except TokenSuperseded as superseded:
        raise AnswerSuperseded(by=str(superseded)) from None
    except TokenOfAnotherLog:
        raise TokenOfAnotherPlace from None
    return Asked(question=question, standpoint=standpoint)


def token_of(text: str | None) -> Token | None:
    try:
        return Token.parse(text) if text is not None else None
    except TokenInvalid:
        raise TokenNotValid from None


def known_on_of(token: Token | None, known_on: date | None) -> date | None:
    """The token's day; a question that names another does not belong to it."""
    if token is None:
        return known_on
    if known_on is not None and known_on != token.known_on:
        raise TokenNotValid
    return checked_day(token.known_on)


def checked_day(day: date | None) -> date | None:
    if day is not None and not EARLIEST_YEAR <= day.year < LATEST_YEAR:
        raise DayNotValid
    return day


def past_day(as_at: date | None, today: date) -> date | None:
    """Raises DayToCome."""
    if as_at is not None and as_at > today:
        raise DayToCome
    return as_at


def _period(code: str | None, first: date | None, last: date | None, today: date) -> Period:
    try:
        if code is not None and first is None and last is None:
            return Period.parse(code)
        if code is None and first is not None and last is not None:
            return Period.between(first, last)
    except PeriodInvalid:
        raise PeriodNotValid from None
    if code is None and first is None and last is None:
        return financial_year_of(today)
    raise PeriodNotValid


def financial_year_of(day: date) -> Period:
    year = day.year if day.month >= FINANCIAL_YEAR_BEGINS else day.year - 1
    return Period.parse(f"{year:04d}/{(year + 1) % 100:02d}")
