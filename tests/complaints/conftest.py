"""The complaints service over real databases, for tests of its HTTP."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.support.api import Api, complaints_api
from tests.support.postgres import Databases


@pytest.fixture
async def api(databases: Databases, tmp_path: Path) -> AsyncIterator[Api]:
    async with complaints_api(databases, tmp_path) as running:
        yield running
