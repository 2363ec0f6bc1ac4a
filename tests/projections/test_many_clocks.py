"""A day's figures take time in proportion to their clocks, not to their square."""

from tests.projections.asking import counts, question
from tests.projections.complaints import receive, set_up
from tests.projections.conftest import Projected
from tests.projections.messages import HandMadeLog

CASES = 4_000


async def test_thousands_of_open_clocks_are_counted_within_the_statement_timeout(
    projected: Projected,
) -> None:
    """In loops it took the database more than the half minute that it gives a statement."""
    log = HandMadeLog()
    set_up(log)
    for number in range(CASES):
        receive(log, f"C-{number}", "2022-05-03")
    await projected.read(log)
    asked = question(as_at="2022-05-10")
    assert (await counts(projected, "complaints.open", asked))["stage-1"] == (CASES, None)
    load = await counts(projected, "all.caseload", asked)
    assert load["open"] == (CASES, None)
