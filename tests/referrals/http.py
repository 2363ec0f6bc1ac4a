"""The referrals service as its tests start and ask it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, Final

from services.referrals.main import create_app
from services.referrals.settings import ReferralsSettings
from tests.support.postgres import Databases
from tests.support.service_api import Application, ServiceApi, openapi_document_of, service_api

REFERRALS: Final = Application(
    name="referrals",
    settings=ReferralsSettings,
    create_app=create_app,
    usual_role="service-manager",
)

Api = ServiceApi[ReferralsSettings]


def openapi_document() -> dict[str, Any]:
    """The document of the service, which needs no database."""
    return openapi_document_of(REFERRALS)


@asynccontextmanager
async def referrals_api_over(databases: Databases, folder: Path) -> AsyncIterator[Api]:
    """The referrals service in this process, over fresh databases."""
    async with service_api(REFERRALS, databases, folder) as api:
        yield api
