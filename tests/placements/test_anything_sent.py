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

from services.placements.main import create_app
from tests.placements.application import PLACEMENTS, PlacementsApi, running_placements
from tests.placements.care.asking import CARE, ELSEWHERE, HOUSEHOLD, NOW
from tests.support.free_ports import free_run_of_ports
from tests.support.postgres import Databases, Postgres
from tests.support.service_api import openapi_document_of

# A schema cannot say what the rules say, so what fits the schema may still be refused with a code.
RULES: Final = positive_data_acceptance
START_SECONDS: Final = 20.0
SAMPLED: Final = schemathesis.openapi.from_dict(
    openapi_document_of(PLACEMENTS),
    config=SchemathesisConfig.from_dict({"phases": {"coverage": {"enabled": False}}}),
).exclude(path_regex="^/(docs|messages)")


class Served:
    """The service in a thread of its own."""

    def __init__(self, api: PlacementsApi, port: int) -> None:
        self.api, self.url = api, f"http://127.0.0.1:{port}"
        self.server = uvicorn.Server(
            uvicorn.Config(create_app(api.settings), host="127.0.0.1", port=port, log_config=None)
        )
        self.thread = Thread(target=self.server.run, name="placements", daemon=True)

    def start(self) -> None:
        self.thread.start()
        with httpx.Client(base_url=self.url, transport=httpx.HTTPTransport(retries=20)) as client:
            assert client.get("/health/live", timeout=START_SECONDS).status_code == 200

    def stop(self) -> None:
        self.server.should_exit = True
        self.thread.join(START_SECONDS)
        assert not self.thread.is_alive()

    def post(self, path: str, body: dict[str, Any]) -> httpx.Response:
        headers = self.api.headers("service-manager", **{"Candour-Time": NOW})
        answer = httpx.post(f"{self.url}{path}", json=body, headers=headers)
        assert answer.status_code in {200, 201}, answer.text
        return answer


@pytest.fixture(scope="module")
def served(postgres: Postgres, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    databases, stack = Databases(postgres), AsyncExitStack()
    with asyncio.Runner() as runner:
        folder = tmp_path_factory.mktemp("anything")
        api = runner.run(stack.enter_async_context(running_placements(databases, folder)))
        service = Served(api, free_run_of_ports(1))
        service.start()
        service.post("/teams", {"team": "north", "title": "North", "opened_on": "2020-01-01"})
        yield service
        service.stop()
        runner.run(stack.aclose())
        runner.run(databases.drop_all())


@pytest.fixture
def known(served: Served) -> dict[str, str]:
    """What a path can name: a child in a placement, visited and reviewed, and a household."""
    path = served.post("/care", CARE).headers["Location"]
    served.post(f"{path}/placements", {"started_on": "2023-04-03", **ELSEWHERE})
    served.post(f"{path}/visits", {"visited_on": "2023-04-05", "seen": True, "seen_alone": True})
    case = served.post(f"{path}/reviews", {"held_on": "2023-05-04", "complete": False}).json()
    return {
        "reference": case["reference"],
        "household": served.post("/households", HOUSEHOLD).json()["reference"],
        "clock": case["clocks"][0]["clock"],
        "person": case["child"]["person"],
        "number": "1",
        "team": "north",
        "name": "placement-types",
        "code": "no-such-case",
    }


def on_what_is_known(case: schemathesis.Case[Any], known: dict[str, str]) -> schemathesis.Case[Any]:
    """What fits the schema is sent where there is something; what does not, as it is."""
    assert case.meta is not None
    if case.meta.generation.mode is GenerationMode.POSITIVE:
        there = dict(known)
        if case.path.startswith("/households"):
            there["reference"] = known["household"]
        case.path_parameters.update(
            {name: there[name] for name in case.path_parameters if name in there}
        )
        for header in ("Candour-Authority", "Candour-Time", "If-Match"):
            case.headers.pop(header, None)
    return case


def send(case: schemathesis.Case[Any], served: Served, role: str) -> None:
    case.headers["Authorization"] = f"Bearer {served.api.token(role)}"
    case.call_and_validate(base_url=served.url, excluded_checks=[RULES])


def tried(examples: int) -> settings:
    return settings(
        max_examples=examples,
        deadline=None,
        database=None,
        phases=(Phase.explicit, Phase.generate),
        suppress_health_check=list(HealthCheck),
    )


@SAMPLED.parametrize()
@seed(20_230_403)
@tried(4)
def test_an_officer_on_a_case_that_is_there(
    case: schemathesis.Case[Any], served: Served, known: dict[str, str]
) -> None:
    send(on_what_is_known(case, known), served, "service-manager")


@SAMPLED.parametrize()
@seed(20_230_404)
@tried(2)
def test_a_reviewing_officer_anywhere(case: schemathesis.Case[Any], served: Served) -> None:
    send(case, served, "reviewing-officer")
