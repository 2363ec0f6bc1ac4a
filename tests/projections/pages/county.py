"""The demonstration county of these tests, and a service that shows it over a real socket."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from typing_extensions import override

from shared.clock import SystemClock
from shared.identity import Grant, Role, ensure_key, mint_grants
from tests.projections.complaints import answer, receive, set_up
from tests.projections.conftest import Projected
from tests.projections.http import served_on
from tests.projections.messages import HandMadeLog
from tests.support.in_a_thread import answering

DEMO = "demo"
PERIOD = "2022/23"


@dataclass
class CountyLog(HandMadeLog):
    """A log of which every message is of one authority."""

    county: str = DEMO

    @override
    def record(self, case: str, **told: object) -> UUID:
        return super().record(case, **{**told, "authority": self.county})  # type: ignore[arg-type]


def county_year(county: str = DEMO) -> CountyLog:
    """Answered in 2022/23: A late, B in time, C late. Open and late: E, R (restricted), S."""
    log = CountyLog(county=county)
    set_up(log)
    receive(log, "C-2022-00001", "2022-03-14")
    answer(log, "C-2022-00001", "2022-03-14", "2022-04-06", outcome="upheld")
    receive(log, "C-2022-00002", "2022-05-09", team="south")
    answer(log, "C-2022-00002", "2022-05-09", "2022-05-20", team="south")
    receive(log, "C-2022-00003", "2022-06-13")
    answer(log, "C-2022-00003", "2022-06-13", "2022-07-25", outcome="partly-upheld")
    receive(log, "C-2023-00001", "2023-03-01", team="south")
    receive(log, "C-2023-00002", "2023-02-01", team="hidden-team", restricted=True)
    receive(log, "C-2023-00003", "2023-03-02", team="south")
    return log


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """The service at an address, and the key that signs tokens for it."""

    address: str
    key: bytes

    def token(self, role: str = "reporting-analyst", *counties: str) -> str:
        grants = [Grant(authority=one, roles=(Role(role),)) for one in counties or (DEMO,)]
        return mint_grants(grants, key=self.key, now=SystemClock().now())


@asynccontextmanager
async def shown(projected: Projected, home: Path) -> AsyncIterator[Shown]:
    """The projection service answering on the loopback address until the test ends."""
    with answering(served_on(projected, home)) as address:
        yield Shown(address=address, key=ensure_key(home / "token.key"))
