"""What each authority has one of, put together for a service: register, policy, erasures."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar
from uuid import UUID

from shared.casework.arrangements import Arrangements
from shared.casework.erasure.erasing import Erasing
from shared.casework.erasure.kind import erasure_kind
from shared.casework.erasure.people_on_cases import HoldsPeople
from shared.casework.local import LocalArrangements
from shared.casework.policy.kind import PolicyCases, PolicyKind
from shared.casework.process import Foundation
from shared.casework.register.kind import RegisterCases, register_kind
from shared.casework.streams import AuthorityStreams
from shared.event_sourcing import Circumstances
from shared.event_store.at_hand import Beside
from shared.event_store.kept import Kept
from shared.event_store.ports import Around
from shared.event_store.said import Said
from shared.working_days import WorkingDayCalendar, current_edition

TermsT = TypeVar("TermsT")


@dataclass(frozen=True, slots=True, kw_only=True)
class Arranged(Generic[TermsT]):
    """`around` is the world that the service's own kinds of case decide in."""

    service: str
    foundation: Foundation
    register: RegisterCases
    policy: PolicyCases[TermsT]
    arrangements: Arrangements[TermsT]
    around: Around[Circumstances[WorkingDayCalendar, LocalArrangements[TermsT]]]

    def erasing(self, kinds: Mapping[str, HoldsPeople]) -> Erasing:
        """Erasure over the service's kinds of case on which people can be linked or named."""
        cases = self.foundation.case_log.cases(erasure_kind(self.service), self.around)
        return Erasing(
            service=self.service,
            streams=self.arrangements.streams,
            erasures=cases,
            kinds=kinds,
            listing=self.foundation.case_log.listing,
            keys=self.foundation.case_log.keys,
            destruction=self.foundation.destruction,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class AroundCases(Generic[TermsT]):
    """The world around any decision in an authority: its day, its register and its policy."""

    streams: AuthorityStreams
    arrangements: Callable[[], Arrangements[TermsT]]

    def beside(self, authority: str) -> Beside:
        return self.streams.register(authority), self.streams.policy(authority)

    async def __call__(
        self, said: Said, stream: UUID, versions: Mapping[UUID, int] | None = None
    ) -> Circumstances[WorkingDayCalendar, LocalArrangements[TermsT]]:
        return await self.arrangements().around(
            said.authority, stream, today=said.today, now=said.decided_at, versions=versions
        )


def arranged(
    foundation: Foundation, policy: PolicyKind[TermsT], *, streams: AuthorityStreams
) -> Arranged[TermsT]:
    """Register and policy of every authority, in the service whose policy it is."""
    case_log = foundation.case_log
    # The register and the policy are decided in the same world that is made of them.
    around: AroundCases[TermsT] = AroundCases(streams=streams, arrangements=lambda: arrangements)
    registers = case_log.cases(register_kind(policy.service), around)
    policies = case_log.cases(policy, around)
    arrangements = Arrangements(
        streams=streams,
        register=Kept(registers),
        policy=Kept(policies),
        calendar=current_edition(),
        versions=case_log.log.versions,
    )
    return Arranged(
        service=policy.service,
        foundation=foundation,
        register=registers,
        policy=policies,
        arrangements=arrangements,
        around=around,
    )
