"""What the service can do, by kind of case: the one thing that its routes are given."""

from dataclasses import dataclass

from services.referrals.application.caseloads import Caseloads
from services.referrals.application.cases import ReferralDesk
from services.referrals.application.earlier_referrals import EarlierReferrals
from services.referrals.application.further_referrals import FurtherReferrals
from services.referrals.application.people.adding import Index
from services.referrals.application.submissions.kind import SubmissionDesk
from services.referrals.application.submissions.progress import Progress
from services.referrals.application.submissions.receiving import Receiving
from services.referrals.domain.policy import ReferralsTerms
from shared.casework.rooms import AuthorityRooms


@dataclass(frozen=True, slots=True, kw_only=True)
class Rooms(AuthorityRooms[ReferralsTerms]):
    """Referrals, submissions and people, beside what every service has."""

    referrals: ReferralDesk
    submissions: SubmissionDesk
    receiving: Receiving
    progress: Progress
    people: Index
    earlier: EarlierReferrals
    further: FurtherReferrals
    caseloads: Caseloads
