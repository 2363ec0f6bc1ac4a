"""A correction names the very event that it corrects, also where a case has several of its type."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import ClassVar
from uuid import UUID

import pytest

from shared.event_store.case import Recorded, corrected_event
from shared.event_store.store import StoredEvent

DAY = date(2022, 5, 4)


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitMade:
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitCorrected:
    corrects: ClassVar[str] = "visit-made"
    corrects_by: ClassVar[tuple[str, ...]] = ("visit",)

    visit: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AnyVisitCorrected:
    corrects: ClassVar[str] = "visit-made"


Event = VisitMade | VisitCorrected | AnyVisitCorrected
STORED = StoredEvent(
    position=1,
    version=1,
    event_id=UUID(int=100),
    authority="county",
    stream_kind="visits",
    type="visit-made",
    schema_version=1,
    occurred_on=DAY,
    occurred_at=None,
    recorded_at=datetime(2022, 5, 4, tzinfo=UTC),
    known_from=None,
    import_source=None,
    corrects=None,
    actor="w-1",
    actor_role="social-worker",
    actor_team=None,
    payload=b"{}",
)


def recorded(ordinal: int, type_: str, event: Event) -> Recorded[Event]:
    return Recorded(event=event, stored=STORED._replace(event_id=UUID(int=ordinal), type=type_))


HISTORY = (
    recorded(1, "visit-made", VisitMade(number=1)),
    recorded(2, "visit-made", VisitMade(number=2)),
    recorded(3, "visit-corrected", VisitCorrected(visit=1)),
)


def test_the_one_with_its_number() -> None:
    assert corrected_event(HISTORY[:2], VisitCorrected(visit=1)) == UUID(int=1)
    assert corrected_event(HISTORY, VisitCorrected(visit=2)) == UUID(int=2)


def test_or_the_latest_correction_of_that_one() -> None:
    assert corrected_event(HISTORY, VisitCorrected(visit=1)) == UUID(int=3)


def test_the_latest_of_all_where_nothing_tells_them_apart() -> None:
    assert corrected_event(HISTORY, AnyVisitCorrected()) == UUID(int=3)


def test_one_that_never_was_cannot_be_corrected() -> None:
    with pytest.raises(LookupError):
        corrected_event(HISTORY, VisitCorrected(visit=3))
