"""A process goes on when one of its readers has stopped for good."""

import asyncio
import json

import pytest

from shared.http_service.feed_readers import read_on
from shared.runner import ReaderHalted
from shared.telemetry import log_of


class Halting:
    """A reader that met another log."""

    async def run(self) -> None:
        raise ReaderHalted("complaints", "another-log")


class Broken:
    """A reader with a defect."""

    async def run(self) -> None:
        raise LookupError


async def test_a_reader_that_halts_says_so_and_its_process_stays(
    capsys: pytest.CaptureFixture[str],
) -> None:
    reading = asyncio.create_task(read_on(Halting(), log_of("tests.worker")))
    await asyncio.wait([reading], timeout=0.1)
    assert not reading.done()
    line = json.loads(capsys.readouterr().err)
    assert (line["event"], line["source"]) == ("source-not-read", "complaints")
    assert (line["level"], line["reason"]) == ("critical", "another-log")
    reading.cancel()
    await asyncio.wait([reading])
    assert reading.cancelled()


async def test_a_defect_ends_the_process() -> None:
    with pytest.raises(LookupError):
        await read_on(Broken(), log_of("tests.worker"))
