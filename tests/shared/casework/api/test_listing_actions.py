"""Each action on the one list or the other, with the reason that comes first."""

from shared.casework.api.listing_actions import Lister
from shared.casework.asking import Asker, check_own_team
from shared.casework.refusals import CaseClosed, NotYourTeamsCase
from shared.event_sourcing import refusal_of
from shared.identity import Permissions

ROLES = {
    "visit": frozenset({"social-worker", "service-manager"}),
    "end": frozenset({"service-manager"}),
}
WHERE = {"visit": "/care/K-2022-00001/visits", "end": "/care/K-2022-00001/ending"}


def _lister(*roles: str, teams: tuple[str, ...] = ()) -> Lister:
    return Lister(permissions=Permissions.of(ROLES), asker=Asker(roles=roles, teams=teams))


def test_what_nothing_refuses_is_allowed_at_its_address() -> None:
    listed = _lister("service-manager").listed({"visit": None, "end": None}, WHERE)
    assert [(one.action, one.href) for one in listed.allowed] == list(WHERE.items())
    assert listed.refused == []


def test_the_reason_is_that_of_the_case() -> None:
    listed = _lister("service-manager").listed({"visit": CaseClosed(), "end": None}, WHERE)
    assert [one.action for one in listed.allowed] == ["end"]
    assert [(one.action, one.code) for one in listed.refused] == [("visit", "case-closed")]


def test_who_may_not_is_told_so_whatever_else_refuses() -> None:
    listed = _lister("social-worker").listed({"visit": None, "end": CaseClosed()}, WHERE)
    assert [one.action for one in listed.allowed] == ["visit"]
    assert [(one.action, one.code) for one in listed.refused] == [("end", "role-may-not")]


def test_of_several_roles_one_that_may_is_enough() -> None:
    listed = _lister("social-worker", "service-manager").listed({"end": None}, WHERE)
    assert [one.action for one in listed.allowed] == ["end"]


def test_what_has_no_address_is_on_neither_list() -> None:
    listed = _lister("service-manager").listed({"visit": None, "end": None}, {})
    assert listed == ([], [])


def test_a_check_is_listed_as_the_refusal_that_it_raises() -> None:
    def refused_in(*teams: str) -> object:
        asker = Asker(roles=("social-worker",), teams=teams)
        return refusal_of(lambda: check_own_team("visit", asker, "north", roles=ROLES))

    assert isinstance(refused_in("south"), NotYourTeamsCase)
    assert refused_in("south", "north") is None


def test_that_the_case_is_another_teams_is_said_before_where_it_stands() -> None:
    def check_own(action: str, asker: Asker, team: str) -> None:
        check_own_team(action, asker, team, roles=ROLES)

    against = {"visit": CaseClosed(), "end": None}
    bound = _lister("social-worker", teams=("south",))
    assert isinstance(bound.on_own(against, check_own, "north")["visit"], NotYourTeamsCase)
    assert isinstance(bound.on_own(against, check_own, "south")["visit"], CaseClosed)
    everywhere = _lister("social-worker", "service-manager")
    assert everywhere.on_own(against, check_own, "north") == against
