"""Lists of clocks, in pages, from the read models."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from asyncpg import Record

from services.projections.application.questions import LogPoint
from services.projections.application.standings import ClockFilter, ListedClock, SoonBefore
from services.projections.store.generations import fetched
from services.projections.store.statements import statement
from shared.deadlines import Pause
from shared.runner import Pool


class StoredClockLists:
    """The work list's SQL."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def page(
        self,
        wanted: ClockFilter,
        soon: SoonBefore,
        sources: Mapping[str, LogPoint],
        *,
        after: tuple[date, UUID] | None,
        limit: int,
    ) -> tuple[ListedClock, ...]:
        rows = await fetched(
            self._pool,
            statement("clock_list"),
            list(sources),
            [at.position for at in sources.values()],
            wanted.authority,
            wanted.on,
            wanted.at,
            wanted.timescale,
            list(wanted.teams),
            list(wanted.workers),
            wanted.due_before,
            wanted.wanted.value if wanted.wanted else None,
            after[0] if after else None,
            soon.working_days,
            soon.calendar_days,
            soon.weeks,
            soon.calendar_months,
            soon.elapsed_hours,
            after[1] if after else None,
            limit,
        )
        return tuple(_listed(row) for row in rows)


def _listed(row: Record) -> ListedClock:
    told = dict(row)
    told["pauses"] = tuple(
        Pause(
            paused_on=date.fromisoformat(pause["paused_on"]),
            resumed_on=date.fromisoformat(pause["resumed_on"]) if pause["resumed_on"] else None,
            reason=pause["reason"],
        )
        for pause in row["pauses"]
    )
    told["allow"], told["deny"] = tuple(row["allow"]), tuple(row["deny"])
    return ListedClock(**told)
