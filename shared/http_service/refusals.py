"""What a feed, and the reading of feeds, can say no to."""

from typing import ClassVar

from shared.event_sourcing import Refusal


class FromAnotherLog(Refusal):
    """The reader's position is of another log, or of this one before it was restored shorter."""

    code: ClassVar[str] = "another-log"
    because: ClassVar[str] = (
        "Your position does not belong to this log: another log, or one restored shorter."
    )


class PartitionInvalid(Refusal):
    code: ClassVar[str] = "partition-invalid"
    because: ClassVar[str] = "Give partition and of together, with partition below of."
    status: ClassVar[int] = 422
    field: str | None = "partition"


class LogDamaged(Refusal):
    """Positions are missing: rows were removed behind the service's back. Readers must halt."""

    code: ClassVar[str] = "log-damaged"
    because: ClassVar[str] = "The log has a hole, so nothing is read beyond it: verify the log."
    status: ClassVar[int] = 500


class MessageNotParked(Refusal):
    code: ClassVar[str] = "message-not-parked"
    because: ClassVar[str] = "No message of this source and position stands aside: see /parked."
    status: ClassVar[int] = 404


class NotFirstOfCase(Refusal):
    code: ClassVar[str] = "not-first-of-case"
    because: ClassVar[str] = (
        "An earlier message of the same case stands aside: skip that one, or try it again, first."
    )
