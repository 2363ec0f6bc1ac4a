"""Generations of the read models: one answers, another can be built beside it."""

from alembic import context, op

from services.projections.store.schema import generations_v5

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    settings = context.config.attributes
    for statement in generations_v5(settings["schema"], settings["role"]):
        op.execute(statement)
