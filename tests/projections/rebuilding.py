"""Rebuilds of a test: asked for and carried out at once, and the tables as one can compare them."""

from collections.abc import Mapping
from uuid import UUID, uuid5

from services.projections.application.rebuilds import Rebuild, RebuildAsked, RebuildKind
from services.projections.store.generations import fetched
from services.projections.store.rebuilding.rebuilder import Rebuilder
from services.projections.store.rebuilding.requests import AskedRebuilds
from tests.projections.conftest import Projected
from tests.projections.messages import LOG

Rows = Mapping[str, list[tuple[str, ...]]]
READ_MODELS = ("heads", "clocks", "facts", "cases", "people", "recordings")


def rebuilder(projected: Projected) -> Rebuilder:
    database = projected.database
    return Rebuilder(
        dsn=database.service_dsn, schema=database.schema, readers="figures", pool=projected.pool
    )


async def ask(
    projected: Projected, kind: RebuildKind = RebuildKind.REBUILD, *, named: str = "first"
) -> Rebuild:
    return await AskedRebuilds(projected.pool).ask(
        RebuildAsked(
            rebuild_id=uuid5(LOG, named),
            kind=kind,
            fingerprint=kind.encode(),
            asked_by="an-administrator",
            asked_role="administrator",
        )
    )


async def carried_out(
    projected: Projected, kind: RebuildKind = RebuildKind.REBUILD, *, named: str = "first"
) -> Rebuild:
    """Asked for and carried out; how it ended."""
    asked = await ask(projected, kind, named=named)
    await rebuilder(projected).carry_out()
    return await ended(projected, asked.rebuild_id)


async def ended(projected: Projected, rebuild_id: UUID) -> Rebuild:
    found = await AskedRebuilds(projected.pool).find(rebuild_id)
    assert found is not None
    return found


async def live_rows(projected: Projected) -> Rows:
    """Every row of every table of the live generation, in an order of their own."""
    return {
        table: sorted(
            tuple(str(value) for value in row)
            for row in await fetched(projected.pool, f"select * from {table}")
        )
        for table in READ_MODELS
    }


async def live_number(projected: Projected) -> int:
    number: int = await projected.pool.fetchval(
        "select number from generations where state = 'live'"
    )
    return number
