"""The log's tables and its append function, as statements for a service's migrations."""

from shared.database.scripts import statements_in

_PACKAGE = "shared.event_store"


def log_v1(schema: str, role: str) -> tuple[str, ...]:
    """The statements that make version 1 of a log, in order, one at a time.

    They are run by the owner of the database with `schema` as search path; `role` is what the
    service logs in as: it may read and call `append`, and change no event.
    """
    return statements_in(_PACKAGE, "log_v1.sql", schema=schema, role=role)


def append_v2(schema: str, role: str) -> tuple[str, ...]:
    """The statements that make `append_batch`, which `role` may call; run like `log_v1`'s."""
    return statements_in(_PACKAGE, "append_v2.sql", schema=schema, role=role)
