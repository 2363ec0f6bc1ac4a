"""Later referrals of the same child, looked at again once an earlier one is another than it was.

An earlier referral may be decided, put right or linked only after the later one was decided: then
whether the later one is a further one follows, as a correction in the same hand.
"""

from contextlib import suppress
from dataclasses import dataclass
from uuid import uuid5

from services.referrals.application.cases import ReferralDesk
from services.referrals.application.earlier_referrals import EarlierReferrals
from services.referrals.domain.correction_command import Correct
from shared.casework.refusals import NothingToChange
from shared.casework.speaking import Speaking
from shared.casework.terms import CorrectionReason
from shared.event_store.said import Said


@dataclass(frozen=True, slots=True, kw_only=True)
class FurtherReferrals:
    """Follows a command on one referral. Where it was cut off, the worker goes on, or who says it
    again.
    """

    referrals: ReferralDesk
    earlier: EarlierReferrals

    async def look_again(self, reference: str, said: Said) -> None:
        """Put right every other referral of the child whose earlier one is now another, or none."""
        changed = await self.referrals.find(said.authority, reference)
        for other in await self.earlier.of(said.authority, changed.state):
            await self._look_at(other.reference, said)

    async def _look_at(self, reference: str, said: Said) -> None:
        case = await self.referrals.find(said.authority, reference)
        command = Correct(
            reason=CorrectionReason.LATE_NEWS,
            earlier=await self.earlier.of(said.authority, case.state),
            earlier_again=True,
        )
        follows = Speaking.after(
            said,
            uuid5(said.command_id, f"further/{reference}"),
            not_before=case.recorded[-1].stored.recorded_at,
        )
        # Mostly nothing changes: the other one is the earlier of the two, or long ago.
        with suppress(NothingToChange):
            await self.referrals.change(reference, command, follows)
