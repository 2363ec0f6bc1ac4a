"""Closing a stream for good: whatever is appended to it later is answered with Closed."""

from uuid import UUID

from shared.database.engine import Connection, Pool


async def close_stream(database: Connection | Pool, stream_id: UUID, because: str) -> None:
    """Close the stream; an append that was under way is finished first. Twice is as good as once.

    `because` is a short code, not words about a person.
    """
    await database.execute("select close_stream($1, $2)", stream_id, because)
