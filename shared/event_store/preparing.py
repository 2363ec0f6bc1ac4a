"""Events made ready to be stored: encrypted, with the message that each one publishes."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final, TypeVar
from uuid import UUID, uuid5

from shared.deadlines import Clock, message_form
from shared.event_store.authority_keys import AuthorityKeys
from shared.event_store.case import Case, CaseKind, Recorded, Step, corrected_event
from shared.event_store.codec import EncodedEvent
from shared.event_store.key_names import KeyKind, KeyName, KeyStore, PersonErased
from shared.event_store.list_values import PersonalValue, seal_values
from shared.event_store.refusals import PersonWasErased
from shared.event_store.said import Said
from shared.event_store.store import Appended, ListRow, NewEvent, StoredEvent
from shared.messages import ActorInMessage, build

CommandT = TypeVar("CommandT")
StateT = TypeVar("StateT")
EventT = TypeVar("EventT")
CircumstancesT = TypeVar("CircumstancesT")

MESSAGE_VERSION: Final = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """What one command stores on one stream."""

    events: tuple[NewEvent, ...]
    list_row: ListRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Preparing:
    """Turns decided events into stored ones, with keys from `keys`, for the log `log_id`."""

    keys: KeyStore
    log_id: UUID

    async def prepare(
        self,
        kind: CaseKind[CommandT, StateT, EventT, CircumstancesT],
        before: Case[StateT, EventT],
        steps: Sequence[Step[StateT, EventT]],
        said: Said,
        *,
        first_ordinal: int = 1,
    ) -> Prepared:
        """Raises PersonWasErased where an event says something new about an erased person.

        `first_ordinal` is that of the first event among all that the command stores.
        """
        ordinals = range(first_ordinal, first_ordinal + len(steps))
        ids = [uuid5(said.command_id, str(ordinal)) for ordinal in ordinals]
        keys = AuthorityKeys(self.keys, said.authority)
        encoded = await _encoded(kind, keys, before.stream, list(zip(ids, steps, strict=True)))
        events = tuple(
            self._event(
                kind=kind, before=before, event_id=event_id, taken=taken, encoded=stored, said=said
            )
            for event_id, taken, stored in zip(ids, steps, encoded, strict=True)
        )
        state = steps[-1].state
        names = await _names(keys, before.stream, kind.names(state))
        return Prepared(events=events, list_row=replace(kind.list_row(state), personal=names))

    def _event(
        self,
        *,
        kind: CaseKind[CommandT, StateT, EventT, CircumstancesT],
        before: Case[StateT, EventT],
        event_id: UUID,
        taken: Step[StateT, EventT],
        encoded: EncodedEvent,
        said: Said,
    ) -> NewEvent:
        occurred_on: date | None = getattr(taken.event, "occurred_on", None)
        occurred_at: datetime | None = getattr(taken.event, "occurred_at", None)
        corrects = corrected_event(before.recorded, taken.event)
        clocks: Sequence[Clock] = getattr(taken.event, "clocks", ())
        message = build(
            service=kind.service,
            log_id=self.log_id,
            event_id=event_id,
            event_type=encoded.type,
            version=MESSAGE_VERSION,
            stream=before.stream,
            case_version=taken.version,
            authority=said.authority,
            correlation_id=said.correlation_id,
            causation_id=said.command_id,
            case=kind.header(taken.state),
            actor=ActorInMessage(worker=said.worker, role=said.role, team=said.team),
            occurred_on=occurred_on,
            occurred_at=occurred_at,
            corrects=corrects,
            people=kind.people(taken.state),
            clocks=[message_form(clock) for clock in clocks],
            facts=taken.changes,
        )
        return NewEvent(
            event_id=event_id,
            type=encoded.type,
            schema_version=encoded.schema_version,
            occurred_on=occurred_on,
            occurred_at=occurred_at,
            corrects=corrects,
            payload=encoded.payload,
            message=message,
        )


def with_history(
    before: Case[StateT, EventT],
    steps: Sequence[Step[StateT, EventT]],
    prepared: Prepared,
    said: Said,
    appended: Appended,
) -> Case[StateT, EventT]:
    """The case after the append, with the history that loading it again would give."""
    new = tuple(
        Recorded(
            event=taken.event,
            stored=_stored(
                event=event,
                before=before,
                version=taken.version,
                position=position,
                said=said,
                recorded_at=appended.recorded_at,
            ),
        )
        for taken, event, position in zip(steps, prepared.events, appended.positions, strict=True)
    )
    last = steps[-1]
    return replace(before, state=last.state, version=last.version, recorded=before.recorded + new)


async def _encoded(
    kind: CaseKind[CommandT, StateT, EventT, CircumstancesT],
    keys: KeyStore,
    stream: UUID,
    steps: Sequence[tuple[UUID, Step[StateT, EventT]]],
) -> list[EncodedEvent]:
    codec = kind.codec
    wanted = [
        key
        for event_id, taken in steps
        for key in codec.keys_for(taken.event, event_id=event_id, stream=stream)
    ]
    try:
        at_hand = await keys.ensure(wanted)
    except PersonErased:
        raise PersonWasErased from None
    return [codec.encode(taken.event, event_id=event_id, keys=at_hand) for event_id, taken in steps]


async def _names(keys: KeyStore, stream: UUID, names: dict[str, PersonalValue]) -> bytes:
    """The list's display names, sealed; those of a person erased by now are left out."""
    owners = {item.person: KeyName(KeyKind.PERSON, item.person) for item in names.values()}
    at_hand = await keys.fetch(owners.values())
    shown = {name: item for name, item in names.items() if owners[item.person] in at_hand.live}
    return seal_values(at_hand, row=stream, values=shown)


def _stored(
    *,
    event: NewEvent,
    before: Case[StateT, EventT],
    version: int,
    position: int,
    said: Said,
    recorded_at: datetime,
) -> StoredEvent:
    return StoredEvent(
        position=position,
        version=version,
        event_id=event.event_id,
        authority=said.authority,
        stream_kind=before.kind,
        type=event.type,
        schema_version=event.schema_version,
        occurred_on=event.occurred_on,
        occurred_at=event.occurred_at,
        recorded_at=recorded_at,
        known_from=event.known_from,
        import_source=event.import_source,
        corrects=event.corrects,
        actor=said.worker or said.actor,
        actor_role=said.role,
        actor_team=said.team,
        payload=event.payload,
    )
