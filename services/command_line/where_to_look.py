"""The page that `candour up` prints: where everything is and what to try first."""

import shutil
from collections.abc import Mapping
from pathlib import Path

from services.command_line.home import Home

AUTHORITY = "demo"


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
    seeding: bool,
    database: Path,
    candour: str = "candour",
) -> str:
    """Plain text, so that it reads the same in a terminal, a log file and a pipe.

    `candour` is how the reader of the page starts the command line; `database` is the folder of
    the database server, which is named where it is not below the home.
    """
    complaints, projections = addresses["complaints"], addresses["projections"]
    open_now = f"{projections}/indicators/complaints.open?authority={AUTHORITY}"
    at_home = "" if home.is_default else f" --home {home.path}"
    time = (
        "Simulated time is ON: a request may carry Candour-Time.\n"
        f"For real use: {candour} up --real-time"
        if simulated_time
        else "Real time: a request that carries Candour-Time is refused."
    )
    county = (
        f"A small county, {AUTHORITY}, is being filled in the background."
        if seeding
        else f"The county {AUTHORITY} is as it was left."
    )
    places = f"  Data, keys, logs  {home.path}"
    if not database.is_relative_to(home.path.resolve()):
        places = (
            f"  Keys, logs        {home.path}\n"
            f"  Data              {database}   (not below the home: remove both or neither)"
        )
    return f"""
Candour is ready.

  Complaints        {complaints}/docs     (try requests in the browser)
  Projections       {projections}/docs
  Message feed      {complaints}/messages   (role service, see below)
  Message contract  {complaints}/asyncapi.json
  Health, metrics   {complaints}/health/ready   {complaints}/metrics
{places}

{time}
{county}

Try:
  TOKEN=$({candour} token --as complaints-manager --authority {AUTHORITY}{at_home})
  curl -H "Authorization: Bearer $TOKEN" {complaints}/complaints
  curl -H "Authorization: Bearer $TOKEN" "{open_now}"
  {candour} replay deploy/replays/complaints-2022-23.jsonl{at_home}
  {candour} report complaints-annual --authority county-2022 --year 2022/23{at_home}
  FEED=$({candour} token --as service --authority '*'{at_home})
  curl -H "Authorization: Bearer $FEED" {complaints}/messages

Stop with Ctrl-C.
"""
