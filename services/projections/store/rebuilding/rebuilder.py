"""Carries out what was asked for: builds, brings level, checks, switches; or goes back.

Whoever carries out holds a lock of the database's session, and switches in that same session: a
worker that was paused or cut off and comes back cannot switch any more. What it left is dropped by
the next attempt, which begins anew; the live generation is not touched before the switch.
"""

import asyncio
from collections.abc import Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from typing import Final, assert_never

from services.projections.application.rebuilds import Rebuild, RebuildKind, RebuildState
from services.projections.store.generations import WRITERS_OFF
from services.projections.store.rebuilding.building import Building
from services.projections.store.rebuilding.leading import leading_session
from services.projections.store.rebuilding.levelling import Levelling
from services.projections.store.rebuilding.outcome import NothingKept, RebuildFailed
from services.projections.store.rebuilding.requests import TakenUp
from shared.runner import Lent, Pool, passing
from shared.telemetry import log_of
from shared.telemetry.points import reached

log = log_of("projections.rebuilding")

ALONE: Final = "select pg_try_advisory_lock(7214102)"
SEEN: Final = "select seen::text from generations where number = $1 and state <> 'live'"
LIVE: Final = "select number from generations where state = 'live'"
KEPT: Final = "select number from generations where state = 'kept' order by number desc limit 1"
OTHERS: Final = """
select number from generations where state = 'kept' and number <> $1 order by number
"""
UNFINISHED: Final = "select drop_generation(number) from generations where state = 'building'"
PRESENT: Final = "select pg_current_snapshot()::text"
SAW: Final = "select saw($1, $2::text::pg_snapshot)"
SWITCH: Final = "select switch_to_generation($1)"
DROP: Final = "select drop_generation($1)"
DONE: Final = """
update rebuilds
set state = 'done', checks = $2, generation = $3, ended_at = clock_timestamp()
where rebuild_id = $1 and ended_at is null
"""
NOTHING: Final = "1:1:"
"""A snapshot that sees no message."""
FEW: Final = 2_000
"""So many messages may be left for the moment in which the live readers wait."""
MOST_ATTEMPTS: Final = 3
GIVEN_UP: Final = "attempts-ended"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rebuilder:
    """Looks for what was asked, every second; `readers` is the name of the live readers."""

    dsn: str
    schema: str
    readers: str
    pool: Pool
    look_every_seconds: float = 1.0

    async def run(self) -> None:
        """Until cancelled. A fault that passes is waited out; a rebuild that fails is told."""
        while True:
            try:
                await self.carry_out()
            except Exception as fault:
                if not passing(fault):
                    raise
                log.warning("rebuild-waits", exc_info=fault)
            await asyncio.sleep(self.look_every_seconds)

    async def carry_out(self) -> bool:
        """Carries out what was asked, if anything was and nobody else does; whether it did."""
        told = TakenUp(self.pool)
        if await told.open() is None:
            return False
        async with self._leading() as leading:
            if not await leading.fetchval(ALONE):
                return False
            asked = await told.open()
            if asked is None:
                return False
            if asked.attempts >= MOST_ATTEMPTS:
                await told.fail(asked.rebuild_id, GIVEN_UP)
                await leading.execute(UNFINISHED)
                return False
            await told.take_up(asked.rebuild_id)
            log.info("rebuild-begins", rebuild=asked.rebuild_id, kind=asked.kind)
            try:
                await self._carry_out(leading, told, asked)
            except RebuildFailed as failed:
                log.critical(
                    "rebuild-failed",
                    code=failed.code,
                    source=failed.source,
                    position=failed.position,
                )
                await told.fail(
                    asked.rebuild_id, failed.code, source=failed.source, position=failed.position
                )
                # Nobody may ask again for long, and it takes as much of the disk as the live one.
                await leading.execute(UNFINISHED)
                return True
        log.info("rebuild-done", rebuild=asked.rebuild_id)
        return True

    async def _carry_out(self, leading: Lent, told: TakenUp, asked: Rebuild) -> None:
        checks: Mapping[str, int] = {}
        match asked.kind:
            case RebuildKind.REBUILD:
                generation, checks = await self._built(leading, told, asked)
            case RebuildKind.BACK:
                kept = await leading.fetchval(KEPT)
                if kept is None:
                    raise NothingKept
                generation = kept
            case _:
                assert_never(asked.kind)
        await told.tell(asked.rebuild_id, RebuildState.CATCHING_UP, generation=generation)
        reached("rebuild.catching-up")
        former = await self._switch(leading, asked, generation, checks)
        for number in await leading.fetch(OTHERS, former):
            await leading.execute(DROP, number["number"])

    async def _built(
        self, leading: Lent, told: TakenUp, asked: Rebuild
    ) -> tuple[int, Mapping[str, int]]:
        building = Building(dsn=self.dsn, schema=self.schema, readers=self.readers, told=told)
        return await building.build(leading, asked.rebuild_id)

    async def _switch(
        self, leading: Lent, asked: Rebuild, generation: int, checks: Mapping[str, int]
    ) -> int:
        """Level, then level with the live readers waiting, then live: the former generation."""
        levelling = Levelling(generation=generation, readers=self.readers)
        first_seen: str = await leading.fetchval(SEEN, generation)
        made = f'"{self.schema}_g{generation}"'
        if asked.kind is RebuildKind.BACK and await levelling.misses(leading, first_seen, made):
            await leading.execute(SAW, generation, NOTHING)
        since = 0
        while (applied := await self._level(leading, levelling)) > FEW:
            since += applied
        async with leading.transaction():
            await leading.execute(WRITERS_OFF)
            since += applied + await self._bring_on(leading, levelling)
            former: int = await leading.fetchval(LIVE)
            await levelling.check(
                leading,
                first_seen,
                live=f'"{self.schema}_g{former}"',
                made=made,
            )
            await leading.execute(SWITCH, generation)
            told = {**checks, "came_meanwhile": since}
            await leading.execute(DONE, asked.rebuild_id, told, generation)
            reached("rebuild.before-switch")
        reached("rebuild.after-switch")
        return former

    async def _level(self, leading: Lent, levelling: Levelling) -> int:
        async with leading.transaction():
            return await self._bring_on(leading, levelling)

    @staticmethod
    async def _bring_on(leading: Lent, levelling: Levelling) -> int:
        """What was seen is remembered in the same transaction, so that a next try goes on."""
        generation = levelling.generation
        seen: str = await leading.fetchval(SEEN, generation)
        present: str = await leading.fetchval(PRESENT)
        applied = await levelling.bring_on(leading, seen)
        await leading.execute(SAW, generation, present)
        return applied

    def _leading(self) -> AbstractAsyncContextManager[Lent]:
        return leading_session(self.dsn, self.schema)
