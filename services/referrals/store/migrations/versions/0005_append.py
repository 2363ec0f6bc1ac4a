"""The append in fewer and larger steps.

Revision ID: 0005
"""

from alembic import context, op

from shared.event_store.schema import append_v2

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    settings = context.config.attributes
    for statement in append_v2(settings["schema"], settings["role"]):
        op.execute(statement)
