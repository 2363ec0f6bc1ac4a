"""A referral over HTTP: where it is found, who may touch it, and how it is shown."""

from typing import Final

from services.referrals.api.referral_view import ReferralView
from services.referrals.application.rooms import Rooms
from services.referrals.domain.authority import check_own_case
from services.referrals.domain.commands import ReferralCommand
from services.referrals.domain.events import ReferralEvent
from services.referrals.domain.local import Here
from services.referrals.domain.places import Referral
from shared.casework.api import at_desk as desks

REFERRALS: Final[
    desks.Room[Rooms, ReferralCommand, Referral, ReferralEvent, Here, ReferralView]
] = desks.Room(
    desk=lambda rooms: rooms.referrals,
    arrangements=lambda rooms: rooms.arrangements,
    view=ReferralView.of,
    check_own=check_own_case,
)

AtDesk = desks.AtDesk[Rooms, ReferralCommand, Referral, ReferralEvent, Here, ReferralView]
at_desk = REFERRALS.at_desk
