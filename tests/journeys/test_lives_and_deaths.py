"""`candour up` keeps its data and leaves nothing running, whatever ends it."""

import asyncio
import signal
import subprocess
from collections.abc import Iterator

import asyncpg
import httpx
import pytest

from services.command_line import processes, seed_state
from services.command_line.erasure_reasons import ErasureReason
from shared.database.embedded import SUPERUSER
from shared.database.passwords import Passwords
from tests.journeys.installation import (
    COMPLAINTS_ALONE,
    Installation,
    eventually,
    temporary_home,
)

pytestmark = pytest.mark.slow

RECEIVED = {
    "received_on": "2026-03-02",
    "channel": "email",
    "complainant": {"details": {"name": "Tamsin Yaffleton"}, "relation": "parent"},
    "service_area": "first-response",
    "causes": ["delay"],
    "desired_outcome": "That the stone bridge over the Windle be mended.",
}
NOTED = {"role": "complaints-officer", "authority": "demo"}


@pytest.fixture
def place() -> Iterator[Installation]:
    with temporary_home() as path:
        made = Installation(path=path)
        yield made
        if made.supervisor is not None:
            made.kill()
        assert eventually(lambda: not made.running()), made.running()


def _receive(place: Installation, key: str) -> str:
    answer = place.post("/complaints", RECEIVED, **NOTED, **{"Idempotency-Key": key})
    assert answer.status_code == 201, answer.text
    return str(answer.json()["reference"])


def _names(place: Installation) -> list[str]:
    answer = place.get(f"{place.complaints}/complaints", **NOTED)
    return [item["complainant"] for item in answer.json()["items"]]


def _child(place: Installation, name: str, before: int = 0) -> int:
    """The id of a child; `before` while it waits to be started again."""
    known = processes.read(place.home.run / "processes.json")
    return next((each.pid for each in known if each.name == name), before)


def test_a_killed_supervisor_leaves_nothing_and_finds_its_data_again(place: Installation) -> None:
    place.start("--no-seed", *COMPLAINTS_ALONE)
    _receive(place, "before-the-kill")
    assert place.second_up() == 3
    place.kill()
    assert eventually(lambda: not place.running()), place.running()
    place.start("--real-time", *COMPLAINTS_ALONE)
    assert _names(place) == ["Tamsin Yaffleton"]
    long_ago = {"Candour-Time": "2026-03-03T09:00:00Z"}
    refused = place.post("/complaints", RECEIVED, **NOTED, **long_ago)
    assert (refused.status_code, refused.json()["code"]) == (422, "simulated-time-off")
    assert place.interrupt() == 0
    assert not place.running()


def test_a_killed_service_is_started_again_and_loses_nothing(place: Installation) -> None:
    place.start("--no-seed", *COMPLAINTS_ALONE)
    _receive(place, "before-the-crash")
    first = _child(place, "complaints")
    subprocess.run(["kill", "-9", str(first)], check=True)
    assert eventually(lambda: _child(place, "complaints", first) != first)
    assert eventually(lambda: _is_ready(place))
    assert _names(place) == ["Tamsin Yaffleton"]
    assert place.interrupt() == 0
    assert not place.running()


def test_without_its_database_everything_stops_and_says_why(place: Installation) -> None:
    place.start("--no-seed", *COMPLAINTS_ALONE)
    postmaster = next(pid for pid, command in place.running().items() if "/postgres -D" in command)
    subprocess.run(["kill", f"-{signal.SIGQUIT.value}", str(postmaster)], check=True)
    assert place.supervisor is not None
    assert place.supervisor.wait(timeout=60) == 1
    place.supervisor = None
    assert not place.running()
    assert "database" in place.path.with_name("home.said").read_text()


def test_a_county_cut_short_is_filled_at_the_next_start_and_has_work_to_do(
    place: Installation,
) -> None:
    place.start(*COMPLAINTS_ALONE)
    assert eventually(lambda: place.head() > 50)
    place.kill()
    assert eventually(lambda: not place.running())
    place.start(*COMPLAINTS_ALONE)
    assert eventually(lambda: _is_filled(place), seconds=300)
    filled = place.head()
    place.candour("seed")
    assert place.head() - filled < 5, "only what has been told since then"
    place.candour("seed", "--scale", "0.4", code=1)
    answer = place.get(
        f"{place.projections}/clocks", role="reporting-analyst", authority="demo", limit="200"
    )
    assert answer.status_code == 200, answer.text
    assert answer.json()["items"]
    assert "[]" in place.candour("parked", "list")
    assert place.interrupt() == 0


def test_an_erased_person_is_gone_and_the_figures_are_not(place: Installation) -> None:
    place.start("--no-seed", *COMPLAINTS_ALONE)
    reference = _receive(place, "to-be-erased")
    place.candour("verify")
    report = ("report", "complaints-annual", "--authority", "demo", "--year", "2025/26")
    before = place.candour(*report, "--format", "csv")
    case = place.get(f"{place.complaints}/complaints/{reference}", **NOTED).json()
    person = case["complainant"]["details"]["person"]
    place.candour(
        *("erase", "--authority", "demo", "--person", person, "--reason", "data-subject-request")
    )
    assert eventually(lambda: "Tamsin Yaffleton" not in _names(place))
    seen = place.get(f"{place.complaints}/complaints/{reference}", **NOTED).text
    assert "Tamsin" not in seen
    assert "stone bridge" not in seen
    assert place.candour(*report, "--format", "csv") == before
    place.candour("verify")
    assert place.interrupt() == 0


def test_what_the_page_and_the_help_say_is_so(place: Installation) -> None:
    place.start("--no-seed", *COMPLAINTS_ALONE)
    command = ("token", "--as", "service", "--authority", "*")
    page = place.path.with_name("home.said").read_text()
    assert "token --as service --authority '*'" in page
    bearer = {"Authorization": f"Bearer {place.candour(*command).strip()}"}
    _receive(place, "on-the-feed")
    feed = httpx.get(f"{place.complaints}/messages", headers=bearer, trust_env=False)
    assert (feed.status_code, len(feed.json()) > 0) == (200, True)
    reasons = place.get(f"{place.complaints}/reference/erasure-reasons", **NOTED)
    codes = {item["code"] for item in reasons.json()["codes"]}
    assert codes == {each.value for each in ErasureReason}


def test_a_report_of_nothing_says_what_to_do(place: Installation) -> None:
    place.start("--no-seed", *COMPLAINTS_ALONE)
    report = ("report", "complaints-annual", "--format", "csv", "--year")
    nothing = place.run(*report, "2022/23", "--authority", "nowhere")
    assert nothing.returncode == 0
    assert "candour replay FILE" in nothing.stderr
    assert "candour replay" not in nothing.stdout
    _receive(place, "received-in-2025")
    assert eventually(
        lambda: place.run(*report, "2025/26", "--authority", "demo").stderr == "", seconds=20
    )
    misasked = place.run(*report, "2022/24", "--authority", "demo")
    assert (misasked.returncode, "period-invalid" in misasked.stderr) == (2, True)
    assert misasked.stderr.count("\n") == 1


def test_an_edited_event_is_found_and_named(place: Installation) -> None:
    place.start("--no-seed", *COMPLAINTS_ALONE)
    _receive(place, "to-be-edited")
    asyncio.run(_edit_behind_the_back(place))
    said = place.candour("verify", code=1)
    assert "position 1" in said
    assert place.interrupt() == 0


def _is_filled(place: Installation) -> bool:
    state = seed_state.read(place.home)
    return state is not None and state.filled


def _is_ready(place: Installation) -> bool:
    try:
        return place.get(f"{place.complaints}/health/ready", **NOTED).is_success
    except httpx.TransportError:
        return False


async def _edit_behind_the_back(place: Installation) -> None:
    """What only the owner of the machine could do: as superuser, with the guards taken off."""
    password = Passwords(place.home.keys / "database.json").of(SUPERUSER)
    port = _database_port(place)
    connection = await asyncpg.connect(
        f"postgresql://{SUPERUSER}:{password}@127.0.0.1:{port}/candour_complaints"
    )
    try:
        await connection.execute("alter table complaints.events disable trigger all")
        await connection.execute("update complaints.events set actor_team = 'another'")
    finally:
        await connection.close()


def _database_port(place: Installation) -> int:
    command = next(said for said in place.running().values() if "/postgres -D" in said)
    return int(command.partition("port=")[2].split()[0])
