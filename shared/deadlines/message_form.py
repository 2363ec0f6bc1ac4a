"""A clock as a message states it: the published shape, which readers who know no procedure use."""

from datetime import date, datetime

from shared.deadlines.clock import Clock
from shared.deadlines.pause import Pause

Plain = str | int | None
MessageForm = dict[str, Plain | list[dict[str, Plain]]]


def message_form(clock: Clock) -> MessageForm:
    """The clock in JSON's own types: dates as YYYY-MM-DD, instants in UTC with a Z.

    A clock of elapsed hours has `from_at`, `due_at`, `original_due_at` and `stopped_at` where
    another has `from`, `due`, `original_due` and `stopped`.
    """
    elapsed = clock.unit.is_elapsed
    at = "_at" if elapsed else ""
    return {
        "clock": str(clock.clock),
        "timescale": clock.timescale,
        "title": clock.title,
        "unit": clock.unit.value,
        "limit": clock.limit,
        "rule": clock.rule,
        f"from{at}": _instant(clock.starts_from_at) if elapsed else _day(clock.starts_from),
        f"due{at}": _instant(clock.due_at) if elapsed else _day(clock.due),
        f"original_due{at}": (
            _instant(clock.original_due_at) if elapsed else _day(clock.original_due)
        ),
        "calendar": clock.calendar,
        "state": clock.state.value,
        f"stopped{at}": _instant(clock.stopped_at) if elapsed else _day(clock.stopped),
        "taken": clock.taken,
        "pauses": [_pause(pause) for pause in clock.pauses],
        "revision": clock.revision,
        "change": clock.change.value,
        "cause": clock.cause,
    }


def _pause(pause: Pause) -> dict[str, Plain]:
    return {
        "paused_on": _day(pause.paused_on),
        "resumed_on": _day(pause.resumed_on),
        "reason": pause.reason,
    }


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _instant(instant: datetime | None) -> str | None:
    return None if instant is None else instant.isoformat().replace("+00:00", "Z")
