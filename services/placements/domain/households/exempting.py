"""The authority's exemption from the usual limit for one child (Children Act 1989 Sch 7 para 4).

It names the child: here by the reference of their time in care, and nobody else's place is lawful
by it. It can be granted before the child comes, and cancelled at any time.
"""

from services.placements.domain.households import refusals
from services.placements.domain.households.commands import EndExemption, GrantExemption
from services.placements.domain.households.events import ExemptionEnded, ExemptionGranted
from services.placements.domain.households.household import Approved, Household
from services.placements.domain.households.standing import check_happened, fostering
from services.placements.domain.local import Here
from shared.casework.dates import check_follows


def may_grant(household: Household, here: Here) -> Approved:
    """Raises as `fostering`."""
    del here
    return fostering(household)


def grant(
    command: GrantExemption, household: Household, here: Here
) -> tuple[ExemptionGranted, ...]:
    """Raises a date's refusal or AlreadyExempt, or as `may_grant`."""
    approved = may_grant(household, here)
    check_happened(command.granted_on, approved, here, "granted_on")
    for exemption in approved.exemptions:
        goes_on = exemption.to_on is None or command.granted_on < exemption.to_on
        if exemption.care == command.care and goes_on:
            raise refusals.AlreadyExempt("care", granted_on=exemption.from_on)
    return (ExemptionGranted(occurred_on=command.granted_on, care=command.care),)


def may_end(household: Household, here: Here) -> Approved:
    """Raises NoExemptionInForce, or as `fostering`."""
    approved = may_grant(household, here)
    if all(exemption.to_on is not None for exemption in approved.exemptions):
        raise refusals.NoExemptionInForce
    return approved


def end(command: EndExemption, household: Household, here: Here) -> tuple[ExemptionEnded, ...]:
    """A child whom it named may be there still: the household then stands beyond the limit.

    Raises NotExemptNow, BeforePresentStep or a date's refusal, or as `may_end`.
    """
    approved = may_end(household, here)
    check_happened(command.ended_on, approved, here, "ended_on")
    for exemption in approved.exemptions:
        if exemption.care == command.care and exemption.to_on is None:
            check_follows(command.ended_on, exemption.from_on, "ended_on")
            return (ExemptionEnded(occurred_on=command.ended_on, care=command.care),)
    raise refusals.NotExemptNow("care")
