"""Alembic's environment for the complaints database."""

from shared.database.migrating import run_environment

run_environment()
