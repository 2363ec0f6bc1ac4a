"""The HTTP process of the placements service."""

import os
from typing import Final

from fastapi import FastAPI

from services.placements.api.care import routes as care
from services.placements.api.households import routes as households
from services.placements.api.policy import PolicyBody, PolicyEditionView
from services.placements.application import hearing_complaints, hearing_referrals
from services.placements.application.kinds import SERVICE
from services.placements.domain import terms
from services.placements.domain.authority import ROLES
from services.placements.published import asyncapi
from services.placements.settings import PlacementsSettings
from services.placements.wiring import opened
from shared.casework.api import erasure
from shared.casework.api.policy import policy_router
from shared.casework.api.reference_lists import reference_router
from shared.casework.api.register import register_router
from shared.casework.http_process import casework_app
from shared.http_service import serve
from shared.web.settings import read_settings

VERSION: Final = "0.1.0"
DESCRIPTION: Final = """\
Children in care and where they live: the time in care with its placements, reviews and visits,
and the fostering households with their places. Every answer to a command is the case as it now
stands, with the actions now allowed and the reason for each that is not.
"""


def create_app(settings: PlacementsSettings) -> FastAPI:
    """The application; it connects when it starts and disconnects when it stops."""
    return casework_app(
        settings,
        opened,
        service=SERVICE,
        version=VERSION,
        description=DESCRIPTION,
        roles=ROLES,
        routers=[
            *care.ROUTERS,
            *households.ROUTERS,
            register_router(None),
            policy_router(PolicyBody, PolicyEditionView),
            erasure.router,
            reference_router(terms.LISTS, example="grounds"),
        ],
        asyncapi=asyncapi(VERSION),
        hears=[hearing_complaints.HEARD, hearing_referrals.HEARD],
    )


def run() -> None:
    """Serve until told to stop."""
    settings = read_settings(PlacementsSettings, os.environ)
    serve(create_app(settings), host=settings.host, port=settings.port)


if __name__ == "__main__":
    run()
