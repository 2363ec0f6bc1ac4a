"""What the role of each service may do in its databases: this, and nothing else."""

from collections.abc import Mapping
from typing import Final

import asyncpg
import pytest

from services.command_line.which_services import keeping_cases
from tests.support.postgres import Database, Databases

Rights = Mapping[str, set[str]]

READ: Final = {"SELECT"}
ADD: Final = {"SELECT", "INSERT"}
CHANGE: Final = {"SELECT", "INSERT", "UPDATE"}
KEEP: Final = {"SELECT", "INSERT", "UPDATE", "DELETE"}

# Events, commands and reads are written by functions of their owner alone, which only add.
OF_A_LOG: Final[Rights] = {
    "events": READ,
    "commands": READ,
    "log_identity": READ,
    "streams_closed": READ,
    "case_list": KEEP,
    "reference_numbers": CHANGE,
    "relay": {"SELECT", "UPDATE"},
    "relay_left_out": ADD,
    "access_log": READ,
}
OF_A_HEARER: Final[Rights] = {
    "readers": KEEP,
    "reading_processes": KEEP,
    "parked": CHANGE,
    "heard_cases": CHANGE,
}
OF_THE_KEYS: Final[Rights] = {"keys": READ}
NEVER_CHANGED: Final = ("events", "commands", "access_log", "streams_closed", "log_identity")
APPEND_ONLY_FUNCTIONS: Final = frozenset({"append_batch", "append", "record_reads", "close_stream"})


async def _rights(database: Database) -> dict[str, set[str]]:
    """What the role may do with each table, sequences and views among them."""
    connection = await asyncpg.connect(database.superuser_dsn)
    try:
        rows = await connection.fetch(
            """
            select c.relname as name, p.privilege
            from pg_class c
            join pg_namespace n on n.oid = c.relnamespace
            cross join unnest(array['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'TRIGGER',
                                    'REFERENCES', 'MAINTAIN']) as p (privilege)
            where n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')
              and c.relkind in ('r', 'p', 'v', 'm', 'f')
              and (has_table_privilege($1, c.oid, p.privilege)
                   or (p.privilege in ('SELECT', 'INSERT', 'UPDATE', 'REFERENCES')
                       and has_any_column_privilege($1, c.oid, p.privilege)))
            """,
            database.role,
        )
    finally:
        await connection.close()
    found: dict[str, set[str]] = {}
    for row in rows:
        found.setdefault(row["name"], set()).add(row["privilege"])
    return found


@pytest.mark.parametrize("service", keeping_cases())
async def test_a_service_that_keeps_cases_may_do_this_alone(
    databases: Databases, service: str
) -> None:
    log = await databases.fresh(service)
    hears = {} if service == "complaints" else OF_A_HEARER
    found = await _rights(log)
    assert {name: found[name] for name in OF_A_LOG} == OF_A_LOG
    assert found == {**OF_A_LOG, **hears}


async def test_keys_are_read_by_whom_they_serve_and_made_and_destroyed_by_functions(
    databases: Databases,
) -> None:
    assert await _rights(await databases.fresh("complaints_keys")) == OF_THE_KEYS


async def test_nobody_of_the_projections_makes_or_empties_a_table(databases: Databases) -> None:
    found = await _rights(await databases.fresh("projections"))
    assert found
    for name, rights in found.items():
        assert rights <= KEEP, name


@pytest.mark.parametrize("service", [*keeping_cases(), "projections"])
async def test_no_role_owns_makes_or_becomes_anything(databases: Databases, service: str) -> None:
    database = await databases.fresh(service)
    connection = await asyncpg.connect(database.superuser_dsn)
    try:
        role = await connection.fetchrow(
            "select rolsuper, rolcreatedb, rolcreaterole, rolreplication, rolbypassrls"
            " from pg_roles where rolname = $1",
            database.role,
        )
        assert role is not None
        assert not any(role.values())
        memberships = await connection.fetchval(
            "select count(*) from pg_auth_members where member = $1::regrole", database.role
        )
        assert memberships == 0
        owned = await connection.fetchval(
            "select count(*) from pg_class where relowner = $1::regrole", database.role
        )
        assert owned == 0
        may_create = await connection.fetch(
            "select nspname from pg_namespace where has_schema_privilege($1, oid, 'CREATE')",
            database.role,
        )
        assert may_create == []
        for right in ("CREATE", "TEMPORARY"):
            assert not await connection.fetchval(
                "select has_database_privilege($1, $2, $3)", database.role, database.name, right
            )
    finally:
        await connection.close()


@pytest.mark.parametrize("table", NEVER_CHANGED)
async def test_what_was_recorded_cannot_be_changed_by_the_service(
    databases: Databases, table: str
) -> None:
    database = await databases.fresh("complaints")
    service = await asyncpg.connect(database.service_dsn)
    try:
        for statement in (f"delete from complaints.{table}", f"truncate complaints.{table}"):
            with pytest.raises(asyncpg.InsufficientPrivilegeError):
                await service.execute(statement)
    finally:
        await service.close()


async def test_the_owners_functions_keep_to_their_own_schema(databases: Databases) -> None:
    """With the search path of its caller it would run, as the owner, what that one put there."""
    database = await databases.fresh("complaints")
    connection = await asyncpg.connect(database.superuser_dsn)
    try:
        rows = await connection.fetch(
            """
            select p.proname, p.proconfig, has_function_privilege('public', p.oid, 'EXECUTE') as all
            from pg_proc p join pg_namespace n on n.oid = p.pronamespace
            where n.nspname = 'complaints' and p.prosecdef
            """
        )
    finally:
        await connection.close()
    found = {row["proname"]: row for row in rows}
    assert APPEND_ONLY_FUNCTIONS & set(found), "functions that add run as the owner"
    for name, row in found.items():
        assert any(each.startswith("search_path=") for each in row["proconfig"] or ()), name
        assert not row["all"], name
