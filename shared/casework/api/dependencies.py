"""What routes take: a reference, and the caller's circumstances."""

from datetime import date, datetime
from typing import Annotated, Final, Protocol, TypeVar
from uuid import UUID

from fastapi import Path

from shared.web import Asking, Said

HereT_co = TypeVar("HereT_co", covariant=True)
HereT = TypeVar("HereT")

Who = Said | Asking
"""Whoever makes a request, to do something or to see something."""


class Arranging(Protocol[HereT_co]):
    """What an authority arranged for itself, as the world around a decision."""

    async def around(
        self, authority: str, stream: UUID, *, today: date, now: datetime
    ) -> HereT_co: ...


async def around(arrangements: Arranging[HereT], who: Who, stream: UUID) -> HereT:
    """The world around `stream` as the caller sees it. Raises OutsideCalendar."""
    now = who.decided_at if isinstance(who, Said) else who.asked_at
    return await arrangements.around(who.authority, stream, today=who.today, now=now)


REFERENCE: Final = r"^[A-Z]{1,2}-[0-9]{4}-[0-9]{5,9}$"
Reference = Annotated[
    str,
    Path(
        description="The reference of the case, unique in its authority.",
        pattern=REFERENCE,
        examples=["C-2022-00001"],
    ),
]
