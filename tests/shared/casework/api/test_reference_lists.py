"""The code lists of a service, asked for over HTTP."""

from collections.abc import AsyncIterator
from datetime import date

import httpx
import pytest
import pytest_asyncio
from fastapi import FastAPI

from shared.casework.api.reference_lists import NoSuchList, reference_router
from shared.casework.terms import Sex, Term


class Channel(Term):
    LETTER = "letter", "By letter"
    TELEX = "telex", "By telex", None, date(1999, 12, 31)


@pytest_asyncio.fixture
async def client() -> AsyncIterator[httpx.AsyncClient]:
    app = FastAPI()
    app.include_router(reference_router({"sexes": Sex, "channels": Channel}, example="channels"))
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(app=app), base_url="http://service"
    ) as client:
        yield client


async def test_the_lists_are_named_in_order(client: httpx.AsyncClient) -> None:
    assert (await client.get("/reference")).json() == ["channels", "sexes"]


async def test_a_code_out_of_use_stays_listed_with_its_last_day(client: httpx.AsyncClient) -> None:
    shown = (await client.get("/reference/channels")).json()
    assert shown == {
        "name": "channels",
        "codes": [
            {"code": "letter", "label": "By letter", "used_from": None, "used_to": None},
            {"code": "telex", "label": "By telex", "used_from": None, "used_to": "1999-12-31"},
        ],
    }


async def test_a_list_that_the_service_does_not_have_is_refused(client: httpx.AsyncClient) -> None:
    with pytest.raises(NoSuchList):
        await client.get("/reference/routes")
