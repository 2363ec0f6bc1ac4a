"""The background process of the complaints service."""

import asyncio
import os

from services.complaints.application.kinds import SERVICE
from services.complaints.settings import ComplaintsSettings
from services.complaints.wiring import opened
from shared.casework.worker_process import casework_worker
from shared.casework.working import run_until_stopped
from shared.web.settings import read_settings


async def work(settings: ComplaintsSettings, stop: asyncio.Event) -> None:
    """Work until told to stop."""
    await casework_worker(settings, opened, stop, service=SERVICE)


async def _main(stop: asyncio.Event) -> None:
    await work(read_settings(ComplaintsSettings, os.environ), stop)


if __name__ == "__main__":
    run_until_stopped(_main)
