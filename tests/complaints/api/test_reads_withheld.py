"""What cannot be recorded is not shown, and what was shown stays recorded whatever is killed."""

import asyncio
from uuid import UUID

import httpx
import pytest

from tests.complaints.api.asking import LATER, received, refused
from tests.support.api import Api
from tests.support.reads import access_log
from tests.support.real_service import real_service
from tests.support.service_api import another_process

CONNECTIONS = 8
READS_BEFORE_A_KILL = 40
KILLS = 3


async def test_when_too_many_wait_it_says_when_to_come_back(api: Api) -> None:
    complaint = await received(api)
    async with another_process(api, access_queue=2) as busy:
        answers = await asyncio.gather(*(busy.get(complaint.path, at=LATER) for _ in range(30)))
    turned_away = [answer for answer in answers if answer.status_code != 200]
    assert turned_away
    for answer in turned_away:
        refused(answer, 503, "queue-full")
        assert int(answer.headers["Retry-After"]) >= 1
    assert len(await access_log(api)) == len(answers) - len(turned_away)


async def test_a_read_that_cannot_be_recorded_is_not_answered(api: Api) -> None:
    complaint = await received(api)
    await complaint.see()
    async with api.database.behind_its_back() as superuser, superuser.transaction():
        # The case can be read, the access log not be written: its connection is cut as it waits.
        await superuser.execute("lock table access_log in exclusive mode")
        asked = asyncio.create_task(api.get(complaint.path, at=LATER))
        while not await superuser.fetchval(
            "select count(*) from pg_locks where not granted and relation = 'access_log'::regclass"
            " and database = (select oid from pg_database where datname = current_database())"
        ):
            await superuser.execute("select pg_sleep(0.01)")
        assert not asked.done()
        await superuser.execute(
            "select pg_terminate_backend(pid, 5000) from pg_stat_activity"
            " where application_name = 'candour-access-log' and datname = current_database()"
        )
        problem = refused(await asked, 503, "database-away")
    assert complaint.reference not in str(problem)
    assert (await complaint.see())["reference"] == complaint.reference
    assert len(await access_log(api)) == 2


@pytest.mark.parametrize("path", ["", "/history"])
async def test_the_row_is_there_before_the_answer(api: Api, path: str) -> None:
    complaint = await received(api)
    async with api.database.behind_its_back() as superuser, superuser.transaction():
        await superuser.execute("lock table access_log in exclusive mode")
        asked = asyncio.create_task(api.get(f"{complaint.path}{path}", at=LATER))
        done, _ = await asyncio.wait((asked,), timeout=0.3)
        assert not done
    assert (await asked).status_code == 200
    assert len(await access_log(api)) == 1


async def test_what_was_answered_before_a_kill_is_recorded_once(api: Api) -> None:
    complaint = await received(api)
    headers = api.headers("complaints-manager", **{"Candour-Time": LATER})
    answered: list[UUID] = []
    enough = asyncio.Event()

    async def read_on(url: str) -> None:
        async with httpx.AsyncClient(base_url=url, trust_env=False, headers=headers) as client:
            while True:
                try:
                    answer = await client.get(complaint.path)
                except httpx.TransportError:
                    return
                assert answer.status_code == 200, answer.text
                answered.append(UUID(answer.headers["Candour-Correlation"]))
                if len(answered) % READS_BEFORE_A_KILL == 0:
                    enough.set()

    async with real_service("complaints", api.settings) as service:
        for _ in range(KILLS):
            enough.clear()
            readers = [asyncio.create_task(read_on(service.url)) for _ in range(CONNECTIONS)]
            await enough.wait()
            await service.kill()
            await asyncio.gather(*readers)
            await service.start()

    assert len(answered) >= KILLS * READS_BEFORE_A_KILL
    recorded = [UUID(read["correlation"]) for read in await access_log(api)]
    assert len(recorded) == len(set(recorded))
    assert set(answered) <= set(recorded)
    # Beyond what was answered only what was under way when it was killed.
    assert len(recorded) - len(answered) <= KILLS * CONNECTIONS
    verified = await api.post("/log/verification", {}, role="auditor")
    assert verified.json()["ok"] is True
    assert verified.json()["access_log"]["reads_checked"] >= len(recorded)


async def test_an_edited_read_is_named_by_the_verification(api: Api) -> None:
    complaint = await received(api)
    await complaint.see()
    await complaint.history()
    async with api.database.behind_its_back() as superuser:
        await superuser.execute("alter table access_log disable trigger all")
        await superuser.execute("update access_log set subject = 'nobody' where position = 2")
    told = (await api.post("/log/verification", {}, role="auditor")).json()
    assert (told["ok"], told["findings"]) == (False, [])
    assert told["access_log"]["ok"] is False
    [finding] = told["access_log"]["findings"]
    assert (finding["kind"], finding["position"]) == ("edited", 2)
