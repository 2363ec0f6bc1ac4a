"""A whole time in care, with every event that there is, for the golden files.

It is made by commands, as every history is; the files keep what came of them.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final
from uuid import uuid5

from services.placements.domain.care import commands as asked
from services.placements.domain.care import corrections as right
from services.placements.domain.care.commands import CareCommand
from services.placements.domain.care.events import CareEvent
from services.placements.domain.households.terms import Ground
from services.placements.domain.terms import (
    AdjournmentReason,
    CareEndReason,
    LateReason,
    LegalStatus,
    NeedOfPlacement,
    Provider,
)
from services.placements.store.event_types import care_codec
from shared.casework.beside.happenings import (
    AddNote,
    AskRedaction,
    CompleteRedaction,
    CorrectPerson,
    LinkPerson,
    RedactText,
)
from shared.casework.terms import CorrectionReason
from tests.placements.care.a_child import (
    CHILD,
    DAY_2,
    DAY_3,
    DAY_5,
    DAY_20,
    STARTED,
    STREAM,
    become,
    care,
    move,
    place,
    review,
    visit,
)

WHY: Final = CorrectionReason.EVIDENCE_FOUND
TEXT: Final = uuid5(STREAM, "note")

FOSTERED: Final[Sequence[CareCommand]] = (
    become(team="north"),
    asked.RecordSiblings(recorded_on=STARTED, sibling_group=uuid5(STREAM, "siblings")),
    asked.AllocateCare(allocated_on=STARTED, team="north", worker="w-1"),
    asked.TellReviewingService(told_on=DAY_2),
    asked.AppointOfficer(appointed_on=DAY_5, officer="iro-1"),
    asked.RequestPlacement(
        requested_on=STARTED, needs=(NeedOfPlacement.FOSTERING, NeedOfPlacement.SHORT_TERM)
    ),
    asked.MatchPlacement(
        request=1, matched_on=STARTED, provider=Provider.IN_HOUSE, household="H-2020-00001"
    ),
    place(ground=Ground.EMERGENCY, request=1, address="12 Fennel Row"),
    asked.PlanPlacement(placement=1, planned_on=DAY_2),
    asked.SettleTerms(placement=1, settled_on=DAY_5),
    visit(on=DAY_3),
    visit(on=DAY_20),
    asked.AdjournReview(adjourned_on=DAY_5, reason=AdjournmentReason.REPORTS_MISSING),
    review(on=DAY_20, complete=False),
    asked.ContinueReview(review=1, held_on=date(2023, 5, 18)),
    asked.AskEarlierReview(asked_on=date(2023, 5, 18), review_by=date(2023, 7, 3)),
    asked.ChangeLegalStatus(changed_on=date(2023, 6, 1), status=LegalStatus.C1),
    asked.HoldReview(held_on=date(2023, 8, 7), late_reason=LateReason.COURT),
    move(on=date(2023, 9, 1), long_term=True),
    right.CorrectCareStart(reason=WHY, started_on=date(2023, 4, 1)),
    right.CorrectLegalStatus(number=2, reason=WHY, changed_on=date(2023, 6, 2)),
    right.CorrectReviewingOfficer(reason=WHY, told_on=DAY_3, appointed_on=DAY_3),
    right.CorrectPlacement(placement=1, reason=WHY, ended_on=date(2023, 8, 31)),
    right.CorrectAddress(placement=2, reason=WHY, address="4 Teasel Court", postcode="ZZ9 7QX"),
    right.CorrectVisit(number=1, reason=WHY, visited_on=DAY_5),
    right.CorrectReview(number=1, reason=WHY, held_on=date(2023, 5, 5)),
    AddNote(noted_on=DAY_2, text="Ada rang her gran."),
    LinkPerson(linked_on=DAY_2, person=CHILD.person, known_as=uuid5(STREAM, "index")),
    AskRedaction(asked_on=DAY_5, person=uuid5(STREAM, "gran")),
    RedactText(
        redacted_on=DAY_5, text=TEXT, wording="Rang a relative.", texts_held=frozenset({TEXT})
    ),
    CompleteRedaction(completed_on=DAY_5, person=uuid5(STREAM, "gran")),
    CorrectPerson(
        person=CHILD.person, reason=WHY, name="Ada Quillfeather", date_of_birth=date(2012, 2, 28)
    ),
    asked.EndCare(ended_on=date(2023, 12, 1), reason=CareEndReason.SPECIAL_GUARDIANSHIP),
    right.CorrectCareEnd(reason=WHY, ended_on=date(2023, 11, 30)),
    right.CorrectPlacement(placement=1, reason=WHY, ended_on=date(2023, 9, 1)),
    right.WithdrawPlacement(placement=2, reason=WHY),
)
PERSONAL: Final = (
    b"Ada",
    b"Quill",
    b"2012-02-2",
    b"Fennel",
    b"Teasel",
    b"ZZ9",
    b"gran",
    b"relative",
)


def history(commands: Sequence[CareCommand]) -> dict[str, CareEvent]:
    """Every event by file stem: its stored name, and a number from the second of it on."""
    return dict(_named(commands))


def _named(commands: Sequence[CareCommand]) -> Iterator[tuple[str, CareEvent]]:
    codec, given = care_codec(), care.given()
    for command in commands:
        given = given.and_then(command)
    seen: dict[str, int] = {}
    for event in given.history:
        name = codec.type_of(event).name
        seen[name] = seen.get(name, 0) + 1
        yield (name if seen[name] == 1 else f"{name}.{seen[name]}"), event
