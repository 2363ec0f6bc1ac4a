"""A real Chromium, driven over a pipe by its own protocol (Chrome DevTools Protocol).

A pipe instead of a socket: no port, nothing to install, and the browser ends with the test.
"""

import asyncio
import base64
import json
import os
import shutil
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

ANSWER_SECONDS: Final = 60
NAMES: Final = ("chromium", "chromium-browser", "google-chrome", "chrome")
FLAGS: Final = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-extensions",
    "--remote-debugging-pipe",
)
NOT_INSTALLED: Final = "no Chromium on this machine: pages were not looked at in a browser"


def chromium() -> str | None:
    """The browser's path; None where there is none."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


@dataclass(slots=True)
class Browser:
    """One tab. `asked_for` are the addresses it went to, `complaints` what its console said."""

    reader: asyncio.StreamReader
    pipe_in: int
    session: str = ""
    asked_for: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    _waiting: dict[int, asyncio.Future[dict[str, Any]]] = field(default_factory=dict)
    _loaded: asyncio.Event = field(default_factory=asyncio.Event)

    async def command(self, method: str, **parameters: object) -> dict[str, Any]:
        """One command of the protocol and its result."""
        number = len(self._waiting) + 1
        future = asyncio.get_running_loop().create_future()
        self._waiting[number] = future
        said: dict[str, object] = {"id": number, "method": method, "params": parameters}
        if self.session:
            said["sessionId"] = self.session
        os.write(self.pipe_in, json.dumps(said).encode() + b"\0")
        async with asyncio.timeout(ANSWER_SECONDS):
            answer: dict[str, Any] = await future
        assert "error" not in answer, f"{method}: {answer['error']}"
        result: dict[str, Any] = answer["result"]
        return result

    async def go(self, address: str) -> None:
        """Open an address and wait until it is there with everything it loads."""
        self._loaded.clear()
        await self.command("Page.navigate", url=address)
        await self._until_loaded()

    async def click(self, selector: str) -> None:
        """Press the mouse in the middle of an element that leads to another page."""
        middle = await self.see(
            f"(() => {{ const e = document.querySelector({json.dumps(selector)});"
            " e.scrollIntoView({block: 'center'}); const b = e.getBoundingClientRect();"
            " return [b.x + b.width / 2, b.y + b.height / 2]; })()"
        )
        self._loaded.clear()
        for kind in ("mousePressed", "mouseReleased"):
            await self.command(
                "Input.dispatchMouseEvent",
                type=kind,
                x=middle[0],
                y=middle[1],
                button="left",
                clickCount=1,
            )
        await self._until_loaded()

    async def type(self, selector: str, text: str) -> None:
        """Put the cursor into a field and type."""
        await self.see(f"document.querySelector({json.dumps(selector)}).focus()")
        await self.command("Input.insertText", text=text)

    async def see(self, expression: str) -> Any:  # noqa: ANN401 - whatever the page holds
        """What an expression comes to in the page."""
        found = await self.command("Runtime.evaluate", expression=expression, returnByValue=True)
        assert "exceptionDetails" not in found, found["exceptionDetails"]
        return found["result"].get("value")

    async def as_wide_as(self, width: int, height: int = 900) -> None:
        await self.command(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=False,
        )

    async def picture(self, path: Path) -> None:
        """The whole page as PNG."""
        taken = await self.command("Page.captureScreenshot", captureBeyondViewport=True)
        await asyncio.to_thread(path.write_bytes, base64.b64decode(taken["data"]))

    async def listen(self) -> None:
        """Take in what the browser says, until it closes the pipe."""
        while True:
            try:
                said = json.loads((await self.reader.readuntil(b"\0"))[:-1])
            except (asyncio.IncompleteReadError, ConnectionResetError):
                return
            if "id" in said:
                self._waiting[said["id"]].set_result(said)
            else:
                self._note(said["method"], said.get("params", {}))

    def _note(self, event: str, told: Mapping[str, Any]) -> None:
        match event:
            case "Page.loadEventFired":
                self._loaded.set()
            case "Network.requestWillBeSent":
                self.asked_for.append(told["request"]["url"])
            case "Runtime.exceptionThrown":
                self.complaints.append(str(told["exceptionDetails"]))
            case "Runtime.consoleAPICalled" if told["type"] in {"error", "warning"}:
                self.complaints.append(str(told["args"]))
            case "Log.entryAdded" if told["entry"]["level"] in {"error", "warning"}:
                self.complaints.append(f"{told['entry']['text']} {told['entry'].get('url', '')}")
            case _:
                return

    async def _until_loaded(self) -> None:
        async with asyncio.timeout(ANSWER_SECONDS):
            await self._loaded.wait()


@asynccontextmanager
async def browser_in(folder: Path) -> AsyncIterator[Browser]:
    """A fresh browser with its profile in `folder`; it ends with the context."""
    path = chromium()
    assert path is not None, NOT_INSTALLED
    theirs_in, ours_out = os.pipe()
    ours_in, theirs_out = os.pipe()
    # The protocol wants the numbers 3 and 4; the shell moves ours there.
    flags = [*FLAGS, f"--user-data-dir={folder}", "about:blank"]
    process = await asyncio.create_subprocess_exec(
        "/bin/bash",
        "-c",
        f'exec "$0" "$@" 3<&{theirs_in} 4>&{theirs_out}',
        path,
        *flags,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
        pass_fds=(theirs_in, theirs_out),
    )
    os.close(theirs_in)
    os.close(theirs_out)
    reader = asyncio.StreamReader(limit=64_000_000)
    transport, _ = await asyncio.get_running_loop().connect_read_pipe(
        lambda: asyncio.StreamReaderProtocol(reader), os.fdopen(ours_in, "rb")
    )
    browser = Browser(reader=reader, pipe_in=ours_out)
    listening = asyncio.create_task(browser.listen())
    try:
        target = await browser.command("Target.createTarget", url="about:blank")
        attached = await browser.command(
            "Target.attachToTarget", targetId=target["targetId"], flatten=True
        )
        browser.session = attached["sessionId"]
        for domain in ("Page", "Network", "Runtime", "Log"):
            await browser.command(f"{domain}.enable")
        yield browser
    finally:
        process.terminate()
        await process.wait()
        os.close(ours_out)
        await listening
        transport.close()
