"""Settings in, ready objects out: the only place where parts are chosen."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

from services.placements.application import (
    describing_care,
    hearing_complaints,
    hearing_referrals,
    kinds,
)
from services.placements.application.hearing_complaints import HearingComplaints
from services.placements.application.hearing_referrals import HearingReferrals
from services.placements.application.opening_care import OpeningCare
from services.placements.application.people_on_care import people_on_care
from services.placements.application.rooms import Rooms
from services.placements.application.streams import STREAMS
from services.placements.domain import policy
from services.placements.settings import SCHEMA, PlacementsSettings
from services.placements.store import event_types
from services.placements.store.opening_turns import OpeningTurns
from shared.casework import process
from shared.casework.arranging import arranged
from shared.casework.policy.kind import policy_kind
from shared.casework.process import CaseworkService
from shared.casework.subscribing.because import Because
from shared.casework.subscribing.subscriptions import Subscriptions
from shared.telemetry import Metrics

CARE_PREFIX: Final = "K"
HOUSEHOLD_PREFIX: Final = "H"

PlacementsService = CaseworkService[Rooms]


@asynccontextmanager
async def opened(
    settings: PlacementsSettings, metrics: Metrics
) -> AsyncIterator[PlacementsService]:
    """Everything that the HTTP process and the worker stand on, until the block ends."""
    async with process.opened(settings, SCHEMA, metrics) as foundation:
        rooms = _rooms(foundation)
        because = Because(
            service=kinds.SERVICE, clock=foundation.clock, simulated=settings.simulated_time
        )
        yield foundation.service(rooms, _subscriptions(rooms, because))


def _subscriptions(rooms: Rooms, because: Because) -> Subscriptions:
    complaints = HearingComplaints(
        households=rooms.households, listing=rooms.listing, because=because
    )
    referrals = HearingReferrals(care=rooms.care, opening=rooms.opening, because=because)
    return Subscriptions(
        hearings={
            hearing_complaints.HEARD: complaints.hear,
            hearing_referrals.HEARD: referrals.hear,
        }
    )


def _rooms(foundation: process.Foundation) -> Rooms:
    authority = arranged(
        foundation,
        policy_kind(kinds.SERVICE, policy.POLICY, policy.STORED, event_types.UPCASTERS),
        streams=STREAMS,
    )
    case_log = foundation.case_log
    care = case_log.desk(
        kinds.care_kind(event_types.care_codec()), authority.around, prefix=CARE_PREFIX
    )
    households = case_log.desk(
        kinds.household_kind(event_types.household_codec()),
        authority.around,
        prefix=HOUSEHOLD_PREFIX,
    )
    return Rooms(
        care=care,
        opening=OpeningCare(
            care=care, listing=case_log.listing, turns=OpeningTurns(pool=foundation.pool)
        ),
        households=households,
        register=authority.register,
        policy=authority.policy,
        erasing=authority.erasing({describing_care.KIND: people_on_care(care)}),
        destruction=foundation.destruction,
        listing=case_log.listing,
        reads=foundation.reads,
        arrangements=authority.arrangements,
    )
