"""`candour rebuild`, against the service over a real socket and its worker."""

import asyncio
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from services.command_line.rebuilding import RebuildDidNotSucceed, Stands, summary
from services.command_line.standstill import NobodyRebuilds, Standstill
from tests.command_line.projecting import SECONDS, answering, asking, process, said, settings
from tests.projections.any_log import AnyLog
from tests.projections.conftest import Projected
from tests.projections.rebuilding import live_number, live_rows


async def test_it_asks_watches_and_says_what_was_checked(
    projected: Projected, tmp_path: Path
) -> None:
    await projected.read(AnyLog(14, cases=20).grow(150))
    before = await live_rows(projected)
    url, environment = settings(projected, tmp_path)
    async with AsyncExitStack() as running:
        for module in ("services.projections.main", "services.projections.worker"):
            await running.enter_async_context(process(environment, module))
        await answering(url)
        code, out, err = await said(tmp_path, url, "rebuild")
        assert code == 0, err
        assert "generation 2 answers now" in out
        assert "       150 messages folded" in out
        assert "done: 150 of 150 messages" in err
        code, out, _ = await said(tmp_path, url, "rebuild", "--back")
        assert (code, await live_number(projected)) == (0, 1)
        assert await live_rows(projected) == before


async def test_where_nobody_rebuilds_it_says_who_should_and_two_watch_the_same(
    projected: Projected, tmp_path: Path
) -> None:
    await projected.read(AnyLog(14, cases=5).grow(30))
    url, environment = settings(projected, tmp_path)
    async with AsyncExitStack() as running:
        await running.enter_async_context(process(environment, "services.projections.main"))
        await answering(url)
        first = await asking(tmp_path, url, "rebuild")
        assert first.stderr is not None
        async with asyncio.timeout(SECONDS):
            words = [(await first.stderr.readline()).decode() for _ in range(2)]
        assert words[0] == "asked: 0 of 0 messages\n"
        assert words[1].startswith("nobody has taken it up for 10 s; still waiting.")
        assert "logs/projections-worker.log" in words[1]
        second = await asking(tmp_path, url, "rebuild")
        assert second.stderr is not None
        assert b"one is under way already" in await second.stderr.readline()
        code, _, err = await said(tmp_path, url, "rebuild", "--back")
        assert code == 1
        assert "no-former-generation" in err
        await running.enter_async_context(process(environment, "services.projections.worker"))
        for each in (first, second):
            out, _ = await asyncio.wait_for(each.communicate(), SECONDS)
            assert each.returncode == 0
            assert b"generation 2 answers now" in out


def test_a_rebuild_that_nobody_takes_up_is_watched_for_a_minute() -> None:
    standstill = Standstill()
    assert standstill.words("asked", 0, 1000.0) is None
    assert standstill.words("asked", 0, 1009.9) is None
    told = standstill.words("asked", 0, 1010.0)
    assert told is not None
    assert standstill.words("asked", 0, 1059.9) is None
    with pytest.raises(NobodyRebuilds, match="It stays asked for"):
        standstill.words("asked", 0, 1060.0)


def test_a_rebuild_that_stands_still_is_told_of_every_minute_and_never_given_up() -> None:
    standstill = Standstill()
    assert standstill.words("folding", 5, 0.0) is None
    assert standstill.words("folding", 6, 59.0) is None
    assert standstill.words("folding", 6, 118.0) is None
    for now in (119.0, 179.0, 239.0):
        told = standstill.words("folding", 6, now)
        assert told is not None
        assert told.startswith(f"folding: nothing has moved for {now - 59:.0f} s")
        assert standstill.words("folding", 6, now + 59.0) is None


def test_a_failure_names_the_message_and_says_that_nothing_was_switched() -> None:
    failed = Stands(
        rebuild_id="",
        kind="rebuild",
        state="failed",
        generation=3,
        messages=5,
        messages_done=2,
        checks={},
        failure="poison-only-on-rebuild",
        at="complaints, position 17",
    )
    with pytest.raises(RebuildDidNotSucceed, match=r"\(complaints, position 17\); nothing was"):
        summary(failed)
