"""A submission as social work sees it: everything that was said, as it was said."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Final, Self
from uuid import UUID

from pydantic import Field

from services.referrals.api.submissions.lenient_json import showable
from services.referrals.api.submissions.views import WarningView, known, warnings_of
from services.referrals.application.submissions.kind import SubmissionCase
from services.referrals.domain.local import Here
from services.referrals.domain.submissions.happenings import SubmittedChild, Told
from services.referrals.domain.submissions.rules import SubmissionAction, allowed
from services.referrals.domain.submissions.state import Submitted
from services.referrals.domain.submissions.terms import Consent, SharingReason
from services.referrals.domain.terms import Category, ContactKind
from shared.casework.api.listing_actions import Lister
from shared.casework.api.texts import texts_of
from shared.casework.api.views import ActionView, RefusedActionView, TextView, View
from shared.event_sourcing import Erased, Refusal
from shared.event_store.refusals import PersonWasErased

TEXT_KINDS: Final = {
    ("submission-received", "rest"): "submission",
    ("submission-received", "warnings"): "warnings",
    ("text-redacted", "wording"): "redacted-wording",
}
WHERE: Final[Mapping[str, str]] = {
    SubmissionAction.REDACT: "/redactions",
    SubmissionAction.COMPLETE_REDACTION: "/redactions/completion",
}


class SaidOfView(View):
    """What was said of one person; null where they were erased. `referral` is a child's case."""

    person: UUID
    part: str = Field(examples=["child"])
    referral: str | None
    as_said: Any
    erased: bool


class SubmissionView(View):
    """A submission at `version`, which is also its ETag. `rest` is null once it was redacted."""

    reference: str = Field(examples=["S-2023-00001"])
    version: int
    agency: str
    message_id: str | None
    schema_: str | None = Field(serialization_alias="schema")
    received_on: date
    received_at: datetime
    decision_due: date
    kind: ContactKind
    category: Category
    consent: Consent | None
    reason_without_consent: SharingReason | None
    people: list[SaidOfView]
    rest: Any
    texts: list[TextView]
    warnings: list[WarningView]
    redactions_asked: list[UUID]
    allowed_actions: list[ActionView]
    refused_actions: list[RefusedActionView]

    @classmethod
    def of(cls, case: SubmissionCase, *, here: Here, lister: Lister) -> Self:
        del here
        state = known(case)
        href = f"/submissions/{state.reference}"
        actions = lister.listed(_against(state), WHERE, href)
        return cls(
            reference=state.reference,
            version=case.version,
            agency=state.agency,
            message_id=state.message_id,
            schema_=state.schema,
            received_on=state.received_on,
            received_at=state.received_at,
            decision_due=state.decision_due,
            kind=state.kind,
            category=state.category,
            consent=state.consent,
            reason_without_consent=state.sharing_reason,
            people=_people(state),
            rest=_read(state.rest),
            texts=texts_of(case.recorded, TEXT_KINDS),
            warnings=warnings_of(state),
            redactions_asked=list(state.redactions),
            allowed_actions=actions.allowed,
            refused_actions=actions.refused,
        )


def _people(state: Submitted) -> list[SaidOfView]:
    """The children first, in the order sent."""
    shown = [_said_of(child, "child", child.referral) for child in state.children]
    if state.referrer is not None:
        shown.append(_said_of(state.referrer, "referrer"))
    return shown + [_said_of(one, "around") for one in state.around]


def _said_of(told: Told | SubmittedChild, part: str, referral: str | None = None) -> SaidOfView:
    return SaidOfView(
        person=told.person,
        part=part,
        referral=referral,
        as_said=_read(told.as_said),
        erased=isinstance(told.as_said, Erased),
    )


def _read(said: str | Erased | None) -> Any:  # noqa: ANN401 - a JSON document
    return showable(json.loads(said)) if isinstance(said, str) else None


def _against(state: Submitted) -> dict[str, Refusal | None]:
    """Nothing can be written under the key of a case whose only child was erased."""
    against = allowed(state)
    if state.main_person is not None and isinstance(state.children[0].as_said, Erased):
        against[SubmissionAction.REDACT] = PersonWasErased()
    return against
