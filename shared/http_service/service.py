"""One service put together: its routes, and everything that every service does the same way."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from typing import Any, Final

import orjson
from fastapi import APIRouter, Depends, FastAPI
from starlette.middleware import Middleware
from starlette.responses import Response

from shared.http_service import (
    authorised_first,
    docs_page,
    feed,
    known_parameters,
    log_pages,
    openapi,
    store_errors,
    straight,
)
from shared.http_service.body_limit import BodyLimit
from shared.http_service.declared import check_actions
from shared.http_service.front_door import FrontDoor
from shared.http_service.sign_in import SignIn, is_public
from shared.identity import Tokens
from shared.problem_details import catalogue_router, install
from shared.telemetry import TEXT_FORMAT, Metrics
from shared.web import Edge
from shared.web.health import Check, examined, health_router

DESCRIPTION: Final = """\
JSON over HTTP: `snake_case`, dates `YYYY-MM-DD` (London), instants RFC 3339 in UTC.

* **Sign in** with `Authorization: Bearer …`. Where a token covers several authorities, name one in
  `Candour-Authority`.
* **Commands** are `POST` to a noun of the procedure. Send an `Idempotency-Key`, and a command that
  is sent again (after a lost connection, say) is done once. Send the case's `ETag` as `If-Match`,
  and a command decided on an older view answers 412.
* **Problems** are `application/problem+json` (RFC 9457) with a public `code`;
  [/problems](/problems) explains each.
* **Lists** are paged: follow `next`, or the `Link` header.
* Every answer carries `Candour-Correlation`; send one (a UUID) to have it taken over.
"""

Lifespan = Callable[[FastAPI], AbstractAsyncContextManager[None]]


def create_service(
    *,
    title: str,
    version: str,
    edge: Edge,
    tokens: Tokens,
    metrics: Metrics,
    routers: Sequence[APIRouter],
    checks: Sequence[Check] = (),
    gauges: Sequence[Check] = (),
    description: str = "",
    feed_of_log: feed.Log | None = None,
    verify: log_pages.Verify | None = None,
    publishes: bool = True,
    asyncapi: Mapping[str, object] | None = None,
    public: Sequence[str] = (),
    lifespan: Lifespan | None = None,
) -> FastAPI:
    """The application of a service.

    `routers` are the service's own. `checks` make `/health/ready`; those among `gauges` also tell
    the metrics something, and are asked again for `/metrics`. A service that publishes has a log:
    `feed_of_log` and `verify`, given here or set by the lifespan as `app.state.log` and
    `app.state.verify`, serve `/messages`, `/log` and `/log/verification`; one that records who
    reads has its lifespan set `app.state.verify_access_log` too. `asyncapi` is the document of
    `/asyncapi.json`. `public` lists further paths that need no token. Raises ActionUnknown where a
    route asks for an action that is not in the edge's permissions.

    Whatever is wrong with a request, who may not do the action is told that first; a query
    parameter that the operation does not have is refused, except on public pages.
    """

    def open_to_all(path: str) -> bool:
        return is_public(path, public)

    only_known = [Depends(known_parameters.only_known)]
    app = FastAPI(
        title=title,
        version=version,
        description=f"{description}\n\n{DESCRIPTION}".strip(),
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        lifespan=lifespan,
        middleware=[
            Middleware(FrontDoor, metrics=metrics),
            Middleware(SignIn, tokens=tokens, public=public),
            Middleware(BodyLimit),
        ],
    )
    app.state.edge = edge
    app.state.metrics = metrics
    app.state.log = feed_of_log
    app.state.verify = verify
    app.state.verify_access_log = None
    install(app)
    store_errors.install(app)
    for router in routers:
        app.include_router(router, dependencies=only_known)
    if publishes:
        app.include_router(feed.router, dependencies=only_known)
        app.include_router(log_pages.router, dependencies=only_known)
    app.include_router(catalogue_router)
    app.include_router(health_router(checks))
    app.include_router(_metrics_router(metrics, gauges))
    if asyncapi is not None:
        app.include_router(_asyncapi_router(asyncapi))
    app.include_router(docs_page.router)
    check_actions(app, edge.permissions)
    authorised_first.install(app)
    known_parameters.install(app, open_to_all)
    openapi.complete(app, open_to_all)
    straight.install(app)
    return app


def _metrics_router(metrics: Metrics, gauges: Sequence[Check]) -> APIRouter:
    router = APIRouter(tags=["Health"])

    @router.get(
        "/metrics",
        summary="Counters and gauges for Prometheus",
        response_class=Response,
        responses={200: {"content": {"text/plain": {"schema": {"type": "string"}}}}},
    )
    async def read_metrics() -> Response:
        # What cannot be asked keeps its last value; whether it can is for `/health/ready` to say.
        await asyncio.gather(*(examined(gauge) for gauge in gauges))
        return Response(metrics.text(), media_type=TEXT_FORMAT)

    return router


def _asyncapi_router(document: Mapping[str, object]) -> APIRouter:
    router = APIRouter(tags=["Messages"])
    body = orjson.dumps(document)

    @router.get(
        "/asyncapi.json",
        summary="The messages that this service publishes or receives (AsyncAPI)",
        response_model=dict[str, Any],
    )
    async def read_asyncapi() -> Response:
        return Response(body, media_type="application/json")

    return router
