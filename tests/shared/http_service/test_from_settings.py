"""The parts of an edge, from settings as a process reads them."""

from pathlib import Path

import pytest

from shared.clock import FixedClock, SystemClock
from shared.http_service import clock_from, edge_from, tokens_from
from shared.identity import KeyFileUnsafe, NotSignedIn, Permissions, ensure_key, mint
from shared.web import ServiceSettings, SettingsInvalid, read_settings
from tests.shared.identity.test_issuer_keys import EC_KEY, issued, key_set
from tests.shared.identity.test_tokens import NOW

PRODUCTION = {
    "CANDOUR_ENVIRONMENT": "production",
    "CANDOUR_ISSUER": "https://sign-in.county.example",
    "CANDOUR_AUDIENCE": "candour-county",
}


def development(home: Path) -> ServiceSettings:
    ensure_key(home / "keys" / "token.key")
    ensure_key(home / "keys" / "master.key")
    key_file = str(home / "keys" / "master.key")
    return read_settings(ServiceSettings, {"CANDOUR_HOME": str(home), "CANDOUR_KEY_FILE": key_file})


async def test_development_takes_tokens_of_the_local_key(tmp_path: Path) -> None:
    settings = development(tmp_path)
    key = ensure_key(tmp_path / "keys" / "token.key")
    token = mint(role="auditor", authority="demo", key=key, now=NOW)
    caller, _ = await tokens_from(settings, FixedClock(NOW)).verify(token)
    assert caller.grants[0].authority == "demo"


async def test_production_takes_the_issuers_and_refuses_the_local_ones(tmp_path: Path) -> None:
    development(tmp_path)
    document = tmp_path / "jwks.json"
    _write(document, key_set(EC_KEY))
    settings = read_settings(
        ServiceSettings,
        {**PRODUCTION, "CANDOUR_HOME": str(tmp_path), "CANDOUR_ISSUER_KEYS": str(document)},
    )
    tokens = tokens_from(settings, FixedClock(NOW))
    caller, _ = await tokens.verify(issued(EC_KEY, "ES256", "ec-1"))
    assert caller.sub == "someone"
    key = ensure_key(tmp_path / "keys" / "token.key")
    with pytest.raises(NotSignedIn):
        await tokens.verify(mint(role="auditor", authority="demo", key=key, now=NOW))


def test_a_key_that_others_can_read_stops_the_start(tmp_path: Path) -> None:
    settings = development(tmp_path)
    (tmp_path / "keys" / "token.key").chmod(0o644)
    with pytest.raises(KeyFileUnsafe):
        tokens_from(settings, SystemClock())


def test_fingerprints_are_the_same_after_a_restart_and_are_not_the_master_key(
    tmp_path: Path,
) -> None:
    settings = development(tmp_path)
    first, again = (
        edge_from(settings, SystemClock(), Permissions.of({})).fingerprint_key for _ in range(2)
    )
    assert first == again
    assert first != ensure_key(tmp_path / "keys" / "master.key")


def test_no_master_key_file_stops_the_start() -> None:
    with pytest.raises(SettingsInvalid, match="CANDOUR_KEY_FILE"):
        edge_from(read_settings(ServiceSettings, {}), SystemClock(), Permissions.of({}))


def test_the_clock_can_be_shifted_for_a_fault_test() -> None:
    settings = read_settings(ServiceSettings, {"CANDOUR_CLOCK_OFFSET_SECONDS": "3600"})
    ahead = clock_from(settings).now() - SystemClock().now()
    assert 3590 < ahead.total_seconds() < 3610


def _write(path: Path, text: str) -> None:
    path.write_text(text)
