"""The messages this service publishes: one for each event, all that others may know of it."""

from typing import Final

from shared.messages.asyncapi import Document, asyncapi_document
from shared.messages.schema import MessageType

SERVICE: Final = "referrals"

_TITLES: Final = {
    "contact-opened": "Somebody got in touch about a child",
    "contact-decided": "What is done about the contact was decided",
    "contact-acknowledged": "A person acknowledged the contact to the referrer",
    "outcome-told": "The referrer was told what became of it",
    "referral-allocated": "The case has a new owner",
    "assessment-started": "An assessment was started",
    "assessment-authorised": "An assessment was authorised",
    "referral-closed": "The case was closed",
    "referral-reopened": "The case was reopened",
    "exploitation-recorded": "Exploitation was recorded, or is known better",
    "exploitation-risk-assessed": "The risk of exploitation was assessed",
    "exploitation-allocated": "Exploitation work was given to a practitioner",
    "exploitation-decided": "What was done about the exploitation was decided",
    "exploitation-closed": "Exploitation work ended",
    "received-corrected": "The day received was corrected",
    "decision-corrected": "The decision was corrected",
    "acknowledgement-corrected": "The day of the acknowledgement was corrected",
    "outcome-told-corrected": "The day on which the outcome was told was corrected",
    "allocation-corrected": "The day of an allocation was corrected",
    "assessment-corrected": "The dates of an assessment were corrected",
    "closing-corrected": "The day of a closing was corrected",
    "reopening-corrected": "The day of a reopening was corrected",
    "exploitation-corrected": "The dates of exploitation work were corrected",
    "exploitation-reopening-corrected": "The day on which exploitation work went on was corrected",
    "child-corrected": "The details of the child were corrected",
    "note-added": "A note was added",
    "text-redacted": "A text was redacted",
    "redaction-asked": "The texts are to be searched for an erased person",
    "redaction-completed": "No text names the erased person any more",
    "person-linked": "A person was joined to the index of people",
    "submission-received": "A partner agency's submission arrived",
    "person-added": "A person was added to the index of people",
    "person-details-corrected": "What the index holds of a person was corrected",
    "person-identifier-added": "An identifier of a person was added",
    "person-identifier-withdrawn": "An identifier was not the person's, and was withdrawn",
    "person-address-recorded": "An address of a person was recorded",
    "person-forgotten": "An erased person was taken out of the index",
    "team-opened": "A team began",
    "team-closed": "A team ended",
    "worker-joined": "A worker joined a team",
    "worker-left": "A worker left a team",
    "policy-set": "The authority's policy was set",
    "erasure-asked": "A person is to be erased",
    "destruction-confirmed": "The keys of an erased person are destroyed",
}

MESSAGE_TYPES: Final = tuple(
    MessageType(service=SERVICE, event_type=name, title=title) for name, title in _TITLES.items()
)


def asyncapi(version: str) -> Document:
    """The AsyncAPI document of the service at a release."""
    return asyncapi_document(
        service=SERVICE, title="Candour: referrals", version=version, messages=MESSAGE_TYPES
    )
