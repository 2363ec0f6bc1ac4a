"""Readers of topics: which offset comes next, and how many messages a slot has held.

Revision ID: 0004
"""

from alembic import context, op

from shared.runner import topics_v3

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for statement in topics_v3(context.config.attributes["role"]):
        op.execute(statement)
