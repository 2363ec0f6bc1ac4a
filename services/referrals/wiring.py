"""Settings in, ready objects out: the only place where parts are chosen."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

from services.referrals.application import describing, hearing_complaints, kinds
from services.referrals.application.earlier_referrals import EarlierReferrals
from services.referrals.application.further_referrals import FurtherReferrals
from services.referrals.application.hearing_complaints import HearingComplaints
from services.referrals.application.people import describing as describing_people
from services.referrals.application.people.adding import Index
from services.referrals.application.people.blind_index import BlindIndex
from services.referrals.application.people.finding import Finding
from services.referrals.application.people.kind import forgetting, person_kind
from services.referrals.application.people.search_ticket import SearchTickets
from services.referrals.application.people_on_referrals import people_on_referrals
from services.referrals.application.rooms import Rooms
from services.referrals.application.streams import STREAMS
from services.referrals.application.submissions import describing as describing_submissions
from services.referrals.application.submissions.kind import searching_texts, submission_kind
from services.referrals.application.submissions.progress import Progress
from services.referrals.application.submissions.receiving import Receiving
from services.referrals.domain import policy
from services.referrals.settings import SCHEMA, ReferralsSettings
from services.referrals.store import event_types
from services.referrals.store.listed_caseloads import ListedCaseloads
from services.referrals.store.submission_changes import SubmissionChanges
from services.referrals.store.tagged_people import PeopleByTag
from shared.casework import process
from shared.casework.arranging import arranged
from shared.casework.policy.kind import policy_kind
from shared.casework.process import CaseworkService
from shared.casework.subscribing.because import Because
from shared.casework.subscribing.subscriptions import Subscriptions
from shared.telemetry import Metrics

REFERRAL_PREFIX: Final = "R"
SUBMISSION_PREFIX: Final = "S"

ReferralsService = CaseworkService[Rooms]


@asynccontextmanager
async def opened(settings: ReferralsSettings, metrics: Metrics) -> AsyncIterator[ReferralsService]:
    """Everything that the HTTP process and the worker stand on, until the block ends."""
    async with process.opened(settings, SCHEMA, metrics) as foundation:
        rooms = _rooms(foundation)
        because = Because(
            service=kinds.SERVICE, clock=foundation.clock, simulated=settings.simulated_time
        )
        yield foundation.service(rooms, _subscriptions(rooms, because))


def _subscriptions(rooms: Rooms, because: Because) -> Subscriptions:
    complaints = HearingComplaints(referrals=rooms.referrals, because=because)
    return Subscriptions(hearings={hearing_complaints.HEARD: complaints.hear})


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
    submissions = case_log.desk(
        submission_kind(kinds.SERVICE, event_types.submission_codec()),
        authority.around,
        prefix=SUBMISSION_PREFIX,
    )
    earlier = EarlierReferrals(listing=case_log.listing)
    index = BlindIndex.under(foundation.master)
    people = case_log.cases(
        person_kind(kinds.SERVICE, event_types.person_codec(), index), authority.around
    )
    erasing = authority.erasing(
        {
            describing.KIND: people_on_referrals(referrals),
            describing_submissions.KIND: searching_texts(submissions.cases),
            describing_people.KIND: forgetting(people),
        }
    )
    return Rooms(
        referrals=referrals,
        submissions=submissions,
        receiving=Receiving(submissions=submissions, referrals=referrals),
        progress=Progress(changes=SubmissionChanges(pool=foundation.pool)),
        people=Index(
            people=people,
            finding=Finding(
                index=index,
                tickets=SearchTickets.under(foundation.master),
                people=PeopleByTag(pool=foundation.pool, keys=case_log.keys),
            ),
        ),
        earlier=earlier,
        further=FurtherReferrals(referrals=referrals, earlier=earlier),
        caseloads=ListedCaseloads(pool=foundation.pool),
        register=authority.register,
        policy=authority.policy,
        erasing=erasing,
        destruction=foundation.destruction,
        listing=case_log.listing,
        reads=foundation.reads,
        arrangements=authority.arrangements,
    )
