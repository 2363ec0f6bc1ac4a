"""The cases behind every row of every indicator are as many as the figure says."""

import pytest

from services.projections.application.questions import Cell, CellStatus, Question
from services.projections.indicators import CATALOGUE
from tests.projections.asking import ask, listed, question
from tests.projections.complaints import receive
from tests.projections.conftest import Projected
from tests.projections.messages import HandMadeLog, Json, fact
from tests.projections.test_oracle import invented_year

CHILDREN: tuple[tuple[Json, ...], ...] = (
    ({"person": "00000000-0000-4000-8000-000000000001", "part": "child", "age": 4, "sex": "f"},),
    (
        {"person": "00000000-0000-4000-8000-000000000002", "part": "child", "age": 12, "sex": "f"},
        {"person": "00000000-0000-4000-8000-000000000003", "part": "child", "age": 17, "sex": "m"},
    ),
)


def peopled_year(seed: int) -> HandMadeLog:
    """An invented year with children, closings, withdrawals and compliments besides."""
    log = invented_year(seed)
    for number, children in enumerate(CHILDREN):
        receive(log, f"P-{number}", "2022-06-07", people=children)
    for number in range(0, 20, 3):
        case, day = f"C-{number}", "2023-03-10"
        reason = {"reason": "satisfied", "route": ("statutory", "corporate")[number % 2]}
        kind = ("complaint.closed", "complaint.withdrawn")[number % 2]
        log.record(case, on=day, facts=[fact(case, kind, day, told=reason)])
    told = {"service_area": "care-leavers"}
    log.record(
        "T",
        on="2022-08-01",
        kind="compliment",
        facts=[fact("T", "compliment.received", "2022-08-01", told=told)],
    )
    return log


WHOLE_YEAR = question("2022/23")
OF_COMPLAINTS = [
    code for code, one in CATALOGUE.items() if not one.sources or "complaints" in one.sources
]


@pytest.mark.parametrize("code", OF_COMPLAINTS)
@pytest.mark.parametrize(
    ("seed", "asked"),
    [
        (1, WHOLE_YEAR),
        (2, question("2022/23-Q2", as_at="2022-08-15")),
        (3, question("2022/23", known_on="2022-11-20", team="south")),
    ],
)
async def test_every_side_of_every_row_lists_what_it_counts(
    projected: Projected, code: str, seed: int, asked: Question
) -> None:
    await projected.read(peopled_year(seed))
    cells: tuple[Cell, ...] = (await ask(projected, code, asked)).cells
    compared = 0
    for cell in cells:
        if cell.label is None or cell.status is CellStatus.NO_DATA:
            continue
        for figure, numerator in ((cell.numerator, True), (cell.denominator, False)):
            if figure is not None:
                found = await listed(projected, code, asked, cell.label, numerator=numerator)
                assert found == figure, (cell.label, numerator)
                compared += 1
    assert compared or asked != WHOLE_YEAR
