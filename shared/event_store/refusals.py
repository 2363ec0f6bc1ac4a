"""How a log says no to a command, whatever the case is about."""

from typing import ClassVar

from shared.event_sourcing import NOT_LIKE_THIS, Refusal


class NoSuchCase(Refusal):
    code: ClassVar[str] = "no-such-case"
    because: ClassVar[str] = "There is no case of this kind with this reference in the authority."
    status: ClassVar[int] = 404


class CaseChanged(Refusal):
    """Someone else changed the case since the caller read it. Facts: `version`, the present one."""

    code: ClassVar[str] = "case-changed"
    because: ClassVar[str] = "The case has changed since the version named in If-Match."
    status: ClassVar[int] = 412
    field: str | None = "If-Match"


class CaseMovedOn(Refusal):
    code: ClassVar[str] = "case-moved-on"
    because: ClassVar[str] = "Others changed the case at the same moment, again and again."


class CaseClosedForGood(Refusal):
    code: ClassVar[str] = "case-archived"
    because: ClassVar[str] = "The case was archived and takes no more events."


class KeyReused(Refusal):
    code: ClassVar[str] = "key-reused"
    because: ClassVar[str] = "This Idempotency-Key was used before with another request."
    status: ClassVar[int] = NOT_LIKE_THIS
    field: str | None = "Idempotency-Key"


class PersonWasErased(Refusal):
    code: ClassVar[str] = "person-erased"
    because: ClassVar[str] = "The person was erased, so nothing new can be recorded about them."
