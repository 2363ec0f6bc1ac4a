"""The names of this service's kinds of case, spelled out once."""

from services.referrals.domain.commands import ReferralCommand
from services.referrals.domain.events import ReferralEvent
from services.referrals.domain.local import Here
from services.referrals.domain.places import Referral
from shared.event_store.case import Case
from shared.event_store.desk import Desk

ReferralCase = Case[Referral, ReferralEvent]
ReferralDesk = Desk[ReferralCommand, Referral, ReferralEvent, Here]
