"""How appends are laid out for the SQL function `append_batch`, in `sql/append_v2.sql`.

Its parameters are arrays of rows, and a row here is a tuple in the order of the SQL type's columns.
"""

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from shared.event_store.partitions import partition_hash
from shared.event_store.store import Append, ListRow, StreamAppend

CALL: Final = (
    "select * from append_batch($1::new_command[], $2::new_event[], $3::new_list_row[], $4, $5, $6)"
)

Line = tuple[object, ...]


def laid_out(appends: Sequence[Append]) -> tuple[list[Line], list[Line], list[Line], int, int]:
    """The arguments of `CALL` for these appends, but for the last.

    Commands, events, rows of the case list, and the most steps of the last two.
    """
    commands: list[Line] = []
    events: list[Line] = []
    list_rows: list[Line] = []
    steps: dict[UUID, int] = {}
    list_steps: dict[UUID, int] = {}
    for number, append in enumerate(appends, start=1):
        before = len(events)
        for stream in append.streams:
            stream_id = stream.stream_id
            step = steps.get(stream_id, 0)
            steps[stream_id] = step + len(stream.events)
            events += _events(append, stream, number=number, place=len(events), step=step)
            if stream.list_row is not None:
                list_step = list_steps[stream_id] = list_steps.get(stream_id, 0) + 1
                list_rows.append(
                    _list_row(append, stream, stream.list_row, number=number, step=list_step)
                )
        commands.append(_command(append, events=len(events) - before, before=before))
    return (
        commands,
        events,
        list_rows,
        max(steps.values()),
        max(list_steps.values(), default=0),
    )


def _command(append: Append, *, events: int, before: int) -> Line:
    """It stores so many events, and so many of the call come before those."""
    only = append.streams[0] if len(append.streams) == 1 else None
    return (
        append.command_id,
        append.authority,
        append.caller,
        append.fingerprint,
        only and only.stream_id,
        only and _version_after(only),
        None if only else [stream.stream_id for stream in append.streams],
        None if only else [_version_after(stream) for stream in append.streams],
        append.answering,
        append.simulated_at,
        events,
        before,
    )


def _events(
    append: Append, stream: StreamAppend, *, number: int, place: int, step: int
) -> list[Line]:
    """`place` events of the call, `step` of them on this stream, come before these."""
    hashed = partition_hash(stream.stream_id)
    return [
        (
            number,
            place + count - 1,
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


def _list_row(
    append: Append, stream: StreamAppend, row: ListRow, *, number: int, step: int
) -> Line:
    return (
        number,
        step,
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
