"""The tables of the read models and of what analysts enter, as statements for migrations."""

from importlib import resources
from typing import Final

from shared.runner import tables_v1

_BETWEEN: Final = "-- next statement\n"


def read_models_v1(schema: str, role: str) -> tuple[str, ...]:
    """Statements that make version 1, in order; the schema comes first on the search path.

    `role` is what the service logs in as. It adds to and ends stretches of the read models, and
    removes nothing; an analyst's entries and declarations it can only add.
    """
    return _statements("read_models_v1") + tables_v1() + _grants(schema, role)


def appraisals_v2(role: str) -> tuple[str, ...]:
    """Statements that add appraisals, which the service can only add to."""
    return (*_statements("appraisals_v2"), f"grant select, insert on appraisals to {role}")


def generations_v5(schema: str, role: str) -> tuple[str, ...]:
    """Statements that let the read models be rebuilt beside the live ones.

    The tables of one generation are in a schema of their own, `<schema>_g<number>`. The service
    makes, indexes, switches and drops generations by functions of the owner; it has no right to
    make or drop anything else.
    """
    return tuple(
        part.replace("{schema}", schema).replace("{role}", role)
        for part in _statements("generations_v5")
    )


def _statements(name: str) -> tuple[str, ...]:
    script = resources.files("services.projections.store").joinpath(f"sql/{name}.sql")
    return tuple(part.strip() for part in script.read_text("utf-8").split(_BETWEEN))


def _grants(schema: str, role: str) -> tuple[str, ...]:
    return (
        f'grant usage on schema "{schema}" to {role}',
        f"grant select, insert on messages, recordings, entries, coverage to {role}",
        f"grant select, insert, update on heads, clocks, facts, cases, people to {role}",
        f"grant select, insert, update on readers, parked to {role}",
    )
