"""`candour seed`: fill the authority `demo` with a small county, through the public APIs.

The measures are written into the home before the first line is sent. A filling that was cut short
goes on with the same measures, and what was sent before is sent again, which changes nothing.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import timedelta
from typing import Final

from services.command_line import seed_state
from services.command_line.api import Api
from services.command_line.catching_up import logs, wait_for_projections
from services.command_line.county.life import live
from services.command_line.county.measures import Measures
from services.command_line.home import Home
from services.command_line.replay_lines import Line, read
from services.command_line.replaying import Sent, replay
from services.command_line.seed_state import SeedState
from shared.clock import SystemClock, london_date

AUTHORITY: Final = "demo"
SLACK: Final = timedelta(minutes=1)
Progress = Callable[[int], AbstractContextManager[Callable[[Line], None]]]


class AnotherCounty(Exception):
    """The home's county was filled with other measures; two would be mixed up."""


def wished(home: Home, *, scale: float, years: int, until: str | None, seed: int) -> SeedState:
    """The measures to fill with: those of the county that is there, else the ones given.

    Raises AnotherCounty.
    """
    known = seed_state.read(home)
    today = london_date(SystemClock().now()).isoformat()
    if known is None:
        return SeedState(until=until or today, years=years, scale=scale, seed=seed)
    asked = replace(
        known, scale=scale, years=years, seed=seed, until=known.until if until is None else until
    )
    if asked != known:
        raise AnotherCounty(" ".join(known.arguments()))
    return known


def fill(home: Home, state: SeedState, api: Api, progress: Progress) -> Sent:
    """Send everything that had been told by now. Raises as `replay` and `wait_for_projections`."""
    lines = tuple(read(_rows(state, logs(api))))
    seed_state.write(home, state)
    with progress(len(lines)) as after_each:
        sent = replay(lines, api, after_each)
    wait_for_projections(api, authority=AUTHORITY)
    seed_state.write(home, replace(state, filled=True))
    return sent


def _rows(state: SeedState, services: Sequence[str]) -> Iterator[str]:
    measures = Measures(scale=state.scale, years=state.years, until=state.last_day, seed=state.seed)
    for line in live(measures, AUTHORITY, SystemClock().now() - SLACK, services):
        yield json.dumps(line)
