"""The least that a command over HTTP can be: a FastAPI route that inserts what it was sent."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date

import asyncpg
from fastapi import FastAPI, Request
from pydantic import BaseModel

TABLES = """
create table bare_notes (id bigint generated always as identity primary key,
  reference text not null, noted_on date not null, text text not null);
"""


class Note(BaseModel):
    noted_on: date
    text: str


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    size = int(os.environ["BENCH_CONNECTIONS"])
    async with asyncpg.create_pool(os.environ["BENCH_DSN"], min_size=size, max_size=size) as pool:
        app.state.pool = pool
        yield


app = FastAPI(lifespan=lifespan)


@app.post("/complaints/{reference}/notes", status_code=201)
async def add_note(reference: str, body: Note, request: Request) -> dict[str, int]:
    number = await request.app.state.pool.fetchval(
        "insert into bare_notes (reference, noted_on, text) values ($1, $2, $3) returning id",
        *(reference, body.noted_on, body.text),
    )
    return {"id": number}
