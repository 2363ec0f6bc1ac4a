"""The access log's table and its one way in, as statements for a migration of each service."""

from shared.database.scripts import statements_in


def access_log_v1(schema: str, role: str) -> tuple[str, ...]:
    """Statements that make it in `schema`, in order, one at a time; the log is there already.

    `role` is what the service logs in as: it may read, and call `record_reads`; it may neither
    insert a row with a hash of its own making, nor change one.
    """
    return statements_in("shared.access_log", "access_log_v1.sql", schema=schema, role=role)
