"""Receiving a submission: the case of it, and one of each of its children, in one append."""

from dataclasses import dataclass
from uuid import UUID, uuid5

from services.referrals.application.cases import ReferralDesk
from services.referrals.application.submissions.kind import SubmissionDesk
from services.referrals.application.submissions.sent import Sent, SentChild
from services.referrals.domain.commands import OpenContact
from services.referrals.domain.local import Here
from services.referrals.domain.submissions.happenings import (
    ReceiveSubmission,
    SubmissionCommand,
    SubmissionEvent,
    SubmittedChild,
)
from services.referrals.domain.submissions.refusals import MessageIdReused
from services.referrals.domain.submissions.state import Submission
from shared.clock import london_date
from shared.event_store.drafting import Changed
from shared.event_store.joint import Plan, Share, together
from shared.event_store.refusals import KeyReused
from shared.event_store.said import Said

SubmissionPlan = Plan[SubmissionCommand, Submission, SubmissionEvent, Here]

_SUBMISSIONS = UUID("0f6c2f1e-61f5-5c0c-9f55-4b8a4f0f6f2d")


def command_id_of(authority: str, agency: str, message_id: str) -> UUID:
    """The id of the command that an agency names `message_id`, whichever credential it uses."""
    # The length keeps ("a", "b:c") apart from ("a:b", "c").
    return uuid5(_SUBMISSIONS, f"{authority}:{len(agency)}:{agency}:{message_id}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Receiving:
    """Where submissions and their children's cases are begun."""

    submissions: SubmissionDesk
    referrals: ReferralDesk

    async def receive(self, sent: Sent, said: Said) -> Changed[Submission, SubmissionEvent, Here]:
        """All of it or nothing; said again, the first answer. Raises MessageIdReused."""

        async def plan() -> SubmissionPlan:
            year = said.today.year
            reference = await self.submissions.draw(said.authority, year)
            opened = [
                (child, await self._submitted(child, number, said))
                for number, child in enumerate(sent.children, start=1)
            ]
            return Plan(
                answering=Share(
                    cases=self.submissions.cases,
                    stream=uuid5(said.command_id, "stream"),
                    command=_receive(sent, reference, tuple(new for _, new in opened)),
                    may_begin=True,
                ),
                others=tuple(
                    Share(
                        cases=self.referrals.cases,
                        stream=new.stream,
                        command=_open(sent, child, new, reference),
                        may_begin=True,
                    )
                    for child, new in opened
                ),
            )

        try:
            return await together(self.submissions.cases, plan, said)
        except KeyReused:
            # The command is named after the message, so whoever sent it knows of no other key.
            raise MessageIdReused("message_id") from None

    async def _submitted(self, child: SentChild, number: int, said: Said) -> SubmittedChild:
        return SubmittedChild(
            person=child.child.person,
            referral=await self.referrals.draw(said.authority, said.today.year),
            stream=uuid5(said.command_id, f"referral/{number}"),
            as_said=child.as_said,
        )


def _receive(sent: Sent, reference: str, children: tuple[SubmittedChild, ...]) -> ReceiveSubmission:
    return ReceiveSubmission(
        reference=reference,
        received_at=sent.received_at,
        agency=sent.agency,
        message_id=sent.message_id,
        schema=sent.schema,
        source=sent.source,
        kind=sent.kind,
        category=sent.category,
        consent=sent.consent,
        sharing_reason=sent.sharing_reason,
        children=children,
        referrer=sent.referrer,
        around=sent.around,
        rest=sent.rest,
        warnings=sent.warnings,
    )


def _open(sent: Sent, child: SentChild, new: SubmittedChild, submission: str) -> OpenContact:
    """The concern in words stays with the submission: there is one copy of it for all children."""
    return OpenContact(
        reference=new.referral,
        received_on=london_date(sent.received_at),
        received_at=sent.received_at,
        source=sent.source,
        agency=sent.agency,
        kind=sent.kind,
        category=sent.category,
        child=child.child,
        referrer=sent.referrer_details,
        came_from=submission,
        exploitation=sent.exploitation,
        risk=sent.risk,
    )
