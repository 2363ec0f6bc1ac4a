"""`candour up`: everything on one machine, until asked to stop."""

import contextlib
import sys
from collections.abc import Callable, Mapping

from services.command_line import seed_state
from services.command_line.broker import Broker
from services.command_line.children import Recipe
from services.command_line.home import Home
from services.command_line.installation import (
    NO_BROKER,
    Wishes,
    prepare_databases,
    recipes,
)
from services.command_line.ports import is_taken
from services.command_line.supervisor import Supervisor, sole_keeper
from services.command_line.where_to_look import page, program
from shared.broker.fetching import FetchGivenUp
from shared.database.embedded import EmbeddedPostgres


class PortTaken(Exception):
    """Another program listens where a service is to listen."""


def up(home: Home, wishes: Wishes, say: Callable[[str], None]) -> None:
    """Run until SIGINT, SIGTERM or SIGHUP, then stop everything that was started.

    Raises AlreadyRunning, PortTaken, NotReady or FoundationEnded; with `wishes.kafka` also what
    `Broker.start` raises.
    """
    home.prepare()
    with sole_keeper(home):
        supervisor = Supervisor(home=home, say=say)
        supervisor.listen_for_signals()
        supervisor.clear_leftovers()
        _check_ports(wishes.addresses())
        # A fetch that is given up was asked to stop before there was anything to stop.
        with contextlib.suppress(FetchGivenUp):
            told = home, supervisor.remember, say, supervisor.is_stopping
            _run(wishes, supervisor, Broker.of(*told) if wishes.kafka else None)
        say("stopped")


def _run(wishes: Wishes, supervisor: Supervisor, broker: Broker | None) -> None:
    postgres = EmbeddedPostgres(supervisor.home.path)
    try:
        _start(wishes, supervisor, postgres, broker)
        supervisor.keep(postgres.has_ended, () if broker is None else (broker.look_after,))
    finally:
        supervisor.home.forget_addresses()
        supervisor.stop()
        if broker is not None:
            broker.stop()
        postgres.stop()


def _start(
    wishes: Wishes, supervisor: Supervisor, postgres: EmbeddedPostgres, broker: Broker | None
) -> None:
    home = supervisor.home
    if broker is not None:
        broker.launch()
    server = postgres.start()
    databases = prepare_databases(server, postgres, wishes.services)
    if broker is not None:
        broker.start()
    if supervisor.is_stopping():
        return
    told = NO_BROKER if broker is None else broker.environment()
    answering, working = recipes(home, wishes, databases, told)
    addresses = wishes.addresses()
    for recipe in (*answering, *working):
        supervisor.start(recipe)
    for service in addresses:
        supervisor.wait_ready(service, addresses[service])
    if supervisor.is_stopping():
        return
    home.say_addresses(addresses)
    filled = _is_filled(home)
    seeding = wishes.seed and wishes.simulated_time and not filled
    supervisor.say(
        page(
            home,
            addresses,
            simulated_time=wishes.simulated_time,
            county="being-filled" if seeding else "filled" if filled else "absent",
            candour=program(sys.argv[0]),
            database=server.data_folder.parent,
            kafka=None if broker is None else broker.bootstrap,
        )
    )
    if seeding:
        supervisor.start(_seeding(home))


def _is_filled(home: Home) -> bool:
    state = seed_state.read(home)
    return state is not None and state.filled


def _seeding(home: Home) -> Recipe:
    """A county that was begun goes on with the measures that it was begun with."""
    begun = seed_state.read(home)
    measures = () if begun is None else begun.arguments()
    return Recipe(
        name="seed",
        module="services.command_line.main",
        arguments=("seed", *measures, "--home", str(home.path)),
        settings={},
        once=True,
    )


def _check_ports(addresses: Mapping[str, str]) -> None:
    for service, address in addresses.items():
        port = int(address.rpartition(":")[2])
        if is_taken(port):
            raise PortTaken(f"port {port}, where {service} listens")
