"""Where sources are read from is said in the environment, and faults are named before anything."""

from pathlib import Path

import pytest

from services.projections.settings import ProjectionsSettings
from services.projections.wiring import pool_of, readers_of
from shared.http_service.feed_readers import token_in
from shared.runner import SourceUnavailable
from shared.web import SettingsInvalid, read_settings
from shared.web.reading_settings import Upstream
from tests.projections.conftest import Projected


def test_sources_are_names_with_addresses() -> None:
    settings = read_settings(
        ProjectionsSettings,
        {"CANDOUR_SOURCES": "complaints=http://127.0.0.1:8001, referrals=http://127.0.0.1:8002"},
    )
    assert settings.upstreams == (
        Upstream(name="complaints", address="http://127.0.0.1:8001"),
        Upstream(name="referrals", address="http://127.0.0.1:8002"),
    )
    assert settings.port == 8004


@pytest.mark.parametrize(
    "sources",
    ["complaints", "complaints=127.0.0.1:8001", "a=http://x,a=http://y", "=http://x"],
)
def test_sources_that_cannot_be_read_are_refused(sources: str) -> None:
    with pytest.raises(SettingsInvalid, match="CANDOUR_SOURCES"):
        read_settings(ProjectionsSettings, {"CANDOUR_SOURCES": sources})


async def test_what_a_process_cannot_do_without_is_named(projected: Projected) -> None:
    with pytest.raises(SettingsInvalid, match="CANDOUR_DATABASE_URL"):
        async with pool_of(ProjectionsSettings()):
            pass
    with pytest.raises(SettingsInvalid, match="CANDOUR_SOURCES"):
        async with readers_of(ProjectionsSettings(), projected.pool):
            pass
    with pytest.raises(SettingsInvalid, match="CANDOUR_SERVICE_TOKEN_FILE"):
        token_in(None)


def test_the_token_is_read_anew_each_time_and_may_be_away_for_a_while(tmp_path: Path) -> None:
    path = tmp_path / "token"
    read = token_in(path)
    with pytest.raises(SourceUnavailable):
        read()
    path.write_text("first\n")
    assert read() == "first"
    path.write_text("second")
    assert read() == "second"
