"""The people of the standing histories, and their clocks at each step, spelled out."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Final
from uuid import UUID, uuid5

from shared.casework.people.details import PersonDetails
from shared.casework.terms import Disability, Ethnicity, Sex, SexualOrientation
from shared.deadlines import Clock, ClockChange, ClockState, Pause, Unit

CASE: Final = UUID("3f0c8a52-6d6e-5b0a-9f43-0a5d7f6e2c11")


def day(month: int, number: int) -> date:
    return date(2022, month, number)


MIRA: Final = PersonDetails(
    person=uuid5(CASE, "mira"),
    name="Mira Ashdown",
    date_of_birth=date(1984, 2, 29),
    contact="mira@example.org",
    sex=Sex.FEMALE,
    ethnicity=Ethnicity.MIXED,
    disability=Disability.NO,
    sexual_orientation=SexualOrientation.HETEROSEXUAL,
)
CHILD: Final = PersonDetails(
    person=uuid5(CASE, "jo"), name="Jo Ashdown", date_of_birth=date(2012, 4, 11)
)
ADVOCATE: Final = PersonDetails(person=uuid5(CASE, "tom"), name="Tom Rill", contact="020 7946 0000")

ACKNOWLEDGEMENT: Final = Clock(
    clock=uuid5(CASE, "acknowledgement"),
    timescale="complaint.acknowledgement",
    title="Acknowledgement",
    unit=Unit.WORKING_DAYS,
    limit=3,
    original_limit=3,
    local_limit=True,
    rule="Local policy",
    starts="the complaint was received",
    starts_from=day(4, 11),
    due=day(4, 14),
    original_due=day(4, 14),
    calendar="england-2026.1",
)
STAGE_1: Final = Clock(
    clock=uuid5(CASE, "stage-1"),
    timescale="complaint.stage-1",
    title="Stage 1 response",
    unit=Unit.WORKING_DAYS,
    limit=10,
    original_limit=10,
    rule="SI 2006/1738 reg 14",
    starts="the complaint was received",
    starts_from=day(4, 11),
    due=day(4, 27),
    original_due=day(4, 27),
    calendar="england-2026.1",
)
INFORMAL: Final = Clock(
    clock=uuid5(CASE, "informal"),
    timescale="complaint.informal-resolution",
    title="Informal resolution",
    unit=Unit.ELAPSED_HOURS,
    limit=24,
    original_limit=24,
    rule="Local policy",
    starts="the complaint was received",
    starts_from_at=datetime(2022, 4, 11, 9, 30, tzinfo=UTC),
    due_at=datetime(2022, 4, 12, 9, 30, tzinfo=UTC),
    original_due_at=datetime(2022, 4, 12, 9, 30, tzinfo=UTC),
    calendar="england-2026.1",
)
ACKNOWLEDGED: Final = replace(
    ACKNOWLEDGEMENT,
    state=ClockState.STOPPED,
    stopped=day(4, 13),
    taken=2,
    revision=2,
    change=ClockChange.STOPPED,
)
EXTENDED: Final = replace(
    STAGE_1, limit=20, due=day(5, 12), revision=2, change=ClockChange.MOVED, cause="extension"
)
PAUSED: Final = replace(
    EXTENDED,
    state=ClockState.PAUSED,
    pauses=(Pause(paused_on=day(4, 20), reason="finding-advocate"),),
    revision=3,
    change=ClockChange.PAUSED,
    cause="finding-advocate",
)
RESUMED: Final = replace(
    PAUSED,
    state=ClockState.RUNNING,
    due=day(5, 13),
    original_due=day(4, 28),
    pauses=(Pause(paused_on=day(4, 20), resumed_on=day(4, 21), reason="finding-advocate"),),
    revision=4,
    change=ClockChange.RESUMED,
    cause=None,
)
CORRECTED: Final = replace(
    RESUMED,
    starts_from=day(4, 12),
    due=day(5, 16),
    original_due=day(4, 29),
    revision=5,
    change=ClockChange.CORRECTED,
    cause="received-date-corrected",
)
ANSWERED: Final = replace(
    CORRECTED,
    state=ClockState.STOPPED,
    stopped=day(5, 5),
    taken=13,
    revision=6,
    change=ClockChange.STOPPED,
    cause=None,
)
