"""Alembic's environment for a service's key database: the same for every service."""

from shared.database.migrating import run_environment

run_environment()
