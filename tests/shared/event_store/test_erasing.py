"""Erasing: what goes with a person, what stays, and that it can be resumed and applied again."""

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.event_sourcing import Erased
from shared.event_store.erasing import (
    CaseOfPerson,
    ErasurePlan,
    apply_again,
    carry_out,
    linked,
    plan_erasure,
)
from shared.event_store.key_names import KeyName, KeyWanted, PersonErased
from shared.event_store.keys import KeyRing
from shared.event_store.list_values import (
    PersonalValue,
    open_rows,
    open_values,
    seal_values,
)
from shared.event_store.sealing import BrokenSeal
from tests.shared.event_store.keyring import case, key_ring, person, text, wanted
from tests.support.postgres import Databases

ANNE, ANNE_ELSEWHERE, BEN = UUID(int=1), UUID(int=2), UUID(int=3)
ANNES, BENS, NOBODYS = UUID(int=11), UUID(int=12), UUID(int=13)
CASES: Final = (
    CaseOfPerson(stream=BENS, main_person=BEN),
    CaseOfPerson(stream=ANNES, main_person=ANNE_ELSEWHERE),
    CaseOfPerson(stream=NOBODYS, main_person=None),
)


def test_her_own_cases_lose_their_texts_and_other_peoples_get_a_redaction() -> None:
    plan = plan_erasure(ANNE, links=[(ANNE_ELSEWHERE, ANNE)], cases=CASES)
    assert plan == ErasurePlan(
        people=(ANNE, ANNE_ELSEWHERE), cases=(ANNES,), redactions=(BENS, NOBODYS)
    )
    assert plan.keys() == (person(ANNE), person(ANNE_ELSEWHERE), case(ANNES))


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), max_size=8), st.integers(0, 6))
def test_links_join_references_in_every_direction(pairs: list[tuple[int, int]], who: int) -> None:
    """Against the slow way: relabel until nothing changes."""
    label = list(range(7))
    for _ in range(7):
        for one, other in pairs:
            label[one] = label[other] = min(label[one], label[other])
    same = tuple(UUID(int=n) for n in range(7) if label[n] == label[who])
    assert linked(UUID(int=who), [(UUID(int=a), UUID(int=b)) for a, b in pairs]) == same


async def make_keys(ring: KeyRing) -> None:
    people = [wanted(person(who)) for who in (ANNE, ANNE_ELSEWHERE, BEN)]
    texts = [wanted(text(stream), under=stream) for stream in (ANNES, BENS, NOBODYS)]
    await ring.ensure([*people, *texts])


async def destroyed_of(ring: KeyRing, *names: KeyName) -> set[KeyName]:
    return {name for name, key in (await all_keys(ring, names)).items() if key is None}


async def all_keys(ring: KeyRing, names: Iterable[KeyName]) -> dict[KeyName, bytes | None]:
    keys = await ring.fetch(names)
    return {name: keys.to_read(name) for name in names}


EVERYTHING: Final = (
    person(ANNE),
    person(ANNE_ELSEWHERE),
    person(BEN),
    text(ANNES),
    text(BENS),
    text(NOBODYS),
)
GONE_WITH_ANNE: Final = {person(ANNE), person(ANNE_ELSEWHERE), text(ANNES)}


async def cases_of(_: Sequence[UUID]) -> Sequence[CaseOfPerson]:
    return CASES


PLAN: Final = plan_erasure(ANNE, links=[(ANNE, ANNE_ELSEWHERE)], cases=CASES)


async def test_an_erasure_destroys_what_its_plan_says(databases: Databases) -> None:
    database = await databases.fresh("complaints_keys")
    async with key_ring(database.service_dsn) as ring:
        await make_keys(ring)
        assert await carry_out(PLAN, keys=ring, cases_of=cases_of) == PLAN
        assert await destroyed_of(ring, *EVERYTHING) == GONE_WITH_ANNE


class PowerCut(Exception):
    """The process ends here."""


@dataclass
class CutOff:
    """A ring whose process ends after so many keys were destroyed."""

    ring: KeyRing
    keys_left: int

    async def destroy(self, names: Iterable[KeyName]) -> int:
        for name in names:
            if self.keys_left == 0:
                raise PowerCut
            self.keys_left -= 1
            await self.ring.destroy([name])
        return 0


@pytest.mark.parametrize("keys_left", [0, 1, 2, 3, 4])
async def test_an_erasure_cut_off_anywhere_is_finished_by_the_next_start(
    databases: Databases, keys_left: int
) -> None:
    database = await databases.fresh("complaints_keys")
    async with key_ring(database.service_dsn) as ring:
        await make_keys(ring)
        with pytest.raises(PowerCut):
            await carry_out(PLAN, keys=CutOff(ring, keys_left), cases_of=cases_of)
    async with key_ring(database.service_dsn) as ring:
        assert await carry_out(PLAN, keys=ring, cases_of=cases_of) == PLAN
        assert await destroyed_of(ring, *EVERYTHING) == GONE_WITH_ANNE


async def test_a_case_that_came_meanwhile_is_found_by_the_second_look(databases: Databases) -> None:
    database = await databases.fresh("complaints_keys")
    late = UUID(int=14)

    async def with_one_more(people: Sequence[UUID]) -> Sequence[CaseOfPerson]:
        assert people == (ANNE, ANNE_ELSEWHERE)
        return (*CASES, CaseOfPerson(stream=late, main_person=ANNE))

    async with key_ring(database.service_dsn) as ring:
        await make_keys(ring)
        await ring.ensure([wanted(text(late), under=late)])
        done = await carry_out(PLAN, keys=ring, cases_of=with_one_more)
        assert done.cases == (ANNES, late)
        assert await destroyed_of(ring, text(late)) == {text(late)}


async def test_after_a_restore_everything_destroyed_is_destroyed_again(
    databases: Databases,
) -> None:
    """The restored database has some of the keys, and never had the others."""
    restored = await databases.fresh("complaints_keys")
    async with key_ring(restored.service_dsn) as ring:
        await ring.ensure([wanted(person(ANNE)), wanted(text(ANNES), under=ANNES)])
        assert await apply_again(PLAN.keys(), keys=ring) == 2
        assert await apply_again(PLAN.keys(), keys=ring) == 0
        assert await destroyed_of(ring, person(ANNE), text(ANNES)) == {person(ANNE), text(ANNES)}
        with pytest.raises(PersonErased):
            await ring.ensure([wanted(person(ANNE_ELSEWHERE))])


async def test_destructions_are_applied_again_in_batches(databases: Databases) -> None:
    database = await databases.fresh("complaints_keys")
    names = [person(UUID(int=n)) for n in range(2_500)]
    async with key_ring(database.service_dsn) as ring:
        await ring.ensure([wanted(name) for name in names[:10]])
        assert await apply_again(iter(names), keys=ring) == 10
        assert len((await ring.fetch(names)).destroyed) == 2_500


async def test_names_in_a_list_go_with_their_person(databases: Databases) -> None:
    database = await databases.fresh("complaints_keys")
    values = {
        "complainant": PersonalValue(person=ANNE, value="Anne Archer"),
        "child": PersonalValue(person=BEN, value="Ben Baker"),
        "advocate": PersonalValue(person=ANNE_ELSEWHERE, value=Erased()),
    }
    async with key_ring(database.service_dsn) as ring:
        keys = await ring.ensure([KeyWanted(name=person(owner)) for owner in (ANNE, BEN)])
        stored = orjson.loads(seal_values(keys, row=ANNES, values=values))
        assert "Archer" not in str(stored)
        (opened, nothing) = await open_rows(ring, [(ANNES, stored), (BENS, None)])
        assert opened == {"complainant": "Anne Archer", "child": "Ben Baker"}
        assert nothing == {}
        with pytest.raises(BrokenSeal):
            open_values(keys, row=BENS, stored=stored)
        await ring.destroy([person(ANNE)])
        (opened,) = await open_rows(ring, [(ANNES, stored)])
        assert opened == {"complainant": Erased(), "child": "Ben Baker"}


async def test_erasing_while_writing_leaves_nothing_readable(databases: Databases) -> None:
    """Writers go on until they are refused: what they made before is under a destroyed key."""
    database = await databases.fresh("complaints_keys")
    async with key_ring(database.service_dsn) as ring, key_ring(database.service_dsn) as writer:
        await make_keys(ring)

        async def write() -> None:
            while True:
                await writer.ensure([wanted(person(ANNE))])

        async with asyncio.timeout(60):
            told = await asyncio.gather(
                write(), write(), ring.destroy([person(ANNE)]), return_exceptions=True
            )
        assert [type(answer) for answer in told] == [PersonErased, PersonErased, int]
