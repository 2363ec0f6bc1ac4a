"""The SQL of this floor, kept in files of its own under `sql/`."""

from functools import cache
from importlib import resources


@cache
def statement(name: str) -> str:
    """The text of `sql/<name>.sql`; FileNotFoundError for an unknown name."""
    return resources.files("services.projections.store").joinpath(f"sql/{name}.sql").read_text()
