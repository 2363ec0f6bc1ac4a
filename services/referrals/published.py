"""The messages this service publishes: one for each event, all that others may know of it."""

from typing import Final

from shared.casework.published import BESIDE, OF_AUTHORITY, message_types
from shared.messages.asyncapi import Document, asyncapi_document

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
    "submission-received": "A partner agency's submission arrived",
    "person-added": "A person was added to the index of people",
    "person-details-corrected": "What the index holds of a person was corrected",
    "person-identifier-added": "An identifier of a person was added",
    "person-identifier-withdrawn": "An identifier was not the person's, and was withdrawn",
    "person-address-recorded": "An address of a person was recorded",
    "person-forgotten": "An erased person was taken out of the index",
}

MESSAGE_TYPES: Final = message_types(SERVICE, _TITLES, BESIDE, OF_AUTHORITY)


def asyncapi(version: str) -> Document:
    """The AsyncAPI document of the service at a release."""
    return asyncapi_document(
        service=SERVICE, title="Candour: referrals", version=version, messages=MESSAGE_TYPES
    )
