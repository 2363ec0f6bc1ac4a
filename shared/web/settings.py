"""Settings from the environment: `CANDOUR_*`, read once into a frozen dataclass.

    @dataclass(frozen=True, slots=True, kw_only=True)
    class ComplaintsSettings(ServiceSettings):
        port: int = 8001

    settings = read_settings(ComplaintsSettings, os.environ)

The variable of a field is `CANDOUR_` and its name in capitals, or the field's metadata "variable".
Every bad or missing variable is named in one error, and no value is shown: some are secrets.
"""

import types
from collections.abc import Callable, Iterator, Mapping
from dataclasses import MISSING, Field, dataclass, field, fields, replace
from enum import Enum, StrEnum
from pathlib import Path
from typing import Any, Final, Self, TypeVar, Union, get_args, get_origin, get_type_hints

from shared.database.secret_files import SecretUnreadable, secret_in
from shared.database.urls import with_password
from shared.telemetry.points import END_AT, STOP_AT, is_point

PREFIX: Final = "CANDOUR_"
_YES: Final = frozenset({"1", "true", "yes", "on"})
_NO: Final = frozenset({"", "0", "false", "no", "off"})

SettingsT = TypeVar("SettingsT", bound="ServiceSettings")


class Environment(StrEnum):
    """Where a process runs. In production, what only a demonstration needs is refused."""

    DEVELOPMENT = "development"
    PRODUCTION = "production"


class SettingsInvalid(Exception):
    """The environment does not say what the process needs; `faults` holds a sentence for each."""

    def __init__(self, faults: tuple[str, ...]) -> None:
        super().__init__("settings: " + "; ".join(faults))
        self.faults = faults


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceSettings:
    """What every service needs. A service's own settings are a subclass.

    `clock_offset_seconds` shifts what the process takes for now, and `simulated_time` lets requests
    carry theirs: both are for tests and demonstrations, and production refuses them, as it does
    `end_at` and `stop_at`, the points at which a fault test ends the process
    (`shared.telemetry.points` acts on them). Development tokens are signed with `token_key_file`;
    production takes those of `issuer` for `audience`, checked against `issuer_keys` (a JWKS file or
    its https address).

    The password of both databases is in their URLs or, better, in `database_password_file`: other
    processes of the same user can list the variables of one.
    """

    environment: Environment = Environment.DEVELOPMENT
    home: Path = field(default_factory=lambda: Path("~/.candour").expanduser())
    host: str = "127.0.0.1"
    database_url: str | None = None
    key_database_url: str | None = None
    database_password_file: Path | None = None
    key_file: Path | None = None
    token_key_file: Path | None = None
    issuer: str | None = None
    audience: str = "candour"
    issuer_keys: str | None = None
    simulated_time: bool = False
    clock_offset_seconds: float = 0.0
    end_at: str | None = None
    stop_at: str | None = None

    @property
    def in_production(self) -> bool:
        return self.environment is Environment.PRODUCTION

    def with_secrets(self) -> Self:
        """These settings with what is kept in files of its own. Raises SettingsInvalid."""
        if self.database_password_file is None:
            return self
        try:
            password = secret_in(self.database_password_file)
        except SecretUnreadable as unreadable:
            raise SettingsInvalid(
                (f"CANDOUR_DATABASE_PASSWORD_FILE: {unreadable}",)
            ) from unreadable
        urls = {"database_url": self.database_url, "key_database_url": self.key_database_url}
        known = {name: with_password(url, password) for name, url in urls.items() if url}
        return replace(self, **known)  # type: ignore[arg-type] # both fields are URLs

    def faults(self) -> tuple[str, ...]:
        """What is wrong with these settings together; a subclass adds its own to these."""
        found = list(self._unfit_points())
        if self.in_production:
            if self.simulated_time:
                found.append("CANDOUR_SIMULATED_TIME is for demonstrations, not for production")
            if self.clock_offset_seconds:
                found.append("CANDOUR_CLOCK_OFFSET_SECONDS is for tests, not for production")
            if self.issuer is None:
                found.append("CANDOUR_ISSUER is required in production")
            if self.issuer_keys is None:
                found.append("CANDOUR_ISSUER_KEYS (a JWKS file or https address) is required")
            elif "://" in self.issuer_keys and not self.issuer_keys.startswith("https://"):
                found.append("CANDOUR_ISSUER_KEYS is a file or an https address")
            if self.token_key_file is not None:
                found.append("CANDOUR_TOKEN_KEY_FILE signs development tokens, not for production")
        return tuple(found)

    def _unfit_points(self) -> Iterator[str]:
        for variable, said in ((END_AT, self.end_at), (STOP_AT, self.stop_at)):
            if said is not None and self.in_production:
                yield f"{variable} is for tests, not for production"
            elif said is not None and not is_point(said):
                yield f"{variable} should be a point, such as relay.after-send:3"


def read_settings(kind: type[SettingsT], environment: Mapping[str, str]) -> SettingsT:
    """The settings that `environment` describes. Raises SettingsInvalid, naming every fault."""
    faults: list[str] = []
    values: dict[str, Any] = {}
    hints = get_type_hints(kind)
    for setting in fields(kind):
        variable = variable_of(setting)
        said = environment.get(variable)
        if said is None or said == "":
            if setting.default is MISSING and setting.default_factory is MISSING:
                faults.append(f"{variable} is required")
            continue
        try:
            values[setting.name] = _read(hints[setting.name], said)
        except ValueError as unreadable:
            faults.append(f"{variable} should be {unreadable}")
    if faults:
        raise SettingsInvalid(tuple(faults))
    settings = kind(**values)
    if found := settings.faults():
        raise SettingsInvalid(found)
    return settings.with_secrets()


def variable_of(setting: "Field[Any]") -> str:
    """The environment variable of a field."""
    named: str | None = setting.metadata.get("variable")
    return named or PREFIX + setting.name.upper()


def _read(hint: object, said: str) -> object:
    """`said` as a value of the type `hint`. ValueError says what it should be, not what it was."""
    if get_origin(hint) in {Union, types.UnionType}:
        (hint,) = (one for one in get_args(hint) if one is not type(None))
    if get_origin(hint) is tuple:
        return tuple(part.strip() for part in said.split(",") if part.strip())
    if isinstance(hint, type) and issubclass(hint, Enum):
        return _one_of(hint, said)
    reader = _READERS.get(hint)
    if reader is None:
        raise TypeError(f"no reading of {hint} from the environment")
    return reader(said)


def _one_of(kind: type[Enum], said: str) -> Enum:
    for member in kind:
        if member.value == said:
            return member
    raise ValueError("one of " + ", ".join(str(member.value) for member in kind))


def _whole(said: str) -> int:
    try:
        return int(said)
    except ValueError as unreadable:
        raise ValueError("a whole number") from unreadable


def _number(said: str) -> float:
    try:
        return float(said)
    except ValueError as unreadable:
        raise ValueError("a number") from unreadable


def _yes_or_no(said: str) -> bool:
    match said.lower():
        case yes if yes in _YES:
            return True
        case no if no in _NO:
            return False
        case _:
            raise ValueError("1 or 0")


_READERS: Final[Mapping[object, Callable[[str], object]]] = {
    str: str,
    int: _whole,
    float: _number,
    bool: _yes_or_no,
    Path: lambda said: Path(said).expanduser(),
}
