"""Contacts and referrals: how many, from whom, what became of them and how soon."""

from typing import Final

from services.projections.indicators.clock_measures import ClockRow, ClockShares, CountedOn
from services.projections.indicators.declaration import (
    Basis,
    CountedBy,
    Indicator,
    Polarity,
    ValueUnit,
)
from services.projections.indicators.measures import ByCode, FactRow, Facts, Of
from services.projections.indicators.referrals_basis import (
    CHILDREN_ACT,
    DASHBOARD,
    GUIDANCE,
    REFERRALS,
    TOLERANCE,
)

CONTACT: Final = ("referral.contact",)
BECAME_REFERRAL: Final = ({"response": "social-work"},)


def _by(code: str, prefix: str) -> FactRow:
    return FactRow(
        kinds=CONTACT, counted=BECAME_REFERRAL, of=Of.GROUP, by=ByCode(code=code), prefix=prefix
    )


CONTACTS: Final = Indicator(
    code="referrals.contacts",
    title="Contacts, and those that became referrals",
    numerator="Contacts received in the period that were decided to be for social work; of "
    "`contacts` and `response:…`, contacts",
    denominator="Contacts received in the period, of this source, agency or kind",
    population="A contact for each child, by the date it was received",
    basis=Basis.RECEIVED,
    counted_by=CountedBy.STARTED,
    polarity=Polarity.NEITHER,
    unit=ValueUnit.PERCENT,
    measure=Facts(
        rows=(
            FactRow(label="contacts", kinds=CONTACT),
            FactRow(label="became-referrals", kinds=CONTACT, counted=BECAME_REFERRAL, of=Of.WHOLE),
            FactRow(kinds=CONTACT, by=ByCode(code="response"), prefix="response:"),
            _by("source", "source:"),
            _by("agency", "agency:"),
            _by("kind", "kind:"),
        )
    ),
    sources=REFERRALS,
    source="Local definition",
    effective_from=CHILDREN_ACT,
)
DECISIONS: Final = Indicator(
    code="referrals.decision-1-day",
    title="Decided, acknowledged and told within the limit",
    numerator="Done within the limit: 1 working day from receipt for the decision and for the "
    "acknowledgement; the local limit from the decision for telling what became of it",
    denominator="Done in the period",
    population="Each duty apart, by the day it was done; a receipt that a machine sent is none",
    basis=Basis.DECIDED,
    counted_by=CountedBy.COMPLETED,
    polarity=Polarity.HIGHER_IS_BETTER,
    unit=ValueUnit.PERCENT,
    measure=ClockShares(
        counted_on=CountedOn.STOPPED,
        rows=(
            ClockRow(label="decision", timescales=("referral.decision",)),
            ClockRow(label="acknowledgement", timescales=("referral.acknowledgement",)),
            ClockRow(label="outcome-told", timescales=("referral.outcome-told",)),
        ),
    ),
    sources=REFERRALS,
    source=GUIDANCE,
    effective_from=CHILDREN_ACT,
    tolerance=TOLERANCE,
)
RE_REFERRALS: Final = Indicator(
    code="referrals.re-referrals",
    title="Re-referrals within 12 months",
    numerator="Referrals within 12 months of an earlier one of the same child",
    denominator="Referrals received in the period",
    population="Contacts decided to be for social work, by the date they were received",
    basis=Basis.RECEIVED,
    counted_by=CountedBy.STARTED,
    polarity=Polarity.LOWER_IS_BETTER,
    unit=ValueUnit.PERCENT,
    measure=Facts(
        rows=(
            FactRow(kinds=("referral.received",), counted=({"re_referral": "yes"},), of=Of.WHOLE),
        )
    ),
    sources=REFERRALS,
    source=DASHBOARD,
    effective_from=CHILDREN_ACT,
    tolerance=TOLERANCE,
)

INDICATORS: Final = (CONTACTS, DECISIONS, RE_REFERRALS)
