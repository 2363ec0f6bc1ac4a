"""The relay's own tables, for a migration of each service that publishes."""

from typing import Final

from shared.database.identifiers import quoted

RELAY: Final = """
create table relay (
    only_one boolean primary key default true check (only_one),
    owner uuid,
    epoch bigint not null default 0,
    lease_until timestamptz,
    log_id uuid,
    position bigint not null default 0,
    event_id uuid,
    counts bigint[] not null default '{}',
    sent bigint not null default 0,
    moved_at timestamptz,
    level_at timestamptz,
    waiting text,
    halted text,
    check ((position = 0) = (event_id is null))
)
"""

LEFT_OUT: Final = """
create table relay_left_out (
    position bigint primary key,
    stream_id uuid not null,
    event_id uuid not null,
    bytes integer not null,
    reason text not null,
    left_out_at timestamptz not null default clock_timestamp()
)
"""


def relay_v1(role: str) -> tuple[str, ...]:
    """Statements that make them in the schema that comes first; `role` is what the service is.

    `relay`, of one row: who relays (a lease by the database's time, with an epoch that fences off
    whoever lost it), up to where everything was acknowledged, and how many messages of each
    partition that is. `relay_left_out`: messages that the broker refuses for ever.
    """
    return (
        RELAY,
        "insert into relay default values",
        LEFT_OUT,
        f"grant select, update on relay to {quoted(role)}",
        f"grant select, insert on relay_left_out to {quoted(role)}",
    )
