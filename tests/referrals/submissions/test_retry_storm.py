"""A partner's retry storm: each of 500 submissions sent five times, out of order, from twenty
connections, while the service is killed and started again. Each is received exactly once, and
every sender is answered.
"""

import asyncio
import random
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any, Final

import httpx

from tests.referrals.http import Api
from tests.support.real_service import RealService, real_service

SUBMISSIONS: Final = 500
TIMES: Final = 5
CONNECTIONS: Final = 20
KILLED_AFTER: Final = (400, 1400)
"""Answers: once while most is new, once while most is said again."""
AT: Final = "2023-04-03T09:00:00Z"


@dataclass(slots=True, kw_only=True)
class Storm:
    """What is still to be sent, and every answer that came."""

    waiting: list[int]
    headers: dict[str, str]
    answers: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    first_answers: int = 0
    answered: int = 0
    unanswered: int = 0
    enough: dict[int, asyncio.Event] = field(default_factory=dict)

    async def send_from_one_connection(self, url: str) -> None:
        """Send what waits, each until it is answered."""
        limits = httpx.Limits(max_connections=1)
        async with httpx.AsyncClient(
            base_url=url, headers=self.headers, limits=limits, timeout=30, trust_env=False
        ) as client:
            while self.waiting:
                number = self.waiting.pop()
                self._note(number, await self._until_answered(client, number))

    async def _until_answered(self, client: httpx.AsyncClient, number: int) -> httpx.Response:
        while True:
            try:
                answer = await client.post("/submissions", json=submission(number))
            except httpx.TransportError:
                answer = None
            if answer is not None and answer.status_code != httpx.codes.SERVICE_UNAVAILABLE:
                return answer
            self.unanswered += 1
            await asyncio.sleep(0.1)

    def _note(self, number: int, answer: httpx.Response) -> None:
        assert answer.is_success, answer.text
        self.answers[number].append(answer.text)
        self.first_answers += answer.status_code == httpx.codes.CREATED
        self.answered += 1
        if self.answered in self.enough:
            self.enough[self.answered].set()


def submission(number: int) -> dict[str, Any]:
    return {
        "message_id": f"police-{number}",
        "children": [{"name": f"Child {number}"}],
        "concerns": f"What was seen on occasion {number}.",
        "category": "neglect",
        "consent": "given",
    }


async def kill_and_restart(storm: Storm, service: RealService) -> None:
    for count in KILLED_AFTER:
        await storm.enough[count].wait()
        await service.kill()
        await service.start()


async def test_each_is_received_once_and_every_sender_is_answered(referrals_api: Api) -> None:
    waiting = [number for number in range(SUBMISSIONS) for _ in range(TIMES)]
    random.Random(417).shuffle(waiting)
    headers = referrals_api.headers("partner-agency", agency="police", **{"Candour-Time": AT})
    storm = Storm(waiting=waiting, headers=headers)
    storm.enough = {count: asyncio.Event() for count in KILLED_AFTER}

    async with (
        real_service("referrals", referrals_api.settings) as service,
        asyncio.TaskGroup() as group,
    ):
        group.create_task(kill_and_restart(storm, service))
        for _ in range(CONNECTIONS):
            group.create_task(storm.send_from_one_connection(service.url))

    assert storm.answered == SUBMISSIONS * TIMES
    assert {len(answers) for answers in storm.answers.values()} == {TIMES}
    assert all(len(set(answers)) == 1 for answers in storm.answers.values())
    assert storm.unanswered > 0, "nobody noticed that the service was killed"
    assert storm.first_answers <= SUBMISSIONS
    await check_the_log(referrals_api, storm)


async def check_the_log(api: Api, storm: Storm) -> None:
    """What the log holds is what the receipts say: 500 submissions, 500 children's cases."""
    told: list[dict[str, Any]] = []
    after, more = "0", True
    while more:
        params: dict[str, str | float] = {"after": after, "limit": 200}
        page = (
            await api.get("/submissions", role="partner-agency", agency="police", params=params)
        ).json()
        told += page["items"]
        after, more = page["next"], page["more"]
    assert len(told) == SUBMISSIONS
    assert {item["message_id"] for item in told} == {
        submission(number)["message_id"] for number in range(SUBMISSIONS)
    }
    receipts = {answers[0] for answers in storm.answers.values()}
    assert all(any(item["reference"] in text for text in receipts) for item in told)
    referrals = {child["referral"] for item in told for child in item["children"]}
    assert len(referrals) == SUBMISSIONS
