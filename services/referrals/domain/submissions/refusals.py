"""The few reasons for which a submission is not taken: who sends it, or that it says nothing."""

from typing import ClassVar

from shared.casework.refusals import NOT_YOURS, ContentRefusal
from shared.event_sourcing import Refusal


class CredentialWithoutAgency(Refusal):
    code: ClassVar[str] = "credential-without-agency"
    because: ClassVar[str] = "This credential names no agency; ask the authority for another."
    status: ClassVar[int] = NOT_YOURS


class AgencyNotYours(Refusal):
    code: ClassVar[str] = "agency-not-yours"
    because: ClassVar[str] = "A submission names the agency of the credential, or none."
    status: ClassVar[int] = NOT_YOURS


class AgencyNotNamed(ContentRefusal):
    code: ClassVar[str] = "agency-not-named"
    because: ClassVar[str] = "Whoever enters it for an agency names that agency by its code."


class MessageIdMissing(ContentRefusal):
    code: ClassVar[str] = "message-id-missing"
    because: ClassVar[str] = (
        "The agency's own id of the message is needed, so that it can be sent again safely."
    )


class MessageIdReused(ContentRefusal):
    code: ClassVar[str] = "message-id-reused"
    because: ClassVar[str] = (
        "This agency sent other content under this message id: a new message takes a new id."
    )


class SaysNothing(ContentRefusal):
    code: ClassVar[str] = "says-nothing"
    because: ClassVar[str] = "Nothing is said of any child, person or concern."


class TooManyChildren(ContentRefusal):
    """Facts: `most`."""

    code: ClassVar[str] = "too-many-children-sent"
    because: ClassVar[str] = "Send the children in several submissions."
