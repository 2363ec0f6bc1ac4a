"""Random identifiers, for what has no command to derive one from."""

from uuid import UUID, uuid4


def fresh() -> UUID:
    """A new random identifier: never for an event or a case, whose ids derive from the command."""
    return uuid4()
