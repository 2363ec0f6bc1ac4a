"""The code lists of a service, with their labels and the days between which they hold."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, ClassVar

from fastapi import APIRouter, Path
from pydantic import Field

from shared.casework.api.views import View
from shared.casework.terms import Term
from shared.event_sourcing import Refusal
from shared.problem_details import problems


class NoSuchList(Refusal):
    code: ClassVar[str] = "no-such-list"
    because: ClassVar[str] = "There is no code list of this name; see /reference."
    status: ClassVar[int] = 404


class TermView(View):
    """A code. It may be used in commands from `used_from` to `used_to`, both inclusive."""

    code: str = Field(examples=["delay"])
    label: str = Field(examples=["Delays in providing services"])
    used_from: date | None
    used_to: date | None


class CodeListView(View):
    name: str
    codes: list[TermView]


def reference_router(lists: Mapping[str, type[Term]], *, example: str) -> APIRouter:
    """Routes of the code lists; `example` is the name of one of `lists`."""
    router = APIRouter(prefix="/reference", tags=["Reference"])

    @router.get("", summary="The names of the code lists")
    async def see_lists() -> list[str]:
        return sorted(lists)

    @router.get("/{name}", summary="One code list", responses=problems(NoSuchList))
    async def see_list(
        name: Annotated[str, Path(pattern=r"^[a-z-]{1,40}$", examples=[example])],
    ) -> CodeListView:
        """Codes out of use stay listed, since older cases hold them."""
        found = lists.get(name)
        if found is None:
            raise NoSuchList
        return CodeListView(name=name, codes=[_shown(term) for term in found])

    return router


def _shown(term: Term) -> TermView:
    return TermView(
        code=term.value, label=term.label, used_from=term.used_from, used_to=term.used_to
    )
