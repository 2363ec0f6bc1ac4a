"""Appraisals: targets, status, quartile, neighbours and earlier values, as analysts give them."""

from alembic import context, op

from services.projections.store.schema import appraisals_v2

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for statement in appraisals_v2(context.config.attributes["role"]):
        op.execute(statement)
