"""One real PostgreSQL for a whole test session, and fresh databases on it.

    async def test_something(databases: Databases) -> None:
        database = await databases.fresh("complaints")

gives a database migrated like that service's own, dropped when the test ends. `"complaints_keys"`
is the service's key database; `"log"` is a bare log in the schema `log`.
"""

import os
import tempfile
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self
from uuid import uuid4  # noqa: TID251 - names of test databases, nothing that is stored

import asyncpg

from shared.database.embedded import EmbeddedPostgres, Server
from shared.database.engine import Connection
from shared.database.migrating import migrate
from shared.database.passwords import Passwords
from shared.database.provision import create_database, create_roles, dsn_of
from shared.event_store.schema import append_v2, log_v1

_ROOT: Final = Path(__file__).parents[2]
_KEY_MIGRATIONS: Final = _ROOT / "shared" / "event_store" / "key_migrations"
_TEMPLATE_LOCK: Final = 7_214_003
_KEYS: Final = "_keys"
_BARE_LOG: Final = "log"


@dataclass(frozen=True, slots=True, kw_only=True)
class Database:
    """A database of one test, and how the service, the owner and the superuser reach it."""

    name: str
    schema: str
    role: str
    service_dsn: str
    owner_dsn: str
    superuser_dsn: str

    @asynccontextmanager
    async def behind_its_back(self) -> AsyncIterator[Connection]:
        """A superuser in the service's own schema, whom no right and no owner's function stops."""
        connection = await asyncpg.connect(
            self.superuser_dsn, server_settings={"search_path": self.schema}
        )
        try:
            yield connection
        finally:
            await connection.close()


class Postgres:
    """The server of the session: started by one process, used by all of its workers."""

    def __init__(self, server: Server, passwords: Passwords) -> None:
        self.server = server
        self.passwords = passwords

    def to_worker(self) -> dict[str, str]:
        """What a worker process needs, in plain strings."""
        return {
            "host": self.server.host,
            "port": str(self.server.port),
            "socket_dir": str(self.server.socket_dir),
            "data_folder": str(self.server.data_folder),
            "superuser_dsn": self.server.superuser_dsn,
            "passwords": str(self.passwords.path),
        }

    @classmethod
    def in_worker(cls, told: Mapping[str, str]) -> Self:
        server = Server(
            host=told["host"],
            port=int(told["port"]),
            socket_dir=Path(told["socket_dir"]),
            data_folder=Path(told["data_folder"]),
            superuser_dsn=told["superuser_dsn"],
        )
        return cls(server, Passwords(Path(told["passwords"])))


class PostgresSession:
    """Starts the server of a session in a folder of its own, and removes both.

    Without `durable` nothing is forced to the disk: no test pulls the plug, and to drop a database
    then takes a hundredth of the time. What measures or kills takes a durable one of its own.
    """

    def __init__(self, *, durable: bool = False) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="candour-tests-")
        settings = {"fsync": "on" if durable else "off"}
        self._embedded = EmbeddedPostgres(Path(self._folder.name), settings)

    def start(self) -> Postgres:
        return Postgres(self._embedded.start(), self._embedded.passwords)

    def stop(self) -> None:
        self._embedded.stop()
        self._folder.cleanup()


class Databases:
    """Fresh databases for one test; `drop_all` removes them."""

    def __init__(self, postgres: Postgres) -> None:
        self.postgres = postgres
        self._made: list[str] = []

    async def fresh(self, service: str) -> Database:
        """A copy of the migrated template of `service`, with a log id of its own."""
        server, passwords = self.postgres.server, self.postgres.passwords
        role, schema = _role_of(service), _schema_of(service)
        connection = await asyncpg.connect(server.superuser_dsn)
        try:
            template = await self._template(connection, service)
            name = f"test_{os.getpid()}_{uuid4().hex[:12]}"
            await create_database(connection, name, role, template=template)
        finally:
            await connection.close()
        self._made.append(name)
        database = Database(
            name=name,
            schema=schema,
            role=role,
            service_dsn=dsn_of(server, passwords, role=role, database=name),
            owner_dsn=dsn_of(server, passwords, role="candour_owner", database=name),
            superuser_dsn=dsn_of(server, passwords, role="postgres", database=name),
        )
        await _give_own_log_id(database)
        return database

    async def drop_all(self) -> None:
        connection = await asyncpg.connect(self.postgres.server.superuser_dsn)
        try:
            for name in self._made:
                await connection.execute(f'drop database if exists "{name}" with (force)')
        finally:
            await connection.close()
        self._made.clear()

    async def _template(self, connection: Connection, service: str) -> str:
        """The template of `service`, made by the first test of the session that needs it."""
        name, draft = f"template_{service}", f"draft_{service}"
        await connection.execute("select pg_advisory_lock($1)", _TEMPLATE_LOCK)
        try:
            if not await connection.fetchval("select 1 from pg_database where datname = $1", name):
                passwords, role = self.postgres.passwords, _role_of(service)
                await create_roles(connection, passwords, role)
                await connection.execute(f'drop database if exists "{draft}" with (force)')
                await create_database(connection, draft, role)
                await _migrate(
                    dsn_of(self.postgres.server, passwords, role="candour_owner", database=draft),
                    service,
                )
                await connection.execute(f'alter database "{draft}" rename to "{name}"')
        finally:
            await connection.execute("select pg_advisory_unlock($1)", _TEMPLATE_LOCK)
        return name


async def _migrate(owner_dsn: str, service: str) -> None:
    schema, role = _schema_of(service), _role_of(service)
    if service == _BARE_LOG:
        connection = await asyncpg.connect(owner_dsn)
        try:
            await connection.execute(f'create schema "{schema}"; set search_path to "{schema}"')
            for statement in (*log_v1(schema, role), *append_v2(schema, role)):
                await connection.execute(statement)
        finally:
            await connection.close()
    elif service.endswith(_KEYS):
        await migrate(owner_dsn, _KEY_MIGRATIONS, schema=schema, role=role)
    else:
        folder = _ROOT / "services" / service / "store" / "migrations"
        await migrate(owner_dsn, folder, schema=schema, role=role)


async def _give_own_log_id(database: Database) -> None:
    connection = await asyncpg.connect(database.owner_dsn)
    try:
        table = f'"{database.schema}".log_identity'
        if await connection.fetchval("select to_regclass($1)", table) is not None:
            await connection.execute(f"update {table} set log_id = gen_random_uuid()")
    finally:
        await connection.close()


def _role_of(service: str) -> str:
    return f"candour_{service.removesuffix(_KEYS)}"


def _schema_of(service: str) -> str:
    return "keys" if service.endswith(_KEYS) else service
