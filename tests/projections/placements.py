"""Children in care and foster homes as messages: placed, moved, visited, corrected."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from tests.projections.messages import HandMadeLog, Json, fact, stream


def homes(day: str = "2013-01-07") -> HandMadeLog:
    """A log of placements with the authority's first recording."""
    log = HandMadeLog(service="placements")
    log.record("register", event="team-opened", on=day, kind="register")
    return log


def care(
    log: HandMadeLog,
    case: str,
    on: str,
    *,
    facts: Sequence[Json] = (),
    clocks: Sequence[Json] = (),
    recorded: str | datetime | None = None,
    corrects: UUID | None = None,
    event: str = "noted",
    team: str = "children-in-care",
    people: Sequence[Json] = (),
) -> UUID:
    return log.record(
        case,
        event=event,
        on=on,
        recorded=recorded,
        kind="care",
        team=team,
        corrects=corrects,
        people=people,
        facts=facts,
        clocks=clocks,
    )


def take_in(
    log: HandMadeLog,
    case: str,
    on: str,
    *,
    status: str = "V2",
    unaccompanied: str = "no",
    recorded: str | datetime | None = None,
    people: Sequence[Json] = (),
) -> UUID:
    told = {"legal_status": status, "unaccompanied": unaccompanied}
    facts = [
        fact(case, "care.started", on, told=told),
        fact(case, "care.legal-status", on, status=status),
    ]
    return care(
        log, case, on, facts=facts, event="became-looked-after", recorded=recorded, people=people
    )


def child(name: str) -> tuple[Json, ...]:
    """The child as the common person whom several cases are about."""
    return ({"person": str(stream(name)), "part": "child"},)


def come_home(log: HandMadeLog, case: str, on: str, number: int) -> UUID:
    """The end of a time in care, and of its last placement."""
    ended = fact(case, "care.ended", on, reason="home")
    return care(log, case, on, facts=[ended, left(case, number, on)], event="left-care")


def stay(
    case: str,
    number: int,
    on: str,
    *,
    counts: str = "yes",
    revision: int = 1,
    change: str = "stated",
    provider: str = "in-house",
    type_: str = "U6",
) -> Json:
    """The fact of a placement's start."""
    told = {"provider": provider, "type": type_, "counts": counts, "emergency": "no"}
    return fact(
        case,
        "placement.started",
        on,
        ordinal=number,
        revision=revision,
        change=change,
        told=told,
        beyond_terms="no",
        move="no" if number == 1 else "yes",
    )


def left(case: str, number: int, on: str, *, revision: int = 1, change: str = "stated") -> Json:
    """The fact of a placement's end."""
    return fact(
        case,
        "placement.ended",
        on,
        ordinal=number,
        revision=revision,
        change=change,
        reason="better-match",
    )


def place(
    log: HandMadeLog, case: str, on: str, number: int = 1, *, recorded: str | datetime | None = None
) -> UUID:
    """A first placement, or a move from the one before."""
    facts = [stay(case, number, on)]
    if number > 1:
        facts.insert(0, left(case, number - 1, on))
    return care(log, case, on, facts=facts, recorded=recorded, event="placed")


def household(log: HandMadeLog, case: str, on: str, *facts: Json) -> UUID:
    return log.record(case, event="noted", on=on, kind="household", team="fostering", facts=facts)


def places(case: str, on: str, ordinal: int, numbers: Mapping[str, float]) -> Json:
    return fact(case, "household.places", on, ordinal=ordinal, numbers=numbers)
