"""The codes of authorities as requests may name them, in the header `Candour-Authority`."""

import re
from typing import Final

AUTHORITY: Final = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
SPELLING: Final = "lower-case letters, digits and hyphens, at most 64, such as county-2022"


def is_authority(code: str) -> bool:
    """Whether some authority could have this code."""
    return AUTHORITY.fullmatch(code) is not None
