"""Look the command up, load, decide, append: the only way a case changes."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, Generic, Protocol, TypeVar
from uuid import UUID, uuid5

from shared.event_sourcing import Refusal
from shared.event_store.at_hand import AtHand, Beside
from shared.event_store.authority_keys import AuthorityKeys
from shared.event_store.case import Case, CaseKind, Recorded, Step, nothing_yet, step
from shared.event_store.codec import decode_all
from shared.event_store.key_names import KeyStore
from shared.event_store.lining_up import LiningUp
from shared.event_store.preparing import Prepared, Preparing, with_history
from shared.event_store.refusals import (
    CaseChanged,
    CaseClosedForGood,
    CaseMovedOn,
    KeyReused,
    NoSuchCase,
)
from shared.event_store.said import Said
from shared.event_store.store import (
    Append,
    Appended,
    Closed,
    Conflict,
    Duplicate,
    Outcome,
    StoredCommand,
    StoredEvent,
    StreamAppend,
)

CommandT = TypeVar("CommandT")
StateT = TypeVar("StateT")
EventT = TypeVar("EventT")
CircumstancesT = TypeVar("CircumstancesT")
CircumstancesT_co = TypeVar("CircumstancesT_co", covariant=True)

TRIES: Final = 4
"""After the first. Others of this process then wait in line, so only other processes compete."""


Permit = Callable[[StateT], None]
"""Raises a refusal where the caller may not touch a case in this state."""


def anybody(state: object) -> None:
    """Permits everybody whose role may do the action."""
    del state


class DecidedNothing(Exception):
    """A rule gave no event and raised no refusal: a defect of the rule, never a user's mistake.

    What would leave a case as it is, the rule refuses by `nothing-to-change`.
    """


class Log(Protocol):
    """What handling needs to read: `shared.event_store.reading.LogReader`."""

    async def load(self, stream_id: UUID, up_to: int | None = None) -> Sequence[StoredEvent]: ...
    async def command(self, command_id: UUID) -> StoredCommand | None: ...
    async def at_hand(
        self,
        authority: str,
        kind: str,
        reference: str,
        command_id: UUID | None = None,
        beside: Beside | None = None,
    ) -> AtHand: ...


class Writer(Protocol):
    """What handling needs to write: `shared.event_store.writing.LogWriter`."""

    async def append(self, append: Append) -> Outcome: ...


class Around(Protocol[CircumstancesT_co]):
    """Gives the world around a decision on a stream: the day, the calendar, local policy.

    `beside` are the streams of an authority that it rests on; `versions` are theirs, where they
    were read with the case.
    """

    def beside(self, authority: str) -> Beside | None: ...
    async def __call__(
        self, said: Said, stream: UUID, versions: Mapping[UUID, int] | None = None, /
    ) -> CircumstancesT_co: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed(Generic[StateT, EventT, CircumstancesT]):
    """The case after a command, and the world around the decision.

    `around` is None where the command had been done before, and nothing was decided now.
    """

    case: Case[StateT, EventT]
    around: CircumstancesT | None = None

    @property
    def repeated(self) -> bool:
        """Whether the command had been done before."""
        return self.around is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft(Generic[StateT, EventT, CircumstancesT]):
    """What a command comes to on one case: decided and prepared, and not yet appended."""

    before: Case[StateT, EventT]
    steps: Sequence[Step[StateT, EventT]]
    prepared: Prepared
    around: CircumstancesT

    @property
    def append(self) -> StreamAppend:
        """The case's part of an append."""
        return StreamAppend(
            stream_id=self.before.stream,
            stream_kind=self.before.kind,
            expected_version=self.before.version,
            events=self.prepared.events,
            list_row=self.prepared.list_row,
        )

    def appended(
        self, said: Said, appended: Appended, *, first: int = 0
    ) -> Changed[StateT, EventT, CircumstancesT]:
        """The case after the append, in which its events begin with the `first`, from 0."""
        own = replace(appended, positions=appended.positions[first : first + len(self.steps)])
        after = with_history(self.before, self.steps, self.prepared, said, own)
        return Changed(case=after, around=self.around)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cases(Generic[CommandT, StateT, EventT, CircumstancesT]):
    """The cases of one kind. Every change is decided purely, then appended all or nothing.

    `circumstances` gives the world around a decision.
    """

    kind: CaseKind[CommandT, StateT, EventT, CircumstancesT]
    log: Log
    writer: Writer
    keys: KeyStore
    preparing: Preparing
    circumstances: Around[CircumstancesT]
    lining_up: LiningUp = field(default_factory=LiningUp)

    async def load(
        self, stream: UUID, *, authority: str, up_to: int | None = None
    ) -> Case[StateT, EventT]:
        """The case as it stood at version `up_to` (None: now). Raises NoSuchCase."""
        return self._own(await self.peek(stream, up_to=up_to), authority)

    async def read(self, at_hand: AtHand, *, authority: str) -> Case[StateT, EventT]:
        """The case whose history is at hand. Raises NoSuchCase."""
        if at_hand.stream is None:
            raise NoSuchCase
        return self._own(await self._folded(at_hand.stream, at_hand.events), authority)

    def _own(self, case: Case[StateT, EventT], authority: str) -> Case[StateT, EventT]:
        if case.version == 0 or case.recorded[0].stored.authority != authority:
            raise NoSuchCase
        if case.recorded[0].stored.stream_kind != self.kind.kind:
            raise NoSuchCase
        return case

    async def peek(self, stream: UUID, *, up_to: int | None = None) -> Case[StateT, EventT]:
        """The case, at version 0 where nothing has happened yet."""
        return await self._folded(stream, await self.log.load(stream, up_to))

    async def _folded(self, stream: UUID, stored: Sequence[StoredEvent]) -> Case[StateT, EventT]:
        events = await self._decoded(stored)
        case = nothing_yet(self.kind, stream)
        for event in events:
            case = step(self.kind, case, event).after
        recorded = tuple(
            Recorded(event=event, stored=row) for event, row in zip(events, stored, strict=True)
        )
        return replace(case, recorded=recorded)

    async def _decoded(self, stored: Sequence[StoredEvent]) -> tuple[EventT, ...]:
        if not stored:
            return ()
        keys = AuthorityKeys(self.keys, stored[0].authority)
        return await decode_all(self.kind.codec, keys, stored)

    async def open(
        self, build: Callable[[], Awaitable[CommandT]], said: Said
    ) -> Changed[StateT, EventT, CircumstancesT]:
        """Begin a case, in a stream whose id derives from the command.

        `build` makes the command only if it was not said before, since it may draw a reference.
        """
        done = await self.done_before(said)
        if done:
            return done
        stream = uuid5(said.command_id, "stream")
        case = nothing_yet(self.kind, stream)
        command = await build()
        return await self._attempt(case, command, said) or await self._again(stream, command, said)

    async def change(
        self,
        stream: UUID,
        command: CommandT,
        said: Said,
        *,
        may_begin: bool = False,
        permit: Permit[StateT] = anybody,
        at_hand: AtHand | None = None,
    ) -> Changed[StateT, EventT, CircumstancesT]:
        """Change a case, or begin one whose stream id is known beforehand (`may_begin`).

        `permit` raises where the caller may not touch this case, whatever the verb; `at_hand` is
        what was read of case and command just now. Raises a Refusal: of the procedure, or
        NoSuchCase, CaseChanged, CaseMovedOn, KeyReused.
        """
        if at_hand is None:
            done = await self.done_before(said)
        else:
            done = await self.repeat(at_hand.command, said) if at_hand.command else None
        if done:
            return done
        try:
            return await self._again(
                stream, command, said, may_begin=may_begin, permit=permit, at_hand=at_hand
            )
        except Refusal:
            # The same command may have been done meanwhile: it would refuse itself by its effect.
            done = await self.done_before(said)
            if done is None:
                raise
            return done

    async def _again(
        self,
        stream: UUID,
        command: CommandT,
        said: Said,
        *,
        may_begin: bool = False,
        permit: Permit[StateT] = anybody,
        at_hand: AtHand | None = None,
    ) -> Changed[StateT, EventT, CircumstancesT]:
        if not self.lining_up.is_there(stream):
            case = await self.as_it_stands(
                stream, said, may_begin=may_begin, permit=permit, at_hand=at_hand
            )
            versions = at_hand.versions if at_hand is not None else None
            changed = await self._attempt(case, command, said, versions)
            if changed:
                return changed
        async with self.lining_up.on(stream):
            for _ in range(TRIES):
                case = await self.as_it_stands(stream, said, may_begin=may_begin, permit=permit)
                changed = await self._attempt(case, command, said)
                if changed:
                    return changed
        raise CaseMovedOn

    async def _attempt(
        self,
        case: Case[StateT, EventT],
        command: CommandT,
        said: Said,
        versions: Mapping[UUID, int] | None = None,
    ) -> Changed[StateT, EventT, CircumstancesT] | None:
        """One try; None where the case had moved on meanwhile and must be looked at again."""
        if said.if_match is not None and said.if_match != case.version:
            raise CaseChanged(version=case.version)
        draft = await self.draft(case, command, said, versions=versions)
        outcome = await self.writer.append(append_of(said, (draft.append,)))
        match outcome:
            case Appended():
                return draft.appended(said, outcome)
            case Duplicate():
                return await self.repeat(outcome.command, said)
            case Closed():
                raise CaseClosedForGood
            case Conflict():
                if said.if_match is not None:
                    raise CaseChanged(version=outcome.current_version)
                return None

    async def draft(
        self,
        case: Case[StateT, EventT],
        command: CommandT,
        said: Said,
        *,
        first_ordinal: int = 1,
        versions: Mapping[UUID, int] | None = None,
    ) -> Draft[StateT, EventT, CircumstancesT]:
        """Decide on `case` as it stands. `first_ordinal` is that of its first event in the command.

        Raises whatever the rule refuses by.
        """
        around = await self.circumstances(said, case.stream, versions or None)
        events = self.kind.decider.decide(command, case.state, around)
        if not events:
            raise DecidedNothing(type(command).__name__)
        steps = self._steps(case, events)
        prepared = await self.preparing.prepare(
            self.kind, case, steps, said, first_ordinal=first_ordinal
        )
        return Draft(before=case, steps=steps, prepared=prepared, around=around)

    async def as_it_stands(
        self,
        stream: UUID,
        said: Said,
        *,
        may_begin: bool,
        permit: Permit[StateT],
        at_hand: AtHand | None = None,
    ) -> Case[StateT, EventT]:
        """The case for a command on it; `permit` has seen it. Raises NoSuchCase."""
        if at_hand is not None:
            case = await self.read(at_hand, authority=said.authority)
        elif may_begin:
            case = await self.peek(stream)
        else:
            case = await self.load(stream, authority=said.authority)
        permit(case.state)
        return case

    def _steps(
        self, case: Case[StateT, EventT], events: Sequence[EventT]
    ) -> list[Step[StateT, EventT]]:
        steps: list[Step[StateT, EventT]] = []
        for event in events:
            steps.append(step(self.kind, case, event))
            case = steps[-1].after
        return steps

    async def done_before(self, said: Said) -> Changed[StateT, EventT, CircumstancesT] | None:
        """The answer that the command had when it was said before. Raises KeyReused."""
        stored = await self.log.command(said.command_id)
        return await self.repeat(stored, said) if stored else None

    async def repeat(
        self, stored: StoredCommand, said: Said
    ) -> Changed[StateT, EventT, CircumstancesT]:
        """The first answer again: the case folded to the version that the command wrote."""
        if stored.fingerprint != said.fingerprint:
            raise KeyReused
        stream = stored.streams[stored.answering]
        version = stored.versions[stored.answering]
        case = await self.load(stream, authority=said.authority, up_to=version)
        return Changed(case=case)


def append_of(said: Said, streams: tuple[StreamAppend, ...]) -> Append:
    """What a command writes, all or nothing; the first of `streams` answers it."""
    return Append(
        command_id=said.command_id,
        authority=said.authority,
        caller=said.actor,
        fingerprint=said.fingerprint,
        actor=said.worker or said.actor,
        actor_role=said.role,
        actor_team=said.team,
        correlation_id=said.correlation_id,
        causation_id=said.command_id,
        simulated_at=said.simulated_at,
        streams=streams,
    )
