"""Whatever is sent to any address of households, in any role, the answer is documented."""

from collections.abc import Iterator
from typing import Any, Final

import pytest
import schemathesis
from hypothesis import seed

from tests.placements.application import PLACEMENTS, running_placements
from tests.placements.households.asking import HOUSEHOLD, NOW
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

DOCUMENT: Final = openapi_document_of(PLACEMENTS)
SAMPLED: Final = addresses(DOCUMENT, coverage={"enabled": False}).include(path_regex="^/households")
TO_THE_LIMIT: Final = addresses(
    DOCUMENT, coverage={"enabled": True, "unexpected-methods": ["put"]}
).include(path_regex="^/households(|/{reference}/terms)$")
"""Where bodies are richest every limit of every member is tried: too slow to do it everywhere."""


@pytest.fixture(scope="module")
def served(postgres: Postgres, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("anything")
    with served_over(
        running_placements, postgres, folder, role="service-manager", at=NOW
    ) as service:
        yield service


@pytest.fixture
def known(served: Served) -> Known:
    """What a path can name: a household on which something can be released, ended and closed."""
    path = served.post("/households", HOUSEHOLD).headers["Location"]
    served.post(f"{path}/holds", {"from_on": "2023-05-01", "places": 1, "reason": "illness"})
    served.post(f"{path}/exemptions", {"granted_on": "2023-05-01", "care": "K-2023-00004"})
    served.post(f"{path}/complaints", {"complaint": "C-2023-00009", "received_on": "2023-05-01"})
    return {"reference": path.rpartition("/")[2], "clock": "00000000-0000-4000-8000-000000000001"}


@SAMPLED.parametrize()
@seed(20_230_403)
@tried(6)
def test_an_officer_on_a_household_that_is_there(
    case: schemathesis.Case[Any], served: Served, known: Known
) -> None:
    served.send(on_what_is_known(case, known), "service-manager")


@TO_THE_LIMIT.parametrize()
@seed(20_230_404)
@tried(2)
def test_every_limit_of_a_body(case: schemathesis.Case[Any], served: Served, known: Known) -> None:
    served.send(on_what_is_known(case, known), "service-manager")


@SAMPLED.parametrize()
@seed(20_230_405)
@tried(2)
def test_who_may_not_anywhere(case: schemathesis.Case[Any], served: Served) -> None:
    served.send(case, "reporting-analyst")
