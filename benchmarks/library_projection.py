"""The projection runner of the library `eventsourcing` 9.5.6, writing the rows that ours writes.

As its documentation has it: one event at a time, each in a transaction with its tracking record. It
is given our quick reading and our fold; it reads what is known of a case and writes rows itself.
Its calls block, so it runs in a process of its own: `python -m benchmarks.library_projection`.
"""

import json
import sys
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from eventsourcing.application import Application
from eventsourcing.dispatch import singledispatchmethod
from eventsourcing.domain import DomainEvent, datetime_now_with_tzinfo
from eventsourcing.persistence import Tracking
from eventsourcing.postgres import PostgresTrackingRecorder
from eventsourcing.projection import Projection, ProjectionRunner
from psycopg.types.json import Jsonb

from benchmarks.county_messages import deliveries
from services.projections.application.projecting import readable
from services.projections.read_models.folding import Known, fold
from services.projections.read_models.rows import (
    CaseValues,
    ClockValues,
    FactValues,
    PersonValues,
    RecordingRow,
)
from services.projections.read_models.stretches import Recording, Stretch
from shared.runner import Delivery

SCHEMA: Final = "projections_g1"
LIFE: Final = ("recorded_from", "position_from", "recorded_to", "position_to")
JSON: Final = frozenset({"pauses", "codes", "numbers"})
KEYS: Final = {
    "clocks": ("clock",),
    "facts": ("fact",),
    "cases": ("stream_id",),
    "people": ("stream_id", "person", "part"),
}


@dataclass(frozen=True)
class Told(DomainEvent):
    """A message of a case, with its bytes as text."""

    position: int
    body: str


class Cases(Application):
    """Keeps the events that the runner reads."""


class View(PostgresTrackingRecorder):
    """Our tables, written an event at a time."""

    def keep(self, source: str, delivery: Delivery, tracking: Tracking) -> None:
        with self.datastore.transaction(commit=True) as cursor:
            self._insert_tracking(cursor, tracking)
            rows = fold([readable(source, delivery)], _known(cursor, source, delivery.stream_id))
            _insert(cursor, "recordings", RecordingRow._fields, rows.recordings)
            for table, fields, timeline in (
                ("clocks", ClockValues._fields, rows.clocks),
                ("facts", FactValues._fields, rows.facts),
                ("cases", CaseValues._fields, rows.cases),
                ("people", PersonValues._fields, rows.people),
            ):
                _end(cursor, table, timeline.ends)
                _insert(cursor, table, fields + LIFE, [_row(one) for one in timeline.stretches])
            cursor.execute(
                f"insert into {SCHEMA}.heads values (%s, %s, %s)"
                " on conflict (source, stream_id) do update set version = excluded.version",
                (source, _plain(delivery.stream_id), delivery.version),
                prepare=True,
            )


class Figures(Projection[View]):
    """The library's way to a view."""

    name = "figures"

    @singledispatchmethod
    def process_event(self, event: Any, tracking: Tracking) -> None:  # noqa: ANN401, ARG002
        raise TypeError(event)

    @process_event.register
    def _(self, event: Told, tracking: Tracking) -> None:
        self.view.keep("complaints", Delivery.of(event.body.encode()), tracking)


def _known(cursor: Any, source: str, stream: UUID) -> Known:  # noqa: ANN401 - untyped library
    case = cursor.execute(
        f"select {', '.join(CaseValues._fields)} from {SCHEMA}.cases"
        " where source = %s and stream_id = %s and position_to is null",
        (source, _plain(stream)),
        prepare=True,
    ).fetchall()
    people = cursor.execute(
        f"select {', '.join(PersonValues._fields)} from {SCHEMA}.people"
        " where source = %s and stream_id = %s and position_to is null",
        (source, _plain(stream)),
        prepare=True,
    ).fetchall()
    return Known(
        cases={stream: CaseValues(*case[0].values())} if case else {},
        people={stream: frozenset(PersonValues(*one.values()) for one in people)} if people else {},
    )


def _end(cursor: Any, table: str, ends: dict[Any, Recording]) -> None:  # noqa: ANN401
    columns = KEYS[table]
    for key, ended in ends.items():
        named = key if isinstance(key, tuple) else (key,)
        cursor.execute(
            f"update {SCHEMA}.{table} set recorded_to = %s, position_to = %s where position_to"
            f" is null and {' and '.join(f'{column} = %s' for column in columns)}",
            (ended.recorded_at, ended.position, *(_plain(one) for one in named)),
            prepare=True,
        )


def _insert(
    cursor: Any,  # noqa: ANN401
    table: str,
    fields: Sequence[str],
    rows: Iterable[Sequence[object]],
) -> None:
    for row in rows:
        cursor.execute(
            f"insert into {SCHEMA}.{table} ({', '.join(fields)})"
            f" values ({', '.join(['%s'] * len(fields))})",
            [
                Jsonb(one) if name in JSON else _plain(one)
                for name, one in zip(fields, row, strict=True)
            ],
            prepare=True,
        )


def _row(one: Stretch[Any]) -> tuple[object, ...]:
    ended = one.ended
    return (
        *one.values,
        one.known.recorded_at,
        one.known.position,
        ended.recorded_at if ended else None,
        ended.position if ended else None,
    )


def _plain(value: object) -> object:
    return UUID(int=value.int) if isinstance(value, UUID) else value


def main() -> None:
    """`… EVENTS ENVIRONMENT`: saves the events, has them projected, prints events a second."""
    events, environment = int(sys.argv[1]), json.loads(sys.argv[2])
    app = Cases(environment)
    app.recorder.insert_events(
        [
            app.mapper.to_stored_event(
                Told(
                    originator_id=_plain(one.stream_id),
                    originator_version=one.version,
                    timestamp=datetime_now_with_tzinfo(),
                    position=one.position,
                    body=one.body.decode(),
                )
            )
            for one in deliveries("complaints", events)
        ]
    )
    app.close()
    began = time.perf_counter()
    with ProjectionRunner(
        application_class=Cases, projection_class=Figures, view_class=View, env=environment
    ) as runner:
        runner.wait(events, timeout=300)
        took = time.perf_counter() - began
    print(json.dumps({"per_second": events / took}))


if __name__ == "__main__":
    main()
