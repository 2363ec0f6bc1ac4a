"""Roles and databases of the services, with the least rights that work.

`candour_owner` owns every database and migrates it; no service logs in as it. A service logs in as
`candour_<service>`, may connect to its own databases only, and gets its rights on tables from the
migrations. The secret keys of a service are in a database of their own.
"""

from dataclasses import dataclass
from typing import Final, Protocol

import asyncpg

from shared.database.engine import Connection
from shared.database.identifiers import quoted
from shared.database.urls import for_role

OWNER: Final = "candour_owner"
# A fixed number, so that two starts at once provision one after the other.
_LOCK: Final = 7_214_001


class Server(Protocol):
    """A server, and who may make roles and databases on it: a superuser, or one with both rights.

    The name is that of the embedded server's; another one's administrator may be less.
    """

    @property
    def superuser_dsn(self) -> str: ...


class PasswordOf(Protocol):
    """Where the passwords of roles are kept."""

    def of(self, role: str) -> str: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceDatabase:
    """One database and the two roles that may connect to it, each with its connection string."""

    name: str
    schema: str
    role: str
    service_dsn: str
    owner_dsn: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Provisioned:
    """The databases of one service: its cases or read models, and its keys."""

    main: ServiceDatabase
    keys: ServiceDatabase


def role_of(service: str) -> str:
    """What the service logs in as."""
    return f"candour_{service}"


async def provision(server: Server, passwords: PasswordOf, service: str) -> Provisioned:
    """Create what is missing for `service` and set the passwords; what exists is kept."""
    role = main = role_of(service)
    keys = f"{main}_keys"
    connection = await asyncpg.connect(server.superuser_dsn)
    try:
        await connection.execute("select pg_advisory_lock($1)", _LOCK)
        await create_roles(connection, passwords, role)
        for name in (main, keys):
            await create_database(connection, name, role)
    finally:
        await connection.close()
    return Provisioned(
        main=_described(server, passwords, name=main, schema=service, role=role),
        keys=_described(server, passwords, name=keys, schema="keys", role=role),
    )


async def create_roles(connection: Connection, passwords: PasswordOf, service_role: str) -> None:
    """The owner and a service's role, with their passwords as the file has them."""
    for name in (OWNER, service_role):
        await _create_role(connection, name, passwords.of(name))
    # Who makes a database for another has to be a member of that role, unless a superuser.
    if not await connection.fetchval("select pg_has_role(current_user, $1, 'set')", OWNER):
        await connection.execute(f"grant {quoted(OWNER)} to current_user")


async def create_database(
    connection: Connection,
    name: str,
    role: str,
    template: str = "template0",
) -> None:
    """A database owned by `candour_owner` that `role` and nobody else may connect to."""
    if not await connection.fetchval("select 1 from pg_database where datname = $1", name):
        await connection.execute(
            f"create database {quoted(name)} owner {quoted(OWNER)} template {quoted(template)}"
        )
    await connection.execute(f"revoke all on database {quoted(name)} from public")
    await connection.execute(f"grant connect on database {quoted(name)} to {quoted(role)}")


def dsn_of(server: Server, passwords: PasswordOf, *, role: str, database: str) -> str:
    """The connection string of `role` to `database` on the server."""
    password = passwords.of(role)
    return for_role(server.superuser_dsn, role=role, password=password, database=database)


async def _create_role(connection: Connection, name: str, password: str) -> None:
    if not await connection.fetchval("select 1 from pg_roles where rolname = $1", name):
        await connection.execute(f"create role {quoted(name)} login")
    statement = await connection.fetchval(
        "select format('alter role %I password %L', $1::text, $2::text)", name, password
    )
    await connection.execute(statement)


def _described(
    server: Server, passwords: PasswordOf, *, name: str, schema: str, role: str
) -> ServiceDatabase:
    return ServiceDatabase(
        name=name,
        schema=schema,
        role=role,
        service_dsn=dsn_of(server, passwords, role=role, database=name),
        owner_dsn=dsn_of(server, passwords, role=OWNER, database=name),
    )
