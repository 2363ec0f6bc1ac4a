"""Which role a caller acts in, and where."""

import pytest

from shared.identity import (
    AuthorityNotNamed,
    AuthorityNotYours,
    Caller,
    Grant,
    Permissions,
    Role,
    RoleMayNot,
)

PERMISSIONS = Permissions.of(
    {"respond": ["complaints-officer", "complaints-manager"], "extend": ["complaints-manager"]}
)
NORTH = Grant(authority="north", roles=(Role.COMPLAINTS_MANAGER, Role.COMPLAINTS_OFFICER))
SOUTH = Grant(authority="south", roles=(Role.AUDITOR,))


def test_the_first_role_that_may_is_the_one_acted_in() -> None:
    assert PERMISSIONS.role_for(NORTH.roles, "respond") is Role.COMPLAINTS_MANAGER
    assert PERMISSIONS.role_for(tuple(reversed(NORTH.roles)), "extend") is Role.COMPLAINTS_MANAGER


def test_no_role_that_may_is_refused_and_the_listing_agrees() -> None:
    assert not PERMISSIONS.allow(SOUTH.roles, "extend")
    with pytest.raises(RoleMayNot) as refusal:
        PERMISSIONS.role_for(SOUTH.roles, "extend")
    assert refusal.value.facts == {"action": "extend"}


def test_an_unlisted_action_is_a_defect_and_not_a_no() -> None:
    with pytest.raises(KeyError):
        PERMISSIONS.role_for(NORTH.roles, "abolish")


def test_a_misspelt_role_is_found_when_the_table_is_made() -> None:
    with pytest.raises(ValueError, match="complaint-officer"):
        Permissions.of({"respond": ["complaint-officer"]})


def test_one_grant_needs_no_authority_named() -> None:
    assert Caller(sub="s", grants=(NORTH,)).grant_in(None) is NORTH


def test_several_grants_need_one() -> None:
    caller = Caller(sub="s", grants=(NORTH, SOUTH))
    assert caller.grant_in("south") is SOUTH
    with pytest.raises(AuthorityNotNamed):
        caller.grant_in(None)
    with pytest.raises(AuthorityNotYours):
        caller.grant_in("west")


def test_a_machine_of_every_authority_still_names_one() -> None:
    machine = Caller(sub="s", grants=(Grant(authority="*", roles=(Role.SERVICE,)),))
    assert machine.grant_in("west").authority == "west"
    for unnamed in (None, "*"):
        with pytest.raises(AuthorityNotNamed):
            machine.grant_in(unnamed)
    with pytest.raises(AuthorityNotYours):
        machine.grant_in("West, or so")


def test_roles_in_any_authority_count_for_what_belongs_to_none() -> None:
    caller = Caller(sub="s", grants=(NORTH, SOUTH))
    assert caller.has_role(Role.AUDITOR, Role.ADMINISTRATOR)
    assert not caller.has_role(Role.SERVICE)
