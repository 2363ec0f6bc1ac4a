"""Any command on a household: sensible and senseless, from a small world so that they meet."""

from datetime import date, timedelta
from typing import Final
from uuid import UUID, uuid5

from hypothesis import strategies as st

from services.placements.domain.households import commands as asked
from services.placements.domain.households.commands import HouseholdCommand
from services.placements.domain.households.household import Terms
from services.placements.domain.households.terms import (
    Ground,
    HoldReason,
    HouseholdClosingReason,
    HouseholdKind,
)
from shared.casework.terms import CorrectionReason
from tests.placements.households.a_household import (
    OTHER_SIBLINGS,
    SIBLINGS,
    STREAM,
    approve,
    k,
)

FIRST_DAY: Final = date(2023, 5, 1)
DAYS: Final = st.integers(min_value=-3, max_value=24).map(
    lambda number: FIRST_DAY + timedelta(days=number)
)
CHILDREN: Final = st.integers(min_value=1, max_value=6)
PLACEMENTS: Final = st.sampled_from((1, 1, 1, 2))
GROUPS: Final[st.SearchStrategy[UUID | None]] = st.sampled_from(
    (None, SIBLINGS, SIBLINGS, SIBLINGS, OTHER_SIBLINGS)
)
GROUNDS: Final = st.sampled_from(tuple(Ground))
REASONS: Final = st.sampled_from(tuple(CorrectionReason))
NUMBERS: Final = st.integers(min_value=1, max_value=3)
ANY_TERMS: Final = st.one_of(
    st.none(),
    st.builds(
        Terms,
        places=st.sampled_from((None, 0, 1, 1, 2, 3, 4)),
        sibling_places=st.sampled_from((None, None, 2, 3)),
        youngest=st.sampled_from((None, None, 0, 5)),
        oldest=st.sampled_from((None, None, 4, 11)),
    ),
)


@st.composite
def a_filling(draw: st.DrawFn) -> asked.FillPlace:
    child = draw(CHILDREN)
    return asked.FillPlace(
        care=k(child),
        placement=draw(PLACEMENTS),
        child=uuid5(STREAM, f"child {child}"),
        from_on=draw(DAYS),
        to_on=draw(st.one_of(st.none(), st.none(), DAYS)),
        age=draw(st.sampled_from((None, 4, 7, 7, 7, 12))),
        siblings=draw(GROUPS),
        ground=draw(GROUNDS),
    )


def of_places() -> st.SearchStrategy[HouseholdCommand]:
    """Coming, leaving, and putting that right."""
    return st.one_of(
        a_filling(),
        a_filling(),
        st.builds(asked.FreePlace, care=CHILDREN.map(k), placement=PLACEMENTS, freed_on=DAYS),
        st.builds(asked.SettlePlace, care=CHILDREN.map(k), placement=PLACEMENTS, settled_on=DAYS),
        st.builds(
            asked.CorrectPlace,
            reason=REASONS,
            care=CHILDREN.map(k),
            placement=PLACEMENTS,
            from_on=st.one_of(st.none(), DAYS),
            to_on=st.one_of(st.none(), DAYS),
            still_there=st.booleans(),
            age=st.sampled_from((None, 4, 7, 12)),
            siblings=GROUPS,
            ground=st.one_of(st.none(), GROUNDS),
        ),
        st.builds(
            asked.WithdrawPlace,
            reason=REASONS,
            care=CHILDREN.map(k),
            placement=PLACEMENTS,
            goes_on=st.sampled_from((None, None, 1, 2)),
        ),
    )


def of_limits() -> st.SearchStrategy[HouseholdCommand]:
    """Terms, exemptions and holds."""
    return st.one_of(
        st.builds(asked.ChangeTerms, effective_on=DAYS, terms=ANY_TERMS),
        st.builds(
            asked.CorrectTerms,
            reason=REASONS,
            change=NUMBERS,
            effective_on=st.one_of(st.none(), DAYS),
            terms=ANY_TERMS,
            no_terms=st.booleans(),
        ),
        st.builds(asked.GrantExemption, granted_on=DAYS, care=CHILDREN.map(k)),
        st.builds(asked.EndExemption, ended_on=DAYS, care=CHILDREN.map(k)),
        st.builds(
            asked.HoldPlaces,
            from_on=DAYS,
            places=NUMBERS,
            reason=st.sampled_from(tuple(HoldReason)),
            to_on=st.one_of(st.none(), DAYS),
        ),
        st.builds(asked.ReleaseHold, hold=NUMBERS, released_on=DAYS),
    )


def of_the_rest() -> st.SearchStrategy[HouseholdCommand]:
    """Approval again, its correction, allocation, closing, complaints."""
    complaints = st.sampled_from(("C-2023-00001", "C-2023-00002"))
    return st.one_of(
        st.just(approve()),
        st.builds(
            asked.CorrectApproval,
            reason=REASONS,
            approved_on=st.one_of(st.none(), DAYS),
            kind=st.sampled_from((None, *HouseholdKind)),
            terms=ANY_TERMS,
            no_terms=st.booleans(),
        ),
        st.builds(
            asked.AllocateHousehold,
            allocated_on=DAYS,
            team=st.sampled_from(("fostering", "south")),
            worker=st.sampled_from((None, "w-7", "w-8")),
        ),
        st.builds(
            asked.CloseHousehold,
            closed_on=DAYS,
            reason=st.sampled_from(tuple(HouseholdClosingReason)),
        ),
        st.builds(asked.NoteComplaint, complaint=complaints, received_on=DAYS),
        st.builds(asked.CloseComplaint, complaint=complaints, closed_on=DAYS),
        st.builds(asked.TakeComplaintBack, complaint=complaints, taken_back_on=DAYS),
    )
