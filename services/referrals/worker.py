"""The background process of the referrals service."""

import asyncio
import os

from services.referrals.application.kinds import SERVICE
from services.referrals.settings import ReferralsSettings
from services.referrals.wiring import opened
from shared.casework.worker_process import casework_worker
from shared.casework.working import run_until_stopped
from shared.web.settings import read_settings


async def work(settings: ReferralsSettings, stop: asyncio.Event) -> None:
    """Work until told to stop."""
    await casework_worker(settings, opened, stop, service=SERVICE)


async def _main(stop: asyncio.Event) -> None:
    await work(read_settings(ReferralsSettings, os.environ), stop)


if __name__ == "__main__":
    run_until_stopped(_main)
