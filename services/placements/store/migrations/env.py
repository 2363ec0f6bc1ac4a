"""Alembic's environment for the placements database."""

from shared.database.migrating import run_environment

run_environment()
