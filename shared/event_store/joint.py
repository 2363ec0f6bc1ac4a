"""Several cases changed by one command, in one append: all of them, or none.

Each case decides on its own share by its own rule: a child's placement on the time in care, the
place taken on the household. Where any of them had moved on meanwhile, all are looked at again.

    async def plan() -> Plan[CareCommand, Care, CareEvent, Here]:
        return Plan(
            answering=Share(cases=care, stream=stream, command=MakePlacement(...)),
            others=(Share(cases=households, stream=household, command=FillPlace(...)),),
        )

    changed = await together(care, plan, said)
"""

from collections.abc import Awaitable, Callable, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from typing import Final, Generic, Protocol, TypeVar
from uuid import UUID

from shared.event_sourcing import Refusal
from shared.event_store.drafting import Changed, Draft, append_of
from shared.event_store.handling import Cases
from shared.event_store.lining_up import LiningUp
from shared.event_store.ports import Permit, anybody
from shared.event_store.refusals import CaseChanged, CaseClosedForGood, CaseMovedOn
from shared.event_store.said import Said
from shared.event_store.store import Appended, Closed, Conflict, Duplicate, StreamAppend

CommandT = TypeVar("CommandT")
StateT = TypeVar("StateT")
EventT = TypeVar("EventT")
CircumstancesT = TypeVar("CircumstancesT")

TRIES: Final = 8
"""After the first, in line: a busy household has many who place children there."""


class MovedOn(Exception):
    """A case is not at the version that the plan saw; the plan is made again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Share(Generic[CommandT, StateT, EventT, CircumstancesT]):
    """One case's share of a joint command.

    `seen` is the version of the case that the plan was made from, where it was; at another one
    the plan is made again. `permit` raises where the caller may not touch the case.
    """

    cases: Cases[CommandT, StateT, EventT, CircumstancesT]
    stream: UUID
    command: CommandT
    may_begin: bool = False
    permit: Permit[StateT] = anybody
    seen: int | None = None

    @property
    def lining_up(self) -> LiningUp:
        """Where those who lost a race for the case wait."""
        return self.cases.lining_up

    async def draft(
        self, said: Said, *, first_ordinal: int, if_match: int | None = None
    ) -> Draft[StateT, EventT, CircumstancesT]:
        """Decide on the case as it stands. Raises MovedOn, CaseChanged, or the rule's refusal."""
        case = await self.cases.as_it_stands(
            self.stream, said, may_begin=self.may_begin, permit=self.permit
        )
        if if_match is not None and if_match != case.version:
            raise CaseChanged(version=case.version)
        if self.seen is not None and self.seen != case.version:
            raise MovedOn
        return await self.cases.draft(case, self.command, said, first_ordinal=first_ordinal)


class AnyDraft(Protocol):
    """A draft of whatever kind of case."""

    @property
    def append(self) -> StreamAppend: ...


class AnyShare(Protocol):
    """A share of whatever kind of case."""

    @property
    def stream(self) -> UUID: ...
    @property
    def lining_up(self) -> LiningUp: ...
    async def draft(
        self, said: Said, *, first_ordinal: int, if_match: int | None = None
    ) -> AnyDraft: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan(Generic[CommandT, StateT, EventT, CircumstancesT]):
    """The shares of a command; the case of `answering` is the command's answer."""

    answering: Share[CommandT, StateT, EventT, CircumstancesT]
    others: Sequence[AnyShare] = ()


async def together(
    cases: Cases[CommandT, StateT, EventT, CircumstancesT],
    plan: Callable[[], Awaitable[Plan[CommandT, StateT, EventT, CircumstancesT]]],
    said: Said,
) -> Changed[StateT, EventT, CircumstancesT]:
    """Do what `plan` says, which is asked anew for every try, and only if nothing was done before.

    `cases` are those of the answering share, and `If-Match` is about its case. Raises whatever
    refuses any share, CaseChanged, CaseMovedOn, KeyReused.
    """
    done = await cases.done_before(said)
    if done:
        return done
    try:
        return await _done_now(plan, said)
    except Refusal:
        # The same command may have been done meanwhile: it would refuse itself by its own effect.
        done = await cases.done_before(said)
        if done is None:
            raise
        return done


async def _done_now(
    plan: Callable[[], Awaitable[Plan[CommandT, StateT, EventT, CircumstancesT]]], said: Said
) -> Changed[StateT, EventT, CircumstancesT]:
    planned = await plan()
    changed = await _attempt(planned, said)
    if changed:
        return changed
    async with AsyncExitStack() as line:
        shares: list[AnyShare] = [planned.answering, *planned.others]
        for share in sorted(shares, key=lambda share: share.stream):
            await line.enter_async_context(share.lining_up.on(share.stream))
        for _ in range(TRIES):
            changed = await _attempt(await plan(), said)
            if changed:
                return changed
    raise CaseMovedOn


async def _attempt(
    plan: Plan[CommandT, StateT, EventT, CircumstancesT], said: Said
) -> Changed[StateT, EventT, CircumstancesT] | None:
    """One try; None where a case had moved on meanwhile."""
    answering = plan.answering
    try:
        draft = await answering.draft(said, first_ordinal=1, if_match=said.if_match)
        parts = [draft.append]
        for share in plan.others:
            ordinal = 1 + sum(len(part.events) for part in parts)
            parts.append((await share.draft(said, first_ordinal=ordinal)).append)
    except MovedOn:
        return None
    outcome = await answering.cases.writer.append(append_of(said, tuple(parts)))
    match outcome:
        case Appended():
            return draft.appended(said, outcome)
        case Duplicate():
            return await answering.cases.repeat(outcome.command, said)
        case Closed():
            raise CaseClosedForGood
        case Conflict(stream_id=stream, current_version=version):
            if said.if_match is not None and stream == answering.stream:
                raise CaseChanged(version=version)
            return None
