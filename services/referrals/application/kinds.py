"""Each kind of case of this service: its rules, its stored forms, and what it publishes."""

from typing import Final

from services.referrals.application import describing
from services.referrals.domain.commands import ReferralCommand
from services.referrals.domain.decide import REFERRALS
from services.referrals.domain.events import ReferralEvent
from services.referrals.domain.local import Here
from services.referrals.domain.places import Referral
from shared.event_store.case import CaseKind
from shared.event_store.codec import Codec

SERVICE: Final = "referrals"


def referral_kind(
    codec: Codec[ReferralEvent],
) -> CaseKind[ReferralCommand, Referral, ReferralEvent, Here]:
    return CaseKind(
        service=SERVICE,
        kind=describing.KIND,
        decider=REFERRALS,
        codec=codec,
        header=describing.header,
        facts=describing.facts,
        people=describing.people,
        list_row=describing.list_row,
        names=describing.names,
    )
