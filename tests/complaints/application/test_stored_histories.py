"""Whatever is asked of the real store, what it gives back is what was decided, and no more.

The rules alone are put through the same in `tests/complaints/domain/test_any_history.py`; here
each accepted command goes to PostgreSQL and back, encrypted, with its message and its list row.
"""

import asyncio
import json
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from pathlib import Path
from typing import Any, Final, TypeVar
from uuid import NAMESPACE_URL, UUID, uuid5

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)
from jsonschema import Draft202012Validator

from services.complaints.application import describing
from services.complaints.application.cases import ComplaintCase
from services.complaints.domain.actions import Action, allowed
from services.complaints.domain.commands import ComplaintCommand
from services.complaints.domain.events import ComplaintEvent
from services.complaints.domain.local import Here
from services.complaints.domain.places import Complaint, NothingReceived
from services.complaints.domain.policy import POLICY
from services.complaints.wiring import ComplaintsService, opened
from shared.casework.beside.happenings import RedactText
from shared.casework.speaking import Speaking
from shared.event_sourcing import Refusal, fold
from shared.event_store.drafting import Changed
from shared.event_store.said import Said
from shared.telemetry import Metrics
from tests.complaints.any_command import any_command, any_correction
from tests.complaints.builders import PAUSING, here
from tests.complaints.valid_bodies import valid_body
from tests.support.api import Api, complaints_api
from tests.support.postgres import Databases, Postgres

RELEASED: Final = Path(__file__).parents[3] / "services/complaints/schemas/released"
FIRST_DAY: Final = date(2022, 5, 9)
STEPS: Final = (
    Action.ACKNOWLEDGE, Action.CORRECT, Action.DECIDE_ROUTE, Action.ALLOCATE, Action.EXTEND_STAGE_1,
    Action.AGREE_RESPONSE_DATE, Action.RECORD_GOOD_REASON, Action.PAUSE_STAGE_1,
    Action.RESUME_STAGE_1, Action.RESPOND_STAGE_1, Action.APPOINT_ADVOCATE, Action.ADD_NOTE,
    Action.REFERENCE_DOCUMENT, Action.LINK_PERSON, Action.CORRECT_PERSON, Action.NAME_PERSON,
    Action.ASK_REDACTION, Action.COMPLETE_REDACTION, Action.WITHDRAW, Action.CLOSE, Action.REOPEN,
)  # fmt: skip
NUMBERS: Final = count(1)

ComplaintChanged = Changed[Complaint, ComplaintEvent, Here]
ResultT = TypeVar("ResultT")


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """A service over real databases, and the loop that it lives on."""

    runner: asyncio.Runner
    service: ComplaintsService

    def run(self, work: Callable[[], Awaitable[ResultT]]) -> ResultT:
        async def awaited() -> ResultT:
            return await work()

        return self.runner.run(awaited())


@pytest.fixture(scope="module")
def world(postgres: Postgres, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    databases = Databases(postgres)
    stack = AsyncExitStack()

    async def begin() -> ComplaintsService:
        folder = tmp_path_factory.mktemp("histories")
        api: Api = await stack.enter_async_context(complaints_api(databases, folder))
        metrics = Metrics.of("complaints-histories")
        return await stack.enter_async_context(opened(api.settings, metrics))

    async def end() -> None:
        await stack.aclose()
        await databases.drop_all()

    with asyncio.Runner() as runner:
        yield World(runner=runner, service=runner.run(begin()))
        runner.run(end())


@pytest.fixture(scope="module")
def schemas() -> dict[str, Draft202012Validator]:
    """The released schema of each message, by its type."""
    return {
        f"candour.complaints.{file.stem}": Draft202012Validator(json.loads(file.read_bytes()))
        for file in RELEASED.glob("*.json")
    }


class AroundStory:
    """The world around the one case of a story, under the policy of its authority."""

    def __init__(self, story: "StoredHistory") -> None:
        self._story = story

    def beside(self, authority: str) -> None:
        del authority

    async def __call__(
        self, said: Said, stream: UUID, versions: Mapping[UUID, int] | None = None
    ) -> Here:
        del versions
        assert stream == self._story.stream
        return replace(here(said.today, policy=self._story.policy), stream=stream)


class StoredHistory(RuleBasedStateMachine):
    """One complaint in an authority of its own, kept by PostgreSQL."""

    def __init__(self, world: World, schemas: dict[str, Draft202012Validator]) -> None:
        super().__init__()
        self.world, self.schemas = world, schemas
        self.authority = f"county-{next(NUMBERS)}"
        self.stream = uuid5(NAMESPACE_URL, self.authority)
        self.today = FIRST_DAY
        self.policy = POLICY.initial
        self.commands = 0
        self.position = 0
        self.told: dict[str, dict[str, Any]] = {}
        self.cases = replace(world.service.rooms.complaints.cases, circumstances=AroundStory(self))
        self.case: ComplaintCase = world.run(lambda: self.cases.peek(self.stream))

    @property
    def here(self) -> Here:
        return replace(here(self.today, policy=self.policy), stream=self.stream)

    @initialize(pauses=st.booleans(), started=st.booleans())
    def begin(self, *, pauses: bool, started: bool) -> None:
        self.policy = PAUSING if pauses else POLICY.initial
        for action in (Action.RECEIVE, Action.DECIDE_ROUTE)[: 1 + started]:
            self._say(valid_body(action, self.case.state, self.here))

    @rule(data=st.data())
    def a_step(self, data: st.DataObject) -> None:
        barred = allowed(self.case.state, self.here)
        action = data.draw(st.sampled_from([one for one in STEPS if barred[one] is None]))
        before = self.case.version
        self._say(valid_body(action, self.case.state, self.here))
        assert self.case.version > before, action

    @rule(command=any_correction())
    def a_correction(self, command: ComplaintCommand) -> None:
        self._say(command)

    @rule(command=any_command())
    def any_request(self, command: ComplaintCommand) -> None:
        if not isinstance(command, RedactText):  # its texts come from the log, not from a guess
            self._say(command)

    @rule(days=st.integers(min_value=1, max_value=5))
    def time_passes(self, days: int) -> None:
        self.today += timedelta(days=days)

    @invariant()
    def the_store_gives_back_what_was_answered(self) -> None:
        loaded = self.world.run(lambda: self.cases.peek(self.stream))
        assert loaded == self.case
        decider = self.cases.kind.decider
        events = [one.event for one in loaded.recorded]
        assert fold(decider.evolve, decider.initial, events) == loaded.state
        assert [one.stored.version for one in loaded.recorded] == list(range(1, loaded.version + 1))

    @invariant()
    def the_list_shows_the_case_as_it_stands(self) -> None:
        rows = self.world.run(self._listed)
        if isinstance(self.case.state, NothingReceived):
            assert rows == []
            return
        [row] = rows
        expected = describing.list_row(self.case.state)
        assert (row["version"], row["place"]) == (self.case.version, expected.place)
        assert (row["due_on"], row["closed_on"]) == (expected.due_on, expected.closed_on)
        assert (tuple(row["tags"]), tuple(row["people"])) == (expected.tags, expected.people)

    def _say(self, command: ComplaintCommand) -> None:
        said = self._said()
        head = self.world.run(self.world.service.log.head)
        changed = self._accepted(command, said)
        if changed is None:
            assert self.world.run(self.world.service.log.head) == head
            stored = self.world.run(lambda: self.cases.log.command(said.command_id))
            assert stored is None
            return
        assert not changed.repeated
        before, self.case = self.case, changed.case
        assert self.case.recorded[: before.version] == before.recorded
        again = self.world.run(
            lambda: self.cases.change(self.stream, command, said, may_begin=True)
        )
        assert (again.repeated, again.case) == (True, changed.case)
        self._check_messages()

    def _accepted(self, command: ComplaintCommand, said: Said) -> ComplaintChanged | None:
        try:
            return self.world.run(
                lambda: self.cases.change(self.stream, command, said, may_begin=True)
            )
        except Refusal:
            return None

    def _said(self) -> Speaking:
        self.commands += 1
        command_id = uuid5(self.stream, f"command {self.commands}")
        now = datetime.combine(self.today, time(16), tzinfo=UTC)
        said = Speaking.alone("complaints", self.authority, command_id, now)
        return replace(said, simulated_at=now)

    def _check_messages(self) -> None:
        """Each new event has one message, valid by the schema that was released for it."""
        log = self.world.service.log
        page = self.world.run(lambda: log.case_page(self.stream, self.position))
        new = [one for one in self.case.recorded if one.stored.position > self.position]
        assert [message.event_id for message in page.messages] == [
            one.stored.event_id for one in new
        ]
        for message in page.messages:
            document = json.loads(message.body)
            self.schemas[document["type"]].validate(document)
            for fact in document["data"]["facts"]:
                before = self.told.get(fact["fact"])
                assert fact["revision"] == (1 if before is None else before["revision"] + 1)
                self.told[fact["fact"]] = fact
        self.position = page.read_to

    @invariant()
    def the_messages_have_told_what_is_true(self) -> None:
        told = {
            (fact["kind"], fact["on"], json.dumps(fact["codes"], sort_keys=True))
            for fact in self.told.values()
            if fact["change"] != "withdrawn"
        }
        assert told == {
            (fact.kind, str(fact.on), json.dumps(dict(fact.codes), sort_keys=True))
            for fact in describing.facts(self.case.state)
        }

    async def _listed(self) -> list[Any]:
        query = "select * from case_list where stream_id = $1"
        rows: list[Any] = await self.world.service.pool.fetch(query, self.stream)
        return rows


def test_what_is_stored_is_what_was_decided(
    world: World, schemas: dict[str, Draft202012Validator]
) -> None:
    run_state_machine_as_test(
        lambda: StoredHistory(world, schemas),  # type: ignore[arg-type] # any factory will do
        settings=settings(
            max_examples=15,
            stateful_step_count=20,
            deadline=None,
            derandomize=True,
            database=None,
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
        ),
    )
