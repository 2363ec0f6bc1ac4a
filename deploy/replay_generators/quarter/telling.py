"""How the quarter came to be told: in office hours, often late, sometimes wrongly at first."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final

from deploy.replay_generators.quarter.case import (
    NO_FURTHER_ACTION,
    Case,
    Mistake,
)
from services.command_line.county.telling import LAGS, SHORT_LAGS, Office, Step
from shared.clock import london_date

AT_ONCE: Final = (0,)
ACKNOWLEDGED_CHANCE: Final = 0.06
OUTCOME_TOLD_CHANCE: Final = 0.04
CLOSED_CHANCE: Final = 0.3
GIVEN_OUT_CHANCE: Final = 0.5


@dataclass(slots=True, kw_only=True)
class Quarterly:
    """Tells the cases. A decision is told after that of an earlier contact of the same child."""

    office: Office
    mistakes: Mapping[str, Mistake]
    decided_at: dict[str, datetime] = field(default_factory=dict)

    def tell(self, cases: Sequence[Case]) -> list[Step]:
        """Every step of all cases, by the instant at which it was told."""
        ordered = sorted(cases, key=_generation)
        steps = [step for case in ordered for step in self._case(case)]
        return sorted(steps, key=lambda step: (step.at, step.case))

    def _case(self, case: Case) -> Iterator[Step]:
        wrong = self.mistakes.get(case.key, Mistake(put_right_on=case.received_on))
        received_on = wrong.received_on or case.received_on
        arrived = max(received_on, case.received_on)
        at = self.office.told_after(arrived, None, LAGS)
        facts: dict[str, object] = {
            "child": case.child,
            "exploitation": case.is_exploitation,
            "former_on": case.former_on,
        }
        yield Step(at=at, case=case.key, action="contact", on=received_on, facts=facts)
        if self._by_chance(ACKNOWLEDGED_CHANCE):
            on = self._soon(arrived, 0, 2)
            at = self.office.told_after(on, at, AT_ONCE)
            yield Step(at=at, case=case.key, action="acknowledge", on=on)
        if case.response is not None:
            yield from self._answered(case, wrong, at)

    def _answered(self, case: Case, wrong: Mistake, at: datetime) -> Iterator[Step]:
        response = wrong.response or case.response
        if case.earlier is not None:
            at = max(at, self.decided_at[case.earlier.key])
        at = self.office.told_after(case.decided_on, at, SHORT_LAGS)
        self.decided_at[case.key] = at
        earlier = None if case.earlier is None else case.earlier.key
        facts: dict[str, object] = {
            "response": response,
            "earlier": earlier,
            "former_on": case.former_on,
        }
        yield Step(at=at, case=case.key, action="decide", on=case.decided_on, facts=facts)
        if self._by_chance(OUTCOME_TOLD_CHANCE):
            on = self._soon(case.decided_on, 0, 2)
            at = self.office.told_after(on, at, AT_ONCE)
            yield Step(at=at, case=case.key, action="outcome-told", on=on)
        if case.is_exploitation:
            yield from self._exploited(case, at)
        for step in self._assessed(case, wrong, at):
            at = step.at
            yield step
        if case.key in self.mistakes:
            step = self._put_right(case, wrong, at)
            at = step.at
            yield step
        if not case.is_referral and (wrong.response or self._by_chance(CLOSED_CHANCE)):
            yield self._close(case, at)

    def _assessed(self, case: Case, wrong: Mistake, at: datetime) -> Iterator[Step]:
        for number, assessed in enumerate(case.assessments, start=1):
            told = wrong if number == 1 else Mistake(put_right_on=wrong.put_right_on)
            started_on = told.started_on or assessed.started_on
            began = max(started_on, assessed.started_on)
            at = self.office.told_after(began, at, SHORT_LAGS)
            facts: dict[str, object] = {"number": number}
            yield Step(at=at, case=case.key, action="start", on=started_on, facts=facts)
            if assessed.authorised_on is None:
                return
            done_on = told.authorised_on or assessed.authorised_on
            at = self.office.told_after(max(done_on, assessed.authorised_on), at, LAGS)
            yield Step(at=at, case=case.key, action="authorise", on=done_on, facts=facts)

    def _exploited(self, case: Case, at: datetime) -> Iterator[Step]:
        on = case.decided_on
        for action in ("allocate-exploitation", "exploitation-outcome", "close-exploitation"):
            if not self._by_chance(GIVEN_OUT_CHANCE):
                return
            on = self._soon(on, 2, 15)
            at = self.office.told_after(on, at, SHORT_LAGS)
            yield Step(at=at, case=case.key, action=action, on=on)

    def _put_right(self, case: Case, wrong: Mistake, at: datetime) -> Step:
        facts: dict[str, object] = {}
        if wrong.received_on is not None:
            facts["received_on"] = case.received_on
        if wrong.response is not None:
            facts["response"] = case.response or NO_FURTHER_ACTION
        if wrong.started_on is not None:
            facts["started_on"] = case.assessments[0].started_on
        if wrong.authorised_on is not None:
            facts["authorised_on"] = case.assessments[0].authorised_on
        at = self.office.told_after(wrong.put_right_on, at, AT_ONCE)
        return Step(at=at, case=case.key, action="correct", on=london_date(at), facts=facts)

    def _close(self, case: Case, at: datetime) -> Step:
        on = self._soon(london_date(at), 1, 8)
        at = self.office.told_after(on, at, AT_ONCE)
        return Step(at=at, case=case.key, action="close", on=on)

    def _by_chance(self, share: float) -> bool:
        return self.office.chance.random() < share

    def _soon(self, day: date, fewest: int, most: int) -> date:
        days = self.office.chance.randint(fewest, most)
        return self.office.calendar.nth_after(day, days) if days else day


def _generation(case: Case) -> int:
    """How many contacts about the child were decided before this one."""
    return 0 if case.earlier is None else 1 + _generation(case.earlier)
