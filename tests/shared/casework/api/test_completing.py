"""Bodies and views completed by a service's own types keep their names, fields and order."""

from datetime import date
from types import GenericAlias

import pytest
from fastapi import FastAPI
from pydantic import ValidationError

from shared.casework.api.completing import completed
from shared.casework.api.listing_actions import Actions
from shared.casework.api.register import register_router
from shared.casework.api.register_views import TeamBody, TeamView, of_areas
from shared.casework.register.state import Register, TeamPeriod
from shared.casework.terms import Term


class Area(Term):
    CARE = "care", "Children in care"
    DISABILITY = "disability", "Children with disabilities"


OPENED = date(2022, 4, 1)
NORTH = TeamPeriod(team="north", title="North", service_area="care", opened_on=OPENED)


def _body(areas: type[Term] | None, area: str | None) -> TeamBody:
    document = {"team": "north", "title": "North", "opened_on": "2022-04-01", "service_area": area}
    return of_areas(areas).team.model_validate(document)


def test_a_service_area_is_a_code_of_the_services_own_list() -> None:
    assert _body(Area, "care").command().service_area == "care"
    assert _body(Area, None).command().service_area is None
    with pytest.raises(ValidationError):
        _body(Area, "gardening")


def test_without_a_list_a_team_has_no_service_area() -> None:
    assert _body(None, None).command().service_area is None
    with pytest.raises(ValidationError):
        _body(None, "care")


def test_what_is_stored_is_the_plain_code() -> None:
    assert type(_body(Area, "care").command().service_area) is str


def test_the_register_is_seen_with_the_services_codes() -> None:
    register = Register(teams=(NORTH,))
    shown = of_areas(Area).register.of(register, 1, None, actions=Actions([], []))
    assert shown.teams[0].service_area is Area.CARE
    assert shown.model_dump(mode="json")["teams"][0]["service_area"] == "care"


def test_clients_know_the_models_by_their_plain_names() -> None:
    app = FastAPI()
    app.include_router(register_router(Area))
    schemas = app.openapi()["components"]["schemas"]
    assert {"Area", "TeamBody", "TeamView", "RegisterView"} <= set(schemas)
    assert schemas["Area"]["enum"] == ["care", "disability"]
    assert schemas["TeamView"]["description"] == TeamView.__doc__
    assert list(schemas["TeamBody"]["properties"]) == list(TeamBody.model_fields)


def test_one_service_does_not_change_what_another_one_takes() -> None:
    completed(TeamView, workers=(GenericAlias(list, (str,)), ...))
    assert "MemberView" in str(TeamView.model_fields["workers"].annotation)
