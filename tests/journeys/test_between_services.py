"""What one service publishes makes another act: once, visibly, and again when it was refused."""

import os
import signal
from collections.abc import Iterator, Mapping
from typing import Any

import httpx
import pytest

from services.command_line import processes
from tests.journeys.installation import Installation, eventually, temporary_home

Json = dict[str, Any]

pytestmark = pytest.mark.slow

DEMO = "demo"
COMPLAINT: Mapping[str, Any] = {
    "received_on": "2026-03-02",
    "channel": "telephone",
    "complainant": {"details": {"name": "Tamsin Yaffleton"}, "relation": "parent"},
    "children": [{"name": "Osric Yaffleton"}, {"name": "Merryn Yaffleton"}],
    "service_area": "first-response",
    "causes": ["delay"],
}
SAFEGUARDING = {"decided_on": "2026-03-03", "route": "safeguarding", "reason": "child-at-risk"}
CONTACT = {
    "received_on": "2026-03-02",
    "source": "school",
    "kind": "safeguarding",
    "category": "neglect",
    "child": {"name": "Elowen Kettlewick", "date_of_birth": "2015-04-01"},
}


@pytest.fixture(scope="module")
def place() -> Iterator[Installation]:
    with temporary_home() as path:
        made = Installation(path=path)
        made.start("--no-seed")
        yield made
        made.interrupt()


def _said(answer: httpx.Response) -> Json:
    assert answer.is_success, answer.text
    said: Json = answer.json()
    return said


def _complain(place: Installation, **more: object) -> str:
    said = _said(
        place.post("/complaints", {**COMPLAINT, **more}, role="complaints-officer", authority=DEMO)
    )
    return str(said["reference"])


def _tell(place: Installation, reference: str, what: str, body: Mapping[str, object]) -> Json:
    return _said(
        place.post(
            f"/complaints/{reference}/{what}", body, role="complaints-manager", authority=DEMO
        )
    )


def _refer(place: Installation, path: str, body: Mapping[str, object]) -> Json:
    return _said(
        place.post(
            f"/referrals{path}", body, service="referrals", role="service-manager", authority=DEMO
        )
    )


def _listed(
    place: Installation, service: str, path: str, role: str = "service-manager"
) -> list[Json]:
    answer = place.get(f"{place.address(service)}{path}", role=role, authority=DEMO)
    items: list[Json] = _said(answer)["items"]
    return items


def _contacts(place: Installation, complaint: str) -> list[Json]:
    rows = _listed(place, "referrals", "/referrals")
    found = [
        _said(
            place.get(
                f"{place.address('referrals')}/referrals/{row['reference']}",
                role="service-manager",
                authority=DEMO,
            )
        )
        for row in rows
    ]
    return [one for one in found if one["came_from"] == complaint]


def _household(place: Installation, reference: str) -> Json:
    return _said(
        place.get(
            f"{place.address('placements')}/households/{reference}",
            role="placement-officer",
            authority=DEMO,
        )
    )


def test_a_safeguarding_concern_becomes_a_contact_for_each_child(place: Installation) -> None:
    reference = _complain(place)
    _tell(place, reference, "decision", SAFEGUARDING)

    assert eventually(lambda: len(_contacts(place, reference)) == 2, 20)
    contacts = _contacts(place, reference)
    assert {one["source"] for one in contacts} == {"complaint"}
    assert {one["received_on"] for one in contacts} == {"2026-03-03"}
    assert all(one["child"]["name"] is None for one in contacts)
    assert len({one["child"]["person"] for one in contacts}) == 2
    (decision,) = (
        clock for clock in contacts[0]["clocks"] if clock["timescale"] == "referral.decision"
    )
    assert (decision["due"], decision["state"]) == ("2026-03-04", "running")


def test_heard_once_though_the_worker_is_killed_again_and_again(place: Installation) -> None:
    references = [_complain(place) for _ in range(12)]
    for reference in references:
        _tell(place, reference, "decision", SAFEGUARDING)
        for each in processes.read(place.home.run / "processes.json"):
            if each.name == "referrals-worker" and reference in references[::4]:
                os.kill(each.pid, signal.SIGKILL)

    assert eventually(lambda: all(len(_contacts(place, one)) == 2 for one in references), 60)


def test_a_child_who_becomes_looked_after_has_a_time_in_care(place: Installation) -> None:
    opened = _refer(place, "", CONTACT)
    referral = f"/{opened['reference']}"
    decision = {"decided_on": "2026-03-03", "response": "social-work", "reason": "in-need"}
    _refer(place, f"{referral}/decision", decision)
    _refer(place, f"{referral}/assessments", {"started_on": "2026-03-03"})
    outcome = {
        "authorised_on": "2026-03-20",
        "outcome": "becomes-looked-after",
        "looked_after": {"on": "2026-03-18", "legal_status": "interim-care-order"},
    }
    _refer(place, f"{referral}/assessments/1/authorisation", outcome)

    def times_in_care() -> list[Json]:
        person = opened["child"]["person"]
        return _listed(place, "placements", f"/care?person={person}")

    assert eventually(lambda: len(times_in_care()) == 1, 20)
    (row,) = times_in_care()
    care = _said(
        place.get(
            f"{place.address('placements')}/care/{row['reference']}",
            role="service-manager",
            authority=DEMO,
        )
    )
    assert care["started_on"] == "2026-03-18"
    assert care["legal_statuses"][0]["status"] == "C1"
    due = {clock["timescale"]: clock["due"] for clock in care["clocks"]}
    assert due["care.iro-notified"] == "2026-03-20"
    assert due["care.review-first"] == "2026-04-17"


def test_a_household_nobody_knows_parks_the_message_until_it_is_known(place: Installation) -> None:
    reference = _complain(place)
    household = "H-2026-00001"
    _tell(place, reference, "household", {"recorded_on": "2026-03-04", "household": household})

    def parked() -> list[Json]:
        return _listed(place, "placements", "/parked", role="administrator")

    assert eventually(lambda: [one["reason"] for one in parked()] == ["no-such-case"], 20)
    assert "no-such-case" in place.candour("parked", "list", "--service", "placements")

    approved = _said(
        place.post(
            "/households",
            {
                "approved_on": "2020-01-06",
                "kind": "in-house",
                "carers": [{"name": "Cordelia Gooseberry"}],
            },
            service="placements",
            role="placement-officer",
            authority=DEMO,
        )
    )
    assert approved["reference"] == household
    place.candour("parked", "retry", "--service", "placements")

    assert parked() == []
    assert [one["complaint"] for one in _household(place, household)["complaints"]] == [reference]

    _tell(place, reference, "withdrawal", {"withdrawn_on": "2026-03-05", "reason": "not-stated"})
    assert eventually(lambda: _open_complaints(place, household) == [], 20)
    reopened = {"reopened_on": "2026-03-06", "reason": "new-information"}
    _tell(place, reference, "reopening", reopened)
    assert eventually(lambda: _open_complaints(place, household) == [reference], 20)


def test_a_mistyped_household_is_skipped_and_its_correction_heard(place: Installation) -> None:
    household = str(
        _said(
            place.post(
                "/households",
                {
                    "approved_on": "2020-01-06",
                    "kind": "in-house",
                    "carers": [{"name": "Barnaby Gooseberry"}],
                },
                service="placements",
                role="placement-officer",
                authority=DEMO,
            )
        )["reference"]
    )
    reference = _complain(place)
    for named in ("H-2026-09999", household):
        _tell(place, reference, "household", {"recorded_on": "2026-03-04", "household": named})

    def parked() -> list[Json]:
        return _listed(place, "placements", "/parked", role="administrator")

    assert eventually(lambda: len(parked()) == 2, 20)
    place.candour("parked", "retry", "--service", "placements")
    first, behind = parked()
    assert (first["reason"], behind["reason"]) == ("no-such-case", "behind-parked")

    place.candour(
        *("parked", "skip", "--service", "placements", "--source", "complaints"),
        *("--position", str(first["position"]), "--because", "household mistyped"),
    )
    place.candour("parked", "retry", "--service", "placements")

    assert parked() == []
    assert _open_complaints(place, household) == [reference]
    assert "household mistyped" in place.candour(
        "parked", "list", "--skipped", "--service", "placements"
    )


def _open_complaints(place: Installation, household: str) -> list[str]:
    noted = _household(place, household)["complaints"]
    return [one["complaint"] for one in noted if one["to_on"] is None]


def test_how_far_each_service_has_heard_is_said(place: Installation) -> None:
    for service, heard in (
        ("referrals", ["complaints"]),
        ("placements", ["complaints", "referrals"]),
    ):
        said = place.get(f"{place.address(service)}/sources", role="auditor", authority=DEMO).json()
        assert [source["source"] for source in said["sources"]] == heard
        assert [source["halted"] for source in said["sources"]] == [None] * len(heard)
        metrics = httpx.get(f"{place.address(service)}/metrics", timeout=30).text
        assert f'candour_parked_messages{{reader="{heard[0]}"}} 0.0' in metrics
