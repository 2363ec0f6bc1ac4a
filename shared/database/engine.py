"""Connections to a service's database: its schema as search path, time limits, JSON decoded."""

from typing import TYPE_CHECKING, Final

import asyncpg
import asyncpg.pool
import orjson

from shared.database.identifiers import quoted

if TYPE_CHECKING:
    Pool = asyncpg.Pool[asyncpg.Record]
    Connection = (
        asyncpg.Connection[asyncpg.Record] | asyncpg.pool.PoolConnectionProxy[asyncpg.Record]
    )
else:
    # Only the stubs know what the rows are; at run time these classes take no parameter.
    Pool = asyncpg.Pool
    Connection = asyncpg.Connection | asyncpg.pool.PoolConnectionProxy

# What asyncpg raises when a connection is lost; the last of them when that is noticed only as the
# next query is sent. A server's own error is a PostgresError, and its code says what it means.
CONNECTION_FAULTS: Final = (
    OSError,
    TimeoutError,
    asyncpg.InterfaceError,
    asyncpg.InternalClientError,
)
STATEMENT_TIMEOUT_MILLISECONDS: Final = 30_000
_CONNECT_SECONDS: Final = 10.0
# Left to itself, PostgreSQL plans a statement with arrays anew at each call, since it counts their
# elements: three times the work of what is then done. A plan that is kept was perhaps made while
# the tables were small, and must not read them whole when they have grown. Few rows are fetched in
# the order of the index faster than they are sorted.
_BY_INDEX: Final = {
    "plan_cache_mode": "force_generic_plan",
    "enable_seqscan": "off",
    "enable_bitmapscan": "off",
}


async def open_pool(
    dsn: str,
    schema: str,
    *,
    min_size: int = 1,
    max_size: int = 10,
    application: str = "candour",
    statement_timeout_milliseconds: int = STATEMENT_TIMEOUT_MILLISECONDS,
) -> Pool:
    """A pool whose connections see `schema` only; `json` columns read as Python values."""
    return await asyncpg.create_pool(
        dsn,
        min_size=min_size,
        max_size=max_size,
        init=_read_json,
        reset=_as_it_is,
        timeout=_CONNECT_SECONDS,
        server_settings=_settings(schema, application, statement_timeout_milliseconds),
    )


async def connect(
    dsn: str,
    schema: str,
    *,
    application: str = "candour",
    statement_timeout_milliseconds: int = STATEMENT_TIMEOUT_MILLISECONDS,
    by_index: bool = False,
) -> Connection:
    """One connection of its own, set up like those of the pool.

    With `by_index` every statement is planned once, and finds what it asks for by an index.
    """
    settings = _settings(schema, application, statement_timeout_milliseconds)
    connection = await asyncpg.connect(
        dsn,
        timeout=_CONNECT_SECONDS,
        server_settings=settings | _BY_INDEX if by_index else settings,
    )
    try:
        await _read_json(connection)
    except BaseException:
        connection.terminate()
        raise
    return connection


def _settings(schema: str, application: str, statement_timeout: int) -> dict[str, str]:
    return {
        "search_path": quoted(schema),
        "application_name": application,
        "statement_timeout": str(statement_timeout),
        # A transaction that nobody continues would hold its locks for ever.
        "idle_in_transaction_session_timeout": "60000",
        "timezone": "UTC",
        "jit": "off",
    }


async def _as_it_is(connection: Connection) -> None:
    """Give a connection back without a question to the server: nobody changes its session.

    What a transaction sets is set `local`; locks of a session are never taken on a pool.
    """
    del connection


async def _read_json(connection: Connection) -> None:
    await connection.set_type_codec(
        "json", schema="pg_catalog", encoder=_to_json, decoder=orjson.loads
    )
    # Binary, because COPY takes no other form.
    await connection.set_type_codec(
        "jsonb", schema="pg_catalog", encoder=_to_jsonb, decoder=_from_jsonb, format="binary"
    )


def _to_json(value: object) -> str:
    return orjson.dumps(value).decode()


def _to_jsonb(value: object) -> bytes:
    """JSON behind the number of its binary form, of which PostgreSQL has only 1."""
    return b"\x01" + orjson.dumps(value)


def _from_jsonb(sent: bytes) -> object:
    return orjson.loads(memoryview(sent)[1:])
