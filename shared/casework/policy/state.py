"""An authority's policy as it stands: what is local, in dated editions."""

from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

TermsT = TypeVar("TermsT")
TermsT_co = TypeVar("TermsT_co", covariant=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyEdition(Generic[TermsT_co]):
    """The terms from `effective_from`; None is from the beginning. Number 0 is the built-in one."""

    number: int
    effective_from: date | None
    terms: TermsT_co


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy(Generic[TermsT_co]):
    """Every edition, in the order in which they were set; the built-in one is the first."""

    editions: tuple[PolicyEdition[TermsT_co], ...]

    def on(self, day: date) -> PolicyEdition[TermsT_co]:
        """The edition in force on `day`; of two from one day, the one that was set later.

        A case is under the edition of the day it was received, whatever is set later.
        """
        known = (e for e in self.editions if e.effective_from is None or e.effective_from <= day)
        return max(known, key=lambda edition: (edition.effective_from or date.min, edition.number))


def built_in(terms: TermsT) -> Policy[TermsT]:
    """The policy of an authority that set none."""
    return Policy(editions=(PolicyEdition(number=0, effective_from=None, terms=terms),))
