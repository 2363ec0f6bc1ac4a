"""What a case says of itself that nobody is on, and nothing of which is counted."""

from shared.event_store.list_values import PersonalValue
from shared.messages import Fact, PersonInMessage


def no_facts(state: object) -> tuple[Fact, ...]:
    """Nothing of it is counted."""
    del state
    return ()


def no_people(state: object) -> tuple[PersonInMessage, ...]:
    """Nobody is on it."""
    del state
    return ()


def no_names(state: object) -> dict[str, PersonalValue]:
    """Its list row shows no name."""
    del state
    return {}
