"""The requests with which block G is told to placements: their paths, bodies and callers."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Final

from deploy.replay_generators.in_care.households import APPROVED_ON, EXEMPTED_ON, Home
from deploy.replay_generators.in_care.truth import Child, Stay
from services.command_line.county.cast import FIRST, LAST, Cast
from services.command_line.county.lines import person
from shared.clock import LONDON

AUTHORITY: Final = "county-2014"
Body = dict[str, object]
TEAMS: Final = ("children-in-care-north", "children-in-care-south", "fostering")
OFFICER: Final = "placement-officer"
MANAGER: Final = "service-manager"
STREETS: Final = ("Lane", "Row", "Close", "Hill", "Street", "Mead")
MONTHS_TO_SIXTEEN: Final = 16 * 12
DAYS_IN_MONTH: Final = 30


def at(day: date, hour: int, minute: int = 0) -> datetime:
    """An instant of a London day."""
    return datetime.combine(day, time(hour, minute), tzinfo=LONDON).astimezone(UTC)


@dataclass(slots=True, kw_only=True)
class Requests:
    """Writes lines, each id once. The same chance gives the same people and addresses."""

    chance: Random
    cast: Cast

    def opening(self, day: date) -> list[Body]:
        """Policy and teams, on the morning the system went live."""
        first = at(day, 8)
        policy: Body = {
            "effective_from": day.isoformat(),
            "first_review_due_soon_working_days": 7,
        }
        return [
            self.line("policy", first, "/policies", policy, role=MANAGER),
            *(
                self.line(
                    f"team:{team}",
                    first,
                    "/teams",
                    {
                        "team": team,
                        "title": team.replace("-", " ").capitalize(),
                        "opened_on": day.isoformat(),
                    },
                    role="administrator",
                )
                for team in TEAMS
            ),
        ]

    def coverage(self, when: datetime, complete_from: date) -> Body:
        """Windows that begin before the first recorded day can be reported."""
        body: Body = {
            "source": "placements",
            "complete_from": complete_from.isoformat(),
            "reason": "All looked after since that day were recorded, with all their placements",
        }
        said = self.line("coverage", when, "/coverage", body, role="reporting-analyst")
        return {**said, "service": "projections"}

    def approval(self, home: Home, when: datetime) -> Body:
        body: Body = {
            "approved_on": APPROVED_ON.isoformat(),
            "kind": home.kind,
            "carers": [person(self.cast.adult())],
            "team": "fostering",
        }
        if home.places is not None:
            body["terms"] = {"places": home.places}
        if home.sibling_places is not None:
            body["terms"] = {"places": home.places, "sibling_places": home.sibling_places}
        return self.line(home.name, when, "/households", body, save=home.name)

    def exemption(self, household: str, child: str) -> Body:
        path = f"/households/{{{household}}}/exemptions"
        body: Body = {"granted_on": EXEMPTED_ON.isoformat(), "care": f"{{{child}}}"}
        return self.line(f"exemption:{child}", at(EXEMPTED_ON, 10), path, body, role=MANAGER)

    def beginning(self, child: Child, when: datetime) -> Body:
        somebody = self.cast.adult()
        months = self.chance.randint(3, MONTHS_TO_SIXTEEN)
        born = child.started_on - timedelta(days=DAYS_IN_MONTH * months)
        told: Body = {"name": somebody.name, "date_of_birth": born.isoformat()}
        if somebody.sex is not None:
            told["sex"] = somebody.sex
        body: Body = {
            "started_on": child.started_on.isoformat(),
            "child": told,
            "legal_status": child.statuses[0][1],
            "team": TEAMS[self.chance.randint(0, 1)],
        }
        if child.siblings is not None:
            body["sibling_group"] = str(child.siblings)
        return self.line(f"{child.key}:began", when, "/care", body, save=child.key)

    def status(self, child: Child, number: int, when: datetime) -> Body:
        changed_on, status = child.statuses[number]
        body: Body = {"changed_on": changed_on.isoformat(), "status": status}
        return self.of(child, f"status-{number + 1}", when, "/legal-statuses", body)

    def placement(self, child: Child, number: int, stay: Stay, when: datetime) -> Body:
        body: Body = {"started_on": stay.started_on.isoformat(), **self._where(stay)}
        return self.of(child, f"placement-{number + 1}", when, "/placements", body)

    def move(self, child: Child, number: int, stay: Stay, when: datetime) -> Body:
        reason = child.stays[number - 1].why
        body: Body = {"moved_on": stay.started_on.isoformat(), "reason": reason}
        return self.of(
            child, f"placement-{number + 1}", when, "/moves", {**body, **self._where(stay)}
        )

    def stay_over(self, child: Child, number: int, when: datetime) -> Body:
        ended_on = child.stays[number].ended_on
        assert ended_on is not None
        path = f"/placements/{number + 1}/ending"
        body: Body = {"ended_on": ended_on.isoformat(), "reason": child.stays[number].why}
        return self.of(child, f"placement-{number + 1}-over", when, path, body)

    def departure(self, child: Child, when: datetime) -> Body:
        assert child.left_on is not None
        body: Body = {"ended_on": child.left_on.isoformat(), "reason": "returned-home"}
        return self.of(child, "left", when, "/ending", body)

    def correction(self, child: Child, number: int, when: datetime, right: Body) -> Body:
        """`right` says what the stay should have been recorded as."""
        path = f"/corrections/placements/{number + 1}"
        said = "-".join(sorted(right)).replace("_", "-")
        return self.of(
            child, f"placement-{number + 1}:{said}", when, path, {"reason": "audit", **right}
        )

    def readdressing(self, child: Child, number: int, when: datetime) -> Body:
        """The key address under the new definition: where the child sleeps."""
        path = f"/corrections/placements/{number + 1}/address"
        body: Body = {"reason": "audit", **self._address()}
        return self.of(child, f"address-{number + 1}", when, path, body)

    def of(self, child: Child, key: str, when: datetime, path: str, body: Body) -> Body:
        return self.line(f"{child.key}:{key}", when, f"/care/{{{child.key}}}{path}", body)

    def line(
        self,
        key: str,
        when: datetime,
        path: str,
        body: Body,
        *,
        role: str = OFFICER,
        save: str | None = None,
    ) -> Body:
        said: Body = {
            "id": f"{AUTHORITY}:{key}",
            "at": when.isoformat().replace("+00:00", "Z"),
            "service": "placements",
            "authority": AUTHORITY,
            "as": role,
            "method": "POST",
            "path": path,
            "body": body,
        }
        return said if save is None else {**said, "save": {save: "/reference"}}

    def _where(self, stay: Stay) -> Body:
        body: Body = {"provider": stay.provider, "type": stay.type, **self._address()}
        if stay.ground == "emergency":
            body["emergency"] = True
        if stay.household is not None:
            body["place"] = place_of(stay)
        return body

    def _address(self) -> Body:
        """No such street or postcode area exists."""
        street = f"{self.chance.choice(FIRST)} {self.chance.choice(STREETS)}"
        town = self.chance.choice(LAST)
        letters = "".join(self.chance.choices("ABDEFGHJ", k=2))
        postcode = f"ZZ{self.chance.randint(1, 19)} {self.chance.randint(1, 9)}{letters}"
        return {
            "address": f"{self.chance.randint(1, 98)} {street}, {town}",
            "postcode": postcode,
        }


def place_of(stay: Stay) -> Body:
    """A place in a household of ours, by its saved name."""
    return {"household": f"{{{stay.household}}}", "ground": stay.ground}
