"""A projection database that has kept so many messages, without a reader having read them.

A rebuild needs what was kept and the heads of the cases; how the live rows came to be, it never
asks.
"""

from itertools import islice
from typing import Final

import asyncpg

from benchmarks.county_messages import SERVICES, deliveries
from tests.support.postgres import Database

CHUNK: Final = 20_000
COLUMNS: Final = ("source", "position", "stream_id", "version", "event_id", "recorded_at", "body")
HEADS: Final = """
insert into projections_g1.heads (source, stream_id, version)
select source, stream_id, max(version) from projections.messages group by source, stream_id
"""


async def keep(database: Database, count: int) -> None:
    """A third of the messages of each of three services, and the heads of their cases."""
    connection = await asyncpg.connect(database.owner_dsn)
    try:
        for number, service in enumerate(SERVICES):
            of_service = count // len(SERVICES) + (number < count % len(SERVICES))
            told = deliveries(service, of_service)
            while rows := [
                (service, d.position, d.stream_id, d.version, d.event_id, d.recorded_at, d.body)
                for d in islice(told, CHUNK)
            ]:
                await connection.copy_records_to_table(
                    "messages", schema_name="projections", columns=COLUMNS, records=rows
                )
        await connection.execute(HEADS)
        await connection.execute("vacuum (analyze) projections.messages")
    finally:
        await connection.close()
