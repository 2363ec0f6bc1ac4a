"""Why a person may be erased, so that `candour erase --help` says it before a service is asked.

The complaints service decides, and publishes the same codes under /reference/erasure-reasons.
"""

from enum import StrEnum


class ErasureReason(StrEnum):
    """A reason as the service spells it."""

    DATA_SUBJECT_REQUEST = "data-subject-request"
    RETENTION_ENDED = "retention-ended"
    RECORDED_IN_ERROR = "recorded-in-error"
    COURT_ORDER = "court-order"
