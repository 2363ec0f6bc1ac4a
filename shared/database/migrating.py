"""A service's Alembic migrations, run to their head by the owner of its database.

Alembic writes the SQL and asyncpg runs it, so that one driver serves everything; a migration is
therefore SQL that reads nothing back (a backfill is a job of its own). One that waits for a lock
longer than five seconds is given up rather than left to hold up every query behind it. Two starts
at once are safe: the second waits, then finds nothing to do.

A service's `migrations/env.py` is these lines:

    from shared.database.migrating import run_environment

    run_environment()
"""

import io
from pathlib import Path
from typing import Final

import asyncpg
from alembic import command, context
from alembic.config import Config
from alembic.script import ScriptDirectory

from shared.database.engine import Connection
from shared.database.identifiers import quoted

LOCK_TIMEOUT: Final = "5s"
STATEMENT_TIMEOUT: Final = "300s"
_LOCK: Final = 7_214_002
_VERSION_TABLE: Final = "alembic_version"


async def migrate(
    owner_dsn: str, migrations: Path, *, schema: str, role: str, to: str = "head"
) -> None:
    """Bring the database up to revision `to` of the scripts in the folder `migrations`.

    `schema` is created when missing; migrations run with it as their search path, and Alembic's
    own table is in it. `role` is what the service logs in as, for the grants. A script reads both
    from `alembic.context.config.attributes["schema"]` and `["role"]`.
    """
    connection = await asyncpg.connect(owner_dsn)
    try:
        await connection.execute("select pg_advisory_lock($1)", _LOCK)
        await connection.execute(
            f"create schema if not exists {quoted(schema)}; set search_path to {quoted(schema)};"
            f"set lock_timeout to '{LOCK_TIMEOUT}';"
            f"set statement_timeout to '{STATEMENT_TIMEOUT}'"
        )
        present = await _present_revision(connection, schema)
        script = _sql_between(present, to, migrations, schema=schema, role=role)
        if script:
            await connection.execute(script)
    finally:
        await connection.close()


def run_environment() -> None:
    """What a service's `env.py` does: write the SQL of each migration, each its own transaction."""
    context.configure(
        url="postgresql+asyncpg://",
        version_table=_VERSION_TABLE,
        version_table_schema=context.config.attributes["schema"],
        transactional_ddl=True,
        transaction_per_migration=True,
        literal_binds=True,
    )
    with context.begin_transaction():
        context.run_migrations()


async def _present_revision(connection: Connection, schema: str) -> str | None:
    """The revision the database is at; None before its first migration."""
    table = f"{quoted(schema)}.{_VERSION_TABLE}"
    if await connection.fetchval("select to_regclass($1)", table) is None:
        return None
    revision = await connection.fetchval(f"select version_num from {table}")  # noqa: S608 - our name
    return None if revision is None else str(revision)


def _sql_between(present: str | None, to: str, migrations: Path, *, schema: str, role: str) -> str:
    """The statements that lead from `present` to `to`; empty when the database is there."""
    written = io.StringIO()
    config = Config(output_buffer=written)
    config.set_main_option("script_location", str(migrations).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes.update(schema=schema, role=role)
    target = ScriptDirectory.from_config(config).as_revision_number(to)
    if target == present:
        return ""
    command.upgrade(config, f"{present or 'base'}:{to}", sql=True)
    return written.getvalue()
