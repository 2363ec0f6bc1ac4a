"""The access log's table, as statements for a migration of each service that keeps cases."""


def access_log_v1(schema: str, role: str) -> tuple[str, ...]:
    """Statements that make it in `schema`; `role` is what the service logs in as."""
    del schema, role
    return ()
