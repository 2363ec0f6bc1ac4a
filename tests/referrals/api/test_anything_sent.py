"""Whatever is sent to any address, in any role, the answer is one that is documented.

A real server on a real port: schemathesis reads the document of the service and sends what fits
it, and what does not.
"""

import asyncio
from collections.abc import Iterator
from contextlib import AsyncExitStack
from threading import Thread
from typing import Any, Final

import httpx
import pytest
import schemathesis
import uvicorn
from hypothesis import HealthCheck, Phase, seed, settings
from schemathesis import GenerationMode
from schemathesis.config import SchemathesisConfig
from schemathesis.specs.openapi.checks import positive_data_acceptance

from services.referrals.main import create_app
from tests.referrals.api.asking import CONTACT, LATER, SOCIAL_WORK, STARTED
from tests.referrals.http import Api, openapi_document, referrals_api_over
from tests.support.free_ports import free_run_of_ports
from tests.support.postgres import Databases, Postgres

# A schema cannot say what the rules say, so what fits the schema may still be refused with a code.
RULES: Final = positive_data_acceptance
START_SECONDS: Final = 20.0
# The docs are pages for people; the feed waits; submissions and people are tried beside theirs.
DOCUMENT: Final = openapi_document()


def addresses(**phases: object) -> schemathesis.BaseSchema:
    config = SchemathesisConfig.from_dict({"phases": phases})
    return schemathesis.openapi.from_dict(DOCUMENT, config=config).exclude(
        path_regex="^/(docs|messages|submissions|people)"
    )


SAMPLED: Final = addresses(coverage={"enabled": False})
TO_THE_LIMIT: Final = addresses(coverage={"enabled": True, "unexpected-methods": ["put"]}).include(
    path_regex="^/(policies|referrals/{reference}/(decision|exploitation/allocation))$"
)
"""Where bodies are richest every limit of every member is tried: too slow to do it everywhere."""


class Served:
    """The service in a thread of its own, and what its officers know: a token, a case."""

    def __init__(self, api: Api, port: int) -> None:
        self.api, self.url = api, f"http://127.0.0.1:{port}"
        self.server = uvicorn.Server(
            uvicorn.Config(create_app(api.settings), host="127.0.0.1", port=port, log_config=None)
        )
        self.thread = Thread(target=self.server.run, name="referrals", daemon=True)

    def start(self) -> None:
        self.thread.start()
        with httpx.Client(base_url=self.url, transport=httpx.HTTPTransport(retries=20)) as client:
            assert client.get("/health/live", timeout=START_SECONDS).status_code == 200

    def stop(self) -> None:
        self.server.should_exit = True
        self.thread.join(START_SECONDS)
        assert not self.thread.is_alive()

    def post(self, path: str, body: dict[str, Any]) -> httpx.Response:
        headers = self.api.headers("service-manager", **{"Candour-Time": LATER})
        answer = httpx.post(f"{self.url}{path}", json=body, headers=headers)
        assert answer.status_code in {200, 201}, answer.text
        return answer


@pytest.fixture(scope="module")
def served(postgres: Postgres, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    databases, stack = Databases(postgres), AsyncExitStack()
    with asyncio.Runner() as runner:
        folder = tmp_path_factory.mktemp("anything")
        api = runner.run(stack.enter_async_context(referrals_api_over(databases, folder)))
        service = Served(api, free_run_of_ports(1))
        service.start()
        service.post("/teams", {"team": "cse", "title": "CSE", "opened_on": "2020-04-01"})
        service.post("/teams/cse/workers", {"worker": "w-2", "joined_on": "2020-04-01"})
        yield service
        service.stop()
        runner.run(stack.aclose())
        runner.run(databases.drop_all())


@pytest.fixture
def known(served: Served) -> dict[str, str | int]:
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


def send(case: schemathesis.Case[Any], served: Served, role: str) -> None:
    case.headers["Authorization"] = f"Bearer {served.api.token(role)}"
    case.call_and_validate(base_url=served.url, excluded_checks=[RULES])


def on_what_is_known(
    case: schemathesis.Case[Any], known: dict[str, str | int]
) -> schemathesis.Case[Any]:
    """What fits the schema is sent where there is something; what does not, as it is."""
    assert case.meta is not None
    if case.meta.generation.mode is GenerationMode.POSITIVE:
        case.path_parameters.update({name: known[name] for name in case.path_parameters})
        for header in ("Candour-Authority", "Candour-Time", "If-Match"):
            case.headers.pop(header, None)
    return case


def tried(examples: int) -> settings:
    return settings(
        max_examples=examples,
        deadline=None,
        database=None,
        phases=(Phase.explicit, Phase.generate),
        suppress_health_check=list(HealthCheck),
    )


@SAMPLED.parametrize()
@seed(20_230_401)
@tried(5)
def test_an_officer_on_a_case_that_is_there(
    case: schemathesis.Case[Any], served: Served, known: dict[str, str | int]
) -> None:
    send(on_what_is_known(case, known), served, "service-manager")


@TO_THE_LIMIT.parametrize()
@seed(20_230_402)
@tried(2)
def test_every_limit_of_a_body(
    case: schemathesis.Case[Any], served: Served, known: dict[str, str | int]
) -> None:
    send(on_what_is_known(case, known), served, "service-manager")


@SAMPLED.parametrize()
@seed(20_230_403)
@tried(3)
def test_an_administrator_anywhere(case: schemathesis.Case[Any], served: Served) -> None:
    send(case, served, "administrator")


@SAMPLED.parametrize()
@seed(20_230_404)
@tried(2)
def test_a_machine_anywhere(case: schemathesis.Case[Any], served: Served) -> None:
    send(case, served, "service")
