"""An authority's policy as it stands: what is local, in dated editions."""

from dataclasses import dataclass
from datetime import date
from typing import Final


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyTerms:
    """What an authority decides for itself.

    `acknowledgement_working_days` from receipt. `pause_while_finding_advocate`:
    guidance lets Stage 1 stand still then, and few authorities do.
    `stage_1_due_soon_working_days` is how early the work list warns.
    """

    acknowledgement_working_days: int = 3
    pause_while_finding_advocate: bool = False
    stage_1_due_soon_working_days: int = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyEdition:
    """The terms from `effective_from`; None is from the beginning. Number 0 is the built-in one."""

    number: int
    effective_from: date | None
    terms: PolicyTerms


BUILT_IN: Final = PolicyEdition(number=0, effective_from=None, terms=PolicyTerms())


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """Every edition, in the order in which they were set."""

    editions: tuple[PolicyEdition, ...] = (BUILT_IN,)

    def on(self, day: date) -> PolicyEdition:
        """The edition in force on `day`; of two from one day, the one that was set later.

        A case is under the edition of the day it was received, whatever is set later.
        """
        known = (e for e in self.editions if e.effective_from is None or e.effective_from <= day)
        return max(known, key=lambda edition: (edition.effective_from or date.min, edition.number))
