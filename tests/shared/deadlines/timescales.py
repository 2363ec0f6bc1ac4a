"""The time limits and days that the tests of clocks share."""

from datetime import date
from uuid import UUID

from hypothesis import settings
from hypothesis import strategies as st

from shared.deadlines import Confidence, Direction, Extension, Pause, Timescale, Unit
from shared.working_days import current_edition

CALENDAR = current_edition()
CLOCK = UUID("0192f7a0-0000-7000-8000-000000000001")

STAGE_1 = Timescale(
    code="complaint.stage-1",
    title="Stage 1 response",
    unit=Unit.WORKING_DAYS,
    limit=10,
    starts="the complaint was received",
    stops="the response was sent",
    rule="SI 2006/1738 reg 14",
    source="Timescale C2",
    confidence=Confidence.OFFICIAL_PAGE,
    extension=Extension(shortest=11, longest=20),
)
PAUSABLE = STAGE_1.with_pauses()
INFORMAL = Timescale(
    code="complaint.informal-resolution",
    title="Informal resolution",
    unit=Unit.ELAPSED_HOURS,
    limit=24,
    starts="the contact was received",
    stops="it was put right",
    rule="Local policy of the authority",
    source="Timescale P1",
    confidence=Confidence.OFFICIAL_PAGE,
    local=True,
)


def timescale(
    unit: Unit,
    limit: int,
    *,
    direction: Direction = Direction.FORWARD,
    earliest: int | None = None,
    may_pause: bool = False,
) -> Timescale:
    """A time limit of that shape, for what depends on its shape alone."""
    return Timescale(
        code=f"test.{unit}-{limit}",
        title="A duty",
        unit=unit,
        limit=limit,
        starts="it began",
        stops="it was done",
        rule="A rule",
        source="A test",
        confidence=Confidence.UNSOURCED,
        direction=direction,
        earliest=earliest,
        may_pause=may_pause,
    )


unhurried = settings(deadline=None)
"""Examples may be slow on a busy machine: it is the answers that are tested."""

DAY_UNITS = st.sampled_from([unit for unit in Unit if not unit.is_elapsed])
DAYS = st.dates(date(2011, 1, 1), date(2028, 12, 31))
LIMITS = st.integers(0, 30)
REASONS = st.sampled_from(["advocate-being-found", "other"])


@st.composite
def ended_pauses(draw: st.DrawFn, start: date) -> tuple[Pause, ...]:
    """Up to five pauses near `start`, that may touch, overlap, or be empty."""
    first = draw(st.lists(st.integers(0, 60), max_size=5))
    return tuple(
        Pause(
            paused_on=date.fromordinal(start.toordinal() + days),
            resumed_on=date.fromordinal(start.toordinal() + days + draw(st.integers(0, 20))),
            reason=draw(REASONS),
        )
        for days in first
    )
