"""Who read which case.

Revision ID: 0003
"""

from alembic import context, op

from shared.access_log.schema import access_log_v1

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    settings = context.config.attributes
    for statement in access_log_v1(settings["schema"], settings["role"]):
        op.execute(statement)
