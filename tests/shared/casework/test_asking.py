"""Authority is checked on the case as on the verb."""

from collections.abc import Mapping
from typing import Final
from uuid import UUID

import pytest

from shared.casework.asking import Asker, check_own_team
from shared.casework.refusals import NotYourTeamsCase
from shared.casework.streams import AuthorityStreams

ROLES: Final[Mapping[str, frozenset[str]]] = {
    "record-visit": frozenset({"social-worker", "team-manager", "reviewing-officer"}),
    "close": frozenset({"service-manager"}),
}


def asks(role: str, *, team: str | None = "north", action: str = "record-visit") -> None:
    check_own_team(action, Asker(roles=(role,), teams=("north",)), team, roles=ROLES)


def test_a_social_worker_acts_on_the_cases_of_the_own_team() -> None:
    asks("social-worker")
    for team in ("south", None):
        with pytest.raises(NotYourTeamsCase):
            asks("social-worker", team=team)


def test_who_may_act_on_all_cases_acts_on_any() -> None:
    asks("reviewing-officer", team="south")
    both = Asker(roles=("social-worker", "reviewing-officer"), teams=())
    check_own_team("record-visit", both, "south", roles=ROLES)


def test_another_role_does_not_lend_its_reach_to_a_verb_it_may_not_do() -> None:
    both = Asker(roles=("social-worker", "service-manager"), teams=("north",))
    with pytest.raises(NotYourTeamsCase):
        check_own_team("record-visit", both, "south", roles=ROLES)


def test_who_may_not_do_the_action_is_refused_elsewhere() -> None:
    asks("social-worker", team="south", action="close")


def test_the_registers_of_two_services_are_two_cases() -> None:
    one, other = AuthorityStreams(UUID(int=1)), AuthorityStreams(UUID(int=2))
    assert one.register("county") == AuthorityStreams(UUID(int=1)).register("county")
    streams = {
        stream
        for streams in (one, other)
        for stream in (
            streams.register("county"),
            streams.register("city"),
            streams.policy("county"),
            streams.erasure("county", UUID(int=3)),
            streams.erasure("county", UUID(int=4)),
        )
    }
    assert len(streams) == 10
