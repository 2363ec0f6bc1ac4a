"""A database of the projections, for the commands that ask them."""

from tests.projections.conftest import projected

__all__ = ["projected"]
