"""The read models: clocks, facts, cases and people, bitemporal; readers, parked, entries."""

from alembic import context, op

from services.projections.store.schema import read_models_v1

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    told = context.config.attributes
    for statement in read_models_v1(told["schema"], told["role"]):
        op.execute(statement)
