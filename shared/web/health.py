"""Is the process alive, and is it ready for work: each check by its name.

`/health/live` says that the process answers; a supervisor restarts it when it does not.
`/health/ready` asks what it depends on; a load balancer passes by while one of them fails.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from fastapi import APIRouter, Response
from pydantic import BaseModel, Field

from shared.telemetry import log_of

CHECK_SECONDS: Final = 2.0
NOT_READY: Final = 503

log = log_of("web.health")


class Unready(Exception):
    """A check says no. `code` is a kebab-case word for people and alarms: "log-ahead"."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Check:
    """One thing the service depends on; `passes` returns, or raises Unready or anything else.

    What it returns are counts that whoever looks should see, though they make nothing unready.
    """

    name: str
    passes: Callable[[], Awaitable[Mapping[str, int] | None]]


class Live(BaseModel):
    """The process answers."""

    status: Literal["live"] = "live"


class Finding(BaseModel):
    """One check's outcome; `because` is a code, never an error's message."""

    name: str = Field(examples=["database"])
    passed: bool
    because: str | None = Field(default=None, examples=["too-slow"])
    counts: dict[str, int] = Field(default={}, examples=[{"parked_messages": 0}])


class Readiness(BaseModel):
    """Ready where every check passed."""

    status: Literal["ready", "not-ready"]
    checks: list[Finding]


def health_router(checks: Sequence[Check]) -> APIRouter:
    """`/health/live` and `/health/ready` over `checks`, which run side by side."""
    router = APIRouter(prefix="/health", tags=["Health"])

    @router.get("/live", summary="Does the process answer")
    async def live() -> Live:
        return Live()

    @router.get(
        "/ready",
        summary="Is the service ready for work",
        responses={NOT_READY: {"model": Readiness, "description": "A check failed"}},
    )
    async def ready(response: Response) -> Readiness:
        findings = list(await asyncio.gather(*map(examined, checks)))
        passed = all(finding.passed for finding in findings)
        if not passed:
            response.status_code = NOT_READY
        return Readiness(status="ready" if passed else "not-ready", checks=findings)

    return router


async def examined(check: Check) -> Finding:
    """What the check finds, within two seconds; never raises."""
    try:
        counts = await asyncio.wait_for(check.passes(), CHECK_SECONDS)
    except Unready as unready:
        return Finding(name=check.name, passed=False, because=unready.code)
    except TimeoutError:
        return Finding(name=check.name, passed=False, because="too-slow")
    except Exception as failure:
        log.warning("check-failed", check=check.name, exc_info=failure)
        return Finding(name=check.name, passed=False, because="failed")
    return Finding(name=check.name, passed=True, counts=dict(counts or {}))
