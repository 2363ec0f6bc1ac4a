"""Values are taken in their one documented spelling, and addresses name all their methods."""

import pytest

from tests.complaints.api.asking import (
    EXTENDED,
    LATER,
    RECEIVED,
    RESPONDED,
    Body,
    at_stage_1,
    received,
    refused,
)
from tests.support.api import Api

pytestmark = pytest.mark.asyncio(loop_scope="session")


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"received_on": 0}, "date-type"),
        ({"received_on": 1_649_635_200}, "date-type"),
        ({"received_on": "1649635200"}, "date-parsing"),
        ({"received_on": "2022-04-11T00:00:00Z"}, "date-parsing"),
        ({"received_on": "2022-4-11"}, "date-parsing"),
        ({"received_on": True}, "date-type"),
        ({"received_at": 1_649_635_200}, "datetime-type"),
        ({"received_at": "1649635200"}, "datetime-parsing"),
        ({"received_at": "2022-04-11T09:30:00"}, "timezone-aware"),
    ],
)
async def test_a_date_is_written_as_a_date(county: Api, change: Body, code: str) -> None:
    answer = await county.post("/complaints", RECEIVED | change, at=LATER)
    problem = refused(answer, 422, "body-invalid")
    [error] = problem["errors"]
    assert (error["field"], error["code"]) == (next(iter(change)), code)


@pytest.mark.parametrize("apology", [1, 0, "yes", "true", "on", None])
async def test_an_apology_is_true_or_false(county: Api, apology: object) -> None:
    complaint = await at_stage_1(county)
    answer = await complaint.ask("stage-1/response", RESPONDED | {"apology": apology})
    assert refused(answer, 422, "body-invalid")["errors"][0]["field"] == "apology"


@pytest.mark.parametrize("limit", ["20", True, 20.5])
async def test_a_limit_is_a_number(county: Api, limit: object) -> None:
    complaint = await at_stage_1(county)
    answer = await complaint.ask("stage-1/extension", EXTENDED | {"limit": limit})
    assert refused(answer, 422, "body-invalid")["errors"][0]["field"] == "limit"


async def test_the_list_takes_days_as_they_are_written(county: Api) -> None:
    await received(county)
    for name in ("received_from", "received_to", "due_before"):
        refused(await county.get("/complaints", params={name: 0}), 422, "body-invalid")
    refused(await county.get("/teams", params={"on": "0"}), 422, "body-invalid")


@pytest.mark.parametrize(
    ("path", "methods"),
    [
        ("/complaints", "GET, HEAD, POST"),
        ("/teams", "GET, HEAD, POST"),
        ("/complaints/C-2022-00001/notes", "POST"),
        ("/complaints/C-2022-00001", "GET, HEAD"),
    ],
)
async def test_an_address_names_its_methods(county: Api, path: str, methods: str) -> None:
    answer = await county.client.delete(path, headers=county.headers("complaints-manager"))
    refused(answer, 405, "method-not-allowed")
    assert answer.headers["Allow"] == methods
