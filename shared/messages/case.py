"""What a message says of its case and of who acted: codes and references, never a name."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseInMessage:
    """The case as it stands after the event: what a reader needs to count, list and restrict it.

    `kind` is the kind of case (`complaint`, `compliment`, …); `team`, `worker` and `service_area`
    are codes. A restricted case is shown to those in `allow` only; nobody in `deny` sees it.
    """

    kind: str
    reference: str
    team: str | None = None
    worker: str | None = None
    service_area: str | None = None
    restricted: bool = False
    allow: tuple[str, ...] = ()
    deny: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorInMessage:
    """Who recorded the event, in what role, from which team: codes."""

    worker: str | None = None
    role: str
    team: str | None = None
