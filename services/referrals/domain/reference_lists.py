"""The code lists of this service, by the name under which `/reference/{list}` publishes them."""

from collections.abc import Mapping
from typing import Final

from services.referrals.domain import exploitation_terms, terms
from services.referrals.domain.people import terms as people_terms
from services.referrals.domain.submissions import terms as submission_terms
from shared.casework.terms import LISTS as OF_EVERY_SERVICE
from shared.casework.terms import Term

LISTS: Final[Mapping[str, type[Term]]] = {
    **OF_EVERY_SERVICE,
    **people_terms.LISTS,
    **submission_terms.LISTS,
    "assessment-outcomes": terms.AssessmentOutcome,
    "categories": terms.Category,
    "closing-reasons": terms.ClosingReason,
    "contact-kinds": terms.ContactKind,
    "decision-reasons": terms.DecisionReason,
    "exploitation-closings": exploitation_terms.ExploitationClosing,
    "exploitation-models": exploitation_terms.ExploitationModel,
    "exploitation-outcomes": exploitation_terms.ExploitationOutcome,
    "legal-statuses": terms.LegalStatus,
    "living-situations": exploitation_terms.LivingSituation,
    "online": exploitation_terms.Online,
    "over-reasons": terms.OverReason,
    "override-reasons": exploitation_terms.OverrideReason,
    "reopening-reasons": terms.ReopeningReason,
    "responses": terms.Response,
    "risk-indicators": exploitation_terms.RiskIndicator,
    "risk-levels": exploitation_terms.RiskLevel,
    "risk-tools": exploitation_terms.RiskTool,
    "sources": terms.Source,
}
