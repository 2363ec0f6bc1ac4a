"""What is said to the log reaches it: a key that is not on the list is dropped without a word."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from shared.telemetry.harmless import LOGGABLE

ROOT: Final = Path(__file__).parents[2]
LEVELS: Final = frozenset({"info", "warning", "error", "critical", "exception"})
LOGGERS: Final = frozenset({"log", "_log"})
OF_ITS_OWN: Final = frozenset({"exc_info"})
"""What is no value of a line, or what every line has."""
OF_A_LIBRARY: Final = frozenset({"logger", "module"})
OF_A_REQUEST: Final = frozenset({"method", "route", "status", "milliseconds", "code"})


def said(module: Path) -> Iterator[str]:
    """The keys with which a module's lines are written."""
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        match node:
            case ast.Call(func=ast.Attribute(value=logger, attr=level)) if level in LEVELS:
                name = (
                    logger.attr if isinstance(logger, ast.Attribute) else getattr(logger, "id", "")
                )
                if name in LOGGERS:
                    yield from (word.arg for word in node.keywords if word.arg is not None)
            case _:
                pass


def test_every_key_that_is_logged_is_listed_and_no_other() -> None:
    modules = [*(ROOT / "shared").rglob("*.py"), *(ROOT / "services").rglob("*.py")]
    used = {key for module in modules for key in said(module)} - OF_ITS_OWN
    assert used | OF_A_LIBRARY | OF_A_REQUEST == LOGGABLE
