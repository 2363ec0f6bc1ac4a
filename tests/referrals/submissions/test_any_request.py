"""Whatever is sent to the front door or to the index of people, the answer is a documented one."""

from collections.abc import Iterator
from typing import Any, Final

import pytest
import schemathesis
from hypothesis import seed

from tests.referrals.api.asking import LATER
from tests.referrals.http import openapi_document, referrals_api_over
from tests.referrals.submissions.sending import SUBMISSION
from tests.support.anything_sent import (
    Known,
    Served,
    addresses,
    on_what_is_known,
    served_over,
    tried,
)
from tests.support.postgres import Postgres

ADDRESSES: Final = addresses(openapi_document(), coverage={"enabled": False}).include(
    path_regex="^/(submissions|people)"
)


@pytest.fixture(scope="module")
def served(postgres: Postgres, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("any-request")
    with served_over(
        referrals_api_over, postgres, folder, role="service-manager", at=LATER
    ) as service:
        yield service


@pytest.fixture(scope="module")
def known(served: Served) -> Known:
    """A submission, and somebody in the index."""
    sent = served.post("/submissions", {**SUBMISSION, "agency": "police"})
    search = served.post("/people/search", {"name": "Nell Kerr"}).json()["search"]
    person = served.post("/people", {"name": "Nell Kerr", "search": search}).json()["person"]
    return {"reference": sent.json()["reference"], "person": person}


@ADDRESSES.parametrize()
@seed(20_230_403)
@tried(6)
def test_an_officer_on_what_is_there(
    case: schemathesis.Case[Any], served: Served, known: Known
) -> None:
    served.send(on_what_is_known(case, known), "service-manager")


@ADDRESSES.parametrize()
@seed(20_230_404)
@tried(4)
def test_a_partner_anywhere(case: schemathesis.Case[Any], served: Served, known: Known) -> None:
    served.send(on_what_is_known(case, known), "partner-agency", agency="police")
