"""Keys that came back with a backup go again before anything starts, a text's like a person's."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import asyncpg

from services.complaints.wiring import opened
from shared.casework.worker_process import erasures
from shared.telemetry import Metrics, log_of
from tests.complaints.api.asking import LATER, Complaint, received
from tests.support.api import Api
from tests.support.service_api import another_process

JO = {"name": "Jo Ashdown", "date_of_birth": "2012-04-11"}


async def complaint_of(api: Api) -> Complaint:
    return await received(api, statement="The man next door drinks.", children=[JO])


@asynccontextmanager
async def restored_afterwards(api: Api) -> AsyncIterator[None]:
    """A backup of the keys is taken now, and put back when the block ends."""
    backup = await asyncpg.connect(api.keys.superuser_dsn, server_settings={"search_path": "keys"})
    await backup.execute("create table as_backed_up as select * from keys")
    yield
    await backup.execute("alter table keys disable trigger all; delete from keys")
    await backup.execute("insert into keys select * from as_backed_up")
    await backup.execute("alter table keys enable trigger all; drop table as_backed_up")
    await backup.close()


async def live_keys(api: Api) -> int:
    connection = await asyncpg.connect(api.keys.superuser_dsn)
    count: int = await connection.fetchval("select count(wrapped) from keys.keys")
    await connection.close()
    return count


async def redact(complaint: Complaint) -> None:
    [text] = (await complaint.see())["texts"]
    wording = {"redacted_on": "2022-04-14", "text": text["text"], "wording": "Removed."}
    await complaint.do("redactions", wording)


async def erase_child(complaint: Complaint) -> None:
    [child] = (await complaint.see())["children"]
    body = {"person": child["person"], "reason": "data-subject-request"}
    api = complaint.county
    answer = await api.post("/erasures", body, role="administrator", at=LATER)
    assert answer.status_code == 201, answer.text


async def seen_beside(api: Api, complaint: Complaint) -> dict[str, Any]:
    """The case as another process shows it that starts now."""
    async with another_process(api) as beside:
        told: dict[str, Any] = (await beside.get(complaint.path)).json()
        return told


async def test_a_redacted_text_stays_unreadable(api: Api) -> None:
    complaint = await complaint_of(api)
    async with restored_afterwards(api):
        await redact(complaint)
        gone = await live_keys(api)
    # The statement's key is back; that of the wording, newer than the backup, is lost with it.
    assert await live_keys(api) == gone
    async with opened(api.settings, Metrics.of("complaints-restored")):
        assert await live_keys(api) == gone - 1


async def test_an_erased_person_stays_erased(api: Api) -> None:
    complaint = await complaint_of(api)
    async with restored_afterwards(api):
        await erase_child(complaint)
        gone = await live_keys(api)
    assert await live_keys(api) == gone + 1
    [child] = (await seen_beside(api, complaint))["children"]
    assert (child["name"], child["erased"]) == (None, True)
    assert await live_keys(api) == gone


async def test_what_was_not_destroyed_is_left(api: Api) -> None:
    complaint = await complaint_of(api)
    before = await live_keys(api)
    seen = await seen_beside(api, complaint)
    assert await live_keys(api) == before
    assert seen["texts"][0]["words"] == "The man next door drinks."


async def test_the_worker_destroys_them_too_when_it_starts(api: Api) -> None:
    complaint = await complaint_of(api)
    async with restored_afterwards(api):
        await erase_child(complaint)
        gone = await live_keys(api)
    async with opened(api.settings, Metrics.of("complaints-worker")) as service:
        await erasures(service, api.settings, log_of("complaints.worker")).once()
    assert await live_keys(api) == gone
