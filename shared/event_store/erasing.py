"""Erasing a person: which keys go, which texts somebody must look at, and doing it for good.

An erasure is an event first, then a destruction that can be resumed, then a confirming event. The
steps here may be repeated at will: what is destroyed stays so, and a case that the person joined
meanwhile is found by the second look, since nothing new can be written about them by then.
"""

from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final
from uuid import UUID

from shared.event_store.authority_keys import KeyDestroyer
from shared.event_store.key_names import KeyKind, KeyName

BATCH: Final = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseOfPerson:
    """A case that a person appears on. `main_person` is the one whose case it is, if anybody's."""

    stream: UUID
    main_person: UUID | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ErasurePlan:
    """What an erasure destroys and asks for: plain ids, in order, so that an event can hold it.

    `people` are the references of the one person; `cases` are theirs, and lose every free text;
    `redactions` are other people's cases, whose free texts may name them.
    """

    people: tuple[UUID, ...]
    cases: tuple[UUID, ...] = ()
    redactions: tuple[UUID, ...] = ()

    def keys(self) -> tuple[KeyName, ...]:
        return (
            *(KeyName(KeyKind.PERSON, person) for person in self.people),
            *(KeyName(KeyKind.CASE, case) for case in self.cases),
        )


Link = tuple[UUID, UUID]
CasesOf = Callable[[Sequence[UUID]], Awaitable[Sequence[CaseOfPerson]]]


def linked(person: UUID, links: Iterable[Link]) -> tuple[UUID, ...]:
    """All references of the same person, over any number of links, in order."""
    neighbours: dict[UUID, set[UUID]] = {}
    for one, other in links:
        neighbours.setdefault(one, set()).add(other)
        neighbours.setdefault(other, set()).add(one)
    found, to_visit = {person}, [person]
    while to_visit:
        new = neighbours.get(to_visit.pop(), set()) - found
        found |= new
        to_visit += new
    return tuple(sorted(found))


def plan_erasure(
    person: UUID, *, links: Iterable[Link] = (), cases: Iterable[CaseOfPerson] = ()
) -> ErasurePlan:
    """The plan for `person`, from every case on which they, or a linked reference, appear."""
    people = linked(person, links)
    on = {case.stream: case.main_person in people for case in cases}
    return ErasurePlan(
        people=people,
        cases=tuple(sorted(stream for stream, theirs in on.items() if theirs)),
        redactions=tuple(sorted(stream for stream, theirs in on.items() if not theirs)),
    )


async def carry_out(plan: ErasurePlan, *, keys: KeyDestroyer, cases_of: CasesOf) -> ErasurePlan:
    """Destroy what `plan` says, look again, and destroy what came since; gives the whole plan.

    May be cut off anywhere and called again. The confirming event holds the plan it gives.
    """
    await keys.destroy(plan.keys())
    now = plan_erasure(
        plan.people[0],
        links=((plan.people[0], person) for person in plan.people),
        cases=await cases_of(plan.people),
    )
    whole = ErasurePlan(
        people=plan.people,
        cases=tuple(sorted({*plan.cases, *now.cases})),
        redactions=tuple(sorted({*plan.redactions, *now.redactions} - {*plan.cases, *now.cases})),
    )
    await keys.destroy(whole.keys())
    return whole


async def apply_again(destroyed: Iterable[KeyName], *, keys: KeyDestroyer) -> int:
    """Destroy every key that the logs say was destroyed, before anything starts.

    After a restore of the key database some are back: the number says how many. `destroyed` are
    the keys of all erasure plans, and of all redacted texts.
    """
    remaining = iter(destroyed)
    count = 0
    while batch := tuple(islice(remaining, BATCH)):
        count += await keys.destroy(batch)
    return count
