"""The log's tables and its append function, as statements for a service's migrations."""

from importlib import resources

from shared.database.identifiers import quoted

_BETWEEN = "-- next statement\n"


def log_v1(schema: str, role: str) -> tuple[str, ...]:
    """The statements that make version 1 of a log, in order, one at a time.

    They are run by the owner of the database with `schema` as search path; `role` is what the
    service logs in as: it may read and call `append`, and change no event.
    """
    return _statements("log_v1.sql", schema, role)


def append_v2(schema: str, role: str) -> tuple[str, ...]:
    """The statements that make `append_batch`, which `role` may call; run like `log_v1`'s."""
    return _statements("append_v2.sql", schema, role)


def _statements(name: str, schema: str, role: str) -> tuple[str, ...]:
    script = resources.files("shared.event_store").joinpath(f"sql/{name}").read_text("utf-8")
    filled = script.replace("@schema@", quoted(schema).strip('"')).replace("@role@", quoted(role))
    return tuple(statement.strip() for statement in filled.split(_BETWEEN))
