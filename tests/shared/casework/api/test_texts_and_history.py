"""Texts, history and explanations are read from any events, by what is recorded of them."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import UUID, uuid5

import pytest

from shared.casework.api.explanation import NoSuchClock, explained
from shared.casework.api.history import history_of
from shared.casework.api.texts import text_ids_of, texts_of
from shared.casework.beside.happenings import TextRedacted
from shared.event_sourcing import Erased, FreeText
from shared.event_store.case import Recorded
from shared.event_store.store import StoredEvent

STREAM = UUID("3c1d1f7e-55c9-4d0e-8a3e-6a4b5b0e7f10")
KINDS = {("visit-recorded", "observations"): "visit"}


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitRecorded:
    observations: FreeText | None
    seen_alone: bool
    clocks: tuple[object, ...] = ()


CareEvent = VisitRecorded | TextRedacted


def _recorded(
    version: int, observations: str | Erased | None, *, at: datetime | None = None
) -> Recorded[CareEvent]:
    stored = StoredEvent(
        position=version,
        version=version,
        event_id=uuid5(STREAM, str(version)),
        authority="county-test",
        stream_kind="care",
        type="visit-recorded",
        schema_version=1,
        occurred_on=None if at else date(2022, 4, 11),
        occurred_at=at,
        recorded_at=datetime(2022, 4, 12, 9, tzinfo=UTC),
        known_from=None,
        import_source=None,
        corrects=None,
        actor="someone",
        actor_role="social-worker",
        actor_team="north",
        payload=b"{}",
    )
    return Recorded(event=VisitRecorded(observations=observations, seen_alone=True), stored=stored)


def test_a_text_is_shown_and_one_that_is_gone_is_said_to_be_gone() -> None:
    history = [_recorded(1, "She was well."), _recorded(2, None), _recorded(3, Erased())]
    shown = [(text.kind, text.words, text.erased) for text in texts_of(history, KINDS)]
    assert shown == [("visit", "She was well.", False), ("visit", None, True)]


def test_what_happened_at_an_instant_has_its_london_day() -> None:
    late_evening = datetime(2022, 6, 30, 23, 30, tzinfo=UTC)
    assert texts_of([_recorded(1, "Late.", at=late_evening)], KINDS)[0].on == date(2022, 7, 1)


def test_a_redacted_text_is_held_no_more() -> None:
    history = [_recorded(1, "One."), _recorded(2, "Two.")]
    first, second = (text.text for text in texts_of(history, KINDS))
    redacted = TextRedacted(occurred_on=date(2022, 4, 13), text=first, wording="Gone.")
    stored = history[0].stored._replace(type="text-redacted")
    redaction: Recorded[CareEvent] = Recorded(event=redacted, stored=stored)
    assert text_ids_of([*history, redaction], KINDS) == {second}


def test_the_history_shows_what_was_recorded_beside_dates_and_clocks() -> None:
    (entry,) = history_of([_recorded(1, "She was well.")])
    assert entry.details == {"observations": "She was well.", "seen_alone": True}
    assert (entry.role, entry.occurred_on) == ("social-worker", date(2022, 4, 11))


def test_a_clock_that_no_event_touched_is_unknown() -> None:
    with pytest.raises(NoSuchClock):
        explained([_recorded(1, None)], STREAM)
