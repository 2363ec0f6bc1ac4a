"""Setting an authority's policy: dated editions, never retrospective once there is one."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from services.complaints.domain import refusals
from services.complaints.domain.local import Here
from services.complaints.domain.policy_state import Policy, PolicyEdition, PolicyTerms
from services.complaints.domain.stored import StoredAs
from shared.event_sourcing import Decider, Refusal

LONGEST_ACKNOWLEDGEMENT: Final = 10
"""Local policy: an acknowledgement later than the response is due would acknowledge nothing."""
LONGEST_WARNING: Final = 10
"""A warning before the clock starts would warn of everything."""

SET_POLICY: Final = "set-policy"


@dataclass(frozen=True, slots=True, kw_only=True)
class SetPolicy:
    """Take `terms` from `effective_from` on, for complaints received on that day or later."""

    effective_from: date
    terms: PolicyTerms


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicySet:
    occurred_on: date
    effective_from: date
    edition: int
    terms: PolicyTerms


PolicyCommand = SetPolicy
PolicyEvent = PolicySet

STORED: Final = (StoredAs("policy-set", 1, PolicySet),)


def decide(command: PolicyCommand, policy: Policy, here: Here) -> tuple[PolicyEvent, ...]:
    """A further edition. Only the first may reach back, since it says what was done all along.

    Raises OutsidePolicyBounds, PolicyNotRetrospective or NothingToChange.
    """
    terms = command.terms
    if not 1 <= terms.acknowledgement_working_days <= LONGEST_ACKNOWLEDGEMENT:
        raise refusals.OutsidePolicyBounds(
            "acknowledgement_working_days", longest=LONGEST_ACKNOWLEDGEMENT
        )
    if not 0 <= terms.stage_1_due_soon_working_days <= LONGEST_WARNING:
        raise refusals.OutsidePolicyBounds("stage_1_due_soon_working_days", longest=LONGEST_WARNING)
    if len(policy.editions) > 1 and command.effective_from < here.today:
        raise refusals.PolicyNotRetrospective("effective_from", today=here.today)
    if policy.on(command.effective_from).terms == terms:
        raise refusals.NothingToChange("terms")
    return (
        PolicySet(
            occurred_on=here.today,
            effective_from=command.effective_from,
            edition=len(policy.editions),
            terms=terms,
        ),
    )


def allowed(policy: Policy, here: Here) -> dict[str, Refusal | None]:
    """A policy can always be set."""
    del policy, here
    return {SET_POLICY: None}


def evolve(policy: Policy, event: PolicyEvent) -> Policy:
    """The policy after `event`."""
    edition = PolicyEdition(
        number=event.edition, effective_from=event.effective_from, terms=event.terms
    )
    return replace(policy, editions=(*policy.editions, edition))


POLICY: Final[Decider[PolicyCommand, Policy, PolicyEvent, Here]] = Decider(
    decide=decide, evolve=evolve, initial=Policy()
)
