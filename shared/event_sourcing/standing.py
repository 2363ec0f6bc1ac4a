"""What stands against each act where the case is now: the very checks that the rules begin with."""

from collections.abc import Callable, Mapping
from typing import ParamSpec, TypeVar

from shared.event_sourcing.refusal import Refusal

ActionT = TypeVar("ActionT", bound=str)
Where = ParamSpec("Where")


def refusal_of(
    check: Callable[Where, object], *args: Where.args, **named: Where.kwargs
) -> Refusal | None:
    """The refusal that `check` raises, or None where it lets the act pass."""
    try:
        check(*args, **named)
    except Refusal as refusal:
        # Its traceback would hold every frame on the way here, in a circle with what holds it.
        return refusal.with_traceback(None)
    return None


def standing_against(
    checks: Mapping[ActionT, Callable[Where, object]], *args: Where.args, **named: Where.kwargs
) -> dict[str, Refusal | None]:
    """Each action, by its code, with the refusal of standing against it, or None."""
    against: dict[str, Refusal | None] = {}
    for action, check in checks.items():
        try:
            check(*args, **named)
        except Refusal as refusal:
            against[str(action)] = refusal.with_traceback(None)
        else:
            against[str(action)] = None
    return against
