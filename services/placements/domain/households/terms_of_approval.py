"""Terms of approval: places and ages from a day on, and their correction.

They may be changed, or corrected, below what is occupied: that is recorded as it is, the household
then stands beyond its terms, and nobody more is placed there until it does not. Where other terms
bring an emergency placement within them, that placement goes on (SI 2010/959 reg 23(2)).
"""

from services.placements.domain.households import refusals
from services.placements.domain.households.commands import ChangeTerms, CorrectTerms
from services.placements.domain.households.events import TermsChanged, TermsCorrected
from services.placements.domain.households.household import (
    MOST_PLACES,
    OLDEST,
    Approved,
    Household,
    Terms,
)
from services.placements.domain.households.places import terms_on
from services.placements.domain.households.standing import check_happened, fostering, known
from services.placements.domain.local import Here
from shared.casework.refusals import NothingToChange


def check_terms(terms: Terms, field: str) -> None:
    """Raises TermsContradictory."""
    places, siblings = terms.places, terms.sibling_places
    youngest, oldest = terms.youngest, terms.oldest
    sets_something = any(value is not None for value in (places, youngest, oldest))
    within = all(
        value is None or least <= value <= most
        for value, least, most in (
            (places, 1, MOST_PLACES),
            (siblings, places or MOST_PLACES + 1, MOST_PLACES),
            (youngest, 0, OLDEST),
            (oldest, youngest or 0, OLDEST),
        )
    )
    if not (sets_something and within):
        raise refusals.TermsContradictory(field, most_places=MOST_PLACES, oldest=OLDEST)


def may_change_terms(household: Household, here: Here) -> Approved:
    """Raises as `fostering`."""
    del here
    return fostering(household)


def change_terms(
    command: ChangeTerms, household: Household, here: Here
) -> tuple[TermsChanged, ...]:
    """Raises a date's refusal, TermsContradictory or NothingToChange, or as `may_change_terms`."""
    approved = may_change_terms(household, here)
    check_happened(command.effective_on, approved, here, "effective_on")
    if command.terms is not None:
        check_terms(command.terms, "terms")
    if terms_on(approved, command.effective_on) == command.terms:
        raise NothingToChange("terms")
    return (TermsChanged(occurred_on=command.effective_on, terms=command.terms),)


def may_correct_terms(household: Household, here: Here) -> Approved:
    """Raises TermsNeverChanged, or as `known`."""
    del here
    approved = known(household)
    if len(approved.terms) == 1:
        raise refusals.TermsNeverChanged
    return approved


def correct_terms(
    command: CorrectTerms, household: Household, here: Here
) -> tuple[TermsCorrected, ...]:
    """Raises NoSuchChangeOfTerms, a date's refusal, TermsContradictory or NothingToChange, or as
    `may_correct_terms`.
    """
    approved = may_correct_terms(household, here)
    if not 1 <= command.change < len(approved.terms):
        raise refusals.NoSuchChangeOfTerms("change", changes=len(approved.terms) - 1)
    period = approved.terms[command.change]
    day = command.effective_on or period.from_on
    check_happened(day, approved, here, "effective_on")
    if command.terms is not None:
        check_terms(command.terms, "terms")
    terms = None if command.no_terms else command.terms or period.terms
    if (day, terms) == (period.from_on, period.terms):
        raise NothingToChange("reason")
    return (
        TermsCorrected(
            occurred_on=here.today,
            change=command.change,
            effective_on=day,
            terms=terms,
            reason=command.reason,
        ),
    )
