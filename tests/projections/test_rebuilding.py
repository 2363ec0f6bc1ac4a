"""A rebuilt generation holds the same rows as the live one; queries see the one or the other."""

from services.projections.application.rebuilds import RebuildKind, RebuildState
from tests.projections.conftest import Projected
from tests.projections.messages import HandMadeLog
from tests.projections.rebuilding import carried_out, live_number, live_rows
from tests.projections.test_reading import some_log


async def test_what_is_rebuilt_is_what_was_there(projected: Projected) -> None:
    await projected.read(some_log(), page=2)
    before = await live_rows(projected)
    rebuilt = await carried_out(projected)
    assert rebuilt.state is RebuildState.DONE
    assert await live_number(projected) == 2
    assert await live_rows(projected) == before
    assert (rebuilt.checks["messages"], rebuilt.checks["cases"]) == (7, 6)
    assert rebuilt.messages_done == rebuilt.messages == 7
