"""`candour report performance` prints what the service answers, over a real socket."""

import asyncio
import json
import os
import subprocess
import sys
from pathlib import Path

from tests.projections.conftest import Projected
from tests.projections.messages import AUTHORITY
from tests.projections.pages.county import Shown, shown
from tests.projections.referrals import published_quarter

ASSESSMENTS = "referrals.assessments-45-days"


async def printed(service: Shown, home: Path, *options: str) -> subprocess.CompletedProcess[str]:
    settings = {
        "CANDOUR_HOME": str(home),
        "CANDOUR_TOKEN": service.token("reporting-analyst", AUTHORITY),
    }
    return await asyncio.to_thread(
        subprocess.run,
        [
            *(sys.executable, "-m", "services.command_line.main", "report", "performance"),
            *("--authority", AUTHORITY, "--at", f"projections={service.address}", *options),
        ],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        env={**os.environ, **settings},
    )


async def test_the_quarter_in_each_form_and_a_quarter_that_is_none(
    projected: Projected, tmp_path: Path
) -> None:
    await projected.read(published_quarter())
    async with shown(projected, tmp_path) as service:
        quarter = ("--period", "2023/24-Q1")
        text = await printed(service, tmp_path, *quarter)
        told = await printed(service, tmp_path, *quarter, "--format", "json")
        table = await printed(service, tmp_path, *quarter, "--format", "csv")
        none = await printed(service, tmp_path, "--period", "2023/24-Q7")
    assert text.returncode == 0, text.stderr
    assert "755 of 895 (84.36%)" in text.stdout
    assert "317 of 1367 (23.19%)" in text.stdout
    said = json.loads(told.stdout)
    assert (said["report"], said["authority"], said["period"]) == (
        "performance",
        AUTHORITY,
        "2023/24-Q1",
    )
    assert said["figures"][ASSESSMENTS][0]["value"] == 84.36
    assert said["figures"]["referrals.re-referrals"][0]["label"] is None
    assert table.stdout.startswith("topic,theme,indicator,polarity,frequency,previous_period,")
    assert (none.returncode, "period-invalid" in none.stderr) == (2, True)
