"""The log of complaints, with its append function and its case list.

Revision ID: 0001
"""

from alembic import context, op

from shared.casework.erasure.destructions import INDEX
from shared.event_store.schema import log_v1

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    settings = context.config.attributes
    for statement in log_v1(settings["schema"], settings["role"]):
        op.execute(statement)
    op.execute(INDEX)
