"""The relay's own table, for a migration of each service that publishes."""


def relay_v1(role: str) -> tuple[str, ...]:
    """Statements that make it in the schema that comes first; `role` is what the service is."""
    del role
    return ()
