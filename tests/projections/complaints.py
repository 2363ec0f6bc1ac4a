"""A small county's complaints as messages: received, answered, corrected."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from shared.working_days import current_edition
from tests.projections.messages import HandMadeLog, Json, at, clock, fact

STAGE_1 = "complaint.stage-1"


def set_up(log: HandMadeLog, day: str = "2022-01-03") -> None:
    """The authority's first recording."""
    log.record("register", event="team-opened", on=day, kind="register")


def due_on(received: str, limit: int = 10) -> str:
    return current_edition().nth_after(at(received).date(), limit).isoformat()


def taken(received: str, answered: str) -> int:
    return current_edition().count_after(at(received).date(), through=at(answered).date())


def receive(
    log: HandMadeLog,
    case: str,
    received: str,
    *,
    recorded: str | datetime | None = None,
    route: str = "statutory",
    by: str = "other",
    team: str = "north",
    people: Sequence[Json] = (),
    **heading: object,
) -> UUID:
    codes = {"route": route, "by": by, "relation": "parent", "eligibility": "parent"}
    codes |= {"service_area": "children-in-care", "advocate": "none", "channel": "email"}
    facts = [fact(case, "complaint.contact", received, told=codes)]
    clocks = []
    if route == "statutory":
        facts.append(fact(case, "complaint.stage", received, stage="stage-1"))
        clocks.append(clock(case, STAGE_1, received, due_on(received)))
    return log.record(
        case,
        event="complaint-received",
        on=received,
        recorded=recorded,
        team=team,
        facts=facts,
        clocks=clocks,
        people=people,
        restricted=bool(heading.get("restricted")),
    )


def answer(
    log: HandMadeLog,
    case: str,
    received: str,
    answered: str,
    *,
    recorded: str | datetime | None = None,
    outcome: str = "not-upheld",
    team: str = "north",
    revision: int = 1,
    corrects: UUID | None = None,
    cause: str = "delay",
) -> UUID:
    days = taken(received, answered)
    change = "corrected" if corrects else "stated"
    fault = "yes" if outcome in {"upheld", "partly-upheld"} else "no"
    return log.record(
        case,
        event="response-corrected" if corrects else "complaint-answered",
        on=answered,
        recorded=recorded,
        team=team,
        corrects=corrects,
        facts=[
            fact(
                case,
                "complaint.resolved",
                answered,
                revision=revision,
                change=change,
                numbers={"working_days": days},
                outcome=outcome,
                fault=fault,
                in_extended_time="yes" if days <= 10 else "no",
                excused="none",
            ),
            fact(
                case,
                "complaint.cause-outcome",
                answered,
                ordinal=cause,
                revision=revision,
                change=change,
                cause=cause,
                outcome=outcome,
            ),
        ],
        clocks=[
            clock(
                case,
                STAGE_1,
                received,
                due_on(received),
                stopped=answered,
                taken=days,
                revision=revision + 1,
                change="corrected" if corrects else "stopped",
            )
        ],
    )
