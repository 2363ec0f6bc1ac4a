"""How a contact comes in: by telephone to a worker, or as a submission of a partner agency."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from typing import Final

from services.command_line.county.lines import Body
from services.command_line.county.referring.referred import Course, Referred
from services.command_line.county.story import Story, iso
from services.command_line.county.telling import SHORT_LAGS, Office
from services.command_line.county.young import Child, look_up
from shared.clock import LONDON

ANONYMOUS: Final = "anonymous"
CALLERS: Final = (
    *("family", "family", "self", "public", "anonymous", "voluntary", "housing"),
    *("early-years", "other-authority", "own-service"),
)
AGENCIES: Final = (
    *(("sampleshire-police", "police"),) * 4,
    *(("sampleton-schools", "school"),) * 3,
    *(("sampleshire-health", "health"),) * 2,
)
"""Code of the agency, and the kind of agency that it is."""
KINDS: Final = (*("safeguarding",) * 5, *("support",) * 3, "disability", "information")
CATEGORIES: Final = (
    *("neglect", "neglect", "domestic-abuse", "domestic-abuse", "physical-abuse"),
    *("emotional-abuse", "parental-mental-health", "parental-substance-use"),
    *("family-in-acute-stress", "family-dysfunction", "disability", "low-income"),
)
CONCERNS: Final = (
    "Came to school hungry for the third time this week, and did not want to go home.",
    "Neighbours heard shouting at night; the children were seen on the stairs.",
    "Missed three appointments at the clinic; nobody answers the door.",
    "Says that there is nobody at home in the evenings.",
    "Has a new phone and will not say who gave it.",
)
CONSENTS: Final = (("given", None), ("given", None), ("not-sought", "urgent"), ("refused", "crime"))
MODELS: Final = (
    ("online",),
    ("county-lines", "criminal"),
    ("older-partner",),
    ("peer",),
    ("party", "older-partner"),
    ("gang", "criminal"),
)
INDICATORS: Final = (
    *("missing-episodes", "unexplained-gifts", "older-associates", "school-absence"),
    *("substance-use", "online-contacts", "carrying-weapons"),
)
SITUATIONS: Final = ("at-home", "at-home", "at-home", "with-family", "residential", "foster-care")
LEVELS: Final = (("low", 6), ("medium", 14), ("medium", 16), ("high", 27))
TOOL: Final = "cse-screening"
TOOL_CHANCE: Final = 0.75
UNREADABLE_CHANCE: Final = 0.15


@dataclass(slots=True, kw_only=True)
class FrontDoor:
    """Tells contacts of one authority; draws what is not given from the office's chance."""

    office: Office
    authority: str

    def telephone(
        self, key: str, day: date, child: Child, *, course: Course, exploited: bool, known: bool
    ) -> Referred:
        """A worker takes a call. A child who is not `known` is searched for in the index first."""
        story = self._story(key, "/referrals")
        if not known and child.in_index:
            look_up(story, child, day)
        at = story.soon() if story.lines else self.office.told_after(day, None, SHORT_LAGS)
        source = self.office.chance.choice(CALLERS)
        body: Body = {
            "received_on": iso(day),
            "source": source,
            "kind": "exploitation" if exploited else self.office.chance.choice(KINDS),
            "category": self._category(exploited=exploited),
            "child": child.known(),
            "concerns": self.office.chance.choice(CONCERNS),
        }
        if exploited:
            found = self._exploitation()
            body["exploitation"] = {
                "models": found["models"],
                "indicators": found["risk_indicators"],
                "living_situation": found["living_situation"],
                "online": found["online"],
                "risk_tool": found["risk_tool"],
            }
            if "level" in found:
                told = {name: found[name] for name in ("level", "score", "tool")}
                body["risk"] = {"assessed_on": iso(day), **told}
        story.say("contact", at, "social-worker", "/referrals", body, {key: "/reference"})
        referred = self._referred(story, child, day, course=course, exploited=exploited)
        return replace(referred, anonymous=source == ANONYMOUS)

    def submission(
        self, key: str, day: date, children: Sequence[Child], *, exploited: bool
    ) -> list[Referred]:
        """A partner agency sends one at any hour; a referral comes of it for each child."""
        chance = self.office.chance
        agency, source = chance.choice(AGENCIES)
        consent, without = chance.choice(CONSENTS)
        body: Body = {
            "schema": "candour.submission/1",
            "message_id": f"{agency}-{key}",
            "source": source,
            "occurrence_number": f"{day.year}/{chance.randint(10_000, 99_999)}",
            "children": [child.details() for child in children],
            "concerns": chance.choice(CONCERNS),
            "kind": "exploitation" if exploited else chance.choice(KINDS),
            "category": self._category(exploited=exploited),
            "consent": consent,
        }
        if without is not None:
            body["reason_without_consent"] = without
        if exploited:
            body["exploitation"] = {**self._exploitation(), "assessed_on": iso(day)}
        if chance.random() < UNREADABLE_CHANCE:
            body["occurred_on"] = "last Tuesday"
        clock = time(chance.randint(6, 22), chance.randint(0, 59), tzinfo=LONDON)
        at = datetime.combine(day, clock).astimezone(UTC)
        keys = [f"{key}-{number}" for number in range(1, len(children) + 1)]
        save = {one: f"/children/{place}/referral" for place, one in enumerate(keys)}
        sent = self._story(key, "/submissions")
        line = sent.say("sent", at, "partner-agency", "/submissions", body, save)
        line["agency"] = agency
        stories = [self._story(one, "/referrals") for one in keys]
        stories[0].lines.extend(sent.lines)
        for story in stories:
            story.at = at
        return [
            self._referred(story, child, day, course=Course.USUAL, exploited=exploited)
            for story, child in zip(stories, children, strict=True)
        ]

    def from_complaint(self, key: str, day: date, at: datetime) -> Referred:
        """The contact that referrals made of a complaint decided on `day` and told at `at`."""
        story = self._story(key, "/referrals")
        story.at = at
        path = f"/referrals?source=complaint&received_from={day}&received_to={day}"
        story.look("found", "social-worker", path, {key: "/items/0/reference"})
        return self._referred(story, None, day, course=Course.USUAL, exploited=False)

    def _story(self, key: str, collection: str) -> Story:
        return Story(
            office=self.office,
            authority=self.authority,
            service="referrals",
            key=key,
            path=f"{collection}/{{{key}}}",
        )

    def _referred(
        self, story: Story, child: Child | None, day: date, *, course: Course, exploited: bool
    ) -> Referred:
        return Referred(
            story=story, child=child, received_on=day, course=course, exploited=exploited
        )

    def _category(self, *, exploited: bool) -> str:
        if exploited:
            return self.office.chance.choice(("sexual-exploitation", "criminal-exploitation"))
        return self.office.chance.choice(CATEGORIES)

    def _exploitation(self) -> Body:
        chance = self.office.chance
        found: Body = {
            "models": list(chance.choice(MODELS)),
            "risk_indicators": sorted(chance.sample(INDICATORS, chance.randint(1, 3))),
            "living_situation": chance.choice(SITUATIONS),
            "online": chance.choice(("yes", "yes", "no", "unknown")),
            "risk_tool": "not-completed",
        }
        level, score = chance.choice(LEVELS)
        if chance.random() < TOOL_CHANCE:
            found |= {"risk_tool": "completed", "tool": TOOL, "level": level, "score": score}
        return found
