"""Settings in, ready objects out: the only place where parts are chosen."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

from services.complaints.application import describing, kinds
from services.complaints.application.people_on_complaints import people_on_complaints
from services.complaints.application.rooms import Rooms
from services.complaints.application.streams import STREAMS
from services.complaints.domain import policy
from services.complaints.settings import SCHEMA, ComplaintsSettings
from services.complaints.store import event_types
from shared.casework import process
from shared.casework.arranging import arranged
from shared.casework.policy.kind import policy_kind
from shared.casework.process import CaseworkService
from shared.telemetry import Metrics

COMPLAINT_PREFIX: Final = "C"
COMPLIMENT_PREFIX: Final = "CP"

ComplaintsService = CaseworkService[Rooms]


@asynccontextmanager
async def opened(
    settings: ComplaintsSettings, metrics: Metrics
) -> AsyncIterator[ComplaintsService]:
    """Everything that the HTTP process and the worker stand on, until the block ends."""
    async with process.opened(settings, SCHEMA, metrics) as foundation:
        yield foundation.service(_rooms(foundation))


def _rooms(foundation: process.Foundation) -> Rooms:
    authority = arranged(
        foundation,
        policy_kind(kinds.SERVICE, policy.POLICY, policy.STORED, event_types.UPCASTERS),
        streams=STREAMS,
    )
    case_log = foundation.case_log
    complaints = case_log.desk(
        kinds.complaint_kind(event_types.complaint_codec()),
        authority.around,
        prefix=COMPLAINT_PREFIX,
    )
    compliments = case_log.desk(
        kinds.compliment_kind(event_types.compliment_codec()),
        authority.around,
        prefix=COMPLIMENT_PREFIX,
    )
    return Rooms(
        complaints=complaints,
        compliments=compliments,
        register=authority.register,
        policy=authority.policy,
        erasing=authority.erasing({describing.KIND: people_on_complaints(complaints)}),
        destruction=foundation.destruction,
        listing=case_log.listing,
        reads=foundation.reads,
        arrangements=authority.arrangements,
    )
