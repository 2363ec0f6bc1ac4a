"""Questions to the figures of a test, in one line."""

from datetime import date

from services.projections.application.answering import Answering
from services.projections.application.periods import Period
from services.projections.application.questions import Answer, Cell, Question
from services.projections.application.tokens import Token
from services.projections.indicators import indicator
from services.projections.store.entries import AppendedEntries
from services.projections.store.figures import CountedFigures
from services.projections.store.readings import RunnerReadings
from shared.working_days import current_edition
from tests.projections.conftest import Projected
from tests.projections.messages import AUTHORITY

TODAY = date(2023, 9, 1)
YEAR = "2022/23"


def answering(projected: Projected) -> Answering:
    return Answering(
        CountedFigures(projected.pool, current_edition()),
        RunnerReadings(projected.pool, "figures"),
        AppendedEntries(projected.pool),
    )


def question(
    period: str = YEAR,
    *,
    as_at: str | None = None,
    known_on: str | None = None,
    team: str | None = None,
    today: date = TODAY,
) -> Question:
    return Question(
        authority=AUTHORITY,
        period=Period.parse(period),
        team=team,
        as_at=date.fromisoformat(as_at) if as_at else None,
        known_on=date.fromisoformat(known_on) if known_on else None,
        today=today,
    )


async def ask(
    projected: Projected, code: str, asked: Question | None = None, *, token: Token | None = None
) -> Answer:
    asked = asked or question()
    service = answering(projected)
    standpoint = await service.standpoint(token, asked.today, [indicator(code)])
    return await service.answer(indicator(code), asked, standpoint)


async def cells(
    projected: Projected, code: str, asked: Question | None = None
) -> dict[str | None, Cell]:
    answer = await ask(projected, code, asked)
    return {cell.label: cell for cell in answer.cells}


async def listed(
    projected: Projected, code: str, asked: Question, label: str | None, *, numerator: bool
) -> int:
    """How many references are listed behind a row, read in small pages."""
    service = answering(projected)
    standpoint = await service.standpoint(None, asked.today, [])
    after, references = None, list[str]()
    while page := await service.cases(
        indicator(code), asked, standpoint, label=label, numerator=numerator, after=after, limit=9
    ):
        references += [case.reference for case in page]
        after = (page[-1].occurred_on, page[-1].thing)
        if numerator:
            assert all(case.counted for case in page)
    return len(references)


async def counts(
    projected: Projected, code: str, asked: Question | None = None
) -> dict[str | None, tuple[object, object]]:
    found = await cells(projected, code, asked)
    return {label: (cell.numerator, cell.denominator) for label, cell in found.items()}
