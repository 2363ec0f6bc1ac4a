"""`candour rebuild`: asks the projections for a rebuild, watches it, and says what was checked."""

import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from services.command_line.api import Answer, Api
from services.command_line.catching_up import object_of
from services.command_line.standstill import Standstill
from services.command_line.which_services import PROJECTIONS
from shared.clock import fresh

SECONDS_BETWEEN_LOOKS: Final = 0.3
ENDED: Final = frozenset({"done", "failed"})
UNDER_WAY: Final = "rebuild-under-way"

WORDS: Final[Mapping[str, str]] = {
    "messages": "messages folded, each of those that were kept",
    "cases": "cases, each as far as the former tables had it",
    "clocks": "rows of clocks",
    "facts": "rows of facts",
    "people": "rows of people",
    "parked_cases": "cases are parked, as before",
    "parked_now_fit": "of them could now be applied, by candour parked retry",
    "came_meanwhile": "messages came meanwhile, and are in it",
}
FAILURES: Final[Mapping[str, str]] = {
    "poison-only-on-rebuild": "a message that was applied when it came cannot be applied now",
    "case-incomplete": "messages of a case are missing from those that were kept",
    "counts-differ": "the new tables do not hold as many messages or cases as the former",
    "no-former-generation": "no former tables are kept",
    "attempts-ended": "the worker ended three times while it rebuilt",
}


class RebuildDidNotSucceed(Exception):
    """It failed, and what answered before still answers; says why in a sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stands:
    """How a rebuild stands, as the projections told it."""

    rebuild_id: str
    kind: str
    state: str
    generation: object
    messages: int
    messages_done: int
    checks: Mapping[str, int]
    failure: str | None
    at: str | None

    @classmethod
    def of(cls, told: Mapping[str, object]) -> "Stands":
        checks = told.get("checks")
        source = told.get("failed_source")
        failure = told.get("failure")
        return cls(
            rebuild_id=str(told.get("rebuild_id")),
            kind=str(told.get("kind")),
            state=str(told.get("state")),
            generation=told.get("generation"),
            messages=int(str(told.get("messages", 0))),
            messages_done=int(str(told.get("messages_done", 0))),
            checks=checks if isinstance(checks, dict) else {},
            failure=None if failure is None else str(failure),
            at=None if source is None else f"{source}, position {told.get('failed_position')}",
        )


def ask(api: Api, *, authority: str, back: bool, say: Callable[[str], None]) -> Stands:
    """Asked for now, or found under way where the same was asked for before.

    Raises Unexpected or Unreachable.
    """
    kind = "back" if back else "rebuild"
    answer = _send(
        api,
        authority=authority,
        method="POST",
        path="/rebuilds",
        body={"kind": kind},
        headers={"Idempotency-Key": str(fresh())},
    )
    if answer.code == UNDER_WAY:
        for stands in _listed(api, authority=authority):
            if stands.kind == kind and stands.state not in ENDED:
                say("one is under way already: this is how it goes")
                return stands
    return Stands.of(object_of(answer))


def watched(
    api: Api, rebuild: str, *, authority: str, say: Callable[[str], None]
) -> Iterator[Stands]:
    """How it stands, again and again until it has ended; `say` hears of a standstill.

    Raises NobodyRebuilds, Unexpected or Unreachable.
    """
    pause = threading.Event()
    standstill = Standstill()
    while True:
        path = f"/rebuilds/{rebuild}"
        stands = Stands.of(object_of(_send(api, authority=authority, method="GET", path=path)))
        yield stands
        if stands.state in ENDED:
            return
        so_far = (stands.state, stands.messages_done)
        if words := standstill.words(stands.state, so_far, time.monotonic()):
            say(words)
        pause.wait(SECONDS_BETWEEN_LOOKS)


def summary(stands: Stands) -> str:
    """What was checked, a line each. Raises RebuildDidNotSucceed."""
    if stands.failure is not None:
        why = FAILURES.get(stands.failure, stands.failure)
        where = "" if stands.at is None else f" ({stands.at})"
        raise RebuildDidNotSucceed(f"{why}{where}; nothing was switched")
    counted = [
        f"{stands.checks[name]:>10,} {words}"
        for name, words in WORDS.items()
        if name in stands.checks
    ]
    return "\n".join([f"generation {stands.generation} answers now", *counted])


def _listed(api: Api, *, authority: str) -> Sequence[Stands]:
    said = object_of(_send(api, authority=authority, method="GET", path="/rebuilds")).get("items")
    return [Stands.of(one) for one in (said if isinstance(said, list) else [])]


def _send(
    api: Api,
    *,
    authority: str,
    method: str,
    path: str,
    body: object = None,
    headers: Mapping[str, str] | None = None,
) -> Answer:
    return api.send(
        service=PROJECTIONS,
        role="administrator",
        authority=authority,
        method=method,
        path=path,
        body=body,
        headers=headers,
    )
