"""A real process behind a real socket: what only a server can get wrong."""

import asyncio
import json
import signal
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from shared.clock import SystemClock
from shared.identity import mint
from tests.shared.http_service.small_service import KEY, NOTE, PERSONAL
from tests.support.free_ports import free_run_of_ports

ROOT = Path(__file__).parents[3]
START_SECONDS = STOP_SECONDS = ANSWER_SECONDS = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Running:
    client: httpx.AsyncClient
    port: int
    process: asyncio.subprocess.Process

    async def stopped(self) -> list[dict[str, object]]:
        """Ask it to stop, and read all that it wrote."""
        self.process.send_signal(signal.SIGTERM)
        _, written = await asyncio.wait_for(self.process.communicate(), STOP_SECONDS)
        return [json.loads(line) for line in written.decode().splitlines()]


@pytest.fixture
def port() -> int:
    return free_run_of_ports(1)


@asynccontextmanager
async def started(port: int) -> AsyncIterator[Running]:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "tests.shared.http_service.a_process",
        str(port),
        cwd=ROOT,
        stderr=asyncio.subprocess.PIPE,
    )
    url = f"http://127.0.0.1:{port}"
    try:
        async with httpx.AsyncClient(base_url=url, timeout=ANSWER_SECONDS) as client:
            await _until_ready(client)
            yield Running(client=client, port=port, process=process)
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


async def _until_ready(client: httpx.AsyncClient) -> None:
    async with asyncio.timeout(START_SECONDS):
        while True:
            with suppress(httpx.TransportError):
                if (await client.get("/health/ready")).is_success:
                    return
            await asyncio.sleep(0.05)


def headers() -> dict[str, str]:
    token = mint(role="complaints-officer", authority="demo", key=KEY, now=SystemClock().now())
    return {"Authorization": f"Bearer {token}"}


async def test_it_answers_logs_in_json_and_stops_when_asked(port: int) -> None:
    async with started(port) as running:
        note = await running.client.post("/cases/C-1/notes", json=NOTE, headers=headers())
        assert note.status_code == 201
        broken = await running.client.get("/broken/Oxenbridge", headers=headers())
        assert broken.status_code == 500
        assert broken.json()["code"] == "defect"
        assert "server" not in broken.headers
        query = await running.client.get("/cases?team=Oxenbridge", headers=headers())
        assert query.status_code == 200
        lines = await running.stopped()
    assert running.process.returncode == 0
    answered = [line for line in lines if line["event"] == "answered"]
    assert [line["status"] for line in answered] == [201, 500, 200]
    assert {line["event"] for line in lines} == {"answered", "defect", "library-line"}
    said = [line.get("said") for line in lines]
    assert "Application startup complete." in said
    for name in (*PERSONAL, "C-1"):
        assert name not in json.dumps(lines)


async def test_a_large_body_is_turned_away_before_it_is_sent(port: int) -> None:
    async with started(port) as running:
        token = headers()["Authorization"]
        request = (
            "POST /cases/C-1/notes HTTP/1.1\r\nHost: x\r\n"
            f"Authorization: {token}\r\nContent-Type: application/json\r\n"
            "Content-Length: 4000000000\r\n\r\n{"
        )
        reader, writer = await asyncio.open_connection("127.0.0.1", running.port)
        writer.write(request.encode())
        answer = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), ANSWER_SECONDS)
        assert answer.startswith(b"HTTP/1.1 413 ")
        assert b"application/problem+json" in answer
        writer.close()


async def test_a_chunked_body_is_counted(port: int) -> None:
    async def endless() -> AsyncIterator[bytes]:
        for _ in range(30):
            yield b" " * 100_000

    async with started(port) as running:
        answer = await running.client.post("/cases/C-1/notes", content=endless(), headers=headers())
        assert answer.status_code == 413


async def test_head_sends_no_body_on_a_kept_connection(port: int) -> None:
    async with started(port) as running:
        got = await running.client.get("/cases", headers=headers())
        for _ in range(2):
            head = await running.client.head("/cases", headers=headers())
            assert (head.status_code, head.content) == (200, b"")
            assert head.headers["content-length"] == str(len(got.content))


async def test_a_request_that_is_no_http_is_not_logged_with_its_text(port: int) -> None:
    async with started(port) as running:
        with socket.create_connection(("127.0.0.1", port), timeout=ANSWER_SECONDS) as raw:
            raw.sendall(b"Oxenbridge of Quince Lane\r\n\r\n")
            raw.settimeout(ANSWER_SECONDS)
            assert raw.recv(100).startswith(b"HTTP/1.1 400 ")
        lines = await running.stopped()
    assert "Oxenbridge" not in json.dumps(lines)
