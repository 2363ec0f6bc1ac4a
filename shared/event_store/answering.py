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


def repeated_in(appends: Sequence[Append], row: asyncpg.Record) -> list[UUID]:
    """The commands that turned out to be stored already."""
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
) -> tuple[Answer, ...]:
    """Answers in the order of the appends; `known` is what the repeated commands wrote.

    With `again` they were sent before and the answer was lost, so one that turns out to be stored
    is answered as appended.
    """
    # Where all were stored nobody stood in the way, and the two are null.
    nobody = [None] * len(appends)
    told: list[Answer] = []
    for append, answer, recorded_at, first, stream, version in zip(
        appends,
        row["answers"],
        row["recorded_ats"],
        row["first_positions"],
        row["stood_streams"] or nobody,
        row["stood_versions"] or nobody,
        strict=True,
    ):
        match answer:
            case "appended":
                told.append(_appended(append, recorded_at, first))
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
    return tuple(told)


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
