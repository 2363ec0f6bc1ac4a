"""What is found out at start-up about the routes."""

from typing import Annotated

import pytest
from fastapi import APIRouter, Depends

from shared.clock import SystemClock
from shared.http_service import create_service
from shared.http_service.declared import ActionUnknown, DeclaredAction, declared_actions
from shared.identity import DevelopmentTokens, Permissions, RememberedTokens
from shared.telemetry import Metrics
from shared.web import Edge, Said, commanding
from tests.shared.http_service.small_service import KEY, small_app


def test_each_command_and_question_is_found() -> None:
    assert set(declared_actions(small_app())) == {
        DeclaredAction(
            path="/cases/{reference}/notes", method="post", action="note", commands=True
        ),
        DeclaredAction(path="/cases", method="get", action="see", commands=False),
    }


def test_an_action_that_nobody_may_do_stops_the_start() -> None:
    router = APIRouter()

    async def at_the_desk(said: Annotated[Said, Depends(commanding("abolish"))]) -> Said:
        return said

    @router.post("/cases/{reference}/abolition")
    async def abolish(reference: str, said: Annotated[Said, Depends(at_the_desk)]) -> str:
        return f"{reference} {said.role}"

    clock = SystemClock()
    edge = Edge(clock=clock, permissions=Permissions.of({}), fingerprint_key=b"f" * 32)
    with pytest.raises(ActionUnknown, match="abolition asks for abolish"):
        create_service(
            title="Small",
            version="1.0",
            edge=edge,
            tokens=RememberedTokens(DevelopmentTokens(KEY, clock), clock),
            metrics=Metrics.of("small"),
            routers=[router],
        )
