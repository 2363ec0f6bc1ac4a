"""One child's referral in the making: who it is about, how it began, how it will go."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from services.command_line.county.story import Story
from services.command_line.county.young import Child


class Course(StrEnum):
    """How a contact goes: as chance has it, or in a way that the county is to show."""

    USUAL = "usual"
    LOOKED_AFTER = "looked-after"
    REFERRED_AGAIN = "referred-again"
    """Assessed, closed, and soon after referred again."""
    AGAIN = "again"
    """The second time."""
    STUCK = "stuck"
    """An assessment that is open past its 45 working days, and stays so."""
    UNDECIDED = "undecided"
    """Nobody has decided yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Referred:
    """`story.key` is the name under which the referral's reference is saved.

    `child` is None where only the complaint that it came of knows whom it is about. Nobody can be
    answered who stayed `anonymous`.
    """

    story: Story
    child: Child | None
    received_on: date
    course: Course
    exploited: bool
    anonymous: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class BecameLookedAfter:
    """A child whom placements hears of, since `on`; the outcome was told at `told_at`."""

    child: Child
    on: date
    told_at: datetime
