"""Whatever is sent to any address of complaints, in any role, the answer is a documented one."""

from collections.abc import Iterator
from typing import Any, Final

import pytest
import schemathesis
from hypothesis import seed

from tests.complaints.api.asking import LATER, RECEIVED, STATUTORY, TEAM, WORKER
from tests.support.anything_sent import (
    Known,
    Served,
    addresses,
    on_what_is_known,
    served_over,
    tried,
)
from tests.support.api import complaints_api, openapi_document
from tests.support.postgres import Postgres

DOCUMENT: Final = openapi_document()
SAMPLED: Final = addresses(DOCUMENT, coverage={"enabled": False})
TO_THE_LIMIT: Final = addresses(
    DOCUMENT, coverage={"enabled": True, "unexpected-methods": ["put"]}
).include(path_regex="^/(complaints|compliments|policies|complaints/{reference}/stage-1/response)$")
"""Where bodies are richest every limit of every member is tried: too slow to do it everywhere."""


@pytest.fixture(scope="module")
def served(postgres: Postgres, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("anything")
    with served_over(
        complaints_api, postgres, folder, role="complaints-manager", at=LATER
    ) as service:
        service.post("/teams", TEAM)
        service.post("/teams/north/workers", WORKER)
        yield service


@pytest.fixture
def known(served: Served) -> Known:
    """What a path can name: a case at Stage 1 of its own, its clock, its complainant, a team."""
    made = served.post("/complaints", RECEIVED | {"statement": "It took too long."})
    path = made.headers["Location"]
    case = served.post(f"{path}/decision", STATUTORY).json()
    return {
        "reference": case["reference"],
        "clock": case["clocks"][0]["clock"],
        "person": case["complainant"]["details"]["person"],
        "team": "north",
        "name": "causes",
        "code": "no-such-case",
    }


@SAMPLED.parametrize()
@seed(20_220_411)
@tried(5)
def test_an_officer_on_a_case_that_is_there(
    case: schemathesis.Case[Any], served: Served, known: Known
) -> None:
    served.send(on_what_is_known(case, known), "complaints-manager")


@TO_THE_LIMIT.parametrize()
@seed(20_220_412)
@tried(2)
def test_every_limit_of_a_body(case: schemathesis.Case[Any], served: Served, known: Known) -> None:
    served.send(on_what_is_known(case, known), "complaints-manager")


@SAMPLED.parametrize()
@seed(20_220_413)
@tried(3)
def test_an_administrator_anywhere(case: schemathesis.Case[Any], served: Served) -> None:
    served.send(case, "administrator")


@SAMPLED.parametrize()
@seed(20_220_414)
@tried(2)
def test_a_machine_anywhere(case: schemathesis.Case[Any], served: Served) -> None:
    served.send(case, "service")
