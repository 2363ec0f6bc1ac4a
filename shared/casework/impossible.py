"""What a stored history can never be."""


class ImpossibleHistory(Exception):
    """The stored events cannot have happened in this order: a defect, never a user's mistake."""
