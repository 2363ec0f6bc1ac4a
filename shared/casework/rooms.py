"""What every service can do for an authority, beside its own kinds of case."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from shared.access_log.looking_up import AccessLogReader
from shared.casework.arrangements import Arrangements
from shared.casework.erasure.destruction import Destruction
from shared.casework.erasure.erasing import Erasing
from shared.casework.policy.kind import PolicyCases
from shared.casework.register.kind import RegisterCases
from shared.event_store.listing import CaseList

TermsT = TypeVar("TermsT")


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorityRooms(Generic[TermsT]):
    """Register, policy and erasures, the list of all cases, and what the authority arranged.

    `reads` answers who read what.

    A service's own rooms are a subclass, with a desk for each kind of case: the one thing that its
    routes are given.
    """

    register: RegisterCases
    policy: PolicyCases[TermsT]
    erasing: Erasing
    destruction: Destruction
    listing: CaseList
    reads: AccessLogReader
    arrangements: Arrangements[TermsT]
