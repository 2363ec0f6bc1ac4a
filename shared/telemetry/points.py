"""Named points at which a test ends or stops the process that reaches them.

`CANDOUR_END_AT=relay.after-send:3` kills the process, as `kill -9` would, when it reaches that
point for the third time; `CANDOUR_STOP_AT` stops it there until somebody sends SIGCONT. Where
neither is set, a point costs one comparison. Every service's settings refuse both in production.
"""

import os
import re
import signal
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

END_AT: Final = "CANDOUR_END_AT"
STOP_AT: Final = "CANDOUR_STOP_AT"
_POINT: Final = re.compile(r"([a-z]+\.[a-z-]+)(?::([1-9][0-9]*))?")


@dataclass(slots=True, kw_only=True)
class Plan:
    """What happens at one point, when it is reached for the `left`th time from now."""

    name: str
    left: int
    sent: signal.Signals

    def count(self, name: str) -> None:
        if name != self.name or self.left == 0:
            return
        self.left -= 1
        if self.left == 0:
            os.kill(os.getpid(), self.sent)


def is_point(said: str) -> bool:
    """Whether it names a point, alone or with the time it is reached: `relay.after-send:3`."""
    return _POINT.fullmatch(said) is not None


def plans_of(environment: Mapping[str, str]) -> tuple[Plan, ...]:
    """What the environment asks for: nothing, as a rule.

    What cannot be read is left out: the settings refuse it with a sentence.
    """
    asked = ((END_AT, signal.SIGKILL), (STOP_AT, signal.SIGSTOP))
    read = ((_POINT.fullmatch(environment.get(variable, "")), sent) for variable, sent in asked)
    return tuple(
        Plan(name=found[1], left=int(found[2] or 1), sent=sent) for found, sent in read if found
    )


_PLANS: Final = plans_of(os.environ)


def reached(name: str) -> None:
    """The process is at this point now."""
    if _PLANS:
        for plan in _PLANS:
            plan.count(name)
