"""The code lists of placements, in the words of the field.

Sources: the codes of the SSDA903 return for legal status, need, placement type and provider; the
2014-11 paper (C8, C17, C18) and the 2016-11 paper (C4) for what reasons are given.
"""

from collections.abc import Mapping
from typing import Final

from services.placements.domain.households import terms as of_households
from shared.casework import terms as shared_terms
from shared.casework.terms import Term


class LegalStatus(Term):
    """Why the authority looks after the child (SSDA903)."""

    C1 = "C1", "Interim care order"
    C2 = "C2", "Full care order"
    D1 = "D1", "Freeing order granted"
    E1 = "E1", "Placement order granted"
    J1 = "J1", "Remanded to youth detention accommodation or to the authority"
    J2 = "J2", "In the authority's accommodation under PACE"
    J3 = "J3", "Sentenced with a residence requirement"
    L1 = "L1", "Under police protection, in the authority's accommodation"
    L2 = "L2", "Emergency protection order"
    L3 = "L3", "Child assessment order, in the authority's accommodation"
    V2 = "V2", "Accommodated under section 20, single period"
    V3 = "V3", "Short breaks, each one recorded"
    V4 = "V4", "Short breaks, the agreement recorded"


SHORT_BREAKS: Final = frozenset({LegalStatus.V3, LegalStatus.V4})
"""An agreed series of short breaks: its placements are not counted as placements (SSDA903)."""


class Need(Term):
    """The main need of the child when they became looked after (SSDA903)."""

    N1 = "N1", "Abuse or neglect"
    N2 = "N2", "Child's disability"
    N3 = "N3", "Parent's illness or disability"
    N4 = "N4", "Family in acute stress"
    N5 = "N5", "Family dysfunction"
    N6 = "N6", "Socially unacceptable behaviour"
    N7 = "N7", "Low income"
    N8 = "N8", "Absent parenting"
    NOT_STATED = "not-stated", "Not stated yet"


class PlacementType(Term):
    """What kind of placement it is (SSDA903)."""

    U1 = "U1", "Foster placement with a relative or friend, long term"
    U2 = "U2", "Foster placement with a relative or friend who is also an approved adopter"
    U3 = "U3", "Foster placement with a relative or friend, not long term"
    U4 = "U4", "Foster placement with another carer, long term"
    U5 = "U5", "Foster placement with another carer who is also an approved adopter"
    U6 = "U6", "Foster placement with another carer, not long term"
    A3 = "A3", "Placed for adoption with consent, with the present foster carer"
    A4 = "A4", "Placed for adoption with consent, not with the present foster carer"
    A5 = "A5", "Placed for adoption with a placement order, with the present foster carer"
    A6 = "A6", "Placed for adoption with a placement order, not with the present foster carer"
    H5 = "H5", "Semi-independent living"
    K1 = "K1", "Secure children's home"
    K2 = "K2", "Children's home"
    P1 = "P1", "Placed with own parents"
    P2 = "P2", "Independent living"
    R1 = "R1", "Residential care home"
    R2 = "R2", "NHS or other health trust"
    R3 = "R3", "Family centre or mother and baby unit"
    R5 = "R5", "Young offender institution or prison"
    S1 = "S1", "Residential school"
    Z1 = "Z1", "Other placement"


class Provider(Term):
    """Who provides the placement (2014-11 paper C17, 2016-11 paper C4)."""

    IN_HOUSE = "in-house", "The authority's own foster carers"
    KINSHIP = "kinship", "A relative, friend or other connected person"
    AGENCY = "agency", "An independent fostering agency"
    RESIDENTIAL = "residential", "A residential home or school"
    SEMI_INDEPENDENT = "semi-independent", "Semi-independent or supported accommodation"
    PARENTS = "parents", "The child's parents"
    HEALTH = "health", "A health trust"
    JUSTICE = "justice", "A secure or custodial establishment"
    ADOPTERS = "adopters", "Prospective adopters"
    OTHER = "other", "Another provider"


OWN_HOUSEHOLDS: Final = frozenset({Provider.IN_HOUSE, Provider.KINSHIP})
"""Providers whose households the authority itself approves, so that they are known here."""


class NeedOfPlacement(Term):
    """What a placement is looked for with."""

    FOSTERING = "fostering", "A foster home"
    RESIDENTIAL = "residential", "A residential home"
    WITH_SIBLINGS = "with-siblings", "Together with siblings"
    NEAR_SCHOOL = "near-school", "Near the present school"
    DISABILITY = "disability", "Care for a disability"
    HEALTH = "health", "Care for a health need"
    BEHAVIOUR = "behaviour", "Support with behaviour or risk"
    CULTURE = "culture", "Culture, language or religion"
    PARENT_AND_CHILD = "parent-and-child", "Parent and child together"
    SHORT_TERM = "short-term", "A short stay"
    LONG_TERM = "long-term", "A home until eighteen"


class PlacementEndReason(Term):
    """Why a placement ended (2014-11 paper C18, 2016-11 paper C4). A correction is none of them."""

    BETTER_MATCH = "better-match", "Matched to a carer who suits the child better"
    BEHAVIOUR_OR_RISK = "behaviour-or-risk", "Behaviour, or a risk to be reduced"
    HEALTH_NEEDS = "health-needs", "Severe emotional or health needs"
    CARER_RETIRED = "carer-retired", "The carer retired or can no longer care"
    CARER_ASKED = "carer-asked", "The carer asked for it"
    CHILD_ASKED = "child-asked", "The child asked for it"
    STANDARDS = "standards", "Concern about the standard of care"
    PROVIDER_CLOSED = "provider-closed", "The provider closed"
    PLANNED = "planned", "The planned end of the placement"
    EMERGENCY_ENDED = "emergency-ended", "The emergency placement was at its end"
    LEFT_CARE = "left-care", "The child left care"
    OTHER = "other", "Another reason"


class CareEndReason(Term):
    """Why the authority no longer looks after the child (2016-11 paper C4)."""

    RETURNED_HOME = "returned-home", "Returned home to parents or relatives"
    ADOPTED = "adopted", "Adopted"
    SPECIAL_GUARDIANSHIP = "special-guardianship", "Special guardianship order"
    CHILD_ARRANGEMENTS = "child-arrangements", "Child arrangements or residence order"
    INDEPENDENT = "independent", "Moved to independent living"
    EIGHTEEN = "eighteen", "Reached eighteen"
    CUSTODY = "custody", "Sentenced to custody"
    ADULT_SERVICES = "adult-services", "Transferred to adult services"
    OTHER_AUTHORITY = "other-authority", "Another authority took over"
    DIED = "died", "Died"
    OTHER = "other", "Another reason"


class LateReason(Term):
    """Why a review was late (2014-11 paper L852)."""

    NOT_STATED = "not-stated", "No reason was stated"
    NOT_TOLD = "not-told", "The service was told late, or not at all"
    PROCESS_NOT_UNDERSTOOD = "process-not-understood", "The process was not understood"
    RECORD_INACCURATE = "record-inaccurate", "The record was late or inaccurate"
    ADJOURNED = "adjourned", "The review was adjourned"
    OFFICER_UNAVAILABLE = "officer-unavailable", "The reviewing officer was not available"
    CHILD_OR_FAMILY = "child-or-family", "At the wish of the child or the family"
    COURT = "court", "Awaiting the court"
    OTHER = "other", "Another reason"


class AdjournmentReason(Term):
    """Why a review was adjourned (2014-11 paper L900, L849)."""

    NOT_PREPARED = "not-prepared", "Planning or preparation was lacking"
    REPORTS_MISSING = "reports-missing", "Reports had not come"
    AWAITING_COURT = "awaiting-court", "A court hearing is awaited"
    KEY_PERSON_ABSENT = "key-person-absent", "Somebody who is needed was absent"
    OTHER = "other", "Another reason"


LISTS: Final[Mapping[str, type[Term]]] = {
    **shared_terms.LISTS,
    **of_households.LISTS,
    "adjournment-reasons": AdjournmentReason,
    "care-end-reasons": CareEndReason,
    "late-reasons": LateReason,
    "legal-statuses": LegalStatus,
    "needs": Need,
    "placement-end-reasons": PlacementEndReason,
    "placement-needs": NeedOfPlacement,
    "placement-types": PlacementType,
    "providers": Provider,
}
