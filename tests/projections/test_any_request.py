"""No request that the documentation allows makes the service fail, or answer what it hides."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import positive_data_acceptance

from shared.clock import SystemClock
from shared.identity import ensure_key, mint
from tests.projections.conftest import Projected
from tests.projections.http import served_on
from tests.projections.messages import AUTHORITY
from tests.projections.test_figures import small_year
from tests.support.in_a_thread import answering

EXAMPLES = 150


@pytest.fixture
async def address(projected: Projected, tmp_path: Path) -> AsyncIterator[str]:
    await projected.read(small_year())
    with answering(served_on(projected, tmp_path)) as url:
        yield url


async def test_any_documented_request_is_answered_as_documented(
    address: str, tmp_path: Path
) -> None:
    key = ensure_key(tmp_path / "token.key")
    analyst = mint(role="reporting-analyst", authority=AUTHORITY, key=key, now=SystemClock().now())
    signed_in = {"Authorization": f"Bearer {analyst}", "Candour-Authority": AUTHORITY}
    schema = await asyncio.to_thread(schemathesis.openapi.from_url, f"{address}/openapi.json")
    found = schema.get_all_operations()
    operations = [one.ok() for one in found if isinstance(one, Ok)]
    assert len(operations) >= 12

    @settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.sampled_from(operations).flatmap(lambda one: one.as_strategy()))
    def ask(case: "schemathesis.Case[Any]") -> None:
        response = case.call(headers=signed_in)
        assert response.status_code < 500, case.as_curl_command()
        case.validate_response(response, excluded_checks=[positive_data_acceptance])

    await asyncio.to_thread(ask)
