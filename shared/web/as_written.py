"""Values of a body in the one spelling that is documented.

Pydantic reads more than that: the number 0 as the first of January 1970, "yes" and 1 as true, false
as 0. A slip like that in a case's dates would be stored as if somebody had meant it.
"""

import re
from datetime import date, datetime
from typing import Annotated, Final

from pydantic import AwareDatetime, BeforeValidator, Strict
from pydantic_core import PydanticCustomError

_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_INSTANT: Final = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ][0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]+)?)?"
    r"([Zz]|[+-][0-9]{2}:[0-9]{2})?"
)


def _day(value: object) -> object:
    if isinstance(value, str) and not _DAY.fullmatch(value):
        raise PydanticCustomError("date_parsing", "This should be a date, YYYY-MM-DD.")
    if not isinstance(value, str | date):
        raise PydanticCustomError("date_type", "This should be a date, YYYY-MM-DD.")
    return value


def _instant(value: object) -> object:
    if isinstance(value, str) and not _INSTANT.fullmatch(value):
        raise PydanticCustomError(
            "datetime_parsing", "This should be an instant with its zone (RFC 3339)."
        )
    if not isinstance(value, str | datetime):
        raise PydanticCustomError(
            "datetime_type", "This should be an instant with its zone (RFC 3339)."
        )
    return value


Day = Annotated[date, BeforeValidator(_day)]
"""A date, `YYYY-MM-DD`."""

Instant = Annotated[AwareDatetime, BeforeValidator(_instant)]
"""An instant with its zone (RFC 3339)."""

Number = Annotated[int, Strict()]
"""A whole number, in a JSON body."""

YesOrNo = Annotated[bool, Strict()]
"""`true` or `false`, in a JSON body."""
