"""Addresses that figures lead to."""

from urllib.parse import urlencode

from services.projections.application.questions import Question


def address(path: str, **query: str | None) -> str:
    """`path` with the parameters that are given."""
    given = {name: said for name, said in query.items() if said is not None}
    return f"{path}?{urlencode(given)}" if given else path


def figures(code: str, question: Question, *, form: str | None = None) -> str:
    """An indicator's figures as JSON, or as CSV."""
    return address(f"/indicators/{code}", **_asked(question), format=form)


def cases_behind(
    code: str, question: Question, label: str | None, *, side: str = "numerator"
) -> str:
    """The cases behind one row of a figure; an only row has no label."""
    return address(f"/indicators/{code}/cases", **_asked(question), label=label, side=side)


def _asked(question: Question) -> dict[str, str | None]:
    return {
        "authority": question.authority,
        "period": question.period.code,
        "as_at": question.as_at.isoformat() if question.as_at else None,
        "known_on": question.known_on.isoformat() if question.known_on else None,
    }
