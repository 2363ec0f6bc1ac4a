"""Settings in, ready objects out: the only place where parts are chosen."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

from services.referrals.application import describing, kinds
from services.referrals.application.earlier_referrals import EarlierReferrals
from services.referrals.application.people_on_referrals import people_on_referrals
from services.referrals.application.rooms import Rooms
from services.referrals.application.streams import STREAMS
from services.referrals.domain import policy
from services.referrals.settings import SCHEMA, ReferralsSettings
from services.referrals.store import event_types
from services.referrals.store.listed_caseloads import ListedCaseloads
from shared.casework import process
from shared.casework.arranging import arranged
from shared.casework.policy.kind import policy_kind
from shared.casework.process import CaseworkService
from shared.telemetry import Metrics

REFERRAL_PREFIX: Final = "R"

ReferralsService = CaseworkService[Rooms]


@asynccontextmanager
async def opened(settings: ReferralsSettings, metrics: Metrics) -> AsyncIterator[ReferralsService]:
    """Everything that the HTTP process and the worker stand on, until the block ends."""
    async with process.opened(settings, SCHEMA, metrics) as foundation:
        yield CaseworkService(
            rooms=_rooms(foundation),
            pool=foundation.pool,
            log=foundation.log,
            writer=foundation.writer,
            clock=foundation.clock,
        )


def _rooms(foundation: process.Foundation) -> Rooms:
    authority = arranged(
        foundation,
        policy_kind(kinds.SERVICE, policy.POLICY, policy.STORED, event_types.UPCASTERS),
        streams=STREAMS,
    )
    case_log = foundation.case_log
    referrals = case_log.desk(
        kinds.referral_kind(event_types.referral_codec()),
        authority.around,
        prefix=REFERRAL_PREFIX,
    )
    return Rooms(
        referrals=referrals,
        earlier=EarlierReferrals(listing=case_log.listing),
        caseloads=ListedCaseloads(pool=foundation.pool),
        register=authority.register,
        policy=authority.policy,
        erasing=authority.erasing({describing.KIND: people_on_referrals(referrals)}),
        destruction=foundation.destruction,
        listing=case_log.listing,
        arrangements=authority.arrangements,
    )
