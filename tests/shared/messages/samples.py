"""A message to look at, and its pieces."""

from datetime import UTC, date, datetime
from typing import Any, Final
from uuid import UUID

from shared.messages import (
    NOTHING_STATED,
    ActorInMessage,
    CaseInMessage,
    Fact,
    MessageType,
    PersonInMessage,
    build,
    restate,
)
from shared.messages.envelope import closed

LOG: Final = UUID(int=1)
STREAM: Final = UUID(int=2)
EVENT: Final = UUID(int=3)
PERSON: Final = UUID(int=4)
RECORDED_AT: Final = datetime(2022, 4, 12, 9, 0, tzinfo=UTC)
RECEIVED: Final = MessageType(
    service="complaints", event_type="complaint-received", title="A complaint was received."
)
CONTACT: Final = Fact(
    kind="complaint.contact",
    on=date(2022, 4, 11),
    codes={"route": "undecided", "causes": ("delay", "staff")},
    numbers={"working_days": 0},
)
CLOCK: Final[dict[str, object]] = {
    "clock": "01920000-0000-7000-8000-000000000000",
    "timescale": "complaint.stage-1",
    "title": "Stage 1 response",
    "unit": "working-days",
    "limit": 10,
    "rule": "SI 2006/1738 reg 14",
    "from": "2022-04-11",
    "due": "2022-04-27",
    "original_due": "2022-04-27",
    "calendar": "england-2026.1",
    "state": "running",
    "stopped": None,
    "taken": None,
    "pauses": [{"paused_on": "2022-04-12", "resumed_on": None, "reason": "finding-advocate"}],
    "revision": 1,
    "change": "started",
    "cause": None,
}
HOURS: Final[dict[str, object]] = {
    **{name: CLOCK[name] for name in CLOCK if name not in {"from", "due", "original_due"}},
    "timescale": "complaint.informal-resolution",
    "unit": "elapsed-hours",
    "limit": 24,
    "from_at": "2022-04-11T10:00:00Z",
    "due_at": "2022-04-12T10:00:00Z",
    "original_due_at": "2022-04-12T10:00:00Z",
    "stopped_at": None,
    "pauses": [],
}
del HOURS["stopped"]


def pieces() -> dict[str, Any]:
    """The arguments of `build`, for a test to change one of them."""
    stated = restate(NOTHING_STATED, [CONTACT], correction=False, cause="complaint-received")
    return {
        "service": "complaints",
        "log_id": LOG,
        "event_id": EVENT,
        "event_type": "complaint-received",
        "version": 1,
        "stream": STREAM,
        "case_version": 1,
        "authority": "demo",
        "correlation_id": "a-correlation",
        "causation_id": None,
        "case": CaseInMessage(
            kind="complaint", reference="C-2022-00001", team="north", deny=("w-7",)
        ),
        "actor": ActorInMessage(role="complaints-officer", worker="w-1", team="north"),
        "occurred_on": date(2022, 4, 11),
        "people": [PersonInMessage(person=PERSON, part="child", age=9, sex="f")],
        "clocks": [CLOCK, HOURS],
        "facts": stated.changes,
    }


def document(**changes: object) -> bytes:
    """A whole message, as the log closes it."""
    return closed(build(**(pieces() | changes)), time=RECORDED_AT, position=12)
