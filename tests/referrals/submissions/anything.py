"""Any JSON object that a sender could send, near the documented shape and far from it."""

from typing import Final

from hypothesis import strategies as st

from tests.referrals.submissions.sending import SUBMISSION

SCALARS: Final = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(max_size=20),
    st.sampled_from(("2008-02-29", "2023-02-29", "2099-01-01", "police", "high", "online", "")),
)
NAMES: Final = st.one_of(
    st.sampled_from(
        (
            *SUBMISSION,
            *("name", "date_of_birth", "expected_on", "identifiers", "kind", "value", "models"),
            *("risk_indicators", "score", "level", "assessed_on", "tool", "agency", "sex"),
        )
    ),
    st.text(max_size=8),
)
DOCUMENTS: Final = st.recursive(
    SCALARS,
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(NAMES, inner, max_size=6)),
    max_leaves=25,
)
OBJECTS: Final = st.dictionaries(NAMES, DOCUMENTS, max_size=8)
