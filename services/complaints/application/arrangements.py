"""What an authority arranged for itself: its policy and its register, at hand for every rule."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from services.complaints.application.streams import policy_stream, register_stream
from services.complaints.domain.local import Here, LocalArrangements
from services.complaints.domain.policy import PolicyCommand, PolicyEvent
from services.complaints.domain.policy_state import Policy
from services.complaints.domain.refusals import OutsideCalendar
from services.complaints.domain.register import RegisterCommand, RegisterEvent
from services.complaints.domain.register_state import Register
from shared.event_sourcing import Circumstances
from shared.event_store.kept import Kept
from shared.working_days import WorkingDayCalendar


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrangements:
    """The policy and the register of an authority, as their streams stand at this moment."""

    register: Kept[RegisterCommand, Register, RegisterEvent, Here]
    policy: Kept[PolicyCommand, Policy, PolicyEvent, Here]
    calendar: WorkingDayCalendar
    versions: Callable[..., Awaitable[Mapping[UUID, int]]]

    async def of(self, authority: str) -> LocalArrangements:
        register, policy = register_stream(authority), policy_stream(authority)
        at = await self.versions(register, policy)
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

    async def around(self, authority: str, stream: UUID, *, today: date, now: datetime) -> Here:
        """The circumstances of a decision on `stream`. Raises OutsideCalendar, as `check_day`."""
        self.check_day(today)
        return Circumstances(
            stream=stream,
            today=today,
            now=now,
            calendar=self.calendar,
            policy=await self.of(authority),
        )
