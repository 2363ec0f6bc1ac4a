"""A column of the case list.

Revision ID: 0002
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.add_column("case_list", sa.Column("colour", sa.Text(), nullable=True))
