"""The access log's table and its one way in, as statements for a migration of each service."""

from importlib import resources

from shared.database.identifiers import quoted

_BETWEEN = "-- next statement\n"


def access_log_v1(schema: str, role: str) -> tuple[str, ...]:
    """Statements that make it in `schema`, in order, one at a time; the log is there already.

    `role` is what the service logs in as: it may read, and call `record_reads`; it may neither
    insert a row with a hash of its own making, nor change one.
    """
    script = resources.files("shared.access_log").joinpath("sql/access_log_v1.sql")
    text = script.read_text("utf-8")
    filled = text.replace("@schema@", quoted(schema).strip('"')).replace("@role@", quoted(role))
    return tuple(statement.strip() for statement in filled.split(_BETWEEN))
