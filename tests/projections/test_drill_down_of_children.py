"""The cases behind every row of children's indicators are as many as the figure says."""

import pytest

from services.projections.application.questions import Question
from services.projections.indicators import CATALOGUE
from tests.projections.asking import ask, listed, question
from tests.projections.children import everything
from tests.projections.conftest import Projected

SUMS = frozenset({"approved", "filled", "on-hold", "vacant"})
"""Rows that count places and not cases."""


@pytest.mark.parametrize(
    "code",
    [code for code, one in CATALOGUE.items() if {"referrals", "placements"} & {*one.sources}],
)
@pytest.mark.parametrize(
    "asked",
    [question("2022/23"), question("2022/23-Q2", as_at="2022-08-15", known_on="2022-11-20")],
)
async def test_every_side_of_every_row_lists_what_it_counts(
    projected: Projected, code: str, asked: Question
) -> None:
    for log in everything(7):
        await projected.read(log)
    for cell in (await ask(projected, code, asked)).cells:
        if code == "fostering.vacancies" and cell.label in SUMS:
            continue
        for figure, numerator in ((cell.numerator, True), (cell.denominator, False)):
            if figure is not None:
                found = await listed(projected, code, asked, cell.label, numerator=numerator)
                assert found == figure, (cell.label, numerator)
