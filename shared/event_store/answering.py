"""What the SQL function `append_batch` answered, for each append that it was given."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

import asyncpg

from shared.event_store.store import (
    Append,
    Appended,
    Closed,
    Conflict,
    Duplicate,
    Outcome,
    SimulatedTimeAhead,
    StoredCommand,
)

Answer = Outcome | SimulatedTimeAhead


def any_refused(row: asyncpg.Record) -> bool:
    """Whether an append of the call was not stored by it."""
    return row["answers"] is not None and set(row["answers"]) != {"appended"}


def repeated_in(appends: Sequence[Append], row: asyncpg.Record) -> list[UUID]:
    """The commands that turned out to be stored already."""
    if row["answers"] is None:
        return []
    return [
        append.command_id
        for append, answer in zip(appends, row["answers"], strict=True)
        if answer == "duplicate"
    ]


def answers_in(
    row: asyncpg.Record,
    appends: Sequence[Append],
    known: Mapping[UUID, StoredCommand],
    *,
    again: bool,
) -> list[Answer]:
    """Answers in the order of the appends; `known` is what the repeated commands wrote.

    With `again` they were sent before and the answer was lost, so one that turns out to be stored
    is answered as appended.
    """
    position = row["first_position"]
    told: list[Answer] = []
    if row["answers"] is None:
        recorded_at = row["recorded_at"]
        for append in appends:
            appended = _appended(append, recorded_at, position)
            position = appended.positions[-1] + 1
            told.append(appended)
        return told
    for append, answer, recorded_at, stream, version in zip(
        appends,
        row["answers"],
        row["recorded_ats"],
        row["stood_streams"],
        row["stood_versions"],
        strict=True,
    ):
        match answer:
            case "appended":
                appended = _appended(append, recorded_at, position)
                position = appended.positions[-1] + 1
                told.append(appended)
            case "duplicate":
                told.append(_repeated(append, known[append.command_id], again=again))
            case "conflict":
                told.append(Conflict(stream_id=stream, current_version=version))
            case "closed":
                told.append(Closed(stream_id=stream))
            case "ahead":
                told.append(
                    SimulatedTimeAhead("the simulated instant is later than the database's time")
                )
            case unknown:
                raise AssertionError(f"append answered {unknown!r}")
    return told


def _appended(append: Append, recorded_at: datetime, first_position: int) -> Appended:
    count = 0
    versions: list[int] = []
    for stream in append.streams:
        count += len(stream.events)
        versions.append(stream.expected_version + len(stream.events))
    return Appended(
        recorded_at=recorded_at,
        versions=tuple(versions),
        positions=tuple(range(first_position, first_position + count)),
    )


def _repeated(append: Append, command: StoredCommand, *, again: bool) -> Answer:
    count = sum(len(stream.events) for stream in append.streams)
    appended = _appended(append, command.recorded_at, command.position - count + 1)
    if not again or command.fingerprint != append.fingerprint:
        return Duplicate(command=command)
    return appended if command.versions == appended.versions else Duplicate(command=command)
