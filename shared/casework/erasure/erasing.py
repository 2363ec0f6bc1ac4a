"""Erasing a person: ask, destroy, leave redaction tasks, confirm; each step can be resumed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID, uuid5

from shared.casework.erasure.destruction import Destruction
from shared.casework.erasure.happenings import AskErasure, ConfirmDestruction
from shared.casework.erasure.kind import ErasureCases
from shared.casework.erasure.people_on_cases import HoldsPeople
from shared.casework.erasure.state import AskedErasure, Erasure, NoErasure
from shared.casework.speaking import Speaking
from shared.casework.streams import AuthorityStreams
from shared.casework.terms import ErasureReason
from shared.event_store.authority_keys import AuthorityKeys
from shared.event_store.erasing import (
    CaseOfPerson,
    ErasurePlan,
    Link,
    carry_out,
    linked,
    plan_erasure,
)
from shared.event_store.key_names import KeyKind, KeyName, KeyStore
from shared.event_store.listing import CaseList
from shared.event_store.refusals import NoSuchCase, PersonWasErased
from shared.event_store.said import Said


@dataclass(frozen=True, slots=True, kw_only=True)
class Erasing:
    """Erases people from the cases of one authority at a time.

    `kinds` are the kinds of case on which people can be linked, or named in texts; on others only
    the person's key is destroyed. A case keeps everybody who was ever on it in its list row.
    """

    service: str
    streams: AuthorityStreams
    erasures: ErasureCases
    kinds: Mapping[str, HoldsPeople]
    listing: CaseList
    keys: KeyStore
    destruction: Destruction

    async def erase(self, person: UUID, reason: ErasureReason, said: Said) -> Erasure:
        """Ask for the erasure of `person`, and carry it out.

        Raises NoSuchCase where nobody of that reference is on any case, and ErasureAlreadyAsked.
        A command that was said before is resumed where it was cut off.
        """
        stream = self.streams.erasure(said.authority, person)
        plan = await self._plan(said.authority, person)
        command = AskErasure(
            asked_on=said.today,
            person=person,
            reason=reason,
            people=plan.people,
            cases=plan.cases,
            redactions=plan.redactions,
        )
        changed = await self.erasures.change(stream, command, said, may_begin=True)
        del changed
        return await self.resume(stream, said)

    async def resume(self, stream: UUID, said: Said) -> Erasure:
        """Carry out an erasure from wherever it stands; nothing is done twice."""
        state = (await self.erasures.load(stream, authority=said.authority)).state
        if not isinstance(state, AskedErasure):
            return state
        asked = ErasurePlan(people=state.people, cases=state.cases, redactions=state.redactions)

        async def cases_of(people: Sequence[UUID]) -> tuple[CaseOfPerson, ...]:
            return await self._cases(said.authority, tuple(people))

        whole = await carry_out(
            asked, keys=self.destruction.of_people(said.authority), cases_of=cases_of
        )
        await self._ask_redactions(whole, state.person, said)
        confirm = ConfirmDestruction(
            confirmed_on=max(said.today, state.asked_on),
            people=whole.people,
            cases=whole.cases,
            redactions=whole.redactions,
        )
        next_said = Speaking.after(said, uuid5(stream, "confirm"))
        return (await self.erasures.change(stream, confirm, next_said)).case.state

    async def find(self, authority: str, person: UUID) -> Erasure:
        """Where the erasure of `person` stands. Raises NoSuchCase where nobody asked."""
        case = await self.erasures.load(
            self.streams.erasure(authority, person), authority=authority
        )
        if isinstance(case.state, NoErasure):
            raise NoSuchCase
        return case.state

    async def check_not_erased(self, authority: str, people: Iterable[UUID]) -> None:
        """Raises PersonWasErased where any of `people` was, or is being, erased here.

        An erasure names one reference of the person; the others that were linked to it lost their
        keys with it.
        """
        asked = tuple(people)
        for person in asked:
            case = await self.erasures.peek(self.streams.erasure(authority, person))
            if not isinstance(case.state, NoErasure):
                raise PersonWasErased
        names = [KeyName(KeyKind.PERSON, person) for person in asked]
        if (await AuthorityKeys(self.keys, authority).fetch(names)).destroyed:
            raise PersonWasErased

    async def _ask_redactions(self, plan: ErasurePlan, person: UUID, said: Said) -> None:
        rows = await self.listing.of_person(said.authority, plan.people)
        kind_of = {row.stream: row.kind for row in rows}
        for stream in plan.redactions:
            if stream not in kind_of:
                raise NoSuchCase
            if (kind := self.kinds.get(kind_of[stream])) is not None:
                await kind.ask_redaction(stream, person, said)

    async def _plan(self, authority: str, person: UUID) -> ErasurePlan:
        """Follow links from case to case until no more references of the person turn up."""
        people: tuple[UUID, ...] = (person,)
        while True:
            links = await self._links(authority, people)
            found = linked(person, links)
            if set(found) <= set(people):
                break
            people = tuple(sorted({*people, *found}))
        cases = await self._cases(authority, found)
        if not cases:
            raise NoSuchCase
        return plan_erasure(person, links=links, cases=cases)

    async def _links(self, authority: str, people: tuple[UUID, ...]) -> list[Link]:
        links: list[Link] = []
        for row in await self.listing.of_person(authority, people):
            if (kind := self.kinds.get(row.kind)) is not None:
                links += await kind.links_on(row.stream, authority)
        return links

    async def _cases(self, authority: str, people: tuple[UUID, ...]) -> tuple[CaseOfPerson, ...]:
        rows = await self.listing.of_person(authority, people)
        return tuple(
            CaseOfPerson(stream=row.stream, main_person=_person(row.summary.get("main_person")))
            for row in rows
        )


def _person(written: object) -> UUID | None:
    return UUID(written) if isinstance(written, str) else None
