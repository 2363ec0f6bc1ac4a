"""The read models' tables, as statements for the first migration."""

from importlib import resources
from typing import Final

from shared.runner import tables_v1

_BETWEEN: Final = "-- next statement\n"


def read_models_v1(schema: str, role: str) -> tuple[str, ...]:
    """Statements that make version 1, in order; the schema comes first on the search path.

    `role` is what the service logs in as. It adds to and ends stretches of the read models, and
    removes nothing; an analyst's entries and declarations it can only add.
    """
    script = resources.files("services.projections.store").joinpath("sql/read_models_v1.sql")
    made = tuple(part.strip() for part in script.read_text("utf-8").split(_BETWEEN))
    return made + tables_v1() + _grants(schema, role)


def _grants(schema: str, role: str) -> tuple[str, ...]:
    return (
        f'grant usage on schema "{schema}" to {role}',
        f"grant select, insert on messages, recordings, entries, coverage to {role}",
        f"grant select, insert, update on heads, clocks, facts, cases, people to {role}",
        f"grant select, insert, update on readers, parked to {role}",
    )
