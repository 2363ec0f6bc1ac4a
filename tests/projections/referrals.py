"""A small front door as messages: contacts, decisions, assessments, exploitation."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from tests.projections.complaints import due_on, taken
from tests.projections.messages import HandMadeLog, Json, clock, fact

FROM_START = "assessment.from-start"
FROM_REFERRAL = "assessment.from-referral"
DECISION = "referral.decision"


def front_door(day: str = "2022-01-04") -> HandMadeLog:
    """A log of referrals with the authority's first recording."""
    log = HandMadeLog(service="referrals")
    log.record("register", event="team-opened", on=day, kind="register")
    return log


def contact(
    log: HandMadeLog,
    case: str,
    received: str,
    *,
    response: str = "social-work",
    re_referral: str = "no",
    source: str = "police",
    kind: str = "safeguarding",
    recorded: str | datetime | None = None,
    team: str = "front-door",
    people: Sequence[Json] = (),
) -> UUID:
    """A contact; where it is for social work, a referral."""
    told = {"source": source, "agency": "none", "kind": kind, "category": "other"}
    facts = [fact(case, "referral.contact", received, told=told, response=response)]
    if response == "social-work":
        facts.append(fact(case, "referral.received", received, told=told, re_referral=re_referral))
    return log.record(
        case,
        event="contact-received",
        on=received,
        recorded=recorded,
        kind="referral",
        team=team,
        people=people,
        facts=facts,
        clocks=[clock(case, DECISION, received, due_on(received, 1), limit=1)],
    )


def decide(
    log: HandMadeLog, case: str, received: str, decided: str, *, recorded: str | None = None
) -> UUID:
    stopped = clock(
        case,
        DECISION,
        received,
        due_on(received, 1),
        stopped=decided,
        taken=taken(received, decided),
        limit=1,
        revision=2,
        change="stopped",
    )
    return log.record(
        case,
        event="contact-decided",
        on=decided,
        recorded=recorded,
        kind="referral",
        team="front-door",
        clocks=[stopped],
    )


def start(log: HandMadeLog, case: str, referred: str, started: str) -> UUID:
    """Both clocks of a first assessment begin."""
    return log.record(
        case,
        event="assessment-started",
        on=started,
        kind="referral",
        team="assessment",
        facts=[fact(case, "assessment.started", started)],
        clocks=[
            clock(case, FROM_START, started, due_on(started, 45), limit=45),
            clock(case, FROM_REFERRAL, referred, due_on(referred, 45), limit=45),
        ],
    )


def authorise(
    log: HandMadeLog,
    case: str,
    authorised: str,
    *,
    from_start: int,
    from_referral: int | None = None,
    ordinal: int = 1,
    reason: str = "none",
    recorded: str | datetime | None = None,
    revision: int = 1,
    corrects: UUID | None = None,
    team: str = "assessment",
) -> UUID:
    """An assessment authorised; the first of its referral where `from_referral` is given."""
    numbers = {"working_days_from_start": float(from_start)}
    if from_referral is not None:
        numbers["working_days_from_referral"] = float(from_referral)
    return log.record(
        case,
        event="assessment-authorised",
        on=authorised,
        recorded=recorded,
        kind="referral",
        team=team,
        corrects=corrects,
        facts=[
            fact(
                case,
                "assessment.completed",
                authorised,
                ordinal=ordinal,
                revision=revision,
                change="corrected" if corrects else "stated",
                numbers=numbers,
                outcome="child-in-need",
                first="no" if from_referral is None else "yes",
                over_reason=reason,
            )
        ],
    )


def published_quarter() -> HandMadeLog:
    """Quarter 1 of 2023/24 as published: 755 of 895 within 45 days, 317 of 1,367 again."""
    log = front_door()
    for number in range(1_367):
        again = "yes" if number < 317 else "no"
        contact(log, f"R-{number}", "2023-05-02", re_referral=again)
    for number in range(895):
        days = 45 if number < 755 else 46
        authorise(log, f"R-{number}", "2023-06-30", from_start=days, from_referral=days + 2)
    return log
