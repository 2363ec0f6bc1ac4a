"""What commands start from, asked by many at once: each gets its own, as it is at one moment."""

import asyncio

from shared.clock.identifiers import fresh
from shared.event_store.at_hand import AtHand
from tests.shared.event_store.appends import Log, append, on, row


async def test_of_many_who_ask_at_once_each_gets_its_own(log: Log) -> None:
    kept = [
        append(on(fresh(), events=number, row=row(f"C-2022-0000{number}"))) for number in (1, 2, 3)
    ]
    for one in kept:
        await log.writer.append(one)
    beside = (kept[2].streams[0].stream_id, fresh())
    found = await asyncio.gather(
        *(
            log.histories.at_hand(
                "demo", "complaint", f"C-2022-0000{number}", one.command_id, beside
            )
            for number, one in enumerate(kept, start=1)
        )
    )
    for one, at_hand in zip(kept, found, strict=True):
        (stream,) = one.streams
        assert at_hand.stream == stream.stream_id
        assert [event.event_id for event in at_hand.events] == [
            event.event_id for event in stream.events
        ]
        assert at_hand.events == await log.histories.load(stream.stream_id)
        assert at_hand.command is not None
        assert at_hand.command.command_id == one.command_id
        assert at_hand.versions == {beside[0]: 3, beside[1]: 0}


async def test_nothing_is_found_of_what_is_not_there(log: Log) -> None:
    await log.writer.append(append(on(fresh(), row=row())))
    nothing = AtHand(stream=None, command=None, events=())
    assert await log.histories.at_hand("demo", "complaint", "C-2022-99999") == nothing
    assert await log.histories.at_hand("elsewhere", "complaint", "C-2022-00001") == nothing
    assert await log.histories.at_hand("demo", "compliment", "C-2022-00001") == nothing
    assert await log.histories.load(fresh()) == ()


async def test_versions_of_streams_are_told_together(log: Log) -> None:
    one, other, unknown = fresh(), fresh(), fresh()
    await log.writer.append(append(on(one, events=2)))
    await log.writer.append(append(on(other, events=3)))
    told = await asyncio.gather(log.histories.versions(one, unknown), log.histories.versions(other))
    assert (told[0][one], told[0][unknown], told[1][other]) == (2, 0, 3)
