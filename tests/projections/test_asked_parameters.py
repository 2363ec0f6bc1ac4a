"""What can be asked in the query of the projection service, and what cannot."""

from pathlib import Path

import pytest

from tests.projections.conftest import Projected
from tests.projections.http import api_over
from tests.projections.messages import AUTHORITY


@pytest.mark.parametrize("path", ["/clocks", "/indicators/complaints.open", "/sources"])
async def test_a_misspelt_parameter_is_refused_by_its_name(
    projected: Projected, tmp_path: Path, path: str
) -> None:
    role = "administrator" if path == "/sources" else "complaints-manager"
    async with api_over(projected, tmp_path) as api:
        refused = await api.get(path, role=role, tema="red")
        taken = await api.get(path, role=role, authority=AUTHORITY)
    problem = refused.json()
    assert (refused.status_code, problem["code"], problem["field"]) == (
        422,
        "query-unknown",
        "tema",
    )
    assert "authority" in problem["facts"]["known"].split(", ")
    assert taken.status_code == 200


async def test_a_parameter_is_documented_as_it_is_sent(
    projected: Projected, tmp_path: Path
) -> None:
    async with api_over(projected, tmp_path) as api:
        document = (await api.client.get("/openapi.json")).json()
    parameters = {
        parameter["name"]
        for operations in document["paths"].values()
        for operation in operations.values()
        for parameter in operation.get("parameters", ())
    }
    assert "authority" in parameters
    assert not {name for name in parameters if name.startswith("_")}
