"""The policy as a kind of case of a service: a header for its messages, no facts."""

from collections.abc import Iterable
from typing import Final, TypeVar

from shared.casework.codecs import codec_of
from shared.casework.describing import no_facts, no_names, no_people
from shared.casework.here import AnyHere
from shared.casework.policy.rules import PolicyRules, PolicySet, SetPolicy
from shared.casework.policy.state import Policy
from shared.casework.stored import StoredAs
from shared.event_store.case import Case, CaseKind
from shared.event_store.handling import Cases
from shared.event_store.store import ListRow
from shared.event_store.upcasting import Upcaster
from shared.messages import CaseInMessage

TermsT = TypeVar("TermsT")

KIND: Final = "policy"

PolicyCase = Case[Policy[TermsT], PolicySet[TermsT]]
PolicyCases = Cases[SetPolicy[TermsT], Policy[TermsT], PolicySet[TermsT], AnyHere]
PolicyKind = CaseKind[SetPolicy[TermsT], Policy[TermsT], PolicySet[TermsT], AnyHere]


def policy_kind(
    service: str,
    rules: PolicyRules[TermsT],
    stored: Iterable[StoredAs],
    upcasters: Iterable[Upcaster] = (),
) -> PolicyKind[TermsT]:
    """The policy of `service`, whose terms may have had other shapes: `upcasters` read those."""
    return CaseKind(
        service=service,
        kind=KIND,
        decider=rules,
        codec=codec_of(stored, upcasters),
        header=header,
        facts=no_facts,
        people=no_people,
        list_row=list_row,
        names=no_names,
    )


def header(policy: Policy[object]) -> CaseInMessage:
    """The authority has one."""
    del policy
    return CaseInMessage(kind=KIND, reference=KIND)


def list_row(policy: Policy[object]) -> ListRow:
    """It is always kept, and never closed."""
    del policy
    return ListRow(kind=KIND, reference=KIND, place="kept")
