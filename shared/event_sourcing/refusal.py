"""How a rule says no: a class for each refusal, with a public code that never changes."""

from datetime import date
from typing import ClassVar

FactOfRefusal = str | date | int

NOT_NOW = 409
NOT_LIKE_THIS = 422


class Refusal(Exception):
    """A rule of the procedure forbids the command. An expected answer, not a fault.

    `status` is 409 for a refusal of standing (where the case is: the default) and 422 for a
    refusal of content (a date, a missing apology), which names the `field` of the body.
    `because` is a sentence for the person who asked; `facts` are the dates, codes and counts it
    rests on, and never hold personal data.
    """

    code: ClassVar[str]
    because: ClassVar[str]
    status: ClassVar[int] = NOT_NOW
    field: str | None = None

    def __init__(self, **facts: FactOfRefusal) -> None:
        super().__init__(self.because)
        self.facts: dict[str, FactOfRefusal] = facts
