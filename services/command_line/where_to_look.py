"""The page that `candour up` prints: where everything is and what to try first."""

from collections.abc import Mapping

from services.command_line.home import Home

AUTHORITY = "demo"


def page(home: Home, addresses: Mapping[str, str], *, simulated_time: bool, seeding: bool) -> str:
    """Plain text, so that it reads the same in a terminal, a log file and a pipe."""
    complaints, projections = addresses["complaints"], addresses["projections"]
    open_now = f"{projections}/indicators/complaints.open?authority={AUTHORITY}"
    at_home = "" if home.is_default else f" --home {home.path}"
    time = (
        "Simulated time is ON: a request may carry Candour-Time.\n"
        "For real use: candour up --real-time"
        if simulated_time
        else "Real time: a request that carries Candour-Time is refused."
    )
    county = (
        f"A small county, {AUTHORITY}, is being filled in the background."
        if seeding
        else f"The county {AUTHORITY} is as it was left."
    )
    return f"""
Candour is ready.

  Complaints        {complaints}/docs     (try requests in the browser)
  Projections       {projections}/docs
  Message feed      {complaints}/messages   (role service)
  Message contract  {complaints}/asyncapi.json
  Health, metrics   {complaints}/health/ready   {complaints}/metrics
  Data, keys, logs  {home.path}

{time}
{county}

Try:
  TOKEN=$(candour token --as complaints-manager --authority {AUTHORITY}{at_home})
  curl -H "Authorization: Bearer $TOKEN" {complaints}/complaints
  curl -H "Authorization: Bearer $TOKEN" "{open_now}"
  candour replay deploy/replays/complaints-2022-23.jsonl{at_home}
  candour report complaints-annual --authority county-2022 --year 2022/23{at_home}

Stop with Ctrl-C.
"""
