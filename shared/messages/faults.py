"""Where a document breaks its contract, told without the values in it."""

from pydantic import ValidationError


def where_it_fails(problem: ValidationError) -> str:
    """`data.facts.0.on: date_type; …`: places and kinds of fault only."""
    return "; ".join(
        f"{'.'.join(_place(step) for step in error['loc']) or 'document'}: {error['type']}"
        for error in problem.errors(include_input=False, include_url=False, include_context=False)
    )


def _place(step: int | str) -> str:
    """A step of the path; the key of an open map is data, and is not repeated."""
    return str(step) if isinstance(step, int) or step.isidentifier() else "*"
