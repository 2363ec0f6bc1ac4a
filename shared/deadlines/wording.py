"""Words for dates, units and counts, as a letter to a complainant has them."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final

from shared.clock import LONDON
from shared.deadlines.units import Unit

SINGULAR: Final = {
    Unit.ELAPSED_HOURS: "hour",
    Unit.CALENDAR_DAYS: "calendar day",
    Unit.WORKING_DAYS: "working day",
    Unit.WEEKS: "week",
    Unit.CALENDAR_MONTHS: "calendar month",
}


def amount(number: int, unit: Unit) -> str:
    """Such as "10 working days" or "1 week"."""
    return f"{number} {SINGULAR[unit]}{'' if number == 1 else 's'}"


def in_words(moment: date | datetime) -> str:
    """Such as "Monday 11 April 2022", or "1:30am on Sunday 27 March 2022", in London's time."""
    if not isinstance(moment, datetime):
        return f"{moment:%A} {moment.day} {moment:%B %Y}"
    local = moment.astimezone(LONDON)
    hour = local.hour % 12 or 12
    half = "am" if local.hour < 12 else "pm"  # noqa: PLR2004 - noon
    return f"{hour}:{local:%M}{half} on {in_words(local.date())}"


def listed(things: Sequence[str]) -> str:
    """Such as "a, b and c"."""
    if len(things) <= 1:
        return "".join(things)
    return f"{', '.join(things[:-1])} and {things[-1]}"


def code_in_words(code: str) -> str:
    """A cause's code as words: "received-date-corrected" is "received date corrected"."""
    return code.replace("-", " ").replace("_", " ")
