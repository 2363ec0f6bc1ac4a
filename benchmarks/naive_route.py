"""The usual way to write the same thing: each command in a transaction of its own, plainly.

It does what a command of complaints does (verify the token, validate, look the command up, load
the case and decrypt it, decide, encrypt, store event, message, list row and command, answer with
the case), with asyncpg and Pydantic as most people use them. Positions without gaps and in the
order of commits, and a chain of hashes, it gets in the usual way too: by a lock that lasts until
the commit.
"""

import hashlib
import json
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime, timedelta
from typing import Annotated, Any
from uuid import NAMESPACE_URL, UUID, uuid4, uuid5

import asyncpg
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from fastapi import Depends, FastAPI, Header, HTTPException, Request, Response
from joserfc import jwt
from joserfc.jwk import OctKey
from pydantic import BaseModel, Field

TABLES = """
create table naive_events (position bigint primary key, stream_id uuid not null,
  version integer not null, event_id uuid not null unique, command_id uuid not null,
  type text not null, occurred_on date, recorded_at timestamptz not null, actor text not null,
  role text not null, payload json not null, message bytea not null, hash bytea not null,
  unique (stream_id, version));
create table naive_cases (stream_id uuid primary key, reference text not null unique,
  version integer not null, place text not null, team text, due_on date, received_on date,
  person uuid not null, name bytea not null, tags text[] not null, updated_at timestamptz not null);
create index on naive_cases (due_on, stream_id);
create index on naive_cases (team, due_on, stream_id);
create index on naive_cases using gin (tags);
create table naive_commands (command_id uuid primary key, fingerprint bytea not null,
  stream_id uuid not null, version integer not null);
create table naive_keys (owner uuid primary key, key bytea not null);
create sequence naive_references;
"""
PERMITTED = {"complaints-manager", "complaints-officer"}
ACTIONS = ("acknowledgement", "decision", "allocation", "notes", "closure", "withdrawal")


class Complainant(BaseModel):
    name: str = Field(max_length=200)
    relation: str


class Contact(BaseModel):
    received_on: date
    channel: str
    complainant: Complainant
    service_area: str
    causes: list[str]


class Note(BaseModel):
    noted_on: date
    text: str = Field(max_length=20_000)


class TextView(BaseModel):
    text: UUID
    on: date
    recorded_at: datetime
    actor: str
    words: str


class ClockView(BaseModel):
    title: str
    starts_from: date
    due: date
    days_left: int


class ActionView(BaseModel):
    action: str
    href: str


class CaseView(BaseModel):
    reference: str
    version: int
    place: str
    received_on: date
    channel: str
    name: str
    relation: str
    service_area: str
    causes: list[str]
    texts: list[TextView]
    clocks: list[ClockView]
    allowed_actions: list[ActionView]


class Caller(BaseModel):
    sub: str
    authority: str
    role: str


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    size = int(os.environ["BENCH_CONNECTIONS"])
    async with asyncpg.create_pool(os.environ["BENCH_DSN"], min_size=size, max_size=size) as pool:
        app.state.pool = pool
        app.state.secret = OctKey.import_key(bytes.fromhex(os.environ["BENCH_SECRET"]))
        yield


app = FastAPI(lifespan=lifespan)


async def signed_in(request: Request, authorization: Annotated[str, Header()]) -> Caller:
    read = jwt.decode(
        authorization.removeprefix("Bearer "), request.app.state.secret, algorithms=["HS256"]
    )
    if read.claims["exp"] < datetime.now(UTC).timestamp():
        raise HTTPException(401)
    grant = read.claims["grants"][0]
    if grant["roles"][0] not in PERMITTED:
        raise HTTPException(403)
    return Caller(sub=read.claims["sub"], authority=grant["authority"], role=grant["roles"][0])


SignedIn = Annotated[Caller, Depends(signed_in)]
Key = Annotated[str, Header(alias="Idempotency-Key")]


def sealed(key: bytes, value: str) -> str:
    nonce = os.urandom(12)
    return (nonce + AESGCM(key).encrypt(nonce, value.encode(), None)).hex()


def opened(key: bytes, value: str) -> str:
    whole = bytes.fromhex(value)
    return AESGCM(key).decrypt(whole[:12], whole[12:], None).decode()


def view_of(events: list[dict[str, Any]], reference: str) -> CaseView:
    received = events[0]["payload"]
    received_on = date.fromisoformat(received["received_on"])
    due = received_on + timedelta(days=14)
    return CaseView(
        reference=reference,
        version=events[-1]["version"],
        place="received",
        received_on=received_on,
        channel=received["channel"],
        name=received["name"],
        relation=received["relation"],
        service_area=received["service_area"],
        causes=received["causes"],
        texts=[
            TextView(
                text=event["event_id"],
                on=date.fromisoformat(event["payload"]["noted_on"]),
                recorded_at=event["recorded_at"],
                actor=event["actor"],
                words=event["payload"]["text"],
            )
            for event in events
            if event["type"] == "note-added"
        ],
        clocks=[
            ClockView(
                title="Stage 1 response",
                starts_from=received_on,
                due=due,
                days_left=(due - datetime.now(UTC).date()).days,
            )
        ],
        allowed_actions=[
            ActionView(action=action, href=f"/complaints/{reference}/{action}")
            for action in ACTIONS
        ],
    )


async def append(
    connection: asyncpg.pool.PoolConnectionProxy,
    *,
    stream: UUID,
    version: int,
    command: UUID,
    caller: Caller,
    event_type: str,
    on: date,
    payload: dict[str, Any],
) -> dict[str, Any]:
    """One event with its message, hashed and at the next position, under the lock of the log."""
    event_id, stored = uuid4(), json.dumps(payload)
    await connection.execute("select pg_advisory_xact_lock(1)")
    position = await connection.fetchval("select coalesce(max(position), 0) + 1 from naive_events")
    before = await connection.fetchval(
        "select hash from naive_events where stream_id = $1 order by version desc limit 1", stream
    )
    recorded_at = datetime.now(UTC)
    message = json.dumps(
        {
            "specversion": "1.0",
            "id": str(event_id),
            "type": event_type,
            "source": "/complaints",
            "subject": str(stream),
            "time": recorded_at.isoformat(),
            "position": position,
            "data": {"authority": caller.authority, "role": caller.role, "occurred_on": str(on)},
        }
    ).encode()
    digest = hashlib.sha256((before or b"") + stored.encode() + message).digest()
    await connection.execute(
        "insert into naive_events values ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13)",
        *(position, stream, version, event_id, command, event_type, on, recorded_at),
        *(caller.sub, caller.role, stored, message, digest),
    )
    return {"version": version, "event_id": event_id, "type": event_type, "actor": caller.sub,
            "recorded_at": recorded_at}  # fmt: skip


@app.post("/complaints", status_code=201)
async def receive(
    body: Contact, request: Request, response: Response, caller: SignedIn, idempotency_key: Key
) -> CaseView:
    command = uuid5(NAMESPACE_URL, f"{caller.authority}:{caller.sub}:{idempotency_key}")
    stream, person, key = uuid4(), uuid4(), os.urandom(32)
    async with request.app.state.pool.acquire() as connection, connection.transaction():
        number = await connection.fetchval("select nextval('naive_references')")
        reference = f"C-2022-{number:05}"
        await connection.execute("insert into naive_keys values ($1, $2)", person, key)
        plain = {
            "received_on": str(body.received_on),
            "channel": body.channel,
            "relation": body.complainant.relation,
            "service_area": body.service_area,
            "causes": body.causes,
            "person": str(person),
            "name": body.complainant.name,
        }
        event = await append(
            connection,
            stream=stream,
            version=1,
            command=command,
            caller=caller,
            event_type="complaint-received",
            on=body.received_on,
            payload=plain | {"name": sealed(key, body.complainant.name)},
        )
        await connection.execute(
            "insert into naive_cases values ($1,$2,1,'received',null,$3,$4,$5,$6,$7,now())",
            *(stream, reference, body.received_on + timedelta(days=14), body.received_on, person),
            *(sealed(key, body.complainant.name).encode(), body.causes),
        )
        await connection.execute(
            "insert into naive_commands values ($1, $2, $3, 1)",
            *(command, hashlib.sha256(body.model_dump_json().encode()).digest(), stream),
        )
    response.headers["Location"] = f"/complaints/{reference}"
    return view_of([event | {"payload": plain}], reference)


@app.post("/complaints/{reference}/notes", status_code=201)
async def add_note(
    reference: str, body: Note, request: Request, caller: SignedIn, idempotency_key: Key
) -> CaseView:
    command = uuid5(NAMESPACE_URL, f"{caller.authority}:{caller.sub}:{idempotency_key}")
    fingerprint = hashlib.sha256(body.model_dump_json().encode()).digest()
    async with request.app.state.pool.acquire() as connection, connection.transaction():
        done = await connection.fetchrow(
            "select * from naive_commands where command_id = $1", command
        )
        if done is not None and done["fingerprint"] != fingerprint:
            raise HTTPException(422)
        case = await connection.fetchrow(
            "select * from naive_cases where reference = $1 for update", reference
        )
        if case is None:
            raise HTTPException(404)
        stream, version = case["stream_id"], case["version"]
        rows = await connection.fetch(
            "select version, event_id, type, recorded_at, actor, payload from naive_events"
            " where stream_id = $1 and version <= $2 order by version",
            *(stream, done["version"] if done else version),
        )
        key = await connection.fetchval(
            "select key from naive_keys where owner = $1", case["person"]
        )
        if key is None:
            raise HTTPException(409)
        events = []
        for row in rows:
            payload = json.loads(row["payload"])
            for name in ("name", "text"):
                if name in payload:
                    payload[name] = opened(key, payload[name])
            events.append(dict(row) | {"payload": payload})
        if done is None:
            if not case["received_on"] <= body.noted_on <= datetime.now(UTC).date():
                raise HTTPException(422)
            plain = {"noted_on": str(body.noted_on), "text": body.text}
            event = await append(
                connection,
                stream=stream,
                version=version + 1,
                command=command,
                caller=caller,
                event_type="note-added",
                on=body.noted_on,
                payload=plain | {"text": sealed(key, body.text)},
            )
            await connection.execute(
                "update naive_cases set version = $2, updated_at = now() where stream_id = $1",
                *(stream, version + 1),
            )
            await connection.execute(
                "insert into naive_commands values ($1, $2, $3, $4)",
                *(command, fingerprint, stream, version + 1),
            )
            events.append(event | {"payload": plain})
    return view_of(events, reference)
