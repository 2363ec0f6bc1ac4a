"""Whatever is sent to the front door or to the index of people, the answer is a documented one."""

import asyncio
from collections.abc import Iterator
from contextlib import AsyncExitStack
from typing import Any, Final

import pytest
import schemathesis
from hypothesis import seed
from schemathesis.config import SchemathesisConfig

from tests.referrals.api.test_anything_sent import DOCUMENT, RULES, Served, on_what_is_known, tried
from tests.referrals.http import referrals_api_over
from tests.referrals.submissions.sending import SUBMISSION
from tests.support.free_ports import free_run_of_ports
from tests.support.postgres import Databases, Postgres

THE_DOOR: Final = "^/(submissions|people)"
CONFIG: Final = SchemathesisConfig.from_dict({"phases": {"coverage": {"enabled": False}}})
ADDRESSES: Final = schemathesis.openapi.from_dict(DOCUMENT, config=CONFIG).include(
    path_regex=THE_DOOR
)


@pytest.fixture(scope="module")
def served(postgres: Postgres, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    databases, stack = Databases(postgres), AsyncExitStack()
    with asyncio.Runner() as runner:
        folder = tmp_path_factory.mktemp("any-request")
        api = runner.run(stack.enter_async_context(referrals_api_over(databases, folder)))
        service = Served(api, free_run_of_ports(1))
        service.start()
        yield service
        service.stop()
        runner.run(stack.aclose())
        runner.run(databases.drop_all())


@pytest.fixture(scope="module")
def known(served: Served) -> dict[str, str | int]:
    """A submission, and somebody in the index."""
    sent = served.post("/submissions", {**SUBMISSION, "agency": "police"})
    search = served.post("/people/search", {"name": "Nell Kerr"}).json()["search"]
    person = served.post("/people", {"name": "Nell Kerr", "search": search}).json()["person"]
    return {"reference": sent.json()["reference"], "person": person}


@ADDRESSES.parametrize()
@seed(20_230_403)
@tried(6)
def test_an_officer_on_what_is_there(
    case: schemathesis.Case[Any], served: Served, known: dict[str, str | int]
) -> None:
    _send(on_what_is_known(case, known), served, served.api.token("service-manager"))


@ADDRESSES.parametrize()
@seed(20_230_404)
@tried(4)
def test_a_partner_anywhere(
    case: schemathesis.Case[Any], served: Served, known: dict[str, str | int]
) -> None:
    token = served.api.token("partner-agency", agency="police")
    _send(on_what_is_known(case, known), served, token)


def _send(case: schemathesis.Case[Any], served: Served, token: str) -> None:
    case.headers["Authorization"] = f"Bearer {token}"
    case.call_and_validate(base_url=served.url, excluded_checks=[RULES])
