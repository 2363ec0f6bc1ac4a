"""The background process of the placements service."""

import asyncio
import os

from services.placements.application.kinds import SERVICE
from services.placements.settings import PlacementsSettings
from services.placements.wiring import opened
from shared.casework.worker_process import casework_worker
from shared.casework.working import run_until_stopped
from shared.web.settings import read_settings


async def work(settings: PlacementsSettings, stop: asyncio.Event) -> None:
    """Work until told to stop."""
    await casework_worker(settings, opened, stop, service=SERVICE)


async def _main(stop: asyncio.Event) -> None:
    await work(read_settings(PlacementsSettings, os.environ), stop)


if __name__ == "__main__":
    run_until_stopped(_main)
