"""Alembic's environment for the referrals database."""

from shared.database.migrating import run_environment

run_environment()
