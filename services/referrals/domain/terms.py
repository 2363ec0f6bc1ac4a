"""The code lists of contacts, referrals and assessments, in the words of the field.

Sources: the children in need census (category of need, source of referral), the scrutiny papers of
2023-09 (A.7) and 2014-11 (A7), and Working Together for the responses. Codes of exploitation are in
`exploitation_terms`, those of people in `shared.casework.terms`.
"""

from shared.casework.terms import Term


class Source(Term):
    """The kind of agency or person that got in touch, as the children in need census groups it."""

    POLICE = "police", "Police"
    SCHOOL = "school", "School"
    EDUCATION = "education", "Education service other than a school"
    EARLY_YEARS = "early-years", "Early years or childcare"
    HEALTH = "health", "Health service"
    SOCIAL_CARE = "social-care", "This authority's own social care"
    OWN_SERVICE = "own-service", "Another service of this authority"
    OTHER_AUTHORITY = "other-authority", "Another local authority"
    HOUSING = "housing", "Housing"
    COURT = "court", "Court, probation or prison"
    VOLUNTARY = "voluntary", "Voluntary or faith organisation"
    COMPLAINT = "complaint", "A complaint that raised a safeguarding concern"
    FAMILY = "family", "Family member, relative or carer"
    SELF = "self", "The child or young person"
    PUBLIC = "public", "Neighbour, acquaintance or member of the public"
    ANONYMOUS = "anonymous", "Anonymous"
    OTHER = "other", "Another source"
    NOT_STATED = "not-stated", "Not stated"


class ContactKind(Term):
    """What the contact asks for."""

    SAFEGUARDING = "safeguarding", "A safeguarding concern"
    EXPLOITATION = "exploitation", "Exploitation, or the risk of it"
    SUPPORT = "support", "A request for support"
    DISABILITY = "disability", "A disabled child's needs"
    INFORMATION = "information", "Information passed on"
    OTHER = "other", "Something else"
    NOT_STATED = "not-stated", "Not stated"


class Category(Term):
    """The main concern or need, as the one who got in touch describes it."""

    NEGLECT = "neglect", "Neglect"
    PHYSICAL_ABUSE = "physical-abuse", "Physical abuse"
    SEXUAL_ABUSE = "sexual-abuse", "Sexual abuse"
    EMOTIONAL_ABUSE = "emotional-abuse", "Emotional abuse"
    SEXUAL_EXPLOITATION = "sexual-exploitation", "Sexual exploitation"
    CRIMINAL_EXPLOITATION = "criminal-exploitation", "Criminal exploitation"
    DOMESTIC_ABUSE = "domestic-abuse", "Domestic abuse"
    PARENTAL_MENTAL_HEALTH = "parental-mental-health", "A parent's mental health"
    PARENTAL_SUBSTANCE_USE = "parental-substance-use", "A parent's use of alcohol or drugs"
    DISABILITY = "disability", "Disability or illness of the child"
    PARENTAL_DISABILITY = "parental-disability", "Disability or illness of a parent"
    FAMILY_IN_ACUTE_STRESS = "family-in-acute-stress", "Family in acute stress"
    FAMILY_DYSFUNCTION = "family-dysfunction", "Family dysfunction"
    UNACCEPTABLE_BEHAVIOUR = "unacceptable-behaviour", "Socially unacceptable behaviour"
    LOW_INCOME = "low-income", "Low income"
    ABSENT_PARENTING = "absent-parenting", "Absent parenting"
    MISSING = "missing", "Missing from home or care"
    UNBORN_CHILD = "unborn-child", "Concern for an unborn child"
    OTHER = "other", "Another concern"
    NOT_STATED = "not-stated", "Not stated"


class Response(Term):
    """What the authority does about a contact. Only social work makes it a referral."""

    INFORMATION = "information", "Information or advice"
    EARLY_HELP = "early-help", "Early help"
    SOCIAL_WORK = "social-work", "Social work"
    NO_FURTHER_ACTION = "no-further-action", "No further action"


class DecisionReason(Term):
    """Why that response."""

    SIGNIFICANT_HARM = "significant-harm", "Reason to think of significant harm (s47)"
    IN_NEED = "in-need", "The child may be in need (s17)"
    NEEDS_BELOW_THRESHOLD = "needs-below-threshold", "Needs that early help can meet"
    ADVICE_GIVEN = "advice-given", "Advice or information was enough"
    ALREADY_OPEN = "already-open", "The child's case is open already"
    FOR_ANOTHER_AUTHORITY = "for-another-authority", "For another local authority"
    NOTHING_SUBSTANTIATED = "nothing-substantiated", "Nothing that called for a service was found"
    CONSENT_REFUSED = "consent-refused", "The family declined, and no threshold to go on is met"
    OTHER = "other", "Another reason, written down"


class AssessmentOutcome(Term):
    """What an assessment came to."""

    NO_FURTHER_ACTION = "no-further-action", "No further action"
    EARLY_HELP = "early-help", "Early help"
    CHILD_IN_NEED = "child-in-need", "Child in need (s17)"
    SECTION_47 = "section-47", "Child protection enquiries (s47)"
    BECOMES_LOOKED_AFTER = "becomes-looked-after", "The child becomes looked after"
    TRANSFERRED = "transferred", "Transferred to another local authority"
    OTHER = "other", "Another outcome"


class OverReason(Term):
    """Why an assessment took more than 45 working days."""

    COMPLEXITY = "complexity", "The family's circumstances are complex"
    FAMILY_UNAVAILABLE = "family-unavailable", "The child or family could not be seen"
    WAITING_FOR_OTHERS = "waiting-for-others", "Waiting for another agency"
    SPECIALIST_ASSESSMENT = "specialist-assessment", "A specialist assessment was needed"
    CHANGE_OF_WORKER = "change-of-worker", "Change of worker"
    CAPACITY = "capacity", "Capacity of the team"
    LATE_START = "late-start", "It was started late"
    LATE_AUTHORISATION = "late-authorisation", "It was authorised late"
    COURT_OR_POLICE = "court-or-police", "A court or police timetable"
    OTHER = "other", "Another reason"


class LegalStatus(Term):
    """The status under which a child becomes looked after, in outline."""

    SECTION_20 = "section-20", "Accommodated by agreement (s20)"
    INTERIM_CARE_ORDER = "interim-care-order", "Interim care order (s38)"
    CARE_ORDER = "care-order", "Care order (s31)"
    EMERGENCY_PROTECTION = "emergency-protection", "Emergency protection order (s44)"
    POLICE_PROTECTION = "police-protection", "Police protection (s46)"
    PLACEMENT_ORDER = "placement-order", "Placement order"
    REMANDED = "remanded", "Remanded to local authority accommodation, or to youth detention"


class ClosingReason(Term):
    """Why a referral, or a contact that became none, is closed.

    A referral that was recorded twice is not closed for that, but has its response corrected: else
    it would be counted.
    """

    RESPONSE_GIVEN = "response-given", "The response was given, and nothing is left to do"
    ASSESSED_NO_SERVICE = "assessed-no-service", "Assessed, and no service is needed"
    STEPPED_DOWN = "stepped-down", "Stepped down to early help"
    NEEDS_MET = "needs-met", "The needs are met"
    IN_CARE = "in-care", "Goes on as the case of a child in care"
    MOVED_AWAY = "moved-away", "The family moved away"
    TRANSFERRED = "transferred", "Transferred to another local authority"
    TURNED_18 = "turned-18", "The young person turned 18"
    DIED = "died", "The child died"


class ReopeningReason(Term):
    """Why a closed case goes on."""

    NEW_INFORMATION = "new-information", "New information about the same concern"
    CLOSED_IN_ERROR = "closed-in-error", "Closed in error"
    FAMILY_RETURNED = "family-returned", "The family returned"
