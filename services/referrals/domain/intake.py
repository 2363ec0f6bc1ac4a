"""A contact about one child arrives. What is done about it is decided later.

Children of one submission have a case each from the start. Its arrival starts the clocks of the
decision and of the acknowledgement; nothing that a machine answers stops either.
"""

from datetime import date

from services.referrals.domain import refusals
from services.referrals.domain.case_clocks import started_at_receipt
from services.referrals.domain.child import Child
from services.referrals.domain.commands import OpenContact
from services.referrals.domain.events import ContactOpened
from services.referrals.domain.exploitation import check_particulars, check_risk
from services.referrals.domain.exploitation_state import Particulars
from services.referrals.domain.exploitation_terms import RiskTool
from services.referrals.domain.local import Here
from services.referrals.domain.places import NothingOpened, Referral
from shared.casework.dates import check_born, check_countable, check_past, check_past_instant
from shared.casework.refusals import AlreadyReceived, InstantOnAnotherDay, TeamNotOpen
from shared.casework.register.state import Owner
from shared.clock import london_date


def may_open(referral: Referral, here: Here) -> NothingOpened:
    """Raises AlreadyReceived."""
    del here
    if not isinstance(referral, NothingOpened):
        raise AlreadyReceived
    return referral


def open_contact(command: OpenContact, referral: Referral, here: Here) -> tuple[ContactOpened, ...]:
    """Record the contact and start its clocks from the day received, however long ago that was.

    Raises AlreadyReceived, InTheFuture, OutsideCalendar, InstantOnAnotherDay, DueAndBorn,
    GivenTwice or TeamNotOpen.
    """
    may_open(referral, here)
    received_on = command.received_on
    check_past(received_on, here, "received_on")
    check_countable(received_on, here, "received_on")
    if command.received_at is not None:
        check_past_instant(command.received_at, here, "received_at")
        if london_date(command.received_at) != received_on:
            raise InstantOnAnotherDay("received_at", received_on=received_on)
    check_child(command.child, here, "child")
    check_born(command.referrer, here, "referrer")
    if command.exploitation is not None:
        check_particulars(command.exploitation, "exploitation")
    if command.risk is not None:
        check_risk(command.risk, here, "risk")
    owners = here.policy.register.owners(received_on, here.today)
    if command.team is not None and Owner(team=command.team, worker=None) not in owners:
        raise TeamNotOpen("team", team=command.team)
    return (
        ContactOpened(
            occurred_on=received_on,
            reference=command.reference,
            received_at=command.received_at,
            source=command.source,
            agency=command.agency,
            kind=command.kind,
            category=command.category,
            child=command.child,
            referrer=command.referrer,
            came_from=command.came_from,
            team=command.team,
            concerns=command.concerns,
            exploitation=_particulars(command),
            risk=command.risk,
            policy_edition=here.policy.policy.on(received_on).number,
            clocks=started_at_receipt(received_on, command.source, here),
        ),
    )


def _particulars(command: OpenContact) -> Particulars | None:
    """A risk tool tells of exploitation, whatever else is not said of it."""
    if command.exploitation is None and command.risk is not None:
        return Particulars(risk_tool=RiskTool.COMPLETED)
    return command.exploitation


def check_child(child: Child, here: Here, field: str) -> None:
    """A child was not born in the future, and is not both born and expected.

    An expected day may have passed: nobody may have said yet that the child is born. Raises
    InTheFuture or DueAndBorn.
    """
    if isinstance(child.date_of_birth, date):
        check_past(child.date_of_birth, here, field)
        if child.expected_on is not None:
            raise refusals.DueAndBorn(field)
