"""How appends are laid out for the SQL function `append_batch`, in `sql/append_v2.sql`.

Its parameters are arrays of rows, and a row here is a tuple in the order of the SQL type's columns.
"""

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from shared.event_store.partitions import partition_hash
from shared.event_store.store import Append, ListRow, StreamAppend

CALL: Final = (
    "select answers, recorded_ats, first_positions, stood_streams, stood_versions, worked_seconds"
    " from append_batch($1::new_command[], $2::new_event[], $3::new_list_row[])"
)

Line = tuple[object, ...]


def laid_out(appends: Sequence[Append]) -> tuple[list[Line], list[Line], list[Line]]:
    """The arguments of `CALL` for these appends: commands, events, rows of the case list."""
    commands: list[Line] = []
    events: list[Line] = []
    list_rows: list[Line] = []
    steps: dict[UUID, int] = {}
    for number, append in enumerate(appends, start=1):
        before, nth = len(events), 0
        for stream in append.streams:
            step = steps.get(stream.stream_id, 0)
            steps[stream.stream_id] = step + len(stream.events)
            events.extend(_events(append, stream, number=number, nth=nth, step=step))
            nth += len(stream.events)
            if stream.list_row is not None:
                list_rows.append(_list_row(append, stream, stream.list_row, number=number))
        commands.append(
            (
                append.command_id,
                append.authority,
                append.caller,
                append.fingerprint,
                [stream.stream_id for stream in append.streams],
                [_version_after(stream) for stream in append.streams],
                append.answering,
                append.simulated_at,
                nth,
                before,
            )
        )
    return commands, events, list_rows


def _events(
    append: Append, stream: StreamAppend, *, number: int, nth: int, step: int
) -> list[Line]:
    """`nth` events of the append, and `step` of the call on this stream, come before these."""
    hashed = partition_hash(stream.stream_id)
    return [
        (
            number,
            nth + count - 1,
            len(stream.events) if count == 1 else None,
            step + count,
            stream.stream_id,
            stream.expected_version + count,
            event.event_id,
            append.command_id,
            append.authority,
            stream.stream_kind,
            event.type,
            event.schema_version,
            event.occurred_on,
            event.occurred_at,
            event.known_from,
            event.import_source,
            event.corrects,
            append.actor,
            append.actor_role,
            append.actor_team,
            append.correlation_id,
            append.causation_id,
            event.payload.decode(),
            event.message,
            hashed,
        )
        for count, event in enumerate(stream.events, start=1)
    ]


def _list_row(append: Append, stream: StreamAppend, row: ListRow, *, number: int) -> Line:
    return (
        number,
        stream.stream_id,
        _version_after(stream),
        append.authority,
        row.kind,
        row.reference,
        row.place,
        row.stage,
        row.team,
        row.worker,
        row.service_area,
        row.opened_on,
        row.due_on,
        row.closed_on,
        row.tags,
        row.people,
        None if row.personal is None else row.personal.decode(),
        row.summary.decode(),
    )


def _version_after(stream: StreamAppend) -> int:
    return stream.expected_version + len(stream.events)
