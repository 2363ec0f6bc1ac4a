"""Look the command up, load, decide, append: the only way a case changes."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Generic, TypeVar
from uuid import UUID, uuid5

from shared.event_sourcing import Refusal, fold
from shared.event_store.at_hand import AtHand
from shared.event_store.authority_keys import AuthorityKeys
from shared.event_store.case import Case, CaseKind, Recorded, nothing_yet, steps_from
from shared.event_store.codec import decode_all
from shared.event_store.drafting import Changed, Draft, append_of
from shared.event_store.key_names import KeyStore
from shared.event_store.lining_up import LiningUp
from shared.event_store.ports import Around, Log, Permit, Writer, anybody
from shared.event_store.preparing import Preparing
from shared.event_store.refusals import (
    CaseChanged,
    CaseClosedForGood,
    CaseMovedOn,
    KeyReused,
    NoSuchCase,
)
from shared.event_store.said import Said
from shared.event_store.store import (
    Appended,
    Closed,
    Conflict,
    Duplicate,
    StoredCommand,
    StoredEvent,
)

CommandT = TypeVar("CommandT")
StateT = TypeVar("StateT")
EventT = TypeVar("EventT")
CircumstancesT = TypeVar("CircumstancesT")

TRIES: Final = 4
"""After the first. Others of this process then wait in line, so only other processes compete."""


class DecidedNothing(Exception):
    """A rule gave no event and raised no refusal: a defect of the rule, never a user's mistake.

    What would leave a case as it is, the rule refuses by `nothing-to-change`.
    """


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
        decider = self.kind.decider
        return Case(
            stream=stream,
            kind=self.kind.kind,
            state=fold(decider.evolve, decider.initial, events),
            version=len(events),
            recorded=tuple(
                Recorded(event=event, stored=row) for event, row in zip(events, stored, strict=True)
            ),
        )

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
        steps = steps_from(self.kind, case, events)
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
