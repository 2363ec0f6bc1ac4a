"""Rebuilds in their table: asked for over HTTP, taken up and told on by the worker."""

from collections.abc import Mapping
from typing import Final
from uuid import UUID

from asyncpg import Record
from asyncpg.exceptions import UniqueViolationError

from services.projections.application.ports import KeyReused
from services.projections.application.rebuilds import (
    Generation,
    NothingToGoBackTo,
    Rebuild,
    RebuildAsked,
    RebuildKind,
    RebuildState,
    RebuildUnderWay,
)
from shared.runner import Pool

COLUMNS: Final = """
rebuild_id, kind, asked_by, asked_at, state, attempts, generation, messages, messages_done, checks,
failure, failed_source, failed_position, started_at, ended_at
"""
ASK: Final = """
insert into rebuilds (rebuild_id, kind, fingerprint, asked_by, asked_role)
values ($1, $2, $3, $4, $5)
on conflict (rebuild_id) do nothing
"""
FOUND: Final = f"select fingerprint, {COLUMNS} from rebuilds where rebuild_id = $1"  # noqa: S608
LATEST: Final = f"select {COLUMNS} from rebuilds order by asked_at desc limit $1"  # noqa: S608
OPEN: Final = f"select {COLUMNS} from rebuilds where ended_at is null"  # noqa: S608
KEPT: Final = "select exists (select from generations where state = 'kept')"
GENERATIONS: Final = "select number, state, made_at, live_since from generations order by number"
TAKE_UP: Final = """
update rebuilds set attempts = attempts + 1, started_at = coalesce(started_at, clock_timestamp())
where rebuild_id = $1
"""
TOLD: Final = """
update rebuilds
set state = $2, generation = coalesce($3, generation), messages = coalesce($4, messages),
    messages_done = coalesce($5, messages_done)
where rebuild_id = $1 and ended_at is null
"""
FOLDED: Final = """
update rebuilds set messages_done = $2 where rebuild_id = $1 and ended_at is null
"""
FAILED: Final = """
update rebuilds
set state = 'failed', failure = $2, failed_source = $3, failed_position = $4,
    ended_at = clock_timestamp()
where rebuild_id = $1 and ended_at is null
"""


class AskedRebuilds:
    """Asked for and watched."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def ask(self, asked: RebuildAsked) -> Rebuild:
        known = await self._known(asked)
        if known is not None:
            return known
        if asked.kind is RebuildKind.BACK and not await self._pool.fetchval(KEPT):
            raise NothingToGoBackTo
        try:
            await self._pool.execute(
                ASK,
                asked.rebuild_id,
                asked.kind,
                asked.fingerprint,
                asked.asked_by,
                asked.asked_role,
            )
        except UniqueViolationError:
            # The same command at the same moment may have been in its own way.
            made = await self._known(asked)
            if made is None:
                raise RebuildUnderWay from None
            return made
        made = await self._known(asked)
        assert made is not None
        return made

    async def latest(self, limit: int) -> tuple[Rebuild, ...]:
        return tuple(_rebuild(row) for row in await self._pool.fetch(LATEST, limit))

    async def find(self, rebuild_id: UUID) -> Rebuild | None:
        row = await self._pool.fetchrow(FOUND, rebuild_id)
        return None if row is None else _rebuild(row)

    async def generations(self) -> tuple[Generation, ...]:
        return tuple(Generation(**dict(row)) for row in await self._pool.fetch(GENERATIONS))

    async def _known(self, asked: RebuildAsked) -> Rebuild | None:
        row = await self._pool.fetchrow(FOUND, asked.rebuild_id)
        if row is not None and row["fingerprint"] != asked.fingerprint:
            raise KeyReused
        return None if row is None else _rebuild(row)


class TakenUp:
    """Told on by whoever carries a rebuild out."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def open(self) -> Rebuild | None:
        """The one that was asked for and has not ended."""
        row = await self._pool.fetchrow(OPEN)
        return None if row is None else _rebuild(row)

    async def take_up(self, rebuild_id: UUID) -> None:
        await self._pool.execute(TAKE_UP, rebuild_id)

    async def tell(
        self,
        rebuild_id: UUID,
        state: RebuildState,
        *,
        generation: int | None = None,
        messages: int | None = None,
        done: int | None = None,
    ) -> None:
        """What is None stays as it was told before."""
        await self._pool.execute(TOLD, rebuild_id, state, generation, messages, done)

    async def folded(self, rebuild_id: UUID, messages: int) -> None:
        await self._pool.execute(FOLDED, rebuild_id, messages)

    async def fail(
        self, rebuild_id: UUID, code: str, *, source: str | None = None, position: int | None = None
    ) -> None:
        await self._pool.execute(FAILED, rebuild_id, code, source, position)


def _rebuild(row: Record) -> Rebuild:
    told = {name: row[name] for name in row.keys() if name != "fingerprint"}  # noqa: SIM118
    checks: Mapping[str, int] = told.pop("checks")
    kind, state = RebuildKind(told.pop("kind")), RebuildState(told.pop("state"))
    return Rebuild(kind=kind, state=state, checks=checks, **told)
