"""A log read over HTTP: the owner's message feed, with long polling, in slots, or by case."""

from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Final, Self
from uuid import UUID

import httpx

from shared.event_store.store import AnotherLog, Checkpoint, HoleInLog
from shared.messages.reading import UnreadableMessage
from shared.runner.array import UnreadableArray, documents
from shared.runner.source import Delivery, Page, SourceRefuses, SourceUnavailable, UnreadablePage


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """One of `of` equal shares of the cases of a log; partition 0 of 1 is the whole log."""

    partition: int = 0
    of: int = 1

    def __post_init__(self) -> None:
        if not 0 <= self.partition < self.of:
            raise ValueError("a slot is one of its shares, counted from 0")


WHOLE: Final = Slot()
CASE_PAGE: Final = 1_000
LOG_DAMAGED: Final = b"log-damaged"
"""The code of the problem with which an owner says that its log has a hole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LogPlace:
    """Which log it is, and a position in it."""

    log_id: UUID
    position: int


class Feed:
    """`GET /messages` of one service. `token` is asked before each request: tokens expire."""

    def __init__(
        self,
        client: httpx.AsyncClient,
        *,
        name: str,
        slot: Slot = WHOLE,
        token: Callable[[], str],
    ) -> None:
        self._client = client
        self._name = name
        self._slot = slot
        self._token = token

    @property
    def name(self) -> str:
        return self._name

    async def page(self, after: Checkpoint | None, *, limit: int, wait_seconds: float) -> Page:
        asked = {"limit": str(limit), "wait": f"{wait_seconds:g}", **_after(after)}
        if self._slot.of > 1:
            asked |= {"partition": str(self._slot.partition), "of": str(self._slot.of)}
        answer = await self._get("/messages", asked, patience=wait_seconds)
        deliveries = _deliveries(answer.content)
        log_id, read_to, head = _place(answer)
        if after is not None and log_id != after.log_id:
            raise AnotherLog
        self._check_order(after.position if after else 0, deliveries, read_to)
        return Page(
            log_id=log_id,
            deliveries=deliveries,
            read_to=read_to,
            head=head,
        )

    def of_slot(self, slot: Slot) -> Self:
        """The same feed, of another share of the cases."""
        return type(self)(self._client, name=self._name, slot=slot, token=self._token)

    async def head(self, checkpoint: Checkpoint | None) -> LogPlace:
        """Where the log ends now; AnotherLog where the checkpoint is no place in it."""
        answer = await self._get("/messages", {**_after(checkpoint), "limit": "1"})
        log_id, _, head = _place(answer)
        return LogPlace(log_id=log_id, position=head)

    async def at(self, log_id: UUID, position: int) -> Delivery | None:
        """The message that stands at this position of the log; None where none does."""
        before = Checkpoint(log_id=log_id, position=position - 1)
        answer = await self._get("/messages", {**_after(before), "limit": "1"})
        return next(iter(_deliveries(answer.content)), None)

    async def case(self, stream_id: UUID) -> tuple[Delivery, ...]:
        found: list[Delivery] = []
        while True:
            after = found[-1].position if found else 0
            asked = {"case": str(stream_id), "after": str(after), "limit": str(CASE_PAGE)}
            page = _deliveries((await self._get("/messages", asked)).content)
            found += page
            if len(page) < CASE_PAGE:
                return tuple(sorted(found, key=lambda one: one.version))

    def _check_order(self, start: int, deliveries: tuple[Delivery, ...], read_to: int) -> None:
        """The whole log has every position; a slot has some of them, in order."""
        last = start
        for delivery in deliveries:
            if delivery.position <= last or (self._slot.of == 1 and delivery.position != last + 1):
                raise HoleInLog(f"{self._name}: position {delivery.position} follows {last}")
            last = delivery.position
        if read_to < last:
            raise HoleInLog(f"{self._name}: the feed goes back from {last} to {read_to}")

    async def _get(
        self, path: str, asked: dict[str, str], *, patience: float = 0.0
    ) -> httpx.Response:
        try:
            answer = await self._client.get(
                path,
                params=asked,
                headers={"Authorization": f"Bearer {self._token()}"},
                timeout=httpx.Timeout(10.0, read=30.0 + patience),
            )
        except httpx.TransportError as fault:
            raise SourceUnavailable(f"{self._name}: {type(fault).__name__}") from None
        if answer.status_code == HTTPStatus.OK:
            return answer
        if answer.status_code == HTTPStatus.CONFLICT:
            raise AnotherLog
        if answer.is_client_error and answer.status_code != HTTPStatus.TOO_MANY_REQUESTS:
            raise SourceRefuses(f"{self._name}: {answer.status_code} to {path}")
        if LOG_DAMAGED in answer.content:
            raise HoleInLog(f"{self._name} finds its own log damaged")
        raise SourceUnavailable(f"{self._name}: {answer.status_code} to {path}")


def _after(checkpoint: Checkpoint | None) -> dict[str, str]:
    if checkpoint is None:
        return {"after": "0"}
    asked = {"after": str(checkpoint.position), "log": str(checkpoint.log_id)}
    if checkpoint.event_id is not None:
        asked["event"] = str(checkpoint.event_id)
    return asked


def _deliveries(body: bytes) -> tuple[Delivery, ...]:
    """Raises UnreadablePage."""
    try:
        return tuple(Delivery.of(stored, parsed) for stored, parsed in documents(body))
    except (UnreadableArray, UnreadableMessage) as fault:
        raise UnreadablePage(type(fault).__name__) from None


def _place(answer: httpx.Response) -> tuple[UUID, int, int]:
    """Which log, read on after where, and where it ends."""
    try:
        read_to = int(answer.headers["candour-next"])
        head = int(answer.headers.get("candour-head", read_to))
        return UUID(answer.headers["candour-log"]), read_to, head
    except (KeyError, ValueError):
        raise SourceUnavailable("the feed does not say which log it is, or how far") from None
