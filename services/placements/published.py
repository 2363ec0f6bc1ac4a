"""The messages this service publishes: one for each event, all that others may know of it."""

from typing import Final

from shared.casework.published import BESIDE, OF_AUTHORITY, message_types
from shared.messages.asyncapi import Document, asyncapi_document

SERVICE: Final = "placements"

_CARE: Final = {
    "care-started": "A child became looked after",
    "siblings-recorded": "Siblings of the child are in care too",
    "care-allocated": "The case has a new owner",
    "legal-status-changed": "The child's legal status changed",
    "reviewing-service-told": "The reviewing officer service was told",
    "reviewing-officer-appointed": "A reviewing officer was appointed",
    "placement-requested": "A placement is looked for",
    "placement-matched": "A place was found",
    "placement-made": "A placement began",
    "placement-planned": "The placement plan was made",
    "placement-ended": "A placement ended",
    "terms-settled": "An emergency placement came within the terms of approval",
    "child-visited": "The child was visited",
    "review-held": "A review was held",
    "review-continued": "A further part of a review was held",
    "review-adjourned": "A review was adjourned",
    "earlier-review-asked": "The reviewing officer asked for an earlier review",
    "care-ended": "The child left care",
    "care-start-corrected": "The start of the care was corrected",
    "legal-status-corrected": "A legal status was corrected",
    "telling-corrected": "The day the service was told was corrected",
    "appointment-corrected": "The day the officer was appointed was corrected",
    "placement-corrected": "A placement was corrected; nobody moved",
    "placement-withdrawn": "A placement was recorded in error and taken back",
    "address-corrected": "The address of a placement was corrected; nobody moved",
    "visit-corrected": "A visit was corrected",
    "review-corrected": "A review was corrected",
    "care-end-corrected": "The end of the care was corrected",
    "person-corrected": "The details of the child were corrected",
}
_HOUSEHOLDS: Final = {
    "household-approved": "A fostering household was approved",
    "approval-corrected": "The approval of a household was corrected",
    "household-allocated": "A household was given to a team or a supervising worker",
    "terms-changed": "The terms of an approval were changed",
    "terms-corrected": "Changed terms of an approval were corrected",
    "exemption-granted": "A household was exempted from the usual limit for a child",
    "exemption-ended": "An exemption from the usual limit ended",
    "places-held": "Places of a household were put on hold",
    "hold-released": "Places of a household can be filled again",
    "household-closed": "A household fosters no more",
    "place-filled": "A child was placed in a household",
    "place-freed": "A child left a household",
    "place-corrected": "A stay in a household was corrected",
    "place-withdrawn": "A child was never placed in the household",
    "place-settled": "An emergency placement came within the limits of the household",
    "household-complaint-noted": "A complaint about a household is open",
    "household-complaint-closed": "A complaint about a household is closed",
    "household-complaint-taken-back": "A complaint is not about the household after all",
}

MESSAGE_TYPES: Final = message_types(SERVICE, _CARE, _HOUSEHOLDS, BESIDE, OF_AUTHORITY)


def asyncapi(version: str) -> Document:
    """The AsyncAPI document of the service at a release."""
    return asyncapi_document(
        service=SERVICE, title="Candour: placements", version=version, messages=MESSAGE_TYPES
    )
