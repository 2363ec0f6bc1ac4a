"""The referrals service over real databases, for tests of its HTTP."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.referrals.http import Api, referrals_api_over
from tests.support.postgres import Databases


@pytest.fixture
async def referrals_api(databases: Databases, tmp_path: Path) -> AsyncIterator[Api]:
    async with referrals_api_over(databases, tmp_path) as running:
        yield running
