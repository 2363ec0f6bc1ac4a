"""The HTTP process of the complaints service."""

import os
from typing import Final

from fastapi import FastAPI

from services.complaints.api import (
    about_household,
    advocacy,
    allocation,
    closing,
    compliments,
    correction,
    documents,
    intake,
    people,
    reading,
    stage_1,
)
from services.complaints.api.at_desk import COMPLAINTS
from services.complaints.api.complaint_view import ComplaintView
from services.complaints.api.policy import PolicyBody, PolicyEditionView
from services.complaints.api.texts import EVERY_TEXT
from services.complaints.application.kinds import SERVICE
from services.complaints.domain.authority import ROLES
from services.complaints.domain.terms import LISTS, ServiceArea
from services.complaints.published import asyncapi
from services.complaints.settings import ComplaintsSettings
from services.complaints.wiring import opened
from shared.casework.api import erasure
from shared.casework.api.beside import link_router, notes_router, person_correction_router
from shared.casework.api.policy import policy_router
from shared.casework.api.reference_lists import reference_router
from shared.casework.api.register import register_router
from shared.casework.api.seeing import seeing_router
from shared.casework.http_process import casework_app
from shared.http_service import serve
from shared.web.settings import read_settings

VERSION: Final = "0.1.0"
CASE: Final = "/complaints/{reference}"
DESCRIPTION: Final = """\
Complaints about children's services: Stage 1 of the statutory procedure (SI 2006/1738), other
routes, and compliments. Every answer to a command is the case as it now stands, with the actions
now allowed and the reason for each that is not.
"""


def create_app(settings: ComplaintsSettings) -> FastAPI:
    """The application; it connects when it starts and disconnects when it stops."""
    return casework_app(
        settings,
        opened,
        service=SERVICE,
        version=VERSION,
        description=DESCRIPTION,
        roles=ROLES,
        routers=[
            intake.router,
            reading.router,
            seeing_router(COMPLAINTS, ComplaintView, prefix="/complaints", summary="One complaint"),
            allocation.router,
            stage_1.router,
            correction.router,
            closing.router,
            documents.router,
            notes_router(COMPLAINTS, ComplaintView, prefix=CASE, kinds=EVERY_TEXT),
            link_router(COMPLAINTS, ComplaintView, prefix=CASE),
            person_correction_router(COMPLAINTS, ComplaintView, prefix=CASE),
            people.router,
            advocacy.router,
            about_household.router,
            compliments.router,
            register_router(ServiceArea),
            policy_router(PolicyBody, PolicyEditionView),
            erasure.router,
            reference_router(LISTS, example="causes"),
        ],
        asyncapi=asyncapi(VERSION),
    )


def run() -> None:
    """Serve until told to stop."""
    settings = read_settings(ComplaintsSettings, os.environ)
    serve(create_app(settings), host=settings.host, port=settings.port)


if __name__ == "__main__":
    run()
