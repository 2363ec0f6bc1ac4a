"""The page that `candour up` prints: where everything is and what to try first."""

import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final, Literal

from services.command_line.home import Home
from services.command_line.which_services import PROJECTIONS

AUTHORITY: Final = "demo"
PARTNER: Final = "sampleshire-police"
County = Literal["being-filled", "filled", "absent"]
COUNTIES: Final[Mapping[County, str]] = {
    "being-filled": f"A small county, {AUTHORITY}, is being filled in the background.",
    "filled": f"The county {AUTHORITY} is as it was left.",
    "absent": f"The county {AUTHORITY} is not filled.",
}
SUBMISSION: Final = (
    '{"schema": "candour.submission/1", "message_id": "police-0001", '
    '"children": [{"name": "Osric Lanternby"}], "concerns": "Was found alone at the station."}'
)


def program(argument: str) -> str:
    """How this command line is started here: by its name where the shell finds it, else by path."""
    if Path(argument).name != "candour" or shutil.which("candour"):
        return "candour"
    here = Path.cwd()
    path = Path(argument).absolute()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)


def page(
    home: Home,
    addresses: Mapping[str, str],
    *,
    simulated_time: bool,
    county: County,
    database: Path,
    kafka: str | None = None,
    candour: str = "candour",
) -> str:
    """Plain text, so that it reads the same in a terminal, a log file and a pipe.

    `candour` is how the reader of the page starts the command line; `database` is the folder of
    the database server, which is named where it is not below the home; `kafka` are the addresses
    of the broker where there is one.
    """
    at_home = "" if home.is_default else f" --home {home.path}"
    time = (
        "Simulated time is ON: a request may carry Candour-Time.\n"
        f"For real use: {candour} up --real-time"
        if simulated_time
        else "Real time: a request that carries Candour-Time is refused."
    )
    places = f"  Data, keys, logs  {home.path}"
    if not database.is_relative_to(home.path.resolve()):
        places = (
            f"  Keys, logs        {home.path}\n"
            f"  Data              {database}   (not below the home: remove both or neither)"
        )
    broker = () if kafka is None else (f"  Kafka             {kafka}",)
    sections = (
        "Candour is ready.",
        "\n".join((*_addresses(addresses), *broker, places)),
        "\n".join(
            (time, *_county(county, f"{candour} seed{at_home}", simulated_time=simulated_time))
        ),
        "\n".join(("Try:", *(f"  {each}" for each in _to_try(addresses, candour, at_home)))),
        "Stop with Ctrl-C.",
    )
    return "\n" + "\n\n".join(sections) + "\n"


def _county(county: County, seed: str, *, simulated_time: bool) -> Iterator[str]:
    """How it stands, and what fills it: its years are lived in simulated time."""
    yield COUNTIES[county]
    if county == "absent" and simulated_time:
        yield f"To fill it: {seed}"


def _addresses(addresses: Mapping[str, str]) -> Iterator[str]:
    """Each service that is there, and what those have that keep cases."""
    services = [name for name in addresses if name != PROJECTIONS]
    if PROJECTIONS in addresses:
        yield f"  Pages             {addresses[PROJECTIONS]}/   (sign in with the button)"
    hint = "     (try requests in the browser)"
    for name, address in addresses.items():
        yield f"  {name.title():18}{address}/docs{hint}"
        hint = ""
    title, note = "Message feeds", "   (role service, see below)"
    for name in services:
        yield f"  {title:18}{addresses[name]}/messages{note}"
        title, note = "", ""
    for name in services[:1]:
        yield f"  Contracts         {addresses[name]}/asyncapi.json   (beside each feed)"
    first = next(iter(addresses.values()))
    yield f"  Health, metrics   {first}/health/ready   {first}/metrics   (each service)"


def _to_try(addresses: Mapping[str, str], candour: str, at_home: str) -> Iterator[str]:
    """Commands to copy, of the services that are there."""
    if (complaints := addresses.get("complaints")) is not None:
        yield f"TOKEN=$({candour} token --as complaints-manager --authority {AUTHORITY}{at_home})"
        yield f'curl -H "Authorization: Bearer $TOKEN" {complaints}/complaints'
        if (projections := addresses.get(PROJECTIONS)) is not None:
            open_now = f"{projections}/indicators/complaints.open?authority={AUTHORITY}"
            yield f'curl -H "Authorization: Bearer $TOKEN" "{open_now}"'
    if (referrals := addresses.get("referrals")) is not None:
        partner = f"--as partner-agency --agency {PARTNER} --authority {AUTHORITY}{at_home}"
        yield f"PARTNER=$({candour} token {partner})"
        yield (
            f'curl -H "Authorization: Bearer $PARTNER" -H "Content-Type: application/json" '
            f"{referrals}/submissions -d '{SUBMISSION}'"
        )
    if (placements := addresses.get("placements")) is not None:
        yield f"OFFICER=$({candour} token --as placement-officer --authority {AUTHORITY}{at_home})"
        yield f'curl -H "Authorization: Bearer $OFFICER" "{placements}/households?vacant=1"'
    if "complaints" in addresses:
        yield f"{candour} replay deploy/replays/complaints-2022-23.jsonl{at_home}"
        yield (
            f"{candour} report complaints-annual --authority county-2022 --year 2022/23{at_home}"
        )
        yield f"FEED=$({candour} token --as service --authority '*'{at_home})"
        yield f'curl -H "Authorization: Bearer $FEED" {complaints}/messages'
