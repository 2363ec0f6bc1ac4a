"""Whatever referrals refuse has a page that explains it."""

import pytest

from services.referrals.domain import refusals
from shared.event_sourcing import Refusal
from tests.referrals.http import Api

pytestmark = pytest.mark.asyncio(loop_scope="session")

OWN = sorted(
    one.code
    for one in vars(refusals).values()
    if isinstance(one, type) and issubclass(one, Refusal) and hasattr(one, "code")
)


@pytest.mark.parametrize("code", OWN)
async def test_a_refusal_has_its_page(county: Api, code: str) -> None:
    page = await county.client.get(f"/problems/{code}")
    assert page.status_code == 200, code
    assert code in page.text
