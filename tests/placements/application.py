"""The placements service as its tests start and ask it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final

from services.placements.main import create_app
from services.placements.settings import PlacementsSettings
from tests.support.postgres import Databases
from tests.support.service_api import Application, ServiceApi, service_api

PLACEMENTS: Final = Application(
    name="placements",
    settings=PlacementsSettings,
    create_app=create_app,
    usual_role="service-manager",
)

PlacementsApi = ServiceApi[PlacementsSettings]


@asynccontextmanager
async def running_placements(databases: Databases, folder: Path) -> AsyncIterator[PlacementsApi]:
    """The placements service in this process, over fresh databases."""
    async with service_api(PLACEMENTS, databases, folder) as api:
        yield api
