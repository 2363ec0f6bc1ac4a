"""docker-compose.yml: well formed, each name in it leads somewhere, and nothing has more than it
needs."""

import json
import re
from dataclasses import fields
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Final

import pytest
from jsonschema import Draft202012Validator

from services.command_line.which_services import HEARS, PORT_OFFSETS, keeping_cases
from shared.broker.jars import version_of
from shared.database.provision import OWNER, role_of
from shared.web.settings import ServiceSettings, read_settings, variable_of
from tests.deploy.compose_file import (
    ROOT,
    SERVICES,
    Container,
    VariableMissing,
    compose,
    containers,
    replaced,
)
from tests.support.kafka import POM

SIGN_IN: Final = {
    "CANDOUR_ISSUER": "https://login.example",
    "CANDOUR_ISSUER_KEYS": "https://login.example/keys",
}
ALL: Final = containers(SIGN_IN)
OURS: Final = {name: one for name, one in ALL.items() if one.is_ours}
RUNNING: Final = {name: one for name, one in OURS.items() if "CANDOUR_PORT" in one.environment}


def _service_of(container: Container) -> str:
    return container.name.removesuffix("-worker")


def _settings_of(container: Container) -> type[ServiceSettings]:
    service = _service_of(container)
    module = import_module(f"services.{service}.settings")
    kind: type[ServiceSettings] = getattr(module, f"{service.title()}Settings")
    return kind


def test_it_is_a_compose_file() -> None:
    schema = json.loads((Path(__file__).parent / "compose_schema.json").read_text())
    Draft202012Validator.check_schema(schema)
    faults = [
        f"{'/'.join(map(str, fault.absolute_path))}: {fault.message}"
        for fault in Draft202012Validator(schema).iter_errors(compose())
    ]
    assert faults == []


def test_everything_is_there() -> None:
    expected = {"postgres", "kafka", "prepare", "topics"}
    expected |= {each for service in SERVICES for each in (service, f"{service}-worker")}
    assert set(ALL) == expected
    assert set(SERVICES) == set(PORT_OFFSETS)


@pytest.mark.parametrize("missing", sorted(SIGN_IN))
def test_without_a_sign_in_nothing_is_started(missing: str) -> None:
    with pytest.raises(VariableMissing, match=missing):
        containers({name: value for name, value in SIGN_IN.items() if name != missing})


@pytest.mark.parametrize("name", ALL)
def test_each_name_leads_somewhere(name: str) -> None:
    one, whole = ALL[name], compose()
    assert set(one.secrets) <= set(whole["secrets"])
    assert {each["source"] for each in one.said.get("configs", ())} <= set(whole["configs"])
    assert {each.partition(":")[0] for each in one.said.get("volumes", ())} <= set(whole["volumes"])
    assert set(one.said["networks"]) <= set(whole["networks"])
    assert set(one.waits_for) <= set(ALL)
    named = {found for value in one.environment.values() for found in _secrets_in(value)}
    assert named <= set(one.secrets), "a secret that the container is not given"
    if one.is_ours:
        assert (ROOT / one.said["build"]["dockerfile"]).is_file()


def _secrets_in(value: str) -> list[str]:
    return re.findall(r"/run/secrets/(\w+)", value)


def test_files_of_the_configuration_are_there() -> None:
    for config in compose()["configs"].values():
        assert (ROOT / config["file"]).is_file()


@pytest.mark.parametrize("name", RUNNING)
def test_each_variable_is_a_setting_and_production_takes_them_all(
    name: str, tmp_path: Path
) -> None:
    one, kind = RUNNING[name], _settings_of(RUNNING[name])
    known = {variable_of(setting) for setting in fields(kind)}
    assert set(one.environment) <= known
    password = tmp_path / "password"
    password.write_text("swordfish")
    settings = read_settings(
        kind, {**one.environment, "CANDOUR_DATABASE_PASSWORD_FILE": str(password)}
    )
    assert settings.in_production
    assert settings.database_url is not None
    assert ":swordfish@" in settings.database_url


@pytest.mark.parametrize("name", RUNNING)
def test_each_hears_whom_it_hears_elsewhere(name: str) -> None:
    service = _service_of(RUNNING[name])
    heard = keeping_cases() if service == "projections" else HEARS.get(service, ())
    ports = {each: 8001 + PORT_OFFSETS[each] for each in heard}
    expected = ",".join(f"{each}=http://{each}:{port}" for each, port in ports.items())
    assert RUNNING[name].environment.get("CANDOUR_SOURCES", "") == expected
    assert RUNNING[name].environment["CANDOUR_PORT"] == str(8001 + PORT_OFFSETS[service])


@pytest.mark.parametrize("name", RUNNING)
def test_a_service_and_its_worker_are_told_the_same_and_nobody_elses_secrets(name: str) -> None:
    service = _service_of(RUNNING[name])
    assert RUNNING[name].environment == ALL[service].environment
    own = {role_of(service), f"{service}_master_key", "service_token"}
    assert set(RUNNING[name].secrets) == own


def test_only_the_preparation_knows_the_owner_and_the_administrator() -> None:
    assert [name for name, one in ALL.items() if OWNER in one.secrets] == ["prepare"]
    knowing = [name for name, one in ALL.items() if "postgres_password" in one.secrets]
    assert knowing == ["postgres", "prepare"]
    roles = {OWNER, "postgres_password", *(role_of(service) for service in SERVICES)}
    assert set(ALL["prepare"].secrets) == roles


def test_no_secret_is_written_into_the_file() -> None:
    said = replaced(compose(), SIGN_IN)
    assert all(set(each) == {"file"} for each in said["secrets"].values())
    for one in ALL.values():
        for variable, value in one.environment.items():
            assert not re.search(r"://[^/@]*:[^/@]*@", value), variable
            if re.search("PASSWORD|SECRET|TOKEN|KEY_FILE", variable):
                assert value.startswith("/run/secrets"), variable


def test_databases_and_broker_are_reached_from_inside_alone() -> None:
    assert compose()["networks"]["inside"] == {"internal": True}
    for name in ("postgres", "kafka", "prepare", "topics"):
        assert ALL[name].said["networks"] == ["inside"]
        assert "ports" not in ALL[name].said
    for name, one in RUNNING.items():
        answers = name in SERVICES
        assert one.said["networks"] == (["inside", "outside"] if answers else ["inside"])
        assert ("ports" in one.said) == answers


def test_nothing_of_ours_is_root_or_writes_to_its_image() -> None:
    for one in OURS.values():
        assert one.said["user"] == "10001:10001"
        assert "cap_add" not in one.said
        assert "volumes" not in one.said


def test_each_waits_for_what_it_stands_on() -> None:
    assert ALL["prepare"].waits_for == {"postgres": "service_healthy"}
    assert ALL["topics"].waits_for == {"kafka": "service_healthy"}
    for one in RUNNING.values():
        done = "service_completed_successfully"
        assert one.waits_for == {"prepare": done, "topics": done}
    for name in ("postgres", "kafka", *SERVICES):
        assert "test" in ALL[name].said["healthcheck"]


@pytest.mark.parametrize("name", OURS)
def test_each_command_is_a_module_that_is_there(name: str) -> None:
    python, flag, module, *_ = OURS[name].said["command"]
    assert (python, flag) == ("python", "-m")
    assert find_spec(module) is not None


def test_the_broker_is_the_one_that_the_tests_run() -> None:
    assert ALL["kafka"].said["image"] == f"apache/kafka:{version_of(POM)}"
