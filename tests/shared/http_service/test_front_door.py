"""The outermost layer, where an answer breaks in the middle."""

import json

import pytest
from starlette.types import Message, Receive, Scope, Send

from shared.http_service.front_door import FrontDoor
from shared.telemetry import Metrics, correlation_id

SCOPE: Scope = {"type": "http", "method": "GET", "path": "/", "headers": []}


async def nothing() -> Message:
    return {"type": "http.disconnect"}


async def test_half_an_answer_is_cut_and_noted(capsys: pytest.CaptureFixture[str]) -> None:
    sent: list[Message] = []

    async def breaks(_scope: Scope, _receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        raise OSError("Oxenbridge")

    async def send(message: Message) -> None:
        sent.append(message)

    metrics = Metrics.of("small")
    with pytest.raises(OSError, match="Oxenbridge"):  # the server has to cut the connection
        await FrontDoor(breaks, metrics=metrics)(dict(SCOPE), nothing, send)
    assert [message["type"] for message in sent] == ["http.response.start"]
    lines = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    assert [line["event"] for line in lines] == ["defect", "answered"]
    assert "Oxenbridge" not in json.dumps(lines)
    assert 'candour_refusals_total{code="defect"} 1.0' in metrics.text().decode()


async def test_the_correlation_ends_with_the_request() -> None:
    during: list[object] = []

    async def looks(_scope: Scope, _receive: Receive, send: Send) -> None:
        during.append(correlation_id())
        await send({"type": "http.response.start", "status": 204, "headers": []})

    async def send(message: Message) -> None:
        during.append(dict(message["headers"])[b"candour-correlation"].decode())

    await FrontDoor(looks, metrics=Metrics.of("small"))(dict(SCOPE), nothing, send)
    assert str(during[0]) == during[1]
    assert correlation_id() is None


async def test_what_is_not_http_passes_by() -> None:
    seen: list[str] = []

    async def lives(scope: Scope, _receive: Receive, _send: Send) -> None:
        seen.append(scope["type"])

    async def send(_message: Message) -> None:
        raise AssertionError("nothing is to be sent")

    await FrontDoor(lives, metrics=Metrics.of("small"))({"type": "lifespan"}, nothing, send)
    assert seen == ["lifespan"]
