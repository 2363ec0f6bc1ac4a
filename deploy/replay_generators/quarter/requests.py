"""Each step as the request that tells it: a line of a replay file, to the referrals service."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from random import Random
from typing import Final
from uuid import UUID, uuid5

from deploy.replay_generators.quarter import exploited
from deploy.replay_generators.quarter.case import WITHIN_WORKING_DAYS
from deploy.replay_generators.quarter.lines import Body, line
from deploy.replay_generators.quarter.words import (
    ASSESSMENT_OUTCOMES,
    CATEGORIES,
    CLOSING_WORDS,
    EXPLOITED,
    OVER_REASONS,
    RESPONSE_REASONS,
    SOURCES,
    TEAMS,
)
from services.command_line.county.cast import Cast
from services.command_line.county.telling import Step
from shared.working_days import WorkingDayCalendar

CHILDREN: Final = UUID("6f0d2c1e-9b1a-5d57-8a37-0c4d3c2e7b19")
"""Names the children of the replay: two contacts about one child give the same reference."""


@dataclass(slots=True, kw_only=True)
class Requests:
    """Writes lines of steps in the order told; draws what the figures do not fix from `chance`."""

    chance: Random
    cast: Cast
    calendar: WorkingDayCalendar
    received: dict[str, date] = field(default_factory=dict)
    started: dict[tuple[str, int], date] = field(default_factory=dict)
    authorised: dict[tuple[str, int], date] = field(default_factory=dict)
    children: dict[str, Body] = field(default_factory=dict)

    def of(self, step: Step) -> Body:
        """The line that tells `step`."""
        writers: Mapping[str, Callable[[Step], Body]] = {
            "contact": self._contact,
            "acknowledge": self._acknowledge,
            "decide": self._decide,
            "outcome-told": self._tell_outcome,
            "start": self._start,
            "authorise": self._authorise,
            "allocate-exploitation": self._exploited,
            "exploitation-outcome": self._exploited,
            "close-exploitation": self._exploited,
            "correct": self._correct,
            "close": self._close,
        }
        return writers[step.action](step)

    def _contact(self, step: Step) -> Body:
        self.received[step.case] = step.on
        source, agency = self.chance.choice(SOURCES)
        is_exploitation = step.facts["exploitation"] is True
        body: Body = {
            "received_on": step.on.isoformat(),
            "source": source,
            "kind": "exploitation" if is_exploitation else "safeguarding",
            "category": self.chance.choice(EXPLOITED if is_exploitation else CATEGORIES),
            "child": self._child(str(step.facts["child"])),
            "team": self.chance.choice([*TEAMS]),
        }
        if agency is not None:
            body["agency"] = agency
        if is_exploitation:
            body |= exploited.particulars(step, self.chance)
        said = line(f"{step.case}:contact", step.at, "service-manager", "/referrals", body)
        return {**said, "save": {step.case: "/reference"}}

    def _child(self, key: str) -> Body:
        """The same child each time; told at the first contact as far as they are known."""
        person = str(uuid5(CHILDREN, key))
        if key not in self.children:
            born = date(self.chance.randint(2007, 2021), self.chance.randint(1, 12), 1)
            self.children[key] = {
                "person": person,
                "name": self.cast.young_person().name,
                "date_of_birth": born.replace(day=self.chance.randint(1, 28)).isoformat(),
                "sex": self.chance.choice(("female", "male")),
            }
        return self.children[key]

    def _acknowledge(self, step: Step) -> Body:
        return _told(step, "acknowledgement", {"acknowledged_on": step.on.isoformat()})

    def _decide(self, step: Step) -> Body:
        response = str(step.facts["response"])
        body: Body = {
            "decided_on": step.on.isoformat(),
            "response": response,
            "reason": self.chance.choice(RESPONSE_REASONS[response]),
        }
        if step.facts["earlier"] is not None:
            body["explanation"] = (
                f"An earlier contact about the child: {{{step.facts['earlier']}}}."
            )
        former_on = step.facts["former_on"]
        if isinstance(former_on, date):
            former = {"reference": f"OLD/{step.case}", "received_on": former_on.isoformat()}
            body["former"] = former
        return _told(step, "decision", body)

    def _tell_outcome(self, step: Step) -> Body:
        return _told(step, "outcome-told", {"told_on": step.on.isoformat()})

    def _start(self, step: Step) -> Body:
        self.started[step.case, _number(step)] = step.on
        return _told(step, "assessments", {"started_on": step.on.isoformat()})

    def _authorise(self, step: Step) -> Body:
        number = _number(step)
        self.authorised[step.case, number] = step.on
        body: Body = {
            "authorised_on": step.on.isoformat(),
            "outcome": self.chance.choice(ASSESSMENT_OUTCOMES),
        }
        if self._is_over(step.case, number):
            body["over_reason"] = self.chance.choice(OVER_REASONS)
        return _told(step, f"assessments/{number}/authorisation", body)

    def _correct(self, step: Step) -> Body:
        case, facts = step.case, step.facts
        body: Body = {"reason": self.chance.choice(("miskeyed", "evidence-found", "late-news"))}
        before = self._is_over(case, 1)
        assessment: Body = {}
        for name, held in (("started_on", self.started), ("authorised_on", self.authorised)):
            day = facts.get(name)
            if isinstance(day, date):
                held[case, 1] = day
                assessment[name] = day.isoformat()
        received_on = facts.get("received_on")
        if isinstance(received_on, date):
            self.received[case] = received_on
            body["received_on"] = received_on.isoformat()
        if "response" in facts:
            response = str(facts["response"])
            body["response"] = response
            body["decision_reason"] = self.chance.choice(RESPONSE_REASONS[response])
        if self._is_over(case, 1) and not before:
            assessment["over_reason"] = self.chance.choice(OVER_REASONS)
        if assessment:
            body["assessments"] = [{"number": 1, **assessment}]
        return _told(step, "correction", body)

    def _is_over(self, case: str, number: int) -> bool:
        """Whether a limit of the authorised assessment is over, by what had been told."""
        done_on = self.authorised.get((case, number))
        if done_on is None:
            return False
        starts = [self.started[case, number]]
        starts += [self.received[case]] if number == 1 else []
        limit = WITHIN_WORKING_DAYS
        return any(self.calendar.count_after(day, through=done_on) > limit for day in starts)

    def _exploited(self, step: Step) -> Body:
        return _told(step, *exploited.told(step, self.chance))

    def _close(self, step: Step) -> Body:
        body: Body = {
            "closed_on": step.on.isoformat(),
            "reason": "response-given",
            "rationale": self.chance.choice(CLOSING_WORDS),
        }
        return _told(step, "closure", body)


def _told(step: Step, what: str, body: Body) -> Body:
    number = f":{step.facts['number']}" if "number" in step.facts else ""
    key = f"{step.case}:{step.action}{number}"
    return line(key, step.at, "service-manager", f"/referrals/{{{step.case}}}/{what}", body)


def _number(step: Step) -> int:
    number = step.facts["number"]
    assert isinstance(number, int)
    return number
