"""The roles of the people and machines that use the system."""

from enum import StrEnum


class Role(StrEnum):
    """A role as tokens, events and permission tables spell it."""

    COMPLAINTS_OFFICER = "complaints-officer"
    COMPLAINTS_MANAGER = "complaints-manager"
    SOCIAL_WORKER = "social-worker"
    TEAM_MANAGER = "team-manager"
    SERVICE_MANAGER = "service-manager"
    REVIEWING_OFFICER = "reviewing-officer"
    PLACEMENT_OFFICER = "placement-officer"
    PANEL_ADVISER = "panel-adviser"
    REPORTING_ANALYST = "reporting-analyst"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"
    PARTNER_AGENCY = "partner-agency"
    SERVICE = "service"
    """A machine: the only role that reads message feeds."""
