"""The tables of a service's subscriptions, for a migration of its own schema."""

from typing import Final

from shared.runner import skipping_v2, tables_v1

HEADS: Final = """
create table heard_cases (
    source text not null,
    stream_id uuid not null,
    version int not null,
    primary key (source, stream_id)
)
"""


def subscriptions_v1(role: str) -> tuple[str, ...]:
    """The runner's tables, and how far each case of another service was heard.

    `role` is what the service's processes log in as.
    """
    rights = f"grant select, insert, update on readers, parked, heard_cases to {role}"
    return (*tables_v1(), *skipping_v2(), HEADS, rights)
