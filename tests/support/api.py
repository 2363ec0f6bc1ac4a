"""The complaints service as its tests start and ask it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, Final

from services.complaints.main import create_app
from services.complaints.settings import ComplaintsSettings
from tests.support.postgres import Databases
from tests.support.service_api import Application, ServiceApi, openapi_document_of, service_api

COMPLAINTS: Final = Application(
    name="complaints",
    settings=ComplaintsSettings,
    create_app=create_app,
    usual_role="complaints-manager",
)

Api = ServiceApi[ComplaintsSettings]


def openapi_document() -> dict[str, Any]:
    """The document of the service, which needs no database."""
    return openapi_document_of(COMPLAINTS)


@asynccontextmanager
async def complaints_api(databases: Databases, folder: Path) -> AsyncIterator[Api]:
    """The complaints service in this process, over fresh databases."""
    async with service_api(COMPLAINTS, databases, folder) as api:
        yield api
