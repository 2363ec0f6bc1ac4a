"""Parked messages that were skipped: who did it, when, and why."""

from alembic import op

from shared.runner import skipping_v2

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for statement in skipping_v2():
        op.execute(statement)
