"""Whatever is sent to any address of referrals, in any role, the answer is a documented one.

The front door and the index of people are tried beside theirs.
"""

from collections.abc import Iterator
from typing import Any, Final

import pytest
import schemathesis
from hypothesis import seed

from tests.referrals.api.asking import CONTACT, LATER, SOCIAL_WORK, STARTED
from tests.referrals.http import openapi_document, referrals_api_over
from tests.support.anything_sent import (
    Known,
    Served,
    addresses,
    on_what_is_known,
    served_over,
    tried,
)
from tests.support.postgres import Postgres

DOCUMENT: Final = openapi_document()
ELSEWHERE: Final = "^/(docs|messages|submissions|people)"
SAMPLED: Final = addresses(DOCUMENT, without=ELSEWHERE, coverage={"enabled": False})
TO_THE_LIMIT: Final = addresses(
    DOCUMENT, without=ELSEWHERE, coverage={"enabled": True, "unexpected-methods": ["put"]}
).include(path_regex="^/(policies|referrals/{reference}/(decision|exploitation/allocation))$")
"""Where bodies are richest every limit of every member is tried: too slow to do it everywhere."""


@pytest.fixture(scope="module")
def served(postgres: Postgres, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("anything")
    with served_over(
        referrals_api_over, postgres, folder, role="service-manager", at=LATER
    ) as service:
        service.post("/teams", {"team": "cse", "title": "CSE", "opened_on": "2020-04-01"})
        service.post("/teams/cse/workers", {"worker": "w-2", "joined_on": "2020-04-01"})
        yield service


@pytest.fixture
def known(served: Served) -> Known:
    """What a path can name: a case of its own that is assessed, its clock, its child, a team."""
    made = served.post("/referrals", CONTACT)
    path = made.headers["Location"]
    served.post(f"{path}/decision", SOCIAL_WORK)
    case = served.post(f"{path}/assessments", STARTED).json()
    return {
        "reference": case["reference"],
        "clock": case["clocks"][0]["clock"],
        "person": case["child"]["person"],
        "number": 1,
        "worker": "w-2",
        "team": "cse",
        "name": "sources",
        "code": "no-such-case",
    }


@SAMPLED.parametrize()
@seed(20_230_401)
@tried(5)
def test_an_officer_on_a_case_that_is_there(
    case: schemathesis.Case[Any], served: Served, known: Known
) -> None:
    served.send(on_what_is_known(case, known), "service-manager")


@TO_THE_LIMIT.parametrize()
@seed(20_230_402)
@tried(2)
def test_every_limit_of_a_body(case: schemathesis.Case[Any], served: Served, known: Known) -> None:
    served.send(on_what_is_known(case, known), "service-manager")


@SAMPLED.parametrize()
@seed(20_230_403)
@tried(3)
def test_an_administrator_anywhere(case: schemathesis.Case[Any], served: Served) -> None:
    served.send(case, "administrator")


@SAMPLED.parametrize()
@seed(20_230_404)
@tried(2)
def test_a_machine_anywhere(case: schemathesis.Case[Any], served: Served) -> None:
    served.send(case, "service")
