"""The HTTP process of the referrals service."""

import os
from typing import Final

from fastapi import FastAPI

from services.referrals.api import (
    allocation,
    assessments,
    closing,
    correction,
    deciding,
    exploitation,
    intake,
    on_case,
    policy,
    reading,
)
from services.referrals.api.at_desk import REFERRALS
from services.referrals.api.people import routes as people
from services.referrals.api.referral_view import TEXTS, ReferralView
from services.referrals.api.submissions import officers
from services.referrals.api.submissions import routes as submissions
from services.referrals.application import hearing_complaints
from services.referrals.application.kinds import SERVICE
from services.referrals.domain.authority import ROLES
from services.referrals.domain.reference_lists import LISTS
from services.referrals.published import asyncapi
from services.referrals.settings import ReferralsSettings
from services.referrals.wiring import opened
from shared.casework.api import erasure
from shared.casework.api.beside import notes_router
from shared.casework.api.reference_lists import reference_router
from shared.casework.api.register import register_router
from shared.casework.api.seeing import seeing_router
from shared.casework.http_process import casework_app
from shared.http_service import serve
from shared.web.settings import read_settings

VERSION: Final = "0.1.0"
DESCRIPTION: Final = """\
Referrals to children's social care: a contact about a child, what is done about it in one working
day, the assessment within 45 working days, and work on exploitation. Every answer to a command is
the case as it now stands, with the actions now allowed and the reason for each that is not.
"""


def create_app(settings: ReferralsSettings) -> FastAPI:
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
            seeing_router(REFERRALS, ReferralView, prefix="/referrals", summary="One referral"),
            deciding.router,
            allocation.router,
            assessments.router,
            exploitation.router,
            correction.router,
            closing.router,
            notes_router(REFERRALS, ReferralView, prefix="/referrals/{reference}", kinds=TEXTS),
            on_case.router,
            submissions.router,
            officers.router,
            people.router,
            register_router(None),
            policy.router,
            erasure.router,
            reference_router(LISTS, example="sources"),
        ],
        asyncapi=asyncapi(VERSION),
        hears=[hearing_complaints.HEARD],
    )


def run() -> None:
    """Serve until told to stop."""
    settings = read_settings(ReferralsSettings, os.environ)
    serve(create_app(settings), host=settings.host, port=settings.port)


if __name__ == "__main__":
    run()
