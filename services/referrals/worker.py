"""The background process of the referrals service."""

import asyncio
import os

from structlog.typing import FilteringBoundLogger

from services.referrals.application.kinds import SERVICE
from services.referrals.application.resuming_further import ResumingFurther
from services.referrals.settings import ReferralsSettings
from services.referrals.store.referrals_changed import ReferralsChanged
from services.referrals.wiring import ReferralsService, opened
from shared.casework.worker_process import casework_worker
from shared.casework.working import Job, run_until_stopped
from shared.web.settings import read_settings


async def work(settings: ReferralsSettings, stop: asyncio.Event) -> None:
    """Work until told to stop."""

    def own(ready: ReferralsService, log: FilteringBoundLogger) -> dict[str, Job]:
        return {"further-referrals": further_referrals(ready, settings, log).go_on}

    await casework_worker(settings, opened, stop, service=SERVICE, own=own)


def further_referrals(
    ready: ReferralsService, settings: ReferralsSettings, log: FilteringBoundLogger
) -> ResumingFurther:
    """The job that finishes looking at later referrals of a child."""
    return ResumingFurther(
        changes=ReferralsChanged(pool=ready.pool),
        referrals=ready.rooms.referrals,
        further=ready.rooms.further,
        clock=ready.clock,
        simulated=settings.simulated_time,
        poll_seconds=settings.erasure_poll_seconds,
        log=log,
    )


async def _main(stop: asyncio.Event) -> None:
    await work(read_settings(ReferralsSettings, os.environ), stop)


if __name__ == "__main__":
    run_until_stopped(_main)
