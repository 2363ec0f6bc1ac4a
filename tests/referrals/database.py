"""Everything that the tables of the service hold, as whoever stole a backup would read it."""

import asyncpg

from tests.referrals.http import Api

_TABLES = ("events", "commands", "case_list")


async def everything_stored(api: Api) -> str:
    """All rows of all tables that hold something of cases, their bytes spelled out as text."""
    connection = await asyncpg.connect(api.database.superuser_dsn)
    try:
        found: list[str] = []
        for table in _TABLES:
            rows = await connection.fetch(f"select * from referrals.{table}")
            found += [str(_readable(value)) for row in rows for value in row.values()]
        return "\n".join(found)
    finally:
        await connection.close()


async def tags_of(api: Api, reference: str) -> list[str]:
    """The tags of a row of the case list."""
    connection = await asyncpg.connect(api.database.superuser_dsn)
    try:
        tags: list[str] = await connection.fetchval(
            "select tags from referrals.case_list where reference = $1", reference
        )
        return tags
    finally:
        await connection.close()


def _readable(value: object) -> object:
    return value.decode(errors="replace") if isinstance(value, bytes) else value
