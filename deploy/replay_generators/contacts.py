"""What else came in that year: corporate complaints, contacts with other ends, compliments."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from deploy.replay_generators.telling import LAGS, SHORT_LAGS, Office, Step
from deploy.replay_generators.year_plan import COMPLIMENTS, CORPORATE, Year

CORPORATE_BEFORE: Final = 3
COMPLIMENTS_BEFORE: Final = 1
COMPLIMENTS_AFTER: Final = 1
WITHDRAWN: Final = 4
# route, reason, the two tests where they decide, how many in the year
ELSEWHERE: Final = (
    ("informal", "put-right-at-once", 5),
    ("informal", "advice-given", 3),
    ("signposted", "first-request", 4),
    ("signposted", "another-organisation", 3),
    ("signposted", "another-procedure", 2),
    ("safeguarding", "child-at-risk", 3),
    ("court", "court-will-adjudicate", 2),
    ("court", "court-has-adjudicated", 1),
    ("appeals", "conference-decision", 2),
    ("declined", "out-of-time", 1),
)


@dataclass(slots=True, kw_only=True)
class Contacts:
    """Draws them after the statutory complaints, from the same chance."""

    year: Year
    office: Office

    def corporate(self) -> Iterator[Step]:
        """Complaints that failed one of the two tests (paper, lines 759 and 894)."""
        days = [
            *(self._day(date(2022, 3, 7), date(2022, 3, 25)) for _ in range(CORPORATE_BEFORE)),
            *(self._day(date(2022, 4, 4), date(2023, 3, 17)) for _ in range(CORPORATE)),
        ]
        for number, day in enumerate(sorted(days), start=1):
            reason = self.year.chance.choice(("not-eligible", "out-of-scope", "out-of-scope"))
            yield from self._decided(f"c{number:03}", day, "corporate", reason)

    def elsewhere(self) -> Iterator[Step]:
        """Contacts that never were complaints in a procedure."""
        number = 0
        for route, reason, count in ELSEWHERE:
            for _ in range(count):
                number += 1
                day = self._day(date(2022, 4, 4), date(2023, 3, 20))
                yield from self._decided(f"e{number:03}", day, route, reason)

    def withdrawn(self) -> Iterator[Step]:
        """Taken back before any route was decided."""
        for number in range(1, WITHDRAWN + 1):
            case, day = f"w{number:03}", self._day(date(2022, 4, 11), date(2023, 3, 3))
            at = self.office.told_after(day, None, SHORT_LAGS)
            yield Step(at=at, case=case, action="receive", on=day)
            on = day + timedelta(days=self.year.chance.randint(1, 4))
            at = self.office.told_after(on, at, (0,))
            yield Step(at=at, case=case, action="withdraw", on=on)

    def compliments(self) -> Iterator[Step]:
        days = [
            *(self._day(date(2022, 3, 7), date(2022, 3, 28)) for _ in range(COMPLIMENTS_BEFORE)),
            *(self._day(date(2022, 4, 4), date(2023, 3, 30)) for _ in range(COMPLIMENTS)),
            *(self._day(date(2023, 4, 4), date(2023, 4, 20)) for _ in range(COMPLIMENTS_AFTER)),
        ]
        for number, day in enumerate(sorted(days), start=1):
            at = self.office.told_after(day, None, LAGS)
            yield Step(at=at, case=f"p{number:03}", action="compliment", on=day)

    def _decided(self, case: str, day: date, route: str, reason: str) -> Iterator[Step]:
        at = self.office.told_after(day, None, LAGS)
        yield Step(at=at, case=case, action="receive", on=day)
        on = self.office.calendar.nth_after(day, self.year.chance.randint(1, 4))
        at = self.office.told_after(on, at, SHORT_LAGS)
        facts: dict[str, object] = {"route": route, "reason": reason}
        yield Step(at=at, case=case, action="decide", on=on, facts=facts)
        at = self.office.told_after(on, at, SHORT_LAGS)
        yield Step(at=at, case=case, action="close", on=on, facts={"elsewhere": True})

    def _day(self, first: date, last: date) -> date:
        return self.year.day_in(first, last)
