"""Hearing other services."""
