"""What is done about a contact: acknowledged, decided, told, put right, closed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from random import Random
from typing import Final

from services.command_line.county.referring.referred import Course, Referred
from services.command_line.county.story import AT_ONCE, Act, iso
from services.command_line.county.telling import Office

MANAGER: Final = "service-manager"
SOCIAL_WORK: Final = "social-work"

RESPONSES: Final = (
    *("social-work",) * 5,
    *("early-help",) * 2,
    *("information",) * 2,
    "no-further-action",
)
REASONS: Final[Mapping[str, tuple[str, ...]]] = {
    "social-work": ("in-need", "in-need", "significant-harm"),
    "early-help": ("needs-below-threshold",),
    "information": ("advice-given", "advice-given", "for-another-authority"),
    "no-further-action": ("nothing-substantiated", "consent-refused"),
}
ACKNOWLEDGED: Final = (0, 0, 0, 1, 1, 1, 1, 2, 3)
DECIDED: Final = (0, 0, 1, 1, 1, 1, 1, 2, 3)
TOLD: Final = (0, 0, 1, 1, 1, 2, 2, 4, None)
"""Working days, from receipt or from the decision; None is never."""
MISTAKE_CHANCE: Final = 0.08
RATIONALES: Final = (
    "The family has what it asked for, and the school knows whom to ring.",
    "Seen by the early help team, which goes on with the family.",
    "Nothing calls for more of us at present.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    on: date
    response: str


def decided(referred: Referred, office: Office) -> Decided:
    """On which day, and what."""
    on = office.calendar.nth_after(referred.received_on, office.chance.choice(DECIDED))
    usual = referred.course is Course.USUAL
    response = office.chance.choice(RESPONSES) if usual else SOCIAL_WORK
    return Decided(on=on, response=response)


def answers(referred: Referred, decision: Decided, office: Office) -> Iterator[Act]:
    """Acknowledged, decided and told, as far as there is anybody to answer."""
    yield _decision(referred, decision, office)
    if not referred.anonymous:
        yield from _acknowledged(referred, office)
        yield from _told(decision, office)


def _acknowledged(referred: Referred, office: Office) -> Iterator[Act]:
    """Now and then a wrong day, which is put right later."""
    chance, calendar = office.chance, office.calendar
    acknowledged_on = calendar.nth_after(referred.received_on, chance.choice(ACKNOWLEDGED))
    mistaken = chance.random() < MISTAKE_CHANCE
    said_on = calendar.nth_after(acknowledged_on, 2) if mistaken else acknowledged_on
    yield Act(
        on=said_on,
        what="acknowledgement",
        who=MANAGER,
        noun="/acknowledgement",
        body={"acknowledged_on": iso(said_on)},
    )
    if mistaken:
        yield Act(
            on=calendar.nth_after(said_on, chance.randint(4, 15)),
            what="correction",
            who=MANAGER,
            noun="/correction",
            body={"reason": "miskeyed", "acknowledged_on": iso(acknowledged_on)},
            lags=AT_ONCE,
        )


def _decision(referred: Referred, decision: Decided, office: Office) -> Act:
    child = referred.child
    reason = office.chance.choice(REASONS[decision.response])
    return Act(
        on=decision.on,
        what="decision",
        who=MANAGER,
        noun="/decision",
        body={"decided_on": iso(decision.on), "response": decision.response, "reason": reason},
        save={child.key: "/child/person"} if child is not None and child.in_index else {},
    )


def _told(decision: Decided, office: Office) -> Iterator[Act]:
    days = office.chance.choice(TOLD)
    if days is not None:
        told_on = office.calendar.nth_after(decision.on, days)
        yield Act(
            on=told_on,
            what="outcome-told",
            who=MANAGER,
            noun="/outcome-told",
            body={"told_on": iso(told_on)},
        )


def closing(on: date, reason: str, chance: Random) -> Act:
    """The manager says why, in words."""
    body = {"closed_on": iso(on), "reason": reason, "rationale": chance.choice(RATIONALES)}
    return Act(on=on, what="closure", who=MANAGER, noun="/closure", body={**body})
