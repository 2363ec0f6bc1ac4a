"""Allocated, assessed, authorised: mostly within 45 working days, with reasons where not."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from services.command_line.county.lines import Body
from services.command_line.county.referring.answering import MANAGER, Decided, closing
from services.command_line.county.referring.referred import Course, Referred
from services.command_line.county.register import EXPLOITATION, REFERRAL_TEAMS
from services.command_line.county.story import Act, iso
from services.command_line.county.telling import Office

LIMIT: Final = 45
"""Working days, from the referral and from the start (timescales R2)."""
AUTHORISED: Final = "/assessments/1/authorisation"
FEWEST: Final = 12
OVER_REASONS: Final = ("complexity", "family-unavailable", "waiting-for-others", "capacity")
OUTCOMES: Final = (
    *("child-in-need",) * 4,
    *("no-further-action",) * 2,
    *("early-help",) * 2,
    *("section-47", "transferred"),
)
CLOSED_AFTER: Final[Mapping[str, str]] = {
    "no-further-action": "assessed-no-service",
    "early-help": "stepped-down",
    "transferred": "transferred",
    "becomes-looked-after": "in-care",
}
STATUSES: Final = ("section-20", "section-20", "interim-care-order", "police-protection")
TEAMS: Final = tuple(team for team in REFERRAL_TEAMS if team is not EXPLOITATION)


@dataclass(slots=True, kw_only=True)
class Assessment:
    """How one goes; `authorised_on` is None for one that is not finished.

    `looked_after` is the body's part of that name, and `known` what the authorising line saves
    with it, so that who looks for the child in placements does so after it.
    """

    started_on: date
    authorised_on: date | None
    outcome: str
    over: bool
    looked_after: Body = field(default_factory=dict)
    known: dict[str, str] = field(default_factory=dict)


def assessment(referred: Referred, decision: Decided, office: Office) -> Assessment:
    """Drawn from the office's chance, as the course of the referral has it."""
    chance, calendar = office.chance, office.calendar
    started_on = calendar.nth_after(decision.on, chance.randint(0, 3))
    stuck = referred.course is Course.STUCK
    authorised_on = None if stuck else calendar.nth_after(started_on, _working_days(office))
    late_from = calendar.nth_after(referred.received_on, LIMIT)
    over = authorised_on is not None and authorised_on > late_from
    made = Assessment(
        started_on=started_on,
        authorised_on=authorised_on,
        outcome=chance.choice(OUTCOMES),
        over=over,
    )
    if referred.course is Course.REFERRED_AGAIN:
        made.outcome = "no-further-action"
    if referred.course is Course.LOOKED_AFTER and authorised_on is not None:
        made.outcome = "becomes-looked-after"
        on = calendar.nth_before(authorised_on, chance.randint(0, 3))
        made.looked_after = {"on": iso(on), "legal_status": chance.choice(STATUSES)}
        assert referred.child is not None
        made.known = {referred.child.key: "/child/person"}
    return made


def assessing(decision: Decided, made: Assessment, office: Office) -> Iterator[Act]:
    """The team takes the case, and assesses."""
    chance, calendar = office.chance, office.calendar
    team = chance.choice(TEAMS)
    allocated_on = calendar.nth_after(decision.on, chance.choice((0, 0, 1)))
    owner: Body = {"team": team.code, "worker": chance.choice(team.worker_codes())}
    yield Act(
        on=allocated_on,
        what="allocation",
        who=MANAGER,
        noun="/allocation",
        body={"allocated_on": iso(allocated_on), **owner},
    )
    yield Act(
        on=made.started_on,
        what="assessment",
        who=MANAGER,
        noun="/assessments",
        body={"started_on": iso(made.started_on)},
    )
    if made.authorised_on is None:
        return
    body: Body = {"authorised_on": iso(made.authorised_on), "outcome": made.outcome}
    if made.over:
        body["over_reason"] = chance.choice(OVER_REASONS)
    if made.looked_after:
        body["looked_after"] = made.looked_after
    yield Act(
        on=made.authorised_on,
        what="authorisation",
        who=MANAGER,
        noun=AUTHORISED,
        body=body,
        save=made.known,
    )


def closed_after(made: Assessment, office: Office) -> Act | None:
    """The closing that the outcome leads to, if it does."""
    reason = CLOSED_AFTER.get(made.outcome)
    if made.authorised_on is None or reason is None:
        return None
    on = office.calendar.nth_after(made.authorised_on, office.chance.randint(1, 6))
    return closing(on, reason, office.chance)


def _working_days(office: Office) -> int:
    chance = office.chance
    return chance.choice(
        (
            *(chance.randint(FEWEST, 25), chance.randint(FEWEST, 30), chance.randint(20, 35)),
            *(chance.randint(25, 40), chance.randint(30, 41), chance.randint(36, 42)),
            chance.randint(LIMIT + 1, LIMIT + 15),
        )
    )
