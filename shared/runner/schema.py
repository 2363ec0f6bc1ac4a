"""The tables of the runner, for migrations of a service that reads others' logs."""

from typing import Final

READERS: Final = """
create table readers (
    name text not null,
    source text not null,
    partition int not null default 0,
    slots int not null default 1,
    owner uuid,
    epoch bigint not null default 0,
    lease_until timestamptz,
    log_id uuid,
    position bigint not null default 0,
    event_id uuid,
    read_to bigint not null default 0,
    head bigint not null default 0,
    recorded_at timestamptz,
    read_at timestamptz,
    level_at timestamptz,
    halted text,
    primary key (name, source, partition),
    check (partition >= 0 and partition < slots),
    check (position <= read_to)
)
"""

PARKED: Final = """
create table parked (
    name text not null,
    source text not null,
    position bigint not null,
    stream_id uuid not null,
    version int not null,
    event_id uuid not null,
    recorded_at timestamptz not null,
    body bytea not null,
    reason text not null,
    attempts int not null default 1,
    parked_at timestamptz not null default clock_timestamp(),
    tried_at timestamptz not null default clock_timestamp(),
    released_at timestamptz,
    primary key (name, source, position)
)
"""

PARKED_CASES: Final = """
create index parked_cases on parked (name, source, stream_id, version) where released_at is null
"""


SKIPPING: Final = """
alter table parked
    add column skipped_at timestamptz,
    add column skipped_by text,
    add column skip_reason text,
    add check ((skipped_at is null) = (skipped_by is null)),
    add check ((skipped_at is null) = (skip_reason is null)),
    add check (skipped_at is null or released_at is null)
"""

STILL_PARKED: Final = """
create index parked_still on parked (name, source, stream_id, version)
 where released_at is null and skipped_at is null
"""

TOPICS: Final = """
alter table readers
    add column next_offset bigint,
    add column counted bigint,
    add column ahead bigint[] not null default '{}',
    add column refused bigint not null default 0
"""

READING_PROCESSES: Final = """
create table reading_processes (
    name text not null,
    source text not null,
    owner uuid not null,
    seen_until timestamptz not null,
    primary key (name, source, owner)
)
"""


def tables_v1() -> tuple[str, ...]:
    """Statements that make the tables in the schema that comes first on the search path.

    `readers`: one row for each slot of each source; who reads it (a lease by the database's time,
    with an epoch that fences off whoever lost it) and how far. `parked`: messages that could not be
    applied, with those of the same case that came after them.
    """
    return READERS, PARKED, PARKED_CASES


def skipping_v2() -> tuple[str, ...]:
    """Statements that let a parked message be skipped: who did it, when, and why.

    The rows stay: what was skipped is counted and listed apart for good.
    """
    return SKIPPING, "drop index parked_cases", STILL_PARKED


def topics_v3(role: str) -> tuple[str, ...]:
    """Statements that let a slot be read from a partition of a topic.

    `next_offset` is the offset of the record to read next. `counted` is how many messages of the
    slot there are up to `read_to`, as far as it is known; `ahead` are the positions beyond
    `read_to` of those that were seen already. `refused` counts records that were no message of the
    log. `reading_processes` says which processes take part, so that they can share the slots.

    A source that is read in another number of slots gets other rows: `role`, which is what the
    service logs in as, may take the old ones away.
    """
    return (
        TOPICS,
        READING_PROCESSES,
        f"grant delete on readers to {role}",
        f"grant select, insert, update, delete on reading_processes to {role}",
    )
