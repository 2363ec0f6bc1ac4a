"""An earlier referral of the same child, as the rule of re-referrals is told of it."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierReferral:
    """A referral received that day; `reference` is a code, of this service or a former system."""

    reference: str
    received_on: date
