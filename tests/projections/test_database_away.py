"""Questions while the database is away: 503 with Retry-After, and an answer once it is back."""

from pathlib import Path

import asyncpg

from tests.projections.conftest import Projected
from tests.projections.http import api_over

QUESTIONS = ("/indicators/complaints.open", "/clocks", "/sources", "/reports/complaints-annual")
QUERIES: dict[str, dict[str, str]] = {"/reports/complaints-annual": {"year": "2022/23"}}


async def test_a_database_that_lets_nobody_in_is_503(projected: Projected, tmp_path: Path) -> None:
    name = projected.database.name
    superuser = await asyncpg.connect(projected.database.superuser_dsn)
    async with api_over(projected, tmp_path) as api:
        await superuser.execute(f'alter database "{name}" connection limit 0')
        await superuser.execute(
            "select pg_terminate_backend(pid) from pg_stat_activity"
            " where datname = $1 and pid <> pg_backend_pid()",
            name,
        )
        for path in QUESTIONS:
            answer = await api.get(path, role="administrator", **QUERIES.get(path, {}))
            if answer.status_code == 403:
                answer = await api.get(path, **QUERIES.get(path, {}))
            assert (answer.status_code, answer.json()["code"]) == (503, "database-away"), path
            assert answer.headers["Retry-After"] == "2"
        await superuser.execute(f'alter database "{name}" connection limit -1')
        back = await api.get("/indicators/complaints.open")
        assert back.status_code == 200
    await superuser.close()
