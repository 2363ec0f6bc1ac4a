"""One log for a process: JSON lines on standard error, ours and the libraries' alike.

    log = log_of("complaints.sweep")
    log.info("duties-raised", count=3, source="complaints")

Loggers are safe without any set-up: the allow-list of `harmless.py` is in the logger itself.
`capture_library_logs` brings the lines of libraries (uvicorn, asyncio, Alembic) to the same form.
"""

import logging
import sys
from collections.abc import Mapping, MutableMapping
from datetime import UTC, datetime
from typing import Any, Final, cast

import orjson
import structlog
from structlog.typing import FilteringBoundLogger
from typing_extensions import override

from shared.telemetry.correlation import CORRELATION
from shared.telemetry.harmless import described, harmless_event, harmless_value, harmless_values
from shared.telemetry.repetition import Repetition
from shared.telemetry.written_tracebacks import described_text

# Their message templates are constants of the library, so the template (never its values) may be
# shown; elsewhere a message may have been put together from data. What is not one line of text is
# no template: uvicorn hands over a whole traceback as one where an application cannot start, and
# an exception itself where it cannot listen.
CONSTANT_TEMPLATES: Final = frozenset({"uvicorn.error", "uvicorn", "alembic.runtime.migration"})

_stamp = structlog.processors.TimeStamper(fmt="iso", utc=True, key="at")


class _StandardError:
    """Writes a finished line to wherever standard error is now, in one call: lines never mix."""

    def write_line(self, line: str) -> None:
        sys.stderr.write(line + "\n")
        sys.stderr.flush()

    debug = info = warning = error = critical = write_line


_STANDARD_ERROR: Final = _StandardError()


class _LibraryLines(logging.Handler):
    """A library's record as a line of ours: where it came from, and its message's template.

    `count` is how many like it were left out before it.
    """

    def __init__(self) -> None:
        super().__init__()
        self._repetition = Repetition()

    @override
    def emit(self, record: logging.LogRecord) -> None:
        if not self._repetition.is_due(record):
            return
        values: dict[str, object] = {
            "logger": record.name,
            "module": f"{record.module}:{record.lineno}",
        }
        if left_out := self._repetition.left_out_before(record):
            values["count"] = left_out
        # The type says str, but a library may log whatever it likes.
        said: object = record.msg
        error = record.exc_info[1] if record.exc_info else None
        line = _line(
            at=datetime.fromtimestamp(record.created, UTC).isoformat(),
            level=record.levelname.lower(),
            component="library",
            event="library-line",
            values=values,
            error=said if error is None and isinstance(said, BaseException) else error,
        )
        if isinstance(said, str) and record.name in CONSTANT_TEMPLATES:
            template = said.strip()
            if "\n" not in template:
                line["said"] = template
            elif error is None and (written := described_text(template)) is not None:
                line["exception"] = written
        _STANDARD_ERROR.write_line(_json(line))


def log_of(component: str) -> FilteringBoundLogger:
    """The logger of one component ("complaints.api"): `log.info("kebab-event", key=value)`."""
    logger = structlog.wrap_logger(
        _STANDARD_ERROR,
        processors=[structlog.processors.add_log_level, _stamp, _render],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        cache_logger_on_first_use=True,
        component=component,
    )
    return cast("FilteringBoundLogger", logger)


def write_line(component: str, event: str, values: Mapping[str, object]) -> None:
    """An info line, as the component's logger would write it, at a third of the cost.

    For the one line that every request writes.
    """
    at = _stamp(None, "info", {})["at"]
    line = _line(
        at=str(at), level="info", component=component, event=event, values=values, error=None
    )
    _STANDARD_ERROR.write_line(_json(line))


def capture_library_logs(level: int = logging.INFO) -> None:
    """Send every library's log through the same allow-list, in place of its own handlers.

    Uvicorn is to be started with `log_config=None` and `access_log=False`: its access log writes
    whole paths with their queries.
    """
    root = logging.getLogger()
    root.handlers[:] = [_LibraryLines()]
    root.setLevel(level)
    for name in ("uvicorn", "uvicorn.error", "uvicorn.access"):
        library = logging.getLogger(name)
        library.handlers.clear()
        library.propagate = True
    logging.getLogger("uvicorn.access").disabled = True
    for chatty in ("aiokafka", "httpx", "httpcore", "asyncio"):
        logging.getLogger(chatty).setLevel(max(level, logging.WARNING))


def _render(_logger: object, _method: str, values: MutableMapping[str, Any]) -> str:
    """The last structlog processor: an event and its values become one harmless line."""
    error = _error_in(values)
    return _json(
        _line(
            at=str(values.pop("at")),
            level=str(values.pop("level")),
            component=values.pop("component", None),
            event=values.pop("event", None),
            values=values,
            error=error,
        )
    )


def _line(
    *,
    at: str,
    level: str,
    component: object,
    event: object,
    values: Mapping[str, object],
    error: BaseException | None,
) -> dict[str, object]:
    line: dict[str, object] = {
        "at": at,
        "level": level,
        "component": harmless_value(component),
        "event": harmless_event(event),
    }
    correlation = CORRELATION.get()
    if correlation is not None:
        line["correlation"] = correlation
    line.update(harmless_values(values))
    if error is not None:
        line["exception"] = described(error)
    return line


def _error_in(values: MutableMapping[str, Any]) -> BaseException | None:
    """The exception of `exc_info=True` or `exc_info=error`, if the line has one."""
    given = values.pop("exc_info", None)
    match given:
        case BaseException():
            return given
        case tuple():
            return cast("BaseException | None", given[1])
        case _ if given:
            return sys.exc_info()[1]
        case _:
            return None


def _json(line: Mapping[str, object]) -> str:
    return orjson.dumps(line).decode()
