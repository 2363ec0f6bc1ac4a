"""The messages this service publishes: one for each event, all that others may know of it."""

from typing import Final

from shared.casework.published import BESIDE, OF_AUTHORITY, message_types
from shared.messages.asyncapi import Document, asyncapi_document

SERVICE: Final = "complaints"

_TITLES: Final = {
    "complaint-received": "A contact arrived",
    "complaint-acknowledged": "Receipt was acknowledged",
    "route-decided": "It was decided which route the contact takes",
    "complaint-allocated": "The case has a new owner",
    "stage-1-extended": "Stage 1 was extended",
    "response-date-agreed": "A response date was agreed with the complainant",
    "good-reason-recorded": "A good reason to exceed 20 working days was recorded",
    "stage-1-paused": "Stage 1 was paused while an advocate is found",
    "stage-1-resumed": "Stage 1 was resumed",
    "stage-1-responded": "The Stage 1 response was sent",
    "received-date-corrected": "The day of receipt was corrected",
    "acknowledgement-corrected": "The day of the acknowledgement was corrected",
    "response-corrected": "The Stage 1 response was corrected",
    "particulars-corrected": "The codes of the contact were corrected",
    "complaint-withdrawn": "The complainant withdrew",
    "complaint-closed": "The case was closed",
    "complaint-reopened": "The case was reopened",
    "advocate-offered": "An advocate was offered",
    "advocate-appointed": "An advocate was appointed",
    "household-recorded": "It was recorded which fostering household it is about",
    "document-referenced": "A document was referenced",
    "person-corrected": "The details of a person were corrected",
    "person-named": "A child or a representative was named on the case",
    "compliment-received": "A compliment arrived",
    "compliment-corrected": "A compliment was corrected",
    "compliment-allocated": "A compliment was given to a team",
}

MESSAGE_TYPES: Final = message_types(SERVICE, _TITLES, BESIDE, OF_AUTHORITY)


def asyncapi(version: str) -> Document:
    """The AsyncAPI document of the service at a release."""
    return asyncapi_document(
        service=SERVICE, title="Candour: complaints", version=version, messages=MESSAGE_TYPES
    )
