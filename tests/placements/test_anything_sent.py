"""Whatever is sent to any address of placements, in any role, the answer is a documented one.

Households are tried beside theirs.
"""

from collections.abc import Iterator
from typing import Any, Final

import pytest
import schemathesis
from hypothesis import seed

from tests.placements.application import PLACEMENTS, running_placements
from tests.placements.care.asking import CARE, ELSEWHERE, NOW
from tests.support.anything_sent import (
    Known,
    Served,
    addresses,
    on_what_is_known,
    served_over,
    tried,
)
from tests.support.postgres import Postgres
from tests.support.service_api import openapi_document_of

SAMPLED: Final = addresses(
    openapi_document_of(PLACEMENTS),
    without="^/(docs|messages|households)",
    coverage={"enabled": False},
)


@pytest.fixture(scope="module")
def served(postgres: Postgres, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("anything")
    with served_over(
        running_placements, postgres, folder, role="service-manager", at=NOW
    ) as service:
        service.post("/teams", {"team": "north", "title": "North", "opened_on": "2020-01-01"})
        yield service


@pytest.fixture
def known(served: Served) -> Known:
    """What a path can name: a child in a placement, visited and reviewed."""
    path = served.post("/care", CARE).headers["Location"]
    served.post(f"{path}/placements", {"started_on": "2023-04-03", **ELSEWHERE})
    served.post(f"{path}/visits", {"visited_on": "2023-04-05", "seen": True, "seen_alone": True})
    case = served.post(f"{path}/reviews", {"held_on": "2023-05-04", "complete": False}).json()
    return {
        "reference": case["reference"],
        "clock": case["clocks"][0]["clock"],
        "person": case["child"]["person"],
        "number": 1,
        "team": "north",
        "name": "placement-types",
        "code": "no-such-case",
    }


@SAMPLED.parametrize()
@seed(20_230_403)
@tried(4)
def test_an_officer_on_a_case_that_is_there(
    case: schemathesis.Case[Any], served: Served, known: Known
) -> None:
    served.send(on_what_is_known(case, known), "service-manager")


@SAMPLED.parametrize()
@seed(20_230_404)
@tried(2)
def test_a_reviewing_officer_anywhere(case: schemathesis.Case[Any], served: Served) -> None:
    served.send(case, "reviewing-officer")
