"""One application for all tests of this package; each test is an authority of its own in it."""

from collections.abc import AsyncIterator
from itertools import count
from typing import Final

import pytest
import pytest_asyncio

from tests.referrals.http import Api, referrals_api_over
from tests.support.postgres import Databases, Postgres

_NUMBERS: Final = count(1)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def whole_referrals(
    postgres: Postgres, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Api]:
    databases = Databases(postgres)
    async with referrals_api_over(databases, tmp_path_factory.mktemp("referrals")) as running:
        yield running
    await databases.drop_all()


@pytest.fixture
def county(whole_referrals: Api) -> Api:
    """An authority that no other test knows, in simulated time.

    Tests that use it are marked `asyncio(loop_scope="session")`: the application lives that long.
    """
    return whole_referrals.in_authority(f"county-{next(_NUMBERS)}")
