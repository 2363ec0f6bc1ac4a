"""Names of schemas, roles and databases inside SQL text, where no parameter can stand."""

import re
from typing import Final

_PLAIN: Final = re.compile(r"[a-z_][a-z0-9_]{0,62}")


def quoted(name: str) -> str:
    """`name` in double quotes. Raises ValueError unless it is plain lower case with underscores."""
    if _PLAIN.fullmatch(name) is None:
        raise ValueError(f"not a plain SQL name: {name!r}")
    return f'"{name}"'
