"""Every indicator by its code."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from services.projections.indicators import (
    care_children,
    care_duties,
    complaints_received,
    complaints_resolved,
    entered_only,
    every_service,
    exploitation,
    fostering,
    referrals_assessments,
    referrals_contacts,
)
from services.projections.indicators.declaration import Indicator

CATALOGUE: Final[Mapping[str, Indicator]] = MappingProxyType(
    {
        one.code: one
        for one in (
            *complaints_received.INDICATORS,
            *complaints_resolved.INDICATORS,
            *referrals_contacts.INDICATORS,
            *referrals_assessments.INDICATORS,
            *exploitation.INDICATORS,
            *care_children.INDICATORS,
            *care_duties.INDICATORS,
            *fostering.INDICATORS,
            *entered_only.INDICATORS,
            *every_service.INDICATORS,
        )
    }
)


class NoSuchIndicator(LookupError):
    """No indicator has this code."""


def indicator(code: str) -> Indicator:
    """Raises NoSuchIndicator."""
    try:
        return CATALOGUE[code]
    except KeyError:
        raise NoSuchIndicator(code) from None
