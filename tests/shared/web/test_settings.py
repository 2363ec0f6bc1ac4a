"""Settings from the environment."""

from dataclasses import dataclass, field
from pathlib import Path

import pytest

from shared.web import Environment, ServiceSettings, SettingsInvalid, read_settings


@dataclass(frozen=True, slots=True, kw_only=True)
class SmallSettings(ServiceSettings):
    port: int
    sources: tuple[str, ...] = ()
    bootstrap: str | None = field(default=None, metadata={"variable": "KAFKA_BOOTSTRAP_SERVERS"})


def test_each_kind_of_value_is_read() -> None:
    settings = read_settings(
        SmallSettings,
        {
            "CANDOUR_PORT": "8001",
            "CANDOUR_SOURCES": "a=http://x, b=http://y,",
            "CANDOUR_HOME": "~/there",
            "CANDOUR_SIMULATED_TIME": "1",
            "CANDOUR_CLOCK_OFFSET_SECONDS": "-2.5",
            "CANDOUR_ENVIRONMENT": "development",
            "KAFKA_BOOTSTRAP_SERVERS": "broker:9092",
            "UNRELATED": "x",
        },
    )
    assert settings.port == 8001
    assert settings.sources == ("a=http://x", "b=http://y")
    assert settings.home == Path("~/there").expanduser()
    assert settings.simulated_time is True
    assert settings.clock_offset_seconds == -2.5
    assert settings.environment is Environment.DEVELOPMENT
    assert settings.bootstrap == "broker:9092"


def test_absent_and_empty_variables_leave_the_default() -> None:
    settings = read_settings(SmallSettings, {"CANDOUR_PORT": "1", "CANDOUR_HOST": ""})
    assert settings.host == "127.0.0.1"
    assert settings.simulated_time is False


def test_every_fault_is_named_and_no_value_is_shown() -> None:
    with pytest.raises(SettingsInvalid) as refusal:
        read_settings(
            SmallSettings,
            {
                "CANDOUR_CLOCK_OFFSET_SECONDS": "hunter2",
                "CANDOUR_SIMULATED_TIME": "hunter2",
                "CANDOUR_ENVIRONMENT": "hunter2",
            },
        )
    assert refusal.value.faults == (
        "CANDOUR_ENVIRONMENT should be one of development, production",
        "CANDOUR_SIMULATED_TIME should be 1 or 0",
        "CANDOUR_CLOCK_OFFSET_SECONDS should be a number",
        "CANDOUR_PORT is required",
    )
    assert "hunter2" not in str(refusal.value)


GOOD = {
    "CANDOUR_PORT": "1",
    "CANDOUR_ENVIRONMENT": "production",
    "CANDOUR_ISSUER": "https://sign-in.county.example",
    "CANDOUR_ISSUER_KEYS": "https://sign-in.county.example/jwks.json",
}


def test_production_takes_the_sign_in_service() -> None:
    assert read_settings(SmallSettings, GOOD).in_production


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("CANDOUR_SIMULATED_TIME", "1"),
        ("CANDOUR_CLOCK_OFFSET_SECONDS", "5"),
        ("CANDOUR_TOKEN_KEY_FILE", "/keys/token.key"),
        ("CANDOUR_ISSUER", ""),
        ("CANDOUR_ISSUER_KEYS", ""),
        ("CANDOUR_ISSUER_KEYS", "http://sign-in.county.example/jwks.json"),
    ],
)
def test_production_refuses_what_demonstrations_need(variable: str, value: str) -> None:
    with pytest.raises(SettingsInvalid) as refusal:
        read_settings(SmallSettings, {**GOOD, variable: value})
    assert len(refusal.value.faults) == 1
    assert refusal.value.faults[0].startswith(variable)


@pytest.mark.parametrize("variable", ["CANDOUR_END_AT", "CANDOUR_STOP_AT"])
def test_a_point_at_which_to_end_is_one_and_never_in_production(variable: str) -> None:
    told = {"CANDOUR_PORT": "1", variable: "relay.after-send:3"}
    read_settings(SmallSettings, told)
    with pytest.raises(SettingsInvalid) as refusal:
        read_settings(SmallSettings, told | {"CANDOUR_ENVIRONMENT": "production"})
    assert f"{variable} is for tests, not for production" in refusal.value.faults
    with pytest.raises(SettingsInvalid) as refusal:
        read_settings(SmallSettings, told | {variable: "relay"})
    assert refusal.value.faults == (f"{variable} should be a point, such as relay.after-send:3",)
