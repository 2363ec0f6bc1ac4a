"""The SQL of a measure: its members, how they are counted, and the details that it reads.

A count reads less than a list of the same members: no headings of cases where nothing of them is
asked, and facts that tell the same at once. Both are made of the same statements.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, assert_never

from services.projections.application.questions import Question
from services.projections.indicators.case_measures import (
    Caseload,
    OpenCases,
    PractitionerLoad,
    RepeatedStays,
)
from services.projections.indicators.clock_measures import ClockCells, ClockShares, OpenClocks
from services.projections.indicators.measures import (
    ByCode,
    ByHeading,
    Corrections,
    Each,
    Facts,
    Measure,
    RecordingDelay,
)
from services.projections.store import case_details, details
from services.projections.store.statements import statement
from shared.working_days import WorkingDayCalendar

STATES: Final = ("open_cases", "told_facts", "latest_states")
SETS: Final = MappingProxyType(
    {
        ("open",): "select * from unended",
        # What was stopped later is among the open ones already.
        ("open", "stopped"): "select * from unended union all"
        " select s.* from told, stopped s where not (s.stands and s.starts_on <= told.day"
        " and (s.state <> 'stopped' or s.stopped_on > told.day))",
        ("stopped",): "select * from stopped",
        ("started",): "select * from started",
        ("due",): "select * from due",
    }
)
LOOKED_AT: Final = "looked_at as ({rows}),\n"
OF_STOOD: Final = "candidates as (select stream_id from stood),\n"
OF_CANDIDATES: Final = "and c.stream_id = any (array(select stream_id from candidates))"
OF_TIMESCALES: Final = "and k.timescale = any (array(select unnest(timescales) from told))"
"""Arrays, because an index can be searched for them where joins by loops are off."""
ROW: Final = """k.source, k.stream_id, k.clock, k.timescale, k.unit, k.units, k.taken, k.starts_on,
           k.due_on, k.due_at, k.stopped_on, k.stopped_at, k.state, k.pauses, k.effective_on,
           k.position_from,
           (k.position_to is null or k.position_to > u.position or k.recorded_to >= $3) is true
               as stands"""
HASH_JOINS: Final = (
    "set local enable_nestloop = off; set local work_mem = '64MB';"
    " set local plan_cache_mode = force_custom_plan"
)
"""A CTE's rows are guessed to be few: joined by loops, a day's clocks cost their square.

Planned anew for each question: a plan for any day, kept after the sixth, reads four times as much.
"""
HASHES: Final = f"{HASH_JOINS}; set local enable_sort = off"
"""For the same reason: thousands of clocks would be sorted to be put together."""
KNOWN: Final = "k.position_from <= u.position and ($3::timestamptz is null or k.recorded_from < $3)"

OF_EACH: Final = """source, {0}.stream_id, {0}.thing, {0}.reference, {0}.team, {0}.worker,
           {0}.restricted, {0}.allow, {0}.deny"""
ONE_BY_ONE: Final = (
    f"s.{OF_EACH.format('s')}, x.occurred_on, 1::bigint as tally",
    "",
    f"m.{OF_EACH.format('m')}, m.occurred_on, m.tally",
)
TOGETHER: Final = ("count(*) as tally", r"group by \1", "m.tally")
"""A count puts clocks together that stood alike; a list has each of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Common table expressions that end with `members`; a select that counts them; the details."""

    members: str
    counts: str
    details: details.Details
    settings: str = HASH_JOINS


def plan_of(
    measure: Measure, question: Question, calendar: WorkingDayCalendar, *, listing: bool
) -> Plan:
    """How to count a measure, or to list its members. Raises OutsideCalendar."""
    match measure:
        case Facts():
            return _facts(measure, question, listing=listing)
        case OpenClocks() | ClockCells() | ClockShares():
            return _clock_plan(measure, question, calendar, listing=listing)
        case RecordingDelay():
            told = details.of_recording_delay(measure)
            return _recordings("delay_members", "delay_counts", told)
        case Corrections():
            return _recordings("correction_members", "clock_counts", {})
        case Caseload() | PractitionerLoad() | OpenCases() | RepeatedStays():
            return _cases(measure, question)
        case _:
            assert_never(measure)


def _facts(measure: Facts, question: Question, *, listing: bool) -> Plan:
    told = details.of_facts(measure, question)
    headed = ["candidates_facts", _headings(told)]
    single = any(
        row.each is not Each.FACT or not isinstance(row.by, ByCode | ByHeading | None)
        for row in measure.rows
    )
    if listing or single:
        population = [*headed, "fact_population"]
    elif question.team is not None or any(isinstance(row.by, ByHeading) for row in measure.rows):
        population = [*headed, "fact_groups_headed"]
    else:
        population = ["fact_groups"]
    return _plan(["asked", "facts_wanted", *population, "fact_members"], "fact_counts", told)


def _recordings(members: str, counts: str, told: details.Details) -> Plan:
    named = ["asked", _headings(told), "recording_members", members]
    return _plan(named, counts, told, candidates="")


def _cases(
    measure: Caseload | PractitionerLoad | OpenCases | RepeatedStays, question: Question
) -> Plan:
    match measure:
        case Caseload():
            told = case_details.of_caseload(measure, question)
            members, counts = ["open_cases", "caseload_members"], "clock_counts"
        case PractitionerLoad():
            told = case_details.of_practitioner_load(measure, question)
            members, counts = ["open_cases", "told_facts", "load_members"], "clock_counts"
        case OpenCases():
            told = case_details.of_open_cases(measure, question)
            members, counts = [*STATES, "state_members"], "state_counts"
        case RepeatedStays():
            told = case_details.of_repeated_stays(measure, question)
            members, counts = [*STATES, "stay_members"], "clock_counts"
        case _:
            assert_never(measure)
    return _plan(["asked", _headings(told), *members], counts, told, candidates="")


def _clock_plan(
    measure: OpenClocks | ClockCells | ClockShares,
    question: Question,
    calendar: WorkingDayCalendar,
    *,
    listing: bool,
) -> Plan:
    headed = listing or question.team is not None or isinstance(measure, OpenClocks)
    match measure:
        case OpenClocks():
            told = details.of_open_clocks(measure, question, calendar)
            return _clocks("open_clock_members", told, ("open",), headed=headed, listing=listing)
        case ClockCells():
            told = details.of_clock_cells(measure, question)
            among: tuple[str, ...] = ("open", "stopped")
            return _clocks("clock_cell_members", told, among, headed=headed, listing=listing)
        case ClockShares():
            told = details.of_clock_shares(measure, question)
            among = (measure.counted_on.value,)
            return _clocks("clock_share_members", told, among, headed=headed, listing=listing)
        case _:
            assert_never(measure)


def _clocks(
    members: str, told: details.Details, among: tuple[str, ...], *, headed: bool, listing: bool
) -> Plan:
    """Rows are looked for by an index, for what may put their clocks into the figure."""
    stood = "".join(
        (
            *(statement(name) for name in ("asked", "clocks_told")),
            *(statement(f"candidates_{one}") for one in among),
            LOOKED_AT.format(rows=SETS[among]),
            *(statement(name) for name in ("judging_clocks", "standing_clocks")),
        )
    )
    stood = stood.replace("{row}", ROW).replace("{known}", KNOWN)
    stood = stood.replace("{of_timescales}", OF_TIMESCALES if told.get("timescales") else "")
    named = [_headings(told), "standing_headed"] if headed else ["standing_unheaded"]
    rest = _plan([*named, members], "clock_tallies", told)
    each, alike, of_each = ONE_BY_ONE if listing else TOGETHER
    last = rest.members.replace("{each}", each).replace("{of_each}", of_each)
    last = re.sub(r"{alike: (.*)}", alike, last)
    return Plan(
        members=stood + (OF_STOOD if headed else "") + last,
        counts=rest.counts,
        details=told,
        settings=HASH_JOINS if listing else HASHES,
    )


def _plan(
    members: Sequence[str], counts: str, told: details.Details, *, candidates: str = OF_CANDIDATES
) -> Plan:
    sql = "".join(statement(name) for name in members)
    return Plan(
        members=sql.replace("{of_candidates}", candidates),
        counts=statement(counts),
        details=told,
    )


def _headings(told: details.Details) -> str:
    return "headings_on_day" if told.get("heading_day") else "headings_known"
