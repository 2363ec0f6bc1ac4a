"""Messages by hand: a log with cases, in the shapes of the contract, saying only what matters."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from typing import Final
from uuid import NAMESPACE_URL, UUID, uuid5

import orjson

from shared.event_store.store import AnotherLog, Checkpoint
from shared.runner import Delivery, Page

AUTHORITY: Final = "county"
LOG: Final = uuid5(NAMESPACE_URL, "the-log")
CALENDAR: Final = "england-2026.1"
Json = Mapping[str, object]


def at(day: date | str, hour: int = 10) -> datetime:
    """Ten o'clock UTC on that day."""
    on = date.fromisoformat(day) if isinstance(day, str) else day
    return datetime.combine(on, time(hour), tzinfo=UTC)


def stream(name: str) -> UUID:
    return uuid5(NAMESPACE_URL, f"case/{name}")


def fact(
    case: str,
    kind: str,
    on: str,
    *,
    ordinal: int | str = 1,
    revision: int = 1,
    change: str = "stated",
    numbers: Mapping[str, float] | None = None,
    told: Mapping[str, str | Sequence[str]] | None = None,
    **codes: str | Sequence[str],
) -> Json:
    return {
        "fact": str(uuid5(stream(case), f"{kind}/{ordinal}")),
        "kind": kind,
        "on": on,
        "codes": {**(told or {}), **codes},
        "numbers": dict(numbers or {}),
        "revision": revision,
        "change": change,
        "cause": None,
    }


def clock(
    case: str,
    timescale: str,
    start: str,
    due: str,
    *,
    stopped: str | None = None,
    taken: int | None = None,
    limit: int = 10,
    unit: str = "working-days",
    ordinal: int = 1,
    revision: int = 1,
    change: str = "started",
    state: str | None = None,
    cause: str | None = None,
) -> Json:
    return {
        "clock": str(uuid5(stream(case), timescale if ordinal == 1 else f"{timescale}/{ordinal}")),
        "timescale": timescale,
        "title": "Stage 1 response",
        "unit": unit,
        "limit": limit,
        "rule": "SI 2006/1738 reg 14",
        "from": start,
        "due": due,
        "original_due": due,
        "calendar": CALENDAR,
        "state": state or ("stopped" if stopped else "running"),
        "stopped": stopped,
        "taken": taken,
        "pauses": [],
        "revision": revision,
        "change": change,
        "cause": cause,
    }


@dataclass
class HandMadeLog:
    """A log in memory: `record` appends a message; it is a `Source` for the runner too."""

    service: str = "complaints"
    log_id: UUID = LOG
    bodies: list[bytes] = field(default_factory=list)
    versions: dict[UUID, int] = field(default_factory=dict)
    references: dict[UUID, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return self.service

    def record(
        self,
        case: str,
        *,
        event: str = "noted",
        on: str = "2022-04-11",
        recorded: datetime | str | None = None,
        kind: str = "complaint",
        team: str | None = "north",
        worker: str | None = None,
        authority: str = AUTHORITY,
        facts: Sequence[Json] = (),
        clocks: Sequence[Json] = (),
        people: Sequence[Json] = (),
        corrects: UUID | None = None,
        import_source: str | None = None,
        restricted: bool = False,
        allow: Sequence[str] = (),
    ) -> UUID:
        """Appends a message, recorded on the day it happened unless said; answers its event id."""
        stream_id = stream(case)
        version = self.versions.get(stream_id, 0) + 1
        self.versions[stream_id] = version
        position = len(self.bodies) + 1
        event_id = uuid5(self.log_id, str(position))
        when = recorded if isinstance(recorded, datetime) else at(recorded or on)
        document = {
            "specversion": "1.0",
            "id": str(event_id),
            "source": f"/{self.service}/{self.log_id}",
            "type": f"candour.{self.service}.{event}.v1",
            "subject": str(stream_id),
            "partitionkey": str(stream_id),
            "authority": authority,
            "caseversion": version,
            "correlationid": str(event_id),
            "causationid": str(event_id),
            "dataschema": f"/schemas/candour.{self.service}.{event}.v1",
            "data": {
                "case": {
                    "kind": kind,
                    "reference": case,
                    "team": team,
                    "worker": worker,
                    "service_area": "assessment",
                    "restricted": restricted,
                    "allow": list(allow),
                    "deny": [],
                },
                "occurred_on": on,
                "actor": {"worker": worker, "role": "complaints-officer", "team": team},
                "corrects": str(corrects) if corrects else None,
                "import_source": import_source,
                "people": list(people),
                "clocks": list(clocks),
                "facts": list(facts),
            },
            "time": when.isoformat(timespec="microseconds").replace("+00:00", "Z"),
            "position": str(position),
        }
        self.bodies.append(orjson.dumps(document))
        return event_id

    def deliveries(self) -> tuple[Delivery, ...]:
        return tuple(Delivery.of(body) for body in self.bodies)

    async def page(self, after: Checkpoint | None, *, limit: int, wait_seconds: float) -> Page:
        del wait_seconds
        start = after.position if after else 0
        if after and (after.log_id != self.log_id or start > len(self.bodies)):
            raise AnotherLog
        bodies = self.bodies[start : start + limit]
        return Page(
            log_id=self.log_id,
            deliveries=tuple(Delivery.of(body) for body in bodies),
            read_to=start + len(bodies),
            head=len(self.bodies),
        )

    async def case(self, stream_id: UUID) -> tuple[Delivery, ...]:
        return tuple(one for one in self.deliveries() if one.stream_id == stream_id)
