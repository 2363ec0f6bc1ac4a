"""One process of the conflict storm: it appends until it has its answers, or is killed.

    python -m tests.shared.event_store.storm_writer DSN SCHEMA DIARY ANSWERS SEED

Each line of the diary is written before an append is sent, and again when it is answered, so that
the diary of a killed process says what it may have stored.
"""

import asyncio
import json
import os
import random
import sys
from dataclasses import dataclass, field
from uuid import UUID

from shared.event_store.news import LogNews
from shared.event_store.store import (
    Append,
    Appended,
    Closed,
    Conflict,
    Duplicate,
    Outcome,
    OutcomeUnknown,
)
from shared.event_store.writing import LogWriter
from tests.shared.event_store.appends import append, on

HOT_STREAMS = 60
CALLERS = 12
SHARE_OF_TWO_STREAMS = 0.1
SHARE_SENT_TWICE = 0.03


@dataclass(slots=True)
class Storm:
    """What the callers of one process share: what they believe of each case, and the diary."""

    writer: LogWriter
    diary: int
    answers_left: int
    dice: random.Random
    believed: dict[UUID, int] = field(default_factory=dict)

    async def caller(self) -> None:
        while self.answers_left > 0:
            self.answers_left -= 1
            sent = self._next()
            await self._send(sent)
            if self.dice.random() < SHARE_SENT_TWICE:
                await self._send(sent)

    async def _send(self, sent: Append) -> None:
        self._note("sent", sent)
        try:
            outcome = await self.writer.append(sent)
        except OutcomeUnknown:
            return
        self._note(type(outcome).__name__.lower(), sent, **self._learnt(sent, outcome))

    def _next(self) -> Append:
        count = 2 if self.dice.random() < SHARE_OF_TWO_STREAMS else 1
        streams = self.dice.sample([UUID(int=n + 1) for n in range(HOT_STREAMS)], count)
        return append(
            *(
                on(stream, self.believed.get(stream, 0), events=self.dice.randint(1, 3))
                for stream in streams
            ),
        )

    def _learnt(self, sent: Append, outcome: Outcome) -> dict[str, object]:
        match outcome:
            case Appended(versions=versions, positions=positions):
                for stream, version in zip(sent.streams, versions, strict=True):
                    self._believe(stream.stream_id, version)
                return {"versions": versions, "positions": positions}
            case Conflict(stream_id=stream_id, current_version=version):
                self._believe(stream_id, version)
                return {"stream": str(stream_id), "current": version}
            case Duplicate(command=command):
                return {"versions": command.versions, "position": command.position}
            case Closed(stream_id=stream_id):
                return {"stream": str(stream_id)}

    def _believe(self, stream: UUID, version: int) -> None:
        self.believed[stream] = max(self.believed.get(stream, 0), version)

    def _note(self, what: str, sent: Append, **more: object) -> None:
        line = {
            "what": what,
            "command": str(sent.command_id),
            "streams": [
                (str(stream.stream_id), stream.expected_version, len(stream.events))
                for stream in sent.streams
            ],
            **more,
        }
        os.write(self.diary, json.dumps(line).encode() + b"\n")


async def main(dsn: str, schema: str, diary: str, answers: int, seed: int) -> None:
    news = LogNews(dsn, schema)
    writer = LogWriter(dsn, schema, news)
    await writer.start()
    descriptor = os.open(diary, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    storm = Storm(writer=writer, diary=descriptor, answers_left=answers, dice=random.Random(seed))
    await asyncio.gather(*(storm.caller() for _ in range(CALLERS)))
    await writer.close()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4]), int(sys.argv[5])))
