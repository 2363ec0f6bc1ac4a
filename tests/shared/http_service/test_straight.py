"""Operations of the usual shape are found by their path, and answer as FastAPI would."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Annotated, Any

import httpx
import pytest
from fastapi import APIRouter, Depends, FastAPI, Path, Query, Request, Response
from pydantic import BaseModel, Field
from starlette.types import Message, Receive, Scope, Send

from shared.http_service import straight
from shared.http_service.straight import Straight

Reference = Annotated[str, Path(pattern=r"^[A-Z]-[0-9]+$")]


class Letter(BaseModel):
    words: str = Field(min_length=1)


class Said(BaseModel):
    said: str


@dataclass(frozen=True)
class Caller:
    name: str


async def caller(request: Request, response: Response) -> Caller:
    response.headers["ETag"] = '"7"'
    return Caller(request.headers.get("caller", "nobody"))


CallerDep = Annotated[Caller, Depends(caller)]
router = APIRouter(prefix="/letters")


@router.post("/{reference}/notes", status_code=201)
async def add(reference: Reference, body: Letter, by: CallerDep) -> Said:
    return Said(said=f"{reference} {body.words} {by.name}")


@router.post("/{reference}", status_code=201)
async def again(reference: Reference, response: Response) -> Said:
    response.status_code = 200
    return Said(said=reference)


@router.post("/{reference}/seal")
async def seal(reference: Reference, response: Response) -> Said:
    response.status_code = 204
    return Said(said=reference)


@router.get("/newest")
async def newest() -> Said:
    return Said(said="the newest")


@router.get("/{reference}")
async def one(reference: str) -> Said:
    return Said(said=reference)


@router.get("")
async def every(word: Annotated[str | None, Query()] = None) -> Said:
    return Said(said=word or "every")


@router.get("/{reference}/envelope")
async def envelope(reference: Reference) -> Said:
    return Said(said=reference)


@router.get("/{reference}/copy")
async def copy(reference: Reference) -> Response:
    return Response(f"copy of {reference}", media_type="text/plain")


def app_of(*, is_straight: bool) -> FastAPI:
    app = FastAPI()
    app.include_router(router)
    if is_straight:
        straight.install(app)
    return app


@pytest.fixture
async def clients() -> AsyncIterator[tuple[httpx.AsyncClient, httpx.AsyncClient]]:
    """One application with the short cut and one without."""
    ours, plain = app_of(is_straight=True), app_of(is_straight=False)
    async with (
        httpx.AsyncClient(transport=httpx.ASGITransport(app=ours), base_url="http://a") as straight,
        httpx.AsyncClient(transport=httpx.ASGITransport(app=plain), base_url="http://a") as usual,
    ):
        yield straight, usual


ASKED: list[tuple[str, str, dict[str, Any]]] = [
    ("POST", "/letters/A-1/notes", {"json": {"words": "hello"}, "headers": {"caller": "Ada"}}),
    ("POST", "/letters/A-1/notes?more=1", {"json": {"words": "hello"}}),
    ("POST", "/letters/a/notes", {"json": {"words": "hello"}}),
    ("POST", "/letters/A-1/notes", {"json": {"words": ""}}),
    ("POST", "/letters/A-1/notes", {"json": {}}),
    (
        "POST",
        "/letters/A-1/notes",
        {"content": b"{", "headers": {"content-type": "application/json"}},
    ),
    ("POST", "/letters/A-1/notes", {"content": b'{"words": "hello"}'}),
    ("POST", "/letters/A-1/notes", {}),
    ("POST", "/letters//notes", {"json": {"words": "hello"}}),
    ("POST", "/letters/A-1", {}),
    ("POST", "/letters/A-1/seal", {}),
    ("POST", "/letters/A-1/seal/", {}),
    ("POST", "/letters/A-1%2Fseal", {}),
    ("POST", "/letters/A-1/seal%0A", {}),
    ("POST", "/letters/A-1%0A/seal", {}),
    *(
        ("POST", "/letters/A-1/notes", {"content": body, "headers": {"content-type": kind}})
        for body, kind in [
            (b'{"words": "one", "words": "two"}', "application/json"),
            (b"null", "application/json"),
            (b'{"words": 1}', "application/json"),
            (b'\xef\xbb\xbf{"words": "hello"}', "application/json"),
            ('{"words": "h\u00e9"}'.encode("utf-16"), "application/json; charset=utf-16"),
            ('{"words": "h\u00e9"}'.encode("latin-1"), "application/json; charset=latin-1"),
            (b'{"words": "a", "more": ' + b"9" * 5_000 + b"}", "application/json"),
            (b'{"words": "a", "more": ' + b"[" * 5_000, "application/json"),
            (b'{"words": "hello"}', "application/json, text/plain"),
            (b'{"words": "hello"}', "Application/JSON"),
            (b'{"words": "hello"}', "application/merge+json"),
        ]
    ),
    ("HEAD", "/letters/A-1/copy", {}),
    ("OPTIONS", "/letters/A-1/notes", {}),
    ("GET", "/letters/newest", {}),
    ("GET", "/letters/A-1", {}),
    ("GET", "/letters", {}),
    ("GET", "/letters?word=all", {}),
    ("GET", "/letters/A-1/copy", {}),
    ("GET", "/letters/A-1/notes", {}),
    ("DELETE", "/letters/A-1", {}),
    ("GET", "/nowhere", {}),
]


@pytest.mark.parametrize(("method", "path", "sent"), ASKED)
async def test_the_answer_is_that_of_fastapi(
    clients: tuple[httpx.AsyncClient, httpx.AsyncClient],
    method: str,
    path: str,
    sent: dict[str, Any],
) -> None:
    ours, plain = [await client.request(method, path, **sent) for client in clients]
    assert (ours.status_code, ours.content) == (plain.status_code, plain.content)
    assert sorted(ours.headers.items()) == sorted(plain.headers.items())


async def reached(method: str, path: str) -> bool:
    """Whether a request gets as far as the routers, past the short cut."""
    asked: list[str] = []

    async def routers(scope: Scope, receive: Receive, send: Send) -> None:
        asked.append(scope["path"])
        await Response(status_code=204)(scope, receive, send)

    app = app_of(is_straight=False)
    app.router.middleware_stack = Straight(app, routers)
    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(transport=transport, base_url="http://a") as client:
        await client.request(method, path, json={"words": "hello"})
    return bool(asked)


async def test_an_operation_of_the_usual_shape_goes_past_the_routers() -> None:
    assert not await reached("POST", "/letters/A-1/notes")


@pytest.mark.parametrize(
    "path", ["/letters", "/letters/newest", "/letters/A-1", "/letters/a/notes", "/elsewhere"]
)
async def test_one_that_is_not_in_order_or_whose_path_may_be_anothers_does_not(path: str) -> None:
    assert await reached("POST", path)


async def test_a_body_that_nobody_asked_for_is_not_waited_for() -> None:
    """A client may announce one, and never send it."""
    sent: list[Message] = []

    async def receive() -> Message:
        await asyncio.Event().wait()
        raise AssertionError("nothing ever comes")

    async def send(message: Message) -> None:
        sent.append(message)

    scope: Scope = {
        "type": "http",
        "method": "GET",
        "path": "/letters/A-1/envelope",
        "query_string": b"",
        "headers": [(b"content-length", b"10")],
    }
    async with asyncio.timeout(60):
        await app_of(is_straight=True)(scope, receive, send)
    assert [message.get("status") for message in sent] == [200, None]
