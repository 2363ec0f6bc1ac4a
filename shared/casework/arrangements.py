"""What an authority arranged for itself: its policy and its register, at hand for every rule."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Generic, TypeVar
from uuid import UUID

from shared.casework.here import AnyHere
from shared.casework.local import LocalArrangements
from shared.casework.policy.rules import PolicySet, SetPolicy
from shared.casework.policy.state import Policy
from shared.casework.refusals import OutsideCalendar
from shared.casework.register.happenings import RegisterCommand, RegisterEvent
from shared.casework.register.state import Register
from shared.casework.streams import AuthorityStreams
from shared.event_sourcing import Circumstances
from shared.event_store.kept import Kept
from shared.working_days import WorkingDayCalendar

TermsT = TypeVar("TermsT")


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrangements(Generic[TermsT]):
    """The policy and the register of an authority, as their streams stand at this moment."""

    streams: AuthorityStreams
    register: Kept[RegisterCommand, Register, RegisterEvent, AnyHere]
    policy: Kept[SetPolicy[TermsT], Policy[TermsT], PolicySet[TermsT], AnyHere]
    calendar: WorkingDayCalendar
    versions: Callable[..., Awaitable[Mapping[UUID, int]]]

    async def of(
        self, authority: str, versions: Mapping[UUID, int] | None = None
    ) -> LocalArrangements[TermsT]:
        """As the streams stand now, or at `versions`, which were read just now."""
        register, policy = self.streams.register(authority), self.streams.policy(authority)
        at = versions or await self.versions(register, policy)
        return LocalArrangements(
            register=await self.register.state(register, at[register]),
            policy=await self.policy.state(policy, at[policy]),
        )

    def check_day(self, today: date) -> None:
        """Raises OutsideCalendar where the calendar cannot say how anything stands on that day.

        Only a simulated instant can lie there: the rest of a request's days the rules look at.
        """
        first, last = self.calendar.first_day, self.calendar.last_day
        if not first <= today <= last:
            raise OutsideCalendar("Candour-Time", first_day=first, last_day=last)

    async def around(
        self,
        authority: str,
        stream: UUID,
        *,
        today: date,
        now: datetime,
        versions: Mapping[UUID, int] | None = None,
    ) -> Circumstances[WorkingDayCalendar, LocalArrangements[TermsT]]:
        """The circumstances of a decision on `stream`. Raises OutsideCalendar, as `check_day`."""
        self.check_day(today)
        return Circumstances(
            stream=stream,
            today=today,
            now=now,
            calendar=self.calendar,
            policy=await self.of(authority, versions),
        )
