"""`candour parked list` shows what stands aside, also behind pages that hold nothing of ours."""

import json
from pathlib import Path

from tests.command_line.projecting import answering, process, said, settings
from tests.projections.conftest import Projected

PARKED = """
insert into parked (name, source, position, stream_id, version, event_id, recorded_at, body, reason)
select 'figures', 'complaints', position, gen_random_uuid(), 1, gen_random_uuid(), now(),
    convert_to(json_build_object('authority', $1::text)::text, 'UTF8'), 'unreadable'
from generate_series($2::bigint, $3::bigint) as position
"""


async def test_all_that_stands_aside_of_an_authority_is_listed(
    projected: Projected, tmp_path: Path
) -> None:
    await projected.pool.execute(PARKED, "elsewhere", 1, 250)
    await projected.pool.execute(PARKED, "demo", 251, 252)
    url, environment = settings(projected, tmp_path)
    async with process(environment, "services.projections.main"):
        await answering(url)
        code, out, err = await said(tmp_path, url, "parked", "list")
        assert code == 0, err
        assert [one["position"] for one in json.loads(out)["items"]] == [251, 252]
        _, out, _ = await said(tmp_path, url, "parked", "list", "--skipped")
        assert out == '{\n  "items": []\n}\n'
