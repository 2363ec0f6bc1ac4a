"""Alembic's environment of the projection service."""

from shared.database.migrating import run_environment

run_environment()
