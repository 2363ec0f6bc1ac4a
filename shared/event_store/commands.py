"""What each command wrote, looked up by its id."""

from collections.abc import Sequence
from typing import Final
from uuid import UUID

import asyncpg

from shared.database.engine import Connection, Pool
from shared.event_store.store import StoredCommand

_BY_ID: Final = """
select command_id, authority, fingerprint, caller, streams, versions, answering, recorded_at,
       position
  from commands where command_id = any($1::uuid[])
"""


async def stored_commands(
    database: Connection | Pool, command_ids: Sequence[UUID]
) -> dict[UUID, StoredCommand]:
    """Those of the commands that are stored, by id."""
    rows = await database.fetch(_BY_ID, command_ids)
    return {row["command_id"]: _command(row) for row in rows}


def _command(row: asyncpg.Record) -> StoredCommand:
    return StoredCommand(
        command_id=row["command_id"],
        authority=row["authority"],
        fingerprint=row["fingerprint"],
        caller=row["caller"],
        streams=tuple(row["streams"]),
        versions=tuple(row["versions"]),
        answering=row["answering"],
        recorded_at=row["recorded_at"],
        position=row["position"],
    )
