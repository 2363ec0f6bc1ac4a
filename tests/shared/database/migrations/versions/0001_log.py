"""The log.

Revision ID: 0001
"""

from alembic import context, op

from shared.event_store.schema import log_v1

revision = "0001"
down_revision = None


def upgrade() -> None:
    attributes = context.config.attributes
    for statement in log_v1(attributes["schema"], attributes["role"]):
        op.execute(statement)
