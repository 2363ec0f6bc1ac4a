"""A service on a real port, for schemathesis to send whatever fits its document, and what does not.

SAMPLED = addresses(DOCUMENT, coverage={"enabled": False})

@SAMPLED.parametrize()
@seed(20_230_401)
@tried(5)
def test_an_officer(case: schemathesis.Case[Any], served: Served, known: Known) -> None:
    served.send(on_what_is_known(case, known), "service-manager")
"""

import asyncio
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractAsyncContextManager, AsyncExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread
from typing import Any, Final

import httpx
import schemathesis
import uvicorn
from hypothesis import HealthCheck, Phase, settings
from schemathesis import GenerationMode
from schemathesis.config import SchemathesisConfig
from schemathesis.specs.openapi.checks import positive_data_acceptance

from tests.support.free_ports import free_run_of_ports
from tests.support.postgres import Databases, Postgres
from tests.support.service_api import ServiceApi

RULES: Final = positive_data_acceptance
"""A schema cannot say what the rules say: what fits it may still be refused with a code."""
PAGES: Final = "^/(docs|messages)"
"""The docs are for people; the feed is tried by itself, where its waiting is bounded."""
START_SECONDS: Final = 60.0

Known = Mapping[str, str | int]
"""What the parameters of a path can name."""
Running = Callable[[Databases, Path], AbstractAsyncContextManager[ServiceApi[Any]]]


@dataclass(slots=True, kw_only=True)
class Served:
    """The service in a thread of its own. `role` prepares what is known, `at` its instant."""

    api: ServiceApi[Any]
    role: str
    at: str
    port: int = field(default_factory=lambda: free_run_of_ports(1))
    server: uvicorn.Server = field(init=False)
    thread: Thread = field(init=False)

    def __post_init__(self) -> None:
        app = self.api.application.create_app(self.api.settings)
        self.server = uvicorn.Server(
            uvicorn.Config(app, host="127.0.0.1", port=self.port, log_config=None)
        )
        self.thread = Thread(target=self.server.run, daemon=True)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        self.thread.start()
        with httpx.Client(base_url=self.url, transport=httpx.HTTPTransport(retries=20)) as client:
            assert client.get("/health/live", timeout=START_SECONDS).status_code == 200

    def stop(self) -> None:
        self.server.should_exit = True
        self.thread.join(START_SECONDS)
        assert not self.thread.is_alive()

    def post(self, path: str, body: Mapping[str, object]) -> httpx.Response:
        """Prepare something; it must be done."""
        headers = self.api.headers(self.role, **{"Candour-Time": self.at})
        answer = httpx.post(f"{self.url}{path}", json=body, headers=headers)
        assert answer.status_code in {200, 201}, answer.text
        return answer

    def send(self, case: schemathesis.Case[Any], role: str, *, agency: str | None = None) -> None:
        """Send it in a role, and hold the answer to the document."""
        case.headers["Authorization"] = f"Bearer {self.api.token(role, agency=agency)}"
        case.call_and_validate(base_url=self.url, excluded_checks=[RULES])


@contextmanager
def served_over(
    running: Running, postgres: Postgres, folder: Path, *, role: str, at: str
) -> Iterator[Served]:
    """The service over fresh databases, which go when the block ends."""
    databases, stack = Databases(postgres), AsyncExitStack()
    with asyncio.Runner() as runner:
        api = runner.run(stack.enter_async_context(running(databases, folder)))
        service = Served(api=api, role=role, at=at)
        service.start()
        yield service
        service.stop()
        runner.run(stack.aclose())
        runner.run(databases.drop_all())


def addresses(
    document: Mapping[str, Any], *, without: str = PAGES, **phases: object
) -> schemathesis.BaseSchema:
    """Every address of a document but those whose path fits `without`."""
    config = SchemathesisConfig.from_dict({"phases": phases})
    schema = schemathesis.openapi.from_dict(dict(document), config=config)
    return schema.exclude(path_regex=without)


def on_what_is_known(case: schemathesis.Case[Any], known: Known) -> schemathesis.Case[Any]:
    """What fits the schema is sent where there is something; what does not, as it is."""
    assert case.meta is not None
    if case.meta.generation.mode is GenerationMode.POSITIVE:
        there = {name: known[name] for name in case.path_parameters if name in known}
        case.path_parameters.update(there)
        for header in ("Candour-Authority", "Candour-Time", "If-Match"):
            case.headers.pop(header, None)
    return case


def tried(examples: int) -> settings:
    """So many examples of each address, the same ones each time."""
    return settings(
        max_examples=examples,
        deadline=None,
        database=None,
        phases=(Phase.explicit, Phase.generate),
        suppress_health_check=list(HealthCheck),
    )
