"""Setting an authority's policy: dated editions, never retrospective once there is one.

A service gives its terms (a frozen dataclass of plain values, nothing personal), and a check of
what an authority may set. It stores the event as

    STORED: Final = (StoredAs("policy-set", 1, PolicySet, shape=PolicySet[PolicyTerms]),)
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, Generic, TypeVar

from shared.casework import refusals
from shared.casework.here import AnyHere
from shared.casework.policy.state import Policy, PolicyEdition, built_in
from shared.event_sourcing import Decider, Refusal

TermsT = TypeVar("TermsT")
TermsT_co = TypeVar("TermsT_co", covariant=True)

SET_POLICY: Final = "set-policy"


@dataclass(frozen=True, slots=True, kw_only=True)
class SetPolicy(Generic[TermsT_co]):
    """Take `terms` from `effective_from` on, for cases received on that day or later."""

    effective_from: date
    terms: TermsT_co


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicySet(Generic[TermsT_co]):
    occurred_on: date
    effective_from: date
    edition: int
    terms: TermsT_co


PolicyRules = Decider[SetPolicy[TermsT], Policy[TermsT], PolicySet[TermsT], AnyHere]


def policy_rules(terms: TermsT, check_bounds: Callable[[TermsT], None]) -> PolicyRules[TermsT]:
    """The rules where `terms` are built in, and `check_bounds` raises OutsidePolicyBounds."""

    def decide(
        command: SetPolicy[TermsT], policy: Policy[TermsT], here: AnyHere
    ) -> tuple[PolicySet[TermsT], ...]:
        check_bounds(command.terms)
        return (_set(command, policy, here),)

    return Decider(decide=decide, evolve=evolve, initial=built_in(terms))


def allowed(policy: Policy[object], here: AnyHere) -> dict[str, Refusal | None]:
    """A policy can always be set."""
    del policy, here
    return {SET_POLICY: None}


def evolve(policy: Policy[TermsT], event: PolicySet[TermsT]) -> Policy[TermsT]:
    """The policy after `event`."""
    edition = PolicyEdition(
        number=event.edition, effective_from=event.effective_from, terms=event.terms
    )
    return replace(policy, editions=(*policy.editions, edition))


def _set(command: SetPolicy[TermsT], policy: Policy[TermsT], here: AnyHere) -> PolicySet[TermsT]:
    """A further edition. Only the first may reach back, since it says what was done all along.

    Raises PolicyNotRetrospective or NothingToChange.
    """
    if len(policy.editions) > 1 and command.effective_from < here.today:
        raise refusals.PolicyNotRetrospective("effective_from", today=here.today)
    if policy.on(command.effective_from).terms == command.terms:
        raise refusals.NothingToChange("terms")
    return PolicySet(
        occurred_on=here.today,
        effective_from=command.effective_from,
        edition=len(policy.editions),
        terms=command.terms,
    )
