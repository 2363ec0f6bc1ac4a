"""A complaint that is really a safeguarding concern becomes a contact, one for each child.

The complaint's own message says no more than codes and references; whoever decides on the contact
reads the complaint where it is kept.
"""

from dataclasses import dataclass
from typing import Final
from uuid import UUID, uuid5

from services.referrals.application.cases import ReferralDesk
from services.referrals.domain.child import Child
from services.referrals.domain.commands import OpenContact
from services.referrals.domain.terms import Category, ContactKind, Source
from shared.casework.subscribing.because import Because
from shared.messages.reading import Message

HEARD: Final = "complaints"
CONTACT: Final = "complaint.contact"
SAFEGUARDING: Final = "safeguarding"
CHILD: Final = "child"


@dataclass(frozen=True, slots=True, kw_only=True)
class HearingComplaints:
    """Hears the service of complaints. However often a complaint is decided so, once a child."""

    referrals: ReferralDesk
    because: Because

    async def hear(self, message: Message) -> None:
        """Open the contacts that follow, if any. Raises what refuses a contact."""
        if not _is_safeguarding(message):
            return
        children = [one.person for one in message.data.people if one.part == CHILD]
        for child in children:
            await self._open(message, child)
        if not children:
            await self._open(message, None)

    async def _open(self, message: Message, child: UUID | None) -> None:
        """`child` is None where nobody has said whom the complaint is about."""
        command_id = uuid5(message.stream, f"{SAFEGUARDING}/{child or 'unnamed'}")
        person = child or uuid5(command_id, CHILD)

        def contact(reference: str) -> OpenContact:
            return OpenContact(
                reference=reference,
                received_on=message.occurred_on,
                source=Source.COMPLAINT,
                kind=ContactKind.SAFEGUARDING,
                category=Category.NOT_STATED,
                child=Child(person=person),
                came_from=message.data.case.reference,
            )

        await self.referrals.open(contact, self.because.of(message, command_id))


def _is_safeguarding(message: Message) -> bool:
    """Whether this message says that the complaint takes the safeguarding route."""
    return any(
        fact.kind == CONTACT and fact.codes.get("route") == SAFEGUARDING
        for fact in message.data.facts
    )
