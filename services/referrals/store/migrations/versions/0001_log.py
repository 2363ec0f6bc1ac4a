"""The log of referrals, with its append function, its case list and its subscriptions.

Revision ID: 0001
"""

from alembic import context, op

from shared.casework.erasure.destructions import INDEX
from shared.casework.subscribing.schema import subscriptions_v1
from shared.event_store.schema import log_v1

SENDERS_SEE = """
create index events_senders_see on events (authority, position)
 where type in ('submission-received', 'contact-decided', 'decision-corrected', 'outcome-told',
                'outcome-told-corrected')
"""

FURTHER_REFERRALS = """
create index events_further_referrals on events (position)
 where type in ('contact-decided', 'received-corrected', 'decision-corrected', 'person-linked')
"""

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    settings = context.config.attributes
    for statement in log_v1(settings["schema"], settings["role"]):
        op.execute(statement)
    op.execute(INDEX)
    op.execute(SENDERS_SEE)
    op.execute(FURTHER_REFERRALS)
    for statement in subscriptions_v1(settings["role"]):
        op.execute(statement)
