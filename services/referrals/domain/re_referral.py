"""Whether a referral is a further one: within twelve months of an earlier one of the same child.

2023-09 paper L612. Months are counted from the day on which the earlier one was received, with the
end-of-month rule: a referral on the same day twelve months later counts, one on the day after does
not; twelve months after 29 February is 28 February. One that was received on the same day is not
earlier: it tells of the same concern.
"""

from collections.abc import Iterable
from datetime import date

from services.referrals.domain.earlier import EarlierReferral
from services.referrals.domain.local import Here
from shared.deadlines.months import add_months


def re_referral(
    received_on: date,
    earlier: Iterable[EarlierReferral],
    former: EarlierReferral | None,
    here: Here,
) -> EarlierReferral | None:
    """The latest earlier referral within the months that local policy says; None where none is."""
    months = here.policy.policy.on(received_on).terms.re_referral_months
    candidates = (*earlier, *(() if former is None else (former,)))
    near = [one for one in candidates if _is_near(one.received_on, received_on, months)]
    return max(near, key=lambda one: (one.received_on, one.reference), default=None)


def _is_near(before: date, received_on: date, months: int) -> bool:
    return before < received_on <= add_months(before, months)
