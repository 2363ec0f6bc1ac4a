"""What else comes in: corporate complaints, contacts with other ends, compliments."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from services.command_line.county.telling import LAGS, SHORT_LAGS, Office, Step

ELSEWHERE: Final = (
    *(("informal", "put-right-at-once"),) * 5,
    *(("informal", "advice-given"),) * 3,
    *(("signposted", "first-request"),) * 4,
    *(("signposted", "another-organisation"),) * 3,
    *(("signposted", "another-procedure"),) * 2,
    *(("safeguarding", "child-at-risk"),) * 3,
    *(("court", "court-will-adjudicate"),) * 2,
    ("court", "court-has-adjudicated"),
    *(("appeals", "conference-decision"),) * 2,
    ("declined", "out-of-time"),
)
"""Route and reason of contacts that never were complaints in a procedure, as a year has them."""


@dataclass(slots=True, kw_only=True)
class Contacts:
    """Tells contacts received on given days."""

    office: Office

    def corporate(self, days: Iterable[date]) -> Iterator[Step]:
        """Complaints that failed one of the two tests (2023-09 paper, lines 759 and 894)."""
        for number, day in enumerate(sorted(days), start=1):
            reason = self.office.chance.choice(("not-eligible", "out-of-scope", "out-of-scope"))
            yield from self._decided(f"c{number:03}", day, "corporate", reason)

    def elsewhere(self, days: Iterable[date]) -> Iterator[Step]:
        """One contact a day given, with routes and reasons in turn."""
        for number, day in enumerate(days):
            route, reason = ELSEWHERE[number % len(ELSEWHERE)]
            yield from self._decided(f"e{number + 1:03}", day, route, reason)

    def safeguarding(self, days: Iterable[date]) -> Iterator[Step]:
        """Complaints that are really a concern for a child's safety."""
        for number, day in enumerate(sorted(days), start=1):
            yield from self._decided(f"g{number:03}", day, "safeguarding", "child-at-risk")

    def withdrawn(self, days: Iterable[date]) -> Iterator[Step]:
        """Taken back before any route was decided."""
        for number, day in enumerate(sorted(days), start=1):
            case = f"w{number:03}"
            at = self.office.told_after(day, None, SHORT_LAGS)
            yield Step(at=at, case=case, action="receive", on=day)
            on = day + timedelta(days=self.office.chance.randint(1, 4))
            at = self.office.told_after(on, at, (0,))
            yield Step(at=at, case=case, action="withdraw", on=on)

    def compliments(self, days: Iterable[date]) -> Iterator[Step]:
        for number, day in enumerate(sorted(days), start=1):
            at = self.office.told_after(day, None, LAGS)
            yield Step(at=at, case=f"p{number:03}", action="compliment", on=day)

    def _decided(self, case: str, day: date, route: str, reason: str) -> Iterator[Step]:
        at = self.office.told_after(day, None, LAGS)
        yield Step(at=at, case=case, action="receive", on=day)
        on = self.office.calendar.nth_after(day, self.office.chance.randint(1, 4))
        at = self.office.told_after(on, at, SHORT_LAGS)
        facts: dict[str, object] = {"route": route, "reason": reason}
        yield Step(at=at, case=case, action="decide", on=on, facts=facts)
        at = self.office.told_after(on, at, SHORT_LAGS)
        yield Step(at=at, case=case, action="close", on=on, facts={"elsewhere": True})
