"""The documented shape of a submission, `candour.submission/1`. What is not so is a warning."""

from typing import Annotated, Final, Literal

from pydantic import Field

from services.referrals.domain.exploitation_terms import (
    ExploitationModel,
    LivingSituation,
    Online,
    RiskIndicator,
    RiskLevel,
    RiskTool,
)
from services.referrals.domain.people.terms import IdentifierKind
from services.referrals.domain.submissions.terms import Consent, SharingReason
from services.referrals.domain.terms import Category, ContactKind, Source
from shared.casework.api.bodies import Body, Code, Day, Instant, Line, Number, Text
from shared.casework.terms import Disability, Ethnicity, Sex

SCHEMA: Final = "candour.submission/1"
MOST_CHILDREN: Final = 20
MOST_AROUND: Final = 50
MOST_SCORE: Final = 1_000


class ReferrerPart(Body):
    """Who refers, so that the authority can acknowledge, ask and tell."""

    name: Line | None = None
    role: Line | None = None
    contact: Line | None = None


class IdentifierPart(Body):
    kind: IdentifierKind | None = None
    value: Line | None = None


class ChildPart(Body):
    """A child; an unborn one has `expected_on`. Whatever is known helps, and nothing is needed."""

    name: Line | None = None
    date_of_birth: Day | None = None
    expected_on: Day | None = None
    identifiers: list[IdentifierPart] = Field(default=[], max_length=20)
    sex: Sex | None = None
    ethnicity: Ethnicity | None = None
    disability: Disability | None = None
    address: Line | None = None


class AroundPart(Body):
    """Somebody around the child: a parent, a carer, somebody of concern."""

    name: Line | None = None
    relation: Line | None = None
    date_of_birth: Day | None = None
    contact: Line | None = None


class ExploitationPart(Body):
    """What is known of exploitation; `tool` is the code of the risk tool that gave the level."""

    models: list[ExploitationModel] = Field(default=[], max_length=40)
    risk_indicators: list[RiskIndicator] = Field(default=[], max_length=40)
    living_situation: LivingSituation | None = None
    online: Online | None = None
    risk_tool: RiskTool | None = None
    tool: Code | None = None
    assessed_on: Day | None = None
    score: Annotated[Number, Field(ge=0, le=MOST_SCORE)] | None = None
    level: RiskLevel | None = None


class SubmissionBody(Body):
    """A concern about one or more children, of one family or group."""

    schema_: Literal["candour.submission/1"] | None = Field(default=None, alias="schema")
    message_id: Line | None = Field(
        default=None,
        description="The agency's own id of this message, the same each time it is sent again. "
        "An id, never a name.",
        examples=["police-2023-000417"],
    )
    agency: Code | None = Field(default=None, description="The code of the agency that sends it.")
    source: Source | None = Field(default=None, description="The kind of agency or person.")
    received_at: Instant | None = Field(
        default=None,
        description="When it arrived, where an officer enters it later for an agency.",
    )
    referrer: ReferrerPart | None = None
    occurrence_number: Line | None = None
    occurred_on: Day | None = None
    children: list[ChildPart] = Field(default=[], max_length=MOST_CHILDREN)
    people_around: list[AroundPart] = Field(default=[], max_length=MOST_AROUND)
    concerns: Text | None = Field(default=None, description="What the concern is, in words.")
    kind: ContactKind | None = None
    category: Category | None = None
    exploitation: ExploitationPart | None = None
    consent: Consent | None = None
    reason_without_consent: SharingReason | None = None
