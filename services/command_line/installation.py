"""What one machine needs before services can start: a database server, roles, schemas, settings."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from services.command_line.broker import BOOTSTRAP
from services.command_line.children import Recipe
from services.command_line.home import Home, write_privately
from services.command_line.tokens import mint_for
from services.command_line.which_services import (
    PORT_OFFSETS,
    folder_of,
    installed,
    keeping_cases,
    sources_of,
)
from shared import event_store
from shared.database.embedded import EmbeddedPostgres
from shared.database.migrating import migrate
from shared.database.provision import (
    PasswordOf,
    Provisioned,
    Server,
    ServiceDatabase,
    provision,
)

EVERYWHERE: Final = "*"
HOURS_OF_A_YEAR: Final = 24.0 * 366
NO_BROKER: Final[Mapping[str, str]] = {BOOTSTRAP: ""}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """How the caller of `candour up` wants it. `port_base` is the port of the first service.

    `services` are those to run, of the ones that are there, in the order of their ports. With
    `kafka` messages go through a broker; else readers read the feeds.
    """

    port_base: int
    simulated_time: bool
    seed: bool
    services: tuple[str, ...] = field(default_factory=installed)
    kafka: bool = False

    def addresses(self) -> Mapping[str, str]:
        return {
            service: f"http://127.0.0.1:{self.port_base + PORT_OFFSETS[service]}"
            for service in self.services
        }


def prepare_databases(
    server: Server, postgres: EmbeddedPostgres, services: Sequence[str]
) -> Mapping[str, Provisioned]:
    """Make on the running server what is missing, bring every schema up to date."""
    return asyncio.run(_prepare(server, postgres, services))


def recipes(
    home: Home,
    wishes: Wishes,
    databases: Mapping[str, Provisioned],
    broker: Mapping[str, str] = NO_BROKER,
) -> tuple[tuple[Recipe, ...], tuple[Recipe, ...]]:
    """The processes that answer, and the workers behind them, with their settings.

    `broker` are the variables that say how Kafka is reached; without them no process uses any, also
    where the caller's environment names one.
    A reader's token is written to a file that only its owner reads, and not to the environment,
    which other processes of the same user could list.
    """
    token = mint_for(home, role="service", authority=EVERYWHERE, hours=HOURS_OF_A_YEAR)
    write_privately(home.service_token, token)
    answering = []
    working = []
    for service in wishes.services:
        settings = {**_settings(home, wishes, service, databases[service]), **broker}
        answering.append(
            Recipe(
                name=service,
                module=f"services.{service}.main",
                settings=settings,
                port=wishes.port_base + PORT_OFFSETS[service],
            )
        )
        working.append(
            Recipe(name=f"{service}-worker", module=f"services.{service}.worker", settings=settings)
        )
    return tuple(answering), tuple(working)


async def _prepare(
    server: Server, postgres: EmbeddedPostgres, services: Sequence[str]
) -> Mapping[str, Provisioned]:
    return {
        service: await bring_up_to_date(server, postgres.passwords, service) for service in services
    }


async def bring_up_to_date(server: Server, passwords: PasswordOf, service: str) -> Provisioned:
    """A service's role, databases and schemas, as this version needs them; what is there is kept.

    The projections keep no keys: their second database stays empty.
    """
    made = await provision(server, passwords, service)
    await _migrated(made.main, _migrations(service))
    if service in keeping_cases():
        await _migrated(made.keys, _key_migrations())
    return made


async def _migrated(database: ServiceDatabase, migrations: Path) -> None:
    await migrate(database.owner_dsn, migrations, schema=database.schema, role=database.role)


def _migrations(service: str) -> Path:
    return folder_of(service) / "store" / "migrations"


def _key_migrations() -> Path:
    return Path(event_store.__path__[0]) / "key_migrations"


def _settings(
    home: Home, wishes: Wishes, service: str, databases: Provisioned
) -> Mapping[str, str]:
    addresses = wishes.addresses()
    settings = {
        "CANDOUR_ENVIRONMENT": "development",
        "CANDOUR_HOME": str(home.path),
        "CANDOUR_PORT": str(wishes.port_base + PORT_OFFSETS[service]),
        "CANDOUR_DATABASE_URL": databases.main.service_dsn,
        "CANDOUR_KEY_DATABASE_URL": databases.keys.service_dsn,
        "CANDOUR_KEY_FILE": str(home.master_key),
        "CANDOUR_TOKEN_KEY_FILE": str(home.token_key),
        "CANDOUR_SERVICE_TOKEN_FILE": str(home.service_token),
        "CANDOUR_SIMULATED_TIME": "1" if wishes.simulated_time else "0",
    }
    heard = [
        f"{source}={addresses[source]}" for source in sources_of(service) if source in addresses
    ]
    if heard:
        settings["CANDOUR_SOURCES"] = ",".join(heard)
    return settings
