"""The code lists of the complaints procedure, in the words of the field.

Sources: the annual report for 2022/23 (2023-09 paper, L742-1106), the one for 2015/16 for the
causes, and the Children Act 1989 s26(3) and s24D for who may complain. `LISTS` is what
`/reference/{list}` publishes.
"""

from collections.abc import Mapping
from datetime import date
from typing import Final

from shared.casework import terms
from shared.casework.terms import Term


class Channel(Term):
    """How it reached the authority."""

    EMAIL = "email", "E-mail"
    TELEPHONE = "telephone", "Telephone"
    LETTER = "letter", "Letter"
    WEB_FORM = "web-form", "Web form"
    IN_PERSON = "in-person", "In person"
    TEXT_MESSAGE = "text-message", "Text message"
    THROUGH_ADVOCATE = "through-advocate", "Through an advocate or children's rights officer"
    THROUGH_WORKER = "through-worker", "Passed on by a worker"
    THROUGH_MEMBER = "through-member", "Through a councillor or Member of Parliament"
    OTHER = "other", "Another way"


class Relation(Term):
    """Who the complainant, or the giver of a compliment, is to the child."""

    CHILD_OR_YOUNG_PERSON = "child-or-young-person", "The child or young person"
    PARENT = "parent", "Parent"
    FAMILY_MEMBER = "family-member", "Another member of the family"
    FOSTER_CARER = "foster-carer", "Foster carer"
    KINSHIP_CARER = "kinship-carer", "Kinship carer"
    SPECIAL_GUARDIAN = "special-guardian", "Special guardian"
    ADOPTER = "adopter", "Adopter"
    ADOPTED_ADULT = "adopted-adult", "Adopted adult"
    PROFESSIONAL = "professional", "Professional"
    OTHER = "other", "Somebody else"


class Eligibility(Term):
    """Why somebody may complain under the procedure: Children Act 1989 s26(3)(a) to (e), s24D."""

    CHILD_LOOKED_AFTER = "child-looked-after", "Child looked after"
    CHILD_IN_NEED = "child-in-need", "Child in need"
    CARE_LEAVER = "care-leaver", "Care leaver"
    PARENT = "parent", "Parent"
    PARENTAL_RESPONSIBILITY = "parental-responsibility", "Person with parental responsibility"
    FOSTER_CARER = "foster-carer", "Local authority foster carer"
    SUFFICIENT_INTEREST = "sufficient-interest", "Person with sufficient interest in the child"
    ADOPTION = "adoption", "Person concerned with adoption services"
    SPECIAL_GUARDIANSHIP = "special-guardianship", "Special guardian, or a child of theirs"
    NOT_ELIGIBLE = "not-eligible", "Not eligible"


class Subject(Term):
    """Whether the subject matter is within scope: the second of the two tests (L889-892)."""

    IN_SCOPE = "in-scope", "Within scope of the procedure"
    OTHER_SERVICE = "other-service", "About a service outside children's social care"
    CONFERENCE_DECISION = "conference-decision", "About a decision of a conference"
    COURT_MATTER = "court-matter", "Decided, or to be decided, in court"
    ANOTHER_BODY = "another-body", "About another organisation"


class Route(Term):
    """Where a contact goes. Only the statutory route starts Stage 1."""

    STATUTORY = "statutory", "Statutory procedure"
    CORPORATE = "corporate", "Corporate complaint"
    APPEALS = "appeals", "Appeals procedure of the safeguarding partnership"
    COURT = "court", "Explained that it is for the court"
    SAFEGUARDING = "safeguarding", "Passed on as a safeguarding concern"
    INFORMAL = "informal", "Resolved informally"
    SIGNPOSTED = "signposted", "Signposted"
    DECLINED = "declined", "Declined"


class RouteReason(Term):
    """Why that route; each reason fits some routes only (`ROUTE_REASONS`)."""

    BOTH_TESTS_MET = "both-tests-met", "Complainant eligible and subject within scope"
    NOT_ELIGIBLE = "not-eligible", "The complainant is not eligible"
    OUT_OF_SCOPE = "out-of-scope", "The subject is out of scope"
    CONFERENCE_DECISION = "conference-decision", "A decision of a conference is disputed"
    COURT_HAS_ADJUDICATED = "court-has-adjudicated", "A court has adjudicated"
    COURT_WILL_ADJUDICATE = "court-will-adjudicate", "A court will adjudicate"
    WOULD_PREJUDICE_PROCEEDINGS = (
        "would-prejudice-proceedings",
        "Would prejudice proceedings (SI 2006/1738 reg 8)",
    )
    CHILD_AT_RISK = "child-at-risk", "A child may be at risk"
    PUT_RIGHT_AT_ONCE = "put-right-at-once", "Put right at once"
    ADVICE_GIVEN = "advice-given", "Advice or information was enough"
    FIRST_REQUEST = "first-request", "First request for a service"
    ANOTHER_ORGANISATION = "another-organisation", "For another organisation"
    ANOTHER_PROCEDURE = "another-procedure", "For another procedure"
    OUT_OF_TIME = "out-of-time", "Older than a year (SI 2006/1738 reg 9)"
    ALREADY_CONSIDERED = "already-considered", "Already considered"
    NO_CONSENT = "no-consent", "Without the consent of the person it is made for"


ROUTE_REASONS: Final[Mapping[Route, frozenset[RouteReason]]] = {
    Route.STATUTORY: frozenset({RouteReason.BOTH_TESTS_MET}),
    Route.CORPORATE: frozenset({RouteReason.NOT_ELIGIBLE, RouteReason.OUT_OF_SCOPE}),
    Route.APPEALS: frozenset({RouteReason.CONFERENCE_DECISION}),
    Route.COURT: frozenset(
        {
            RouteReason.COURT_HAS_ADJUDICATED,
            RouteReason.COURT_WILL_ADJUDICATE,
            RouteReason.WOULD_PREJUDICE_PROCEEDINGS,
        }
    ),
    Route.SAFEGUARDING: frozenset({RouteReason.CHILD_AT_RISK}),
    Route.INFORMAL: frozenset({RouteReason.PUT_RIGHT_AT_ONCE, RouteReason.ADVICE_GIVEN}),
    Route.SIGNPOSTED: frozenset(
        {
            RouteReason.FIRST_REQUEST,
            RouteReason.ANOTHER_ORGANISATION,
            RouteReason.ANOTHER_PROCEDURE,
        }
    ),
    Route.DECLINED: frozenset(
        {RouteReason.OUT_OF_TIME, RouteReason.ALREADY_CONSIDERED, RouteReason.NO_CONSENT}
    ),
}

LAST_DAY_OF_MULTIPLE: Final = date(2016, 3, 31)


class Cause(Term):
    """What a complaint is about. One complaint has many (2023-09 L1006)."""

    STAFF_CONDUCT = "staff-conduct", "Staff conduct or customer care"
    EMPATHY = "empathy", "Sensitivity or empathy of staff"
    JUDGEMENT = "judgement", "Professional judgement or decision making"
    QUALITY = "quality", "Quality of our work"
    DELAY = "delay", "Delays in providing services"
    FAIRNESS = "fairness", "Our fairness to you"
    KEEPING_INFORMED = "keeping-informed", "Keeping informed, poor communication"
    HONESTY = "honesty", "Politeness, openness and honesty"
    ACCESSIBILITY = "accessibility", "Accessibility of our services"
    ACCURACY = "accuracy", "Accuracy and clarity of information given"
    OTHER = "other", "Something else"
    MULTIPLE = "multiple", "Multiple (one code for many, until 2015/16)", None, LAST_DAY_OF_MULTIPLE


class Outcome(Term):
    """What was found, for a cause and for the whole."""

    UPHELD = "upheld", "Upheld"
    PARTLY_UPHELD = "partly-upheld", "Partly upheld"
    NOT_UPHELD = "not-upheld", "Not upheld"
    NO_FINDING = "no-finding", "No finding"
    OTHERWISE_RESOLVED = "otherwise-resolved", "Otherwise resolved"


class Excused(Term):
    """Why a response after 20 working days does not oblige the authority to offer Stage 2."""

    NONE = "none", "Not excused, or no excuse needed"
    AGREED_DATE = "agreed-date", "Sent by the date agreed with the complainant"
    GOOD_REASON = "good-reason", "A good reason is recorded"


class ExtensionReason(Term):
    """Why Stage 1 takes up to 20 working days (guidance to SI 2006/1738 reg 14)."""

    COMPLEXITY = "complexity", "The complaint is complex"
    ADVOCATE_BEING_FOUND = "advocate-being-found", "An advocate is being found"


class GoodReason(Term):
    """Why a complaint may run past 20 working days (2023-09 L983)."""

    COMPLAINANT_UNAVAILABLE = "complainant-unavailable", "The complainant was not available"
    CHILD_UNWELL = "child-unwell", "The child or young person was unwell"
    WAITING_FOR_OTHERS = "waiting-for-others", "Waiting for another organisation"
    STAFF_ABSENCE = "staff-absence", "Somebody who had to be heard was absent"
    MEDIATION = "mediation", "Mediation or meetings under way, as the complainant wished"
    OTHER = "other", "Another reason, written down"


class WithdrawalReason(Term):
    """Why the complainant withdrew."""

    RESOLVED_OTHERWISE = "resolved-otherwise", "Resolved in another way"
    NO_LONGER_WISHED = "no-longer-wished", "No longer wished"
    LEGAL_ACTION = "legal-action", "Takes legal action instead"
    NOT_STATED = "not-stated", "Not stated"


class ClosingReason(Term):
    """Why a case is closed."""

    NO_FURTHER_REQUEST = "no-further-request", "Answered, and nothing further was asked"
    SATISFIED = "satisfied", "Answered, and the complainant is satisfied"
    WITHDRAWN = "withdrawn", "Withdrawn"
    HANDLED_ELSEWHERE = "handled-elsewhere", "Handled by another route"


class ReopeningReason(Term):
    """Why a withdrawn or closed case goes on."""

    COMPLAINANT_ASKED = "complainant-asked", "The complainant asked"
    NEW_INFORMATION = "new-information", "New information"
    CLOSED_IN_ERROR = "closed-in-error", "Withdrawn or closed in error"
    OMBUDSMAN_REFERRED_BACK = "ombudsman-referred-back", "Referred back by the Ombudsman"


class Advocacy(Term):
    """Whether an advocate was offered (Children Act 1989 s26A)."""

    NONE = "none", "Not offered"
    OFFERED = "offered", "Offered"
    APPOINTED = "appointed", "Appointed"


class NamedPart(Term):
    """The part of somebody who is named on a case after its receipt."""

    CHILD = "child", "Child"
    REPRESENTATIVE = "representative", "Representative"


class DocumentKind(Term):
    """What a referenced document is; the document itself is kept elsewhere."""

    COMPLAINT = "complaint", "The complaint as received"
    ACKNOWLEDGEMENT = "acknowledgement", "Acknowledgement"
    RESPONSE = "response", "Response"
    CORRESPONDENCE = "correspondence", "Correspondence"
    CONSENT = "consent", "Consent"
    EVIDENCE = "evidence", "Evidence"
    OTHER = "other", "Another document"


class ServiceArea(Term):
    """The service complained about or praised. A restructure dates codes out, and adds others."""

    FIRST_RESPONSE = "first-response", "First Response"
    FAMILY_SAFEGUARDING = "family-safeguarding", "Family safeguarding and assessment"
    CHILD_PROTECTION = "child-protection", "Child protection"
    CHILDREN_IN_CARE = "children-in-care", "Children in care"
    CARE_LEAVERS = "care-leavers", "Care leavers"
    FOSTERING_AND_ADOPTION = "fostering-and-adoption", "Fostering and adoption"
    SPECIAL_GUARDIANSHIP = "special-guardianship", "Special guardianship support"
    DISABLED_CHILDREN = "disabled-children", "Disabled children's services"
    FAMILY_WELLBEING = "family-wellbeing", "Early help and family wellbeing"
    SAFEGUARDING_UNITS = "safeguarding-units", "Safeguarding units"
    OTHER = "other", "Another service"


LISTS: Final[Mapping[str, type[Term]]] = {
    **terms.LISTS,
    "advocacy": Advocacy,
    "causes": Cause,
    "channels": Channel,
    "closing-reasons": ClosingReason,
    "document-kinds": DocumentKind,
    "eligibilities": Eligibility,
    "excuses": Excused,
    "extension-reasons": ExtensionReason,
    "good-reasons": GoodReason,
    "named-parts": NamedPart,
    "outcomes": Outcome,
    "relations": Relation,
    "reopening-reasons": ReopeningReason,
    "route-reasons": RouteReason,
    "routes": Route,
    "service-areas": ServiceArea,
    "subjects": Subject,
    "withdrawal-reasons": WithdrawalReason,
}
