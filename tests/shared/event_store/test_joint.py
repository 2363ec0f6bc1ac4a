"""Several cases in one append: all of them or none, whoever else writes on them meanwhile."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, replace
from uuid import UUID, uuid5

import pytest

from shared.event_store.joint import Plan, Share, together
from shared.event_store.refusals import CaseChanged, CaseMovedOn, KeyReused
from tests.shared.event_store.appends import Log
from tests.shared.event_store.boxes import Box, BoxCases, Put, SomebodySaid, TooFew, WasPut, boxes
from tests.shared.event_store.keyring import key_ring
from tests.support.postgres import Databases

LEFT, RIGHT = UUID(int=1001), UUID(int=1002)
BoxPlan = Callable[[], Awaitable[Plan[Put, Box, WasPut, None]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """Boxes of two kinds, both on one log: the left one holds ten marbles."""

    left: BoxCases
    right: BoxCases
    log: Log

    def moving(self, marbles: int, *, seen: int | None = None) -> BoxPlan:
        async def plan() -> Plan[Put, Box, WasPut, None]:
            return Plan(
                answering=Share(cases=self.left, stream=LEFT, command=Put(marbles=-marbles)),
                others=(
                    Share(
                        cases=self.right,
                        stream=RIGHT,
                        command=Put(marbles=marbles),
                        may_begin=True,
                        seen=seen,
                    ),
                ),
            )

        return plan

    async def marbles(self) -> tuple[int, int]:
        return (
            (await self.left.peek(LEFT)).state.marbles,
            (await self.right.peek(RIGHT)).state.marbles,
        )


@pytest.fixture
async def room(log: Log, databases: Databases) -> AsyncIterator[Room]:
    keys = await databases.fresh("complaints_keys")
    async with key_ring(keys.service_dsn) as ring:
        left = boxes(log, ring)
        await left.change(LEFT, Put(marbles=10), said("begin"), may_begin=True)
        yield Room(left=left, right=boxes(log, ring, kind="other-box"), log=log)


def said(what: str, **how: object) -> SomebodySaid:
    spoken = SomebodySaid(command_id=uuid5(LEFT, what))
    return replace(spoken, **how) if how else spoken  # type: ignore[arg-type]


async def test_both_cases_change_in_one_append(room: Room) -> None:
    changed = await together(room.left, room.moving(3), said("move"))

    assert changed.case.state.marbles == 7
    assert await room.marbles() == (7, 3)
    command = await room.log.histories.command(said("move").command_id)
    assert command is not None
    assert command.streams == (LEFT, RIGHT)
    assert command.versions == (2, 1)


async def test_events_are_numbered_over_the_whole_command(room: Room) -> None:
    asked = said("move")
    await together(room.left, room.moving(3), asked)

    left = (await room.left.peek(LEFT)).recorded[-1].stored
    right = (await room.right.peek(RIGHT)).recorded[-1].stored
    assert [left.event_id, right.event_id] == [
        uuid5(asked.command_id, "1"),
        uuid5(asked.command_id, "2"),
    ]
    assert right.position == left.position + 1


async def test_the_answer_is_what_loading_the_case_again_gives(room: Room) -> None:
    changed = await together(room.left, room.moving(3), said("move"))

    assert changed.case == await room.left.peek(LEFT)


async def test_said_again_it_gives_the_first_answer_and_moves_nothing(room: Room) -> None:
    await together(room.left, room.moving(3), said("move"))
    await together(room.left, room.moving(2), said("move on"))

    again = await together(room.left, room.moving(3), said("move"))

    assert again.repeated
    assert again.case.state.marbles == 7
    assert await room.marbles() == (5, 5)


async def test_another_request_under_the_same_key_is_refused(room: Room) -> None:
    await together(room.left, room.moving(3), said("move"))

    with pytest.raises(KeyReused):
        await together(room.left, room.moving(3), said("move", fingerprint=b"another"))


async def test_what_one_case_refuses_changes_neither(room: Room) -> None:
    with pytest.raises(TooFew):
        await together(room.left, room.moving(11), said("move"))
    with pytest.raises(TooFew):
        await together(room.left, room.moving(-1), said("move back"))

    assert await room.marbles() == (10, 0)


async def test_if_match_is_about_the_answering_case(room: Room) -> None:
    await together(room.left, room.moving(1), said("move", if_match=1))
    with pytest.raises(CaseChanged):
        await together(room.left, room.moving(1), said("move on", if_match=1))

    assert await room.marbles() == (9, 1)


async def test_a_plan_made_from_another_version_is_made_again(room: Room) -> None:
    """One that never sees the present version does not get through."""
    await together(room.left, room.moving(1, seen=0), said("move"))
    with pytest.raises(CaseMovedOn):
        await together(room.left, room.moving(1, seen=0), said("move on"))

    assert await room.marbles() == (9, 1)


async def test_of_many_at_once_as_many_succeed_as_there_are_marbles(room: Room) -> None:
    """Twenty want one each; there are ten, and none is lost or made up on the way."""
    outcomes = await asyncio.gather(
        *(together(room.left, room.moving(1), said(f"move {n}")) for n in range(20)),
        return_exceptions=True,
    )

    refused = [one for one in outcomes if isinstance(one, BaseException)]
    assert [type(one) for one in refused] == [TooFew] * 10
    assert await room.marbles() == (0, 10)


async def test_opposite_moves_do_not_wait_for_each_other_for_ever(room: Room) -> None:
    await together(room.left, room.moving(5), said("begin to move"))

    async def plan_back() -> Plan[Put, Box, WasPut, None]:
        return Plan(
            answering=Share(cases=room.right, stream=RIGHT, command=Put(marbles=-1)),
            others=(Share(cases=room.left, stream=LEFT, command=Put(marbles=1)),),
        )

    async with asyncio.timeout(60):
        await asyncio.gather(
            *(together(room.left, room.moving(1), said(f"there {n}")) for n in range(5)),
            *(together(room.right, plan_back, said(f"back {n}")) for n in range(5)),
        )

    assert sum(await room.marbles()) == 10


async def test_the_same_command_at_once_is_done_once_and_refuses_itself_never(room: Room) -> None:
    """Ten want all ten marbles under one id: the later must not find that there are none left."""
    outcomes = await asyncio.gather(
        *(together(room.left, room.moving(10), said("move")) for _ in range(10))
    )

    assert [changed.case.state.marbles for changed in outcomes] == [0] * 10
    assert await room.marbles() == (0, 10)


async def test_one_case_takes_the_same_command_at_once_as_once(room: Room) -> None:
    outcomes = await asyncio.gather(
        *(room.left.change(LEFT, Put(marbles=-10), said("take all")) for _ in range(10))
    )

    assert [changed.case.state.marbles for changed in outcomes] == [0] * 10
    assert {changed.case.version for changed in outcomes} == {2}
