"""How far the relay has sent the log to its topic.

Revision ID: 0002
"""

from alembic import context, op

from shared.transport.schema import relay_v1

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    settings = context.config.attributes
    for statement in relay_v1(settings["role"]):
        op.execute(statement)
