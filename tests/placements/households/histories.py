"""The history of a household that holds every event of its kind, spelled out.

What a golden file keeps must not move when a rule does, so nothing here comes from a command.
"""

from collections.abc import Mapping
from datetime import date
from typing import Final
from uuid import UUID, uuid5

from services.placements.domain.households import events as happened
from services.placements.domain.households.events import HouseholdEvent
from services.placements.domain.households.household import Terms
from services.placements.domain.households.terms import (
    Ground,
    HoldReason,
    HouseholdClosingReason,
    HouseholdKind,
)
from shared.casework.people.details import PersonDetails
from shared.casework.terms import CorrectionReason, Sex

STREAM: Final = UUID("0a6d4b52-2b1c-5c8e-8f0e-5d2b7c9a1e44")
FAMILY: Final = uuid5(STREAM, "family")
ORLA: Final = PersonDetails(
    person=uuid5(STREAM, "orla"),
    name="Orla Fenwick",
    date_of_birth=date(1979, 2, 3),
    contact="7 Larch Row",
    sex=Sex.FEMALE,
)
PETE: Final = PersonDetails(person=uuid5(STREAM, "pete"), name="Pete Fenwick")

HOUSEHOLD: Final[Mapping[str, HouseholdEvent]] = {
    "household-approved": happened.HouseholdApproved(
        occurred_on=date(2023, 4, 3),
        reference="H-2023-00001",
        kind=HouseholdKind.IN_HOUSE,
        carers=(ORLA, PETE),
        terms=Terms(places=2, sibling_places=3, youngest=0, oldest=11),
        team="fostering",
        worker="w-7",
    ),
    "approval-corrected": happened.ApprovalCorrected(
        occurred_on=date(2023, 4, 4),
        approved_on=date(2023, 4, 2),
        kind=HouseholdKind.SPECIALIST,
        terms=Terms(places=2, sibling_places=3, youngest=0, oldest=12),
        reason=CorrectionReason.MISKEYED,
    ),
    "household-allocated": happened.HouseholdAllocated(
        occurred_on=date(2023, 4, 5), team="fostering", worker="w-8"
    ),
    "place-filled": happened.PlaceFilled(
        occurred_on=date(2023, 5, 1),
        care="K-2023-00001",
        placement=1,
        child=uuid5(STREAM, "child 1"),
        to_on=None,
        age=7,
        siblings=FAMILY,
        ground=Ground.WITHIN_TERMS,
    ),
    "place-corrected": happened.PlaceCorrected(
        occurred_on=date(2023, 5, 4),
        care="K-2023-00001",
        placement=1,
        from_on=date(2023, 5, 2),
        to_on=None,
        age=7,
        siblings=FAMILY,
        ground=Ground.WITHIN_TERMS,
        reason=CorrectionReason.LATE_NEWS,
    ),
    "place-filled.late": happened.PlaceFilled(
        occurred_on=date(2023, 5, 2),
        care="K-2023-00002",
        placement=1,
        child=uuid5(STREAM, "child 2"),
        to_on=date(2023, 5, 6),
        age=None,
        siblings=None,
        ground=Ground.EMERGENCY,
    ),
    "place-withdrawn": happened.PlaceWithdrawn(
        occurred_on=date(2023, 5, 8),
        care="K-2023-00002",
        placement=1,
        reason=CorrectionReason.EVIDENCE_FOUND,
    ),
    "exemption-granted": happened.ExemptionGranted(
        occurred_on=date(2023, 5, 9), care="K-2023-00004"
    ),
    "place-filled.emergency": happened.PlaceFilled(
        occurred_on=date(2023, 5, 10),
        care="K-2023-00003",
        placement=2,
        child=uuid5(STREAM, "child 3"),
        to_on=None,
        age=14,
        siblings=None,
        ground=Ground.EMERGENCY,
    ),
    "terms-changed": happened.TermsChanged(
        occurred_on=date(2023, 5, 15), terms=Terms(places=3, oldest=17)
    ),
    "place-settled": happened.PlaceSettled(
        occurred_on=date(2023, 5, 15), care="K-2023-00003", placement=2
    ),
    "terms-corrected": happened.TermsCorrected(
        occurred_on=date(2023, 5, 17),
        change=1,
        effective_on=date(2023, 5, 14),
        terms=Terms(places=3, oldest=17),
        reason=CorrectionReason.AUDIT,
    ),
    "exemption-ended": happened.ExemptionEnded(occurred_on=date(2023, 5, 20), care="K-2023-00004"),
    "places-held": happened.PlacesHeld(
        occurred_on=date(2023, 5, 21),
        places=1,
        reason=HoldReason.CARERS_REST,
        to_on=date(2023, 7, 1),
    ),
    "hold-released": happened.HoldReleased(occurred_on=date(2023, 6, 1), hold=1),
    "household-complaint-noted": happened.ComplaintNoted(
        occurred_on=date(2023, 6, 2), complaint="C-2023-00009"
    ),
    "household-complaint-closed": happened.NotedComplaintClosed(
        occurred_on=date(2023, 6, 20), complaint="C-2023-00009"
    ),
    "place-freed": happened.PlaceFreed(
        occurred_on=date(2023, 6, 21), care="K-2023-00001", placement=1
    ),
    "place-freed.last": happened.PlaceFreed(
        occurred_on=date(2023, 6, 22), care="K-2023-00003", placement=2
    ),
    "household-closed": happened.HouseholdClosed(
        occurred_on=date(2023, 6, 30), reason=HouseholdClosingReason.RETIRED
    ),
    "household-complaint-taken-back": happened.ComplaintTakenBack(
        occurred_on=date(2023, 7, 3), complaint="C-2023-00009"
    ),
}
