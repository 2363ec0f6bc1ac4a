"""Fields that tell something about a person, marked in the type so that no one can forget them.

A marked field is encrypted where the event is stored, and never published. `Personal` belongs to
the innermost enclosing dataclass that has a field `person: UUID`, and is readable while that
person's key exists. `FreeText` may name anybody: each text has a key of its own, under the key of
the case, so that one text can be redacted without the others.
"""

from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Annotated, Final


class Marker(Enum):
    """Whose key a marked field is encrypted under."""

    PERSONAL = "person"
    FREE_TEXT = "text"


PERSONAL: Final = Marker.PERSONAL
FREE_TEXT: Final = Marker.FREE_TEXT


@dataclass(frozen=True, slots=True)
class Erased:
    """What is left of a personal value once its key is destroyed: that there was one."""

    erased: bool = True


Personal = Annotated[str | Erased, PERSONAL]
PersonalDate = Annotated[date | Erased, PERSONAL]
FreeText = Annotated[str | Erased, FREE_TEXT]
