"""The children in care of a county: those who come of referrals, and those told by a worker."""

from collections.abc import Sequence
from random import Random
from typing import Final

from services.command_line.county.caring import unusual, usual
from services.command_line.county.caring.book import CareBook
from services.command_line.county.caring.homes import Homes
from services.command_line.county.cast import Cast
from services.command_line.county.measures import Measures
from services.command_line.county.referring.referred import BecameLookedAfter
from services.command_line.county.telling import Office
from services.command_line.county.young import Children
from shared.working_days import current_edition

CHILDREN_A_YEAR: Final = 9


def live(care: CareBook, looked_after: Sequence[BecameLookedAfter]) -> None:
    """Everything, into the book. `looked_after` are those of whom referrals tells."""
    usual.households(care)
    for number in range(max(usual.FEWEST_CHILDREN, care.measures.many(CHILDREN_A_YEAR))):
        usual.child(care, number)
    for became in looked_after:
        usual.from_referral(care, became)
    unusual.together(care)
    unusual.beyond(care)
    unusual.in_emergency(care)
    unusual.short_breaks(care)


def care_of(
    measures: Measures, authority: str, seed: int, *, apart_from: Children, index: bool
) -> CareBook:
    """Nothing told yet, with a chance of its own; no child is one of `apart_from`."""
    chance = Random(seed)  # noqa: S311 — invented people
    office = Office(chance=chance, calendar=current_edition())
    cast = Cast(chance=chance, used=apart_from.cast.used)
    return CareBook(
        measures=measures,
        authority=authority,
        index=index,
        office=office,
        children=Children(chance=chance, cast=cast, prefix="q", births=apart_from.births),
        homes=Homes(office=office, authority=authority, cast=cast, opened_on=measures.went_live_on),
    )
