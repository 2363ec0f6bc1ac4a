"""The placements service over real databases, for tests of its HTTP."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.placements.application import PlacementsApi, running_placements
from tests.support.postgres import Databases


@pytest.fixture
async def placements_api(databases: Databases, tmp_path: Path) -> AsyncIterator[PlacementsApi]:
    async with running_placements(databases, tmp_path) as running:
        yield running
