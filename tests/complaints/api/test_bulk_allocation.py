"""Many cases to one team in one request, each a command of its own."""

from typing import Final

import pytest

from tests.complaints.api.asking import (
    CLOSED,
    LATER,
    NORTH,
    Body,
    answered,
    received,
    refused,
    with_register,
)
from tests.support.api import Api

pytestmark = pytest.mark.asyncio(loop_scope="session")

MISSING: Final = "C-2022-99999"


async def allocate(county: Api, references: list[str], key: str | None = None) -> Body:
    body = NORTH | {"references": references}
    answer = await county.post("/allocations", body, at=LATER, key=key)
    assert answer.status_code == 200, answer.text
    told: Body = answer.json()
    return told


async def test_some_are_allocated_and_the_others_say_why_not(county: Api) -> None:
    await with_register(county)
    one, two = await received(county), await received(county, received_on="2022-05-03")
    closed = await answered(county)
    await closed.do("closure", CLOSED)
    told = await allocate(
        county, [one.reference, two.reference, closed.reference, MISSING, one.reference]
    )
    assert (told["allocated"], told["refused"]) == (1, 3)
    results = {each["reference"]: (each["version"], each["code"]) for each in told["results"]}
    assert results == {
        one.reference: (2, None),
        two.reference: (None, "before-received"),
        closed.reference: (None, "case-closed"),
        MISSING: (None, "no-such-case"),
    }
    assert (await one.see())["worker"] == "w-1"
    assert (await two.see())["worker"] is None


async def test_the_same_request_again_gives_the_same_results(county: Api) -> None:
    await with_register(county)
    cases = [await received(county) for _ in range(3)]
    references = [case.reference for case in cases] + [MISSING]
    first = await allocate(county, references, key="monday")
    await cases[0].do("allocation", NORTH | {"worker": "w-2"})
    assert await allocate(county, references, key="monday") == first
    assert (await cases[0].see())["worker"] == "w-2"


async def test_without_a_key_it_is_another_command(county: Api) -> None:
    await with_register(county)
    case = await received(county)
    await allocate(county, [case.reference])
    told = await allocate(county, [case.reference])
    assert told["results"][0]["code"] == "nothing-to-change"


async def test_another_body_under_the_key_is_refused_for_each_case(county: Api) -> None:
    await with_register(county)
    case = await received(county)
    await allocate(county, [case.reference], key="monday")
    told = await allocate(county, [case.reference, MISSING], key="monday")
    assert [each["code"] for each in told["results"]] == ["key-reused", "no-such-case"]


async def test_two_hundred_at_once_and_no_more(county: Api) -> None:
    references = [f"C-2022-{number:05}" for number in range(1, 202)]
    told = await allocate(county, references[:200])
    assert (told["allocated"], told["refused"]) == (0, 200)
    answer = await county.post("/allocations", NORTH | {"references": references}, at=LATER)
    problem = refused(answer, 422, "body-invalid")
    assert problem["errors"][0]["field"] == "references"
    empty = await county.post("/allocations", NORTH | {"references": []}, at=LATER)
    refused(empty, 422, "body-invalid")


async def test_a_role_that_may_not_allocate_may_not_in_bulk(county: Api) -> None:
    body = NORTH | {"references": [MISSING]}
    refused(await county.post("/allocations", body, role="social-worker"), 403, "role-may-not")
