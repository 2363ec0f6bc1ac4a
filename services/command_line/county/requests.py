"""Each step as the request that tells it: a line of a replay file.

Paths and bodies are those of the complaints service's public API.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from random import Random
from typing import Final

from services.command_line.county.cast import DESIRED, NOTES, PRAISE, Cast
from services.command_line.county.lines import Body, line, person
from services.command_line.county.register import TEAMS, Team
from services.command_line.county.telling import Step

CAUSES: Final = (
    *("staff-conduct",) * 5,
    *("keeping-informed",) * 5,
    *("judgement", "judgement", "quality", "quality", "delay", "delay", "delay"),
    *("empathy", "fairness", "honesty", "accessibility", "accuracy"),
)
CHANNELS: Final = ("email", "email", "web-form", "web-form", "telephone", "letter", "in-person")
ADULTS: Final = (
    *(("parent", "parent"),) * 6,
    ("family-member", "sufficient-interest"),
    ("family-member", "parental-responsibility"),
    ("foster-carer", "foster-carer"),
    ("special-guardian", "special-guardianship"),
    ("kinship-carer", "sufficient-interest"),
)
YOUNG: Final = ("child-looked-after", "child-in-need", "care-leaver")
NOT_FAULT: Final = ("not-upheld", "not-upheld", "not-upheld", "no-finding")
FAULT: Final = ("upheld", "partly-upheld", "partly-upheld")
COMMON_CHANCE: Final = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What stays the same over the steps of one case."""

    team: Team
    causes: tuple[str, ...]
    eligibility: str


@dataclass(slots=True, kw_only=True)
class Requests:
    """Writes lines; draws what the figures do not fix from `chance`."""

    chance: Random
    cast: Cast
    authority: str
    young: frozenset[str]
    about: dict[str, About] = field(default_factory=dict)
    working: dict[str, int] = field(default_factory=dict)

    def of(self, step: Step) -> Body:
        """The line that tells `step`."""
        writers: Mapping[str, Callable[[Step], Body]] = {
            "receive": self._receive,
            "compliment": self._compliment,
            "acknowledge": self._acknowledge,
            "decide-statutory": self._decide_statutory,
            "decide": self._decide,
            "allocate": self._allocate,
            "reallocate": self._reallocate,
            "note": self._note,
            "extend": self._extend,
            "agreed-date": self._agree_date,
            "good-reason": self._give_reason,
            "respond": self._respond,
            "correct": self._correct,
            "withdraw": self._withdraw,
            "close": self._close,
        }
        return writers[step.action](step)

    def _receive(self, step: Step) -> Body:
        is_young = step.case in self.young
        about = self._new_case(step.case, is_young=is_young)
        somebody = self.cast.young_person() if is_young else self.cast.adult()
        complainant: Body = {
            "details": person(somebody),
            "relation": "child-or-young-person" if is_young else self._relation(about),
        }
        body: Body = {
            "received_on": _day(step.on),
            "channel": self.chance.choice(CHANNELS),
            "complainant": complainant,
            "service_area": about.team.service_area,
            "causes": list(about.causes),
            "desired_outcome": self.chance.choice(DESIRED),
        }
        if is_young and self.chance.random() < COMMON_CHANCE:
            body["advocate"] = person(self.cast.adult())
        if not is_young and self.chance.random() < COMMON_CHANCE:
            body["children"] = [person(self.cast.young_person())]
        said = line(self.authority, _key(step), step.at, "complaints-officer", "/complaints", body)
        return {**said, "save": {step.case: "/reference"}}

    def _compliment(self, step: Step) -> Body:
        team = self.chance.choice(TEAMS)
        body: Body = {
            "received_on": _day(step.on),
            "channel": self.chance.choice(CHANNELS),
            "service_area": team.service_area,
            "team": team.code,
            "words": self.chance.choice(PRAISE),
        }
        if self.chance.random() < COMMON_CHANCE:
            body |= {"giver": person(self.cast.adult()), "relation": "parent"}
        return line(self.authority, _key(step), step.at, "complaints-officer", "/compliments", body)

    def _acknowledge(self, step: Step) -> Body:
        return self._told(step, "acknowledgement", {"acknowledged_on": _day(step.on)})

    def _decide_statutory(self, step: Step) -> Body:
        body: Body = {
            "decided_on": _day(step.on),
            "route": "statutory",
            "reason": "both-tests-met",
            "eligibility": self.about[step.case].eligibility,
            "subject": "in-scope",
        }
        return self._told(step, "decision", body)

    def _decide(self, step: Step) -> Body:
        route, reason = step.facts["route"], step.facts["reason"]
        body: Body = {"decided_on": _day(step.on), "route": route, "reason": reason}
        if reason == "not-eligible":
            body |= {"eligibility": "not-eligible", "subject": "in-scope"}
        if reason == "out-of-scope":
            body |= {"eligibility": "parent", "subject": "other-service"}
        return self._told(step, "decision", body)

    def _allocate(self, step: Step) -> Body:
        workers = self.about[step.case].team.worker_codes()
        self.working[step.case] = self.chance.randrange(len(workers))
        return self._give_to(step, workers[self.working[step.case]])

    def _reallocate(self, step: Step) -> Body:
        """To the next colleague in the same team."""
        workers = self.about[step.case].team.worker_codes()
        return self._give_to(step, workers[(self.working[step.case] + 1) % len(workers)])

    def _note(self, step: Step) -> Body:
        body: Body = {"noted_on": _day(step.on), "text": self.chance.choice(NOTES)}
        return self._told(step, "notes", body)

    def _give_to(self, step: Step, worker: str) -> Body:
        team = self.about[step.case].team
        body: Body = {"allocated_on": _day(step.on), "team": team.code, "worker": worker}
        return self._told(step, "allocation", body)

    def _extend(self, step: Step) -> Body:
        body: Body = {
            "decided_on": _day(step.on),
            "limit": step.facts["limit"],
            "reason": "complexity",
            "told_on": _day(step.on),
        }
        return self._told(step, "stage-1/extension", body)

    def _agree_date(self, step: Step) -> Body:
        body: Body = {"agreed_on": _day(step.on), "respond_by": _fact(step, "agreed_on")}
        return self._told(step, "stage-1/agreed-date", body)

    def _give_reason(self, step: Step) -> Body:
        reason = self.chance.choice(("waiting-for-others", "staff-absence", "mediation"))
        body: Body = {"recorded_on": _day(step.on), "reason": reason}
        return self._told(step, "stage-1/good-reason", body)

    def _respond(self, step: Step) -> Body:
        fault = step.facts["fault"] is True
        body: Body = {"responded_on": _day(step.on), **self._finding(step.case, fault=fault)}
        return self._told(step, "stage-1/response", body)

    def _correct(self, step: Step) -> Body:
        body: Body = {"reason": self.chance.choice(("miskeyed", "evidence-found", "late-news"))}
        if "received_on" in step.facts:
            body["received_on"] = _fact(step, "received_on")
        if "answered_on" in step.facts:
            body["responded_on"] = _fact(step, "answered_on")
        if "fault" in step.facts:
            body |= self._finding(step.case, fault=step.facts["fault"] is True)
        return self._told(step, "correction", body)

    def _withdraw(self, step: Step) -> Body:
        body: Body = {"withdrawn_on": _day(step.on), "reason": "no-longer-wished"}
        return self._told(step, "withdrawal", body)

    def _close(self, step: Step) -> Body:
        elsewhere = "elsewhere" in step.facts
        reason = "handled-elsewhere" if elsewhere else "no-further-request"
        return self._told(step, "closure", {"closed_on": _day(step.on), "reason": reason})

    def _finding(self, case: str, *, fault: bool) -> Body:
        """One cause at least at fault, or none; the others as they fall."""
        causes = self.about[case].causes
        chosen = [self.chance.choice(NOT_FAULT) for _ in causes]
        if fault:
            chosen[0] = self.chance.choice(FAULT)
        outcomes = [
            {"cause": cause, "outcome": outcome}
            for cause, outcome in zip(causes, chosen, strict=True)
        ]
        return {"outcomes": outcomes, "apology": fault}

    def _new_case(self, case: str, *, is_young: bool) -> About:
        team = self.chance.choice(TEAMS)
        many = self.chance.choice((1, 1, 2, 2, 3))
        causes = tuple(dict.fromkeys(self.chance.choice(CAUSES) for _ in range(many)))
        eligibility = self.chance.choice(YOUNG) if is_young else self.chance.choice(ADULTS)[1]
        self.about[case] = About(team=team, causes=causes, eligibility=eligibility)
        return self.about[case]

    def _relation(self, about: About) -> str:
        return next(relation for relation, code in ADULTS if code == about.eligibility)

    def _told(self, step: Step, what: str, body: Body) -> Body:
        path = f"/complaints/{{{step.case}}}/{what}"
        return line(self.authority, _key(step), step.at, "complaints-manager", path, body)


def _key(step: Step) -> str:
    return f"{step.case}:{step.action}"


def _day(day: date) -> str:
    return day.isoformat()


def _fact(step: Step, name: str) -> str:
    day = step.facts[name]
    assert isinstance(day, date)
    return day.isoformat()
