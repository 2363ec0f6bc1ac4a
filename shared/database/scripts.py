"""A package's SQL script as statements for a migration."""

from importlib import resources
from typing import Final

from shared.database.identifiers import quoted

_BETWEEN: Final = "-- next statement\n"


def statements_in(package: str, script: str, *, schema: str, role: str) -> tuple[str, ...]:
    """Those of `sql/<script>` of the package, in order, one at a time.

    `@schema@` and `@role@` in it become the names given, the schema's without quotation marks.
    """
    text = resources.files(package).joinpath(f"sql/{script}").read_text("utf-8")
    filled = text.replace("@schema@", quoted(schema).strip('"')).replace("@role@", quoted(role))
    return tuple(statement.strip() for statement in filled.split(_BETWEEN))
